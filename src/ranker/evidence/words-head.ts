import { addRow } from '../../domain/sparse-rows.ts';
import type { Item } from '../../domain/item.ts';
import type { EvidenceHead } from './evidence.ts';
import { type TfidfIndex, tfidfIndex } from './tfidf.ts';
import { lexicalText, wordsOf } from './words.ts';

/** Words in common: E[m,c] = cosine of sublinear tf-idf. The index of the catalog's words is made when it is first asked for. */
export function wordsHead(items: readonly Item[]): EvidenceHead {
  let made: TfidfIndex | null = null;
  const index = (): TfidfIndex => (made ??= tfidfIndex(items.map((item) => wordsOf(lexicalText(item)))));
  return {
    head: 'words',
    add(met, weights, out) {
      const { textsOf, rowOf, wordCount } = index();
      const query = new Float64Array(wordCount);
      for (const [m, { item, row }] of met.entries()) {
        if (!(weights[m] > 0)) continue;
        if (row >= 0) addRow(index().words, row, weights[m], query);
        else for (const [word, value] of rowOf(wordsOf(lexicalText(item)))) query[word] += weights[m] * value;
      }
      query.forEach((weight, word) => {
        if (weight > 0) addRow(textsOf, word, weight, out);
      });
    },
    of(met, candidate) {
      const { words, rowOf } = index();
      const own = new Map<number, number>();
      for (let at = words.starts[candidate]; at < words.starts[candidate + 1]; at++) own.set(words.columns[at], words.values[at]);
      return met.map(({ item }) => {
        let dot = 0;
        for (const [word, value] of rowOf(wordsOf(lexicalText(item)))) dot += value * (own.get(word) ?? 0);
        return dot;
      });
    },
  };
}
