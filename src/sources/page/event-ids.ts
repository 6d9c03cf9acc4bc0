import type { EventId } from '../../domain/event.ts';

/**
 * The id of an event that is the same for the same `parts` wherever it is made: one told twice (by two scripts of a page, or
 * once more after a reload) counts once.
 *
 *   kind-hash, 53 bits by cyrb53
 */
export function eventIdOf(kind: string, ...parts: (string | number)[]): EventId {
  const text = JSON.stringify(parts);
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    high = Math.imul(high ^ text.charCodeAt(i), 2654435761);
    low = Math.imul(low ^ text.charCodeAt(i), 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return `${kind}-${(4294967296 * (2097151 & low) + (high >>> 0)).toString(36)}`;
}

/** What tells this opening of a page from all others of the browser: when it began, in microseconds. */
export function openingOf({ timeOrigin }: Pick<Performance, 'timeOrigin'> = performance): number {
  return Math.round(timeOrigin * 1000);
}
