/** The rows that were published after a time, by the dates that are known: then they were nothing to choose among. */
export function rowsAfter(published: Float64Array | null, atMs: number | undefined): number[] {
  return published && atMs !== undefined ? [...published.keys()].filter((row) => published[row] > atMs) : [];
}
