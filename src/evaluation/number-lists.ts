const FIRST_ROOM = 1024;

/** Many short lists of numbers in one array, which costs four bytes a number where arrays of their own would cost a hundred each. */
export class NumberLists {
  #numbers = new Uint32Array(FIRST_ROOM);
  readonly #ends = [0];

  /** How many lists there are. */
  get size(): number {
    return this.#ends.length - 1;
  }

  /** @returns the list's number, for `at` */
  add(list: ArrayLike<number>): number {
    const start = this.#ends[this.size];
    const end = start + list.length;
    if (end > this.#numbers.length) {
      const grown = new Uint32Array(Math.max(end, 2 * this.#numbers.length));
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers.set(list, start);
    this.#ends.push(end);
    return this.size - 1;
  }

  /** The list, to be read only, and only until the next is added. */
  at(list: number): Uint32Array {
    return this.#numbers.subarray(this.#ends[list], this.#ends[list + 1]);
  }
}
