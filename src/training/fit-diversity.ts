import type { RankResult } from '../kernels/kernels.ts';
import { choose } from '../ranker/diversity/choose.ts';
import { prepareRequest } from '../ranker/rank.ts';
import type { RankedCatalog, RankedHistory } from '../ranker/ranker.ts';
import { meanOf } from './held-out-gains.ts';

/** Length of the lists that tell it. */
const K = 10;
/** λ that are tried; beyond, a list is hardly ranked any more. */
const TRIED = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8];
/** Share of the held-out nDCG that lists must keep, and that they must keep even where the held-out cases say one standard error too much. */
const KEPT = 0.975, SURELY_KEPT = 0.95;
/** Fewer cases do not tell a loss of some hundredths from none. */
const LEAST_CASES = 100;

/** What came next after a history, at a time. */
export interface NextChoice {
  catalog: RankedCatalog;
  history: RankedHistory;
  /** Row. */
  chosen: number;
  /** ISO time of the list. */
  now: string;
}

/**
 * The most variety that lists may have, as MMR has it, without losing more than a fortieth of what they find: the largest λ under which
 * the nDCG@10 of held-out choices keeps KEPT of what scores alone give, and SURELY_KEPT one standard error below. How much of a
 * score's range variety is worth differs from catalog to catalog: where all is alike it costs much, where the best are far apart nothing.
 *
 * @returns λ; 0 where none keeps that much; null where too few cases, or none that is found, tell it
 * @throws what `breathe` rejects with
 */
export async function fitDiversity(choices: AsyncIterable<NextChoice> | Iterable<NextChoice>, breathe?: () => Promise<void> | undefined): Promise<number | null> {
  const plain: number[] = [];
  const varied: number[][] = TRIED.map(() => []);
  for await (const { catalog, history, chosen, now } of choices) {
    await breathe?.();
    const { request } = prepareRequest(catalog, history, { k: K, diversity: 0, now });
    const known = new Map<number, Promise<RankResult>>();
    const rank = (size: number): Promise<RankResult> => {
      if (!known.has(size)) known.set(size, catalog.resident.rank({ ...request, k: size }));
      return known.get(size)!;
    };
    const gain = async (diversity: number): Promise<number> => {
      const { result, places } = await choose(rank, catalog, { k: K, diversity }, new Map());
      const place = places.findIndex((at) => result.rows[at] === chosen);
      return place < 0 ? 0 : 1 / Math.log2(place + 2);
    };
    plain.push(await gain(0));
    for (const [n, diversity] of TRIED.entries()) varied[n].push(await gain(diversity));
  }
  const whole = meanOf(Float64Array.from(plain));
  if (plain.length < LEAST_CASES || whole === 0) return null;
  const most = TRIED.findLastIndex((_, n) => keeps(plain, varied[n], whole));
  return most < 0 ? 0 : TRIED[most];
}

function keeps(plain: readonly number[], varied: readonly number[], whole: number): boolean {
  const differences = Float64Array.from(varied, (gain, n) => gain - plain[n]);
  const mean = meanOf(differences);
  const error = Math.sqrt(meanOf(differences.map((difference) => (difference - mean) ** 2)) / differences.length);
  return mean >= (KEPT - 1) * whole && mean - error >= (SURELY_KEPT - 1) * whole;
}
