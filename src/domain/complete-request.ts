import type { EventId } from './event.ts';
import type { ItemId } from './item.ts';
import { type RecommendRequest, STRATEGIES, type Strategy } from './recommendation.ts';

/** A request with what it left open filled in. */
export interface CompleteRequest extends RecommendRequest {
  strategy: Strategy;
  for: ItemId[];
  limit: number;
  exclude: ItemId[];
  without: EventId[];
  profiling: 'on' | 'off';
}

/** Listed unless a request says otherwise. */
const LIMIT = 8;
const FIELDS: readonly string[] = ['strategy', 'for', 'limit', 'threshold', 'diversity', 'exclude', 'without', 'profiling'] satisfies (keyof RecommendRequest)[];
const PROFILING: readonly string[] = ['on', 'off'];

/**
 * The request that `request` describes.
 *
 * @throws {TypeError} when a field is unknown or of the wrong type: left out, another list would be made than was asked for
 * @throws {RangeError} when the limit is no whole number of at least 0, the threshold not finite, or diversity outside 0 … 1
 */
export function completeRequest(request: RecommendRequest): CompleteRequest {
  if (typeof request !== 'object' || request === null) throw new TypeError(`request: expected an object, got ${told(request)}`);
  const unknown = Object.keys(request).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw new TypeError(`request: expected ${FIELDS.join(', ')}, got ${unknown}`);
  const { strategy = 'for-you', limit = LIMIT, threshold, diversity, profiling = 'on' } = request;
  if (!STRATEGIES.includes(strategy)) throw new TypeError(`request: expected strategy to be one of ${STRATEGIES.join(', ')}, got ${told(strategy)}`);
  if (!PROFILING.includes(profiling)) throw new TypeError(`request: expected profiling to be one of ${PROFILING.join(', ')}, got ${told(profiling)}`);
  checkLimit('request', limit);
  if (threshold !== undefined && !Number.isFinite(expectNumber('request', 'threshold', threshold))) throw new RangeError(`request: expected a finite threshold, got ${threshold}`);
  if (diversity !== undefined && !(expectNumber('request', 'diversity', diversity) >= 0 && diversity <= 1)) throw new RangeError(`request: expected diversity from 0 to 1, got ${diversity}`);
  return { strategy, for: idsOf('request: expected for', request.for ?? []), limit, threshold, diversity, exclude: idsOf('request: expected exclude', request.exclude ?? []), without: idsOf('request: expected without', request.without ?? []), profiling };
}

/** Refuses a limit that is no whole number of at least 0. @throws {TypeError} when it is no number; {RangeError} */
export function checkLimit(what: string, limit: number): void {
  if (!Number.isSafeInteger(expectNumber(what, 'limit', limit)) || limit < 0) throw new RangeError(`${what}: expected limit to be a whole number of at least 0, got ${limit}`);
}

/** The ids that `ids` is a list of. @throws {TypeError} beginning with `expected` when it is none */
export function idsOf(expected: string, ids: readonly ItemId[]): ItemId[] {
  if (!Array.isArray(ids) || ids.some((id) => typeof id !== 'string')) throw new TypeError(`${expected} to be a list of ids, got ${told(ids)}`);
  return [...ids];
}

function expectNumber(what: string, name: string, value: number): number {
  if (typeof value !== 'number') throw new TypeError(`${what}: expected ${name} to be a number, got ${told(value)}`);
  return value;
}

function told(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? String(value);
}
