import { ACTIVATIONS } from './derivation.ts';
import type { EventId } from './event.ts';
import { completeFilter, type ItemFilter } from './item-filter.ts';
import type { ItemId } from './item.ts';
import { CAP_NAMES, type Caps, type RecommendRequest, STRATEGIES, type Strategy, VARIETIES } from './recommendation.ts';

/** A request with what it left open filled in. */
export interface CompleteRequest extends Omit<RecommendRequest, 'filter'> {
  strategy: Strategy;
  for: ItemId[];
  limit: number;
  exclude: ItemId[];
  without: EventId[];
  explore: number;
  profiling: 'on' | 'off';
  /** In the order of CAP_NAMES. */
  caps: Caps;
  /** Null where nothing is asked for. */
  filter: ItemFilter | null;
}

/** Listed unless a request says otherwise. */
const LIMIT = 8;
const FIELDS: readonly string[] = ['strategy', 'for', 'limit', 'sigma', 'threshold', 'diversity', 'variety', 'calibration', 'caps', 'filter', 'exclude', 'without', 'explore', 'profiling'] satisfies (keyof RecommendRequest)[];
const PROFILING: readonly string[] = ['on', 'off'];

/**
 * The request that `request` describes.
 *
 * @throws {TypeError} when a field is unknown or of the wrong type: left out, another list would be made than was asked for
 * @throws {RangeError} when the limit is no whole number of at least 0, the threshold not finite, diversity, calibration or
 *   explore outside 0 … 1, a cap no whole number of at least 1, or a bound of prices not finite
 */
export function completeRequest(request: RecommendRequest): CompleteRequest {
  if (typeof request !== 'object' || request === null) throw new TypeError(`request: expected an object, got ${told(request)}`);
  const unknown = Object.keys(request).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw new TypeError(`request: expected ${FIELDS.join(', ')}, got ${unknown}`);
  const { strategy = 'for-you', limit = LIMIT, sigma, threshold, diversity, variety, calibration, explore = 0, profiling = 'on' } = request;
  if (!STRATEGIES.includes(strategy)) throw new TypeError(`request: expected strategy to be one of ${STRATEGIES.join(', ')}, got ${told(strategy)}`);
  if (!PROFILING.includes(profiling)) throw new TypeError(`request: expected profiling to be one of ${PROFILING.join(', ')}, got ${told(profiling)}`);
  checkLimit('request', limit);
  if (sigma !== undefined && !ACTIVATIONS.includes(sigma)) throw new TypeError(`request: expected sigma to be one of ${ACTIVATIONS.join(', ')}, got ${told(sigma)}`);
  if (threshold !== undefined && !Number.isFinite(expectNumber('request', 'threshold', threshold))) throw new RangeError(`request: expected a finite threshold, got ${threshold}`);
  expectFraction('diversity', diversity);
  if (variety !== undefined && !VARIETIES.includes(variety)) throw new TypeError(`request: expected variety to be one of ${VARIETIES.join(', ')}, got ${told(variety)}`);
  expectFraction('calibration', calibration);
  expectFraction('explore', explore);
  const caps = completeCaps(request.caps ?? {});
  const filter = completeFilter(request.filter ?? {});
  return { strategy, for: idsOf('request: expected for', request.for ?? []), limit, sigma, threshold, diversity, variety, calibration, caps, filter, exclude: idsOf('request: expected exclude', request.exclude ?? []), without: idsOf('request: expected without', request.without ?? []), explore, profiling };
}

function expectFraction(name: string, value: number | undefined): void {
  if (value !== undefined && !(expectNumber('request', name, value) >= 0 && value <= 1)) throw new RangeError(`request: expected ${name} from 0 to 1, got ${value}`);
}

/** The caps that are given, in one order: equal requests are told by it. */
function completeCaps(caps: Caps): Caps {
  if (typeof caps !== 'object' || caps === null || Array.isArray(caps)) throw new TypeError(`request: expected caps to be an object, got ${told(caps)}`);
  const unknown = Object.keys(caps).find((name) => !(CAP_NAMES as readonly string[]).includes(name));
  if (unknown !== undefined) throw new TypeError(`request: expected caps by ${CAP_NAMES.join(', ')}, got ${unknown}`);
  const complete: Caps = {};
  for (const name of CAP_NAMES) {
    const cap = caps[name];
    if (cap === undefined) continue;
    if (!Number.isSafeInteger(expectNumber('request', `caps.${name}`, cap)) || cap < 1) throw new RangeError(`request: expected caps.${name} to be a whole number of at least 1, got ${cap}`);
    complete[name] = cap;
  }
  return complete;
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
