import type { EvaluationRanker } from './evaluation-ranker.ts';
import { trainCounts } from './train-counts.ts';

/** All scores are equal, so that the random order of ties is the ranking: the floor that everything must clear. */
export function randomRanker(): EvaluationRanker {
  return { name: 'random', fit: () => {}, score: (_history, out) => void out.fill(0) };
}

/** How often an item occurs in train; its published count where there is no train. */
export function popularityRanker(): EvaluationRanker {
  let popularity = new Float32Array(0);
  return {
    name: 'popularity',
    fit({ items, sequences }) {
      popularity = sequences.length > 0 ? Float32Array.from(trainCounts(sequences, items.length)) : Float32Array.from(items, (item) => item.popularity ?? 0);
    },
    score: (_history, out) => out.set(popularity),
  };
}
