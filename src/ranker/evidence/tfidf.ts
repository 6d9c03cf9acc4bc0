import { type SparseRows, sparseRows, transposed } from '../../domain/sparse-rows.ts';

/** The words of many texts, by text and by word. */
export interface TfidfIndex {
  /** Rows by text, columns by word in order of first sight; each row of unit length. */
  words: SparseRows;
  /** The same, rows by word. */
  textsOf: SparseRows;
  wordCount: number;
  /** The row that another text would have: words that no text has are left out before it is brought to unit length. */
  rowOf(words: readonly string[]): ReadonlyMap<number, number>;
}

/**
 * Sublinear tf-idf.
 *
 *   value[text, word] = (1 + ln tf) · (1 + ln((1 + texts) / (1 + texts with the word)))      each row to unit length
 */
export function tfidfIndex(texts: readonly (readonly string[])[]): TfidfIndex {
  const numbers = new Map<string, number>();
  const textsWith: number[] = [];
  const counted = texts.map((words) => {
    const counts = new Map<number, number>();
    for (const word of words) {
      const number = numbers.get(word) ?? numbers.size;
      numbers.set(word, number);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    for (const number of counts.keys()) textsWith[number] = (textsWith[number] ?? 0) + 1;
    return counts;
  });
  const weighed = (counts: Map<number, number>): Map<number, number> => {
    for (const [number, tf] of counts) counts.set(number, (1 + Math.log(tf)) * (1 + Math.log((1 + texts.length) / (1 + textsWith[number]))));
    const length = Math.hypot(...counts.values());
    for (const [number, value] of counts) counts.set(number, value / length);
    return counts;
  };
  const words = sparseRows(counted.map(weighed));
  return {
    words,
    textsOf: transposed(words, numbers.size),
    wordCount: numbers.size,
    rowOf(others) {
      const counts = new Map<number, number>();
      for (const word of others) {
        const number = numbers.get(word);
        if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
      }
      return weighed(counts);
    },
  };
}
