import type { EvaluationRanker } from './evaluation-ranker.ts';
import { addRow, type SparseRows, sparseRows, transposed } from './sparse-rows.ts';
import { lexicalText, wordsOf } from './words.ts';

const MEAN_OF = 20;

/** Words instead of vectors: score[c] = tf-idf row of c · mean of the rows of the last 20 items, up to a common factor. */
export function tfidfRanker(): EvaluationRanker {
  let words: SparseRows;
  let itemsOfWord: SparseRows;
  let wordCount = 0;
  return {
    name: 'tfidf',
    fit({ items }) {
      ({ rows: words, columnCount: wordCount } = tfidfRows(items.map((item) => wordsOf(lexicalText(item)))));
      itemsOfWord = transposed(words, wordCount);
    },
    score(history, out) {
      out.fill(0);
      const query = new Float64Array(wordCount);
      for (const row of history.slice(-MEAN_OF)) addRow(words, row, 1, query);
      query.forEach((weight, word) => {
        if (weight > 0) addRow(itemsOfWord, word, weight, out);
      });
    },
  };
}

/**
 * Sublinear tf-idf.
 *
 *   value[text, word] = (1 + ln tf) · (1 + ln((1 + texts) / (1 + texts with the word)))      each row to unit length
 *
 * @returns rows by text, columns by word in order of first sight
 */
export function tfidfRows(texts: readonly (readonly string[])[]): { rows: SparseRows; columnCount: number } {
  const wordNumbers = new Map<string, number>();
  const textsWith: number[] = [];
  const frequencies = texts.map((words) => {
    const frequency = new Map<number, number>();
    for (const word of words) {
      const number = wordNumbers.get(word) ?? wordNumbers.size;
      wordNumbers.set(word, number);
      frequency.set(number, (frequency.get(number) ?? 0) + 1);
    }
    for (const number of frequency.keys()) textsWith[number] = (textsWith[number] ?? 0) + 1;
    return frequency;
  });
  for (const row of frequencies) {
    for (const [number, tf] of row) row.set(number, (1 + Math.log(tf)) * (1 + Math.log((1 + texts.length) / (1 + textsWith[number]))));
    const length = Math.hypot(...row.values());
    for (const [number, value] of row) row.set(number, value / length);
  }
  return { rows: sparseRows(frequencies), columnCount: wordNumbers.size };
}
