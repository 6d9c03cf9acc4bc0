import type { Matrix } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { cosineOf } from './metrics.ts';

/**
 * Share of visitors who look at place 1, 2, …, as eye tracking found. Source: Joachims, Granka, Pan, Hembrooke and Gay (2005),
 * on ten results; later places were not followed and count as never seen.
 */
const LOOKED_AT = [0.68, 0.61, 0.48, 0.34, 0.28, 0.2, 0.11, 0.1, 0.08, 0.06] as const;

/**
 * Clicks without a reason, of those who look, and reasons without a click: items drawn at random by a shop were clicked .35 to .51 %
 * of the times they were shown. Source: Saito, Aihara, Matsutani and Narita, Open Bandit Dataset (2020).
 */
const NOISE = 0.005;

/** Of a thousand pairs of the catalog's items, one is as alike as this: what is more so can stand in for the item. */
const ALIKE_QUANTILE = 0.999;

/** Every pair of a catalog of 724 items; two hundred and sixty of these are beyond the quantile. */
const MOST_PAIRS = 2 ** 18;

/** The expected share of lists that are clicked by visitors who came for the held-out item. */
export interface ClickThrough {
  /** On that very item. */
  target: number;
  /** On it, on something much like it, or by mistake. */
  any: number;
  /** 95 % of `any`, by users. */
  interval: [low: number, high: number];
}

/** What of a catalog can stand in for what. */
export interface ClickModel {
  vectors: Matrix;
  /** Cosine beyond which two items are alike. */
  alike: number;
}

/**
 * The quantile of the cosines of two different items, over all pairs or a seeded draw of them; 1 where there is no pair.
 *
 * @param vectors [C, D] unit rows
 */
export function clickModelOf(vectors: Matrix, seed: number): ClickModel {
  const cosines = pairsOf(vectors.rows, seed).map(([a, b]) => cosineOf(a, b, vectors)).sort((a, b) => a - b);
  return { vectors, alike: cosines[Math.ceil(ALIKE_QUANTILE * cosines.length) - 1] ?? 1 };
}

/**
 * The position-based click model, in closed form: a place is looked at, and what is looked at is clicked.
 *
 *   grade(i)  = 1 for the target, else max(0, (cosine(i, target) − alike) / (1 − alike))
 *   click(i)  = NOISE + (1 − 2·NOISE) · grade(i)
 *   target    = looked[p] · click(target)               p the target's place; 0 when it is not listed
 *   any       = 1 − Π_p (1 − looked[p] · click(list[p]))
 *
 * @param list rows, best first
 */
export function clicksOn(list: ArrayLike<number>, target: number, { vectors, alike }: ClickModel): Pick<ClickThrough, 'target' | 'any'> {
  let onTarget = 0;
  let none = 1;
  for (let place = 0; place < Math.min(list.length, LOOKED_AT.length); place++) {
    const isTarget = list[place] === target;
    const grade = isTarget ? 1 : gradeOf(cosineOf(list[place], target, vectors), alike);
    const clicked = LOOKED_AT[place] * (NOISE + (1 - 2 * NOISE) * grade);
    if (isTarget) onTarget = clicked;
    none *= 1 - clicked;
  }
  return { target: onTarget, any: 1 - none };
}

function gradeOf(cosine: number, alike: number): number {
  return cosine > alike ? Math.min(1, (cosine - alike) / (1 - alike)) : 0;
}

function pairsOf(rows: number, seed: number): [number, number][] {
  if (rows < 2) return [];
  if ((rows * (rows - 1)) / 2 <= MOST_PAIRS) return Array.from({ length: rows }, (_, a) => a).flatMap((a) => Array.from({ length: a }, (_, b): [number, number] => [a, b]));
  const random = seededRandom(seed);
  return Array.from({ length: MOST_PAIRS }, (): [number, number] => {
    const a = Math.floor(random() * rows);
    const other = Math.floor(random() * (rows - 1));
    return [a, other < a ? other : other + 1];
  });
}
