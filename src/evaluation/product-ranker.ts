import type { HistoryEvent } from '../domain/event.ts';
import { pickRows, quantise, type QuantisedMatrix } from '../domain/matrix.ts';
import type { Kernels, ResidentCatalog } from '../kernels/kernels.ts';
import { DEFAULT_DIVERSITY, prepareRequest, rankCatalog } from '../ranker/rank.ts';
import type { RankedCatalog, RankedHistory, RankOptions } from '../ranker/ranker.ts';
import type { EvaluationRanker } from './evaluation-ranker.ts';
import { trainCounts } from './train-counts.ts';

/** Events stand a minute apart: the sets know their order and not their times. */
const APART_MS = 60_000;
const NOW = Date.parse('2026-01-01');

/** Names of productRankers(). */
export const PRODUCT_RANKERS = ['attune-plain', 'attune'] as const;

/** The product's own ranker on `kernels`: `attune` as shipped, `attune-plain` without diversity. */
export function productRankers(kernels: Kernels): Map<string, () => EvaluationRanker> {
  return new Map<string, () => EvaluationRanker>([
    [PRODUCT_RANKERS[0], () => productRanker(PRODUCT_RANKERS[0], kernels, 0)],
    [PRODUCT_RANKERS[1], () => productRanker(PRODUCT_RANKERS[1], kernels, DEFAULT_DIVERSITY)],
  ]);
}

function productRanker(name: string, kernels: Kernels, diversity: number): EvaluationRanker {
  let catalog: RankedCatalog;
  let keys: QuantisedMatrix;
  return {
    name,
    async fit({ items, sequences, similarities }) {
      const vectors = quantise(similarities.vectors);
      keys = similarities.keys === similarities.vectors ? vectors : quantise(similarities.keys);
      const resident: ResidentCatalog = await kernels.load(vectors);
      const counts = trainCounts(sequences, items.length);
      catalog = { vectors, resident, popularity: sequences.length > 0 ? Float32Array.from(counts) : null, groups: null };
    },
    async score(history, out) {
      const { request } = prepareRequest(catalog, historyOf(history, keys), optionsOf(0, 0));
      out.set(await catalog.resident.scores({ ...request, k: 0 }));
    },
    list: diversity === 0 ? undefined : async (history, k, excluded) => {
      const exclude = [...excluded.keys()].filter((row) => excluded[row] === 1);
      const { ranked } = await rankCatalog(catalog, historyOf(history, keys), { ...optionsOf(k, diversity), exclude });
      return ranked.map(({ row }) => row);
    },
  };
}

function optionsOf(k: number, diversity: number): RankOptions {
  return { k, diversity, now: new Date(NOW).toISOString() };
}

/** Rows as opens. Whether they may come back is the protocol's to say, so none is taken out here. */
function historyOf(rows: readonly number[], vectors: QuantisedMatrix): RankedHistory {
  return {
    events: rows.map((row, i): HistoryEvent => ({ id: `e${i}`, kind: 'open', item: `row ${row}`, at: new Date(NOW - (rows.length - 1 - i) * APART_MS).toISOString() })),
    rows: new Int32Array(rows.length).fill(-1),
    keys: pickRows(vectors, rows),
  };
}
