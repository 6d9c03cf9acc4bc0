/** A history and the item that came next, by row. */
export interface NextItemCase {
  history: readonly number[];
  target: number;
}
