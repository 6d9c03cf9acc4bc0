/** Elements and values. A product page has a few thousand; a browser reads so many in some 20 ms. */
const MAX_NODES = 20_000;
/** Of all texts together; a browser parses so much JSON in some 10 ms. */
const MAX_CHARACTERS = 2_000_000;
const MAX_FAULTS = 20;

/** How much of one page is read, so that no page blocks its thread. What is beyond that is left out and told once. */
export class ReadingBudget {
  readonly faults: string[] = [];
  #nodes = MAX_NODES;
  #characters = MAX_CHARACTERS;
  #overrun = false;

  /** Whether one more element or value may be read. */
  takesNode(): boolean {
    if (this.#nodes-- > 0) return true;
    return this.#refuse(`expected at most ${MAX_NODES} elements and values that describe items, got more`);
  }

  /** Whether so many more characters may be read. */
  takesCharacters(count: number): boolean {
    if (count <= this.#characters) {
      this.#characters -= count;
      return true;
    }
    return this.#refuse(`expected at most ${MAX_CHARACTERS} characters that describe items, got more`);
  }

  fault(reason: string): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push(reason);
  }

  #refuse(reason: string): false {
    if (!this.#overrun) this.fault(`page: ${reason}`);
    this.#overrun = true;
    return false;
  }
}
