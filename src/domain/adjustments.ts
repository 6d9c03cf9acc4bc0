import { type Degree, MOST_DEGREE } from './interests.ts';
import type { ItemId } from './item.ts';

/** What a person said of their interests. Of a topic every item that it had is noted: topics change, items stay. */
export interface Adjustments {
  items: Record<ItemId, Degree>;
  sources: Record<string, Degree>;
  keywords: Record<string, Degree>;
}

export const NO_ADJUSTMENTS: Adjustments = { items: {}, sources: {}, keywords: {} };

const KINDS = ['items', 'sources', 'keywords'] as const satisfies (keyof Adjustments)[];

/** How many things were adjusted. */
export function countAdjustments(adjustments: Adjustments): number {
  return KINDS.reduce((sum, kind) => sum + Object.keys(adjustments[kind]).length, 0);
}

/** Whether nothing was adjusted. */
export function isUnadjusted(adjustments: Adjustments): boolean {
  return countAdjustments(adjustments) === 0;
}

/** All of `first`, and of `second` what `first` says nothing of. */
export function joinAdjustments(first: Adjustments, second: Adjustments): Adjustments {
  return byKind((kind) => ({ ...second[kind], ...first[kind] }));
}

/** What `all` adjusts and `some` does not. */
export function adjustmentsBut(all: Adjustments, some: Adjustments): Adjustments {
  return byKind((kind) => Object.fromEntries(Object.entries(all[kind]).filter(([name]) => !Object.hasOwn(some[kind], name))));
}

/**
 * The adjustments that `value` describes.
 *
 * @throws {TypeError} naming the place when one of its three parts is missing, another is there, or a degree is outside 0 … 2
 */
export function completeAdjustments(value: unknown): Adjustments {
  const given = recordOf('adjustments', value);
  const unknown = Object.keys(given).find((name) => !(KINDS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new TypeError(`adjustments: expected ${KINDS.join(', ')}, got ${unknown}`);
  return byKind((kind) => {
    const degrees = Object.entries(recordOf(`adjustments: ${kind}`, given[kind]));
    for (const [name, degree] of degrees) {
      if (typeof degree !== 'number' || !(degree >= 0 && degree <= MOST_DEGREE)) throw new TypeError(`adjustments: ${kind}: expected ${JSON.stringify(name)} to have a degree from 0 to ${MOST_DEGREE}, got ${JSON.stringify(degree)}`);
    }
    return Object.fromEntries(degrees) as Record<string, Degree>;
  });
}

function byKind(of: (kind: (typeof KINDS)[number]) => Record<string, Degree>): Adjustments {
  return { items: of('items'), sources: of('sources'), keywords: of('keywords') };
}

function recordOf(place: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${place}: expected an object, got ${JSON.stringify(value)?.slice(0, 80) ?? 'nothing'}`);
  return value as Record<string, unknown>;
}
