/** What a candidate would add to the variety of a list, told by its cosines to the choices before it, one after the other. */
export interface VarietyTerm {
  /** `candidate` beside the choice that stands at `step`; asked once for each step, from 0 up. */
  meet(candidate: number, choice: number, step: number, cosine: number): void;
  /** Beside the choices that it met; the larger, the more it varies them. */
  of(candidate: number): number;
}
