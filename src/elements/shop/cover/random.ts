/** Numbers in [0, 1) that a text fixes for ever: FNV-1a seeds mulberry32. */
export class Random {
  #state = 0x811c9dc5;

  constructor(seed: string) {
    for (let at = 0; at < seed.length; at++) this.#state = Math.imul(this.#state ^ seed.charCodeAt(at), 0x01000193);
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)];
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }
}
