import type { Cancellable } from './recommender.ts';

/** How good one ranker was on one set, as `attune evaluate` measured it: means over its cases. */
export interface MeasuredRanker {
  name: string;
  /** Share of the cases whose target is in the list. */
  recall: number;
  ndcg: number;
  /** 95 % of `ndcg`, by users. */
  interval: [low: number, high: number];
}

export interface MeasuredSet {
  name: string;
  /** How train and test were parted. */
  order: string;
  /** Length of a list. */
  k: number;
  items: number;
  cases: number;
  rankers: MeasuredRanker[];
  /** The product's nDCG less that of the best baseline; missing where none was measured. */
  comparison?: { ranker: string; against: string; difference: number; interval: [low: number, high: number]; p: number };
}

/** Figures of `attune evaluate`, as `scripts/measure-quality.mjs` writes them. */
export interface MeasuredQuality {
  encoder: string;
  sets: MeasuredSet[];
}

/** Fetches the figures, when they are asked for. @throws what fetching throws; {TypeError} when they are none; `AbortError` when given up */
export type FetchQuality = (options?: Cancellable) => Promise<MeasuredQuality>;

/**
 * The figures that `value` holds.
 *
 * @throws {TypeError} naming the place, what was expected and what stood there
 */
export function parseMeasuredQuality(value: unknown): MeasuredQuality {
  const { encoder, sets } = objectAt('', value);
  return { encoder: textAt('encoder', encoder), sets: listAt('sets', sets).map((set, n) => parseSet(`sets[${n}]`, set)) };
}

function parseSet(place: string, value: unknown): MeasuredSet {
  const { name, order, k, items, cases, rankers, comparison } = objectAt(place, value);
  return {
    name: textAt(`${place}.name`, name),
    order: textAt(`${place}.order`, order),
    k: numberAt(`${place}.k`, k),
    items: numberAt(`${place}.items`, items),
    cases: numberAt(`${place}.cases`, cases),
    rankers: listAt(`${place}.rankers`, rankers).map((ranker, n) => parseRanker(`${place}.rankers[${n}]`, ranker)),
    ...(comparison !== undefined && { comparison: parseComparison(`${place}.comparison`, comparison) }),
  };
}

function parseRanker(place: string, value: unknown): MeasuredRanker {
  const { name, recall, ndcg, interval } = objectAt(place, value);
  return { name: textAt(`${place}.name`, name), recall: numberAt(`${place}.recall`, recall), ndcg: numberAt(`${place}.ndcg`, ndcg), interval: intervalAt(`${place}.interval`, interval) };
}

function parseComparison(place: string, value: unknown): MeasuredSet['comparison'] {
  const { ranker, against, difference, interval, p } = objectAt(place, value);
  return { ranker: textAt(`${place}.ranker`, ranker), against: textAt(`${place}.against`, against), difference: numberAt(`${place}.difference`, difference), interval: intervalAt(`${place}.interval`, interval), p: numberAt(`${place}.p`, p) };
}

function intervalAt(place: string, value: unknown): [number, number] {
  const bounds = listAt(place, value);
  if (bounds.length !== 2) throw expected(place, 'two numbers', value);
  return [numberAt(`${place}[0]`, bounds[0]), numberAt(`${place}[1]`, bounds[1])];
}

function objectAt(place: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw expected(place, 'an object', value);
}

function listAt(place: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw expected(place, 'a list', value);
}

function textAt(place: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw expected(place, 'a text', value);
}

function numberAt(place: string, value: unknown): number {
  if (typeof value === 'number') return value;
  throw expected(place, 'a number', value);
}

function expected(place: string, what: string, got: unknown): TypeError {
  return new TypeError(`quality: expected ${place === '' ? what : `${place} to be ${what}`}, got ${JSON.stringify(got)?.slice(0, 60) ?? 'nothing'}`);
}
