import { expose } from 'comlink';
import { cachedPack } from '../catalog/cached-pack.ts';
import type { HistoryEvent } from '../domain/event.ts';
import { dequantise } from '../domain/matrix.ts';
import type { OwnReport } from '../domain/own-evaluation.ts';
import { breather } from '../evaluation/breather.ts';
import { evaluateOwn } from '../evaluation/evaluate-own.ts';
import { ownCases } from '../evaluation/own-cases.ts';
import { baselineGuessers, productGuessers } from '../evaluation/own-guessers.ts';
import { SimilarityRows } from '../evaluation/similarity-rows.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { openSimdKernels } from '../kernels/simd/simd-kernels.ts';
import { DEFAULT_BLEND } from '../ranker/blend.ts';
import { publishedOf, rankedCatalog } from '../ranker/ranked-catalog.ts';
import { HistoryKeys } from './history-keys.ts';
import { learnedVectors } from './learned-vectors.ts';

const K = 10;
const SEED = 0;

const api = {
  /** @param pack URL of its folder; @param events oldest first */
  async run(pack: string, events: readonly HistoryEvent[], told: (done: number, total: number) => void): Promise<OwnReport> {
    const catalog = await cachedPack(pack);
    const { items, vectors } = catalog;
    const { cases, learned, elsewhere } = ownCases(events, (id) => catalog.rowOf(id), undefined, publishedOf(items));
    const breathe = breather();
    const rowOf = new Map(items.map(({ id }, row) => [id, row]));
    const baselines = await baselineGuessers({ items, rowOf, sequences: [], histories: [], similarities: new SimilarityRows(dequantise(vectors)), allowRepeats: false, seed: SEED, breathe });
    const { queries, keysOf } = await learnedVectors(catalog);
    const keys = new HistoryKeys(catalog, keysOf);
    const kernels = await openSimdKernels().catch(openPlainKernels);
    const ranked = { ...rankedCatalog({ ...catalog, blend: { ...DEFAULT_BLEND, ...catalog.blend } }), resident: await kernels.load(queries) };
    const onCase = (done: number): Promise<void> | undefined => {
      told(done, cases.length);
      return breathe();
    };
    const measured = await evaluateOwn(cases, [...baselines, ...productGuessers(ranked, (before) => keys.history(before))], items.length, { k: K, seed: SEED, onCase });
    return { k: K, items: items.length, learned, elsewhere, ...measured };
  },
};

export type OwnEvaluationApi = typeof api;

expose(api);
