/** [C] how often each row occurs in the sequences. */
export function trainCounts(sequences: readonly (readonly number[])[], rows: number): Uint32Array {
  const counts = new Uint32Array(rows);
  for (const sequence of sequences) for (const row of sequence) counts[row]++;
  return counts;
}
