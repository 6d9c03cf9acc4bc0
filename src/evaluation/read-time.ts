import { expected } from './json-lines.ts';

/**
 * The ISO 8601 time in `field` as ms since 1970, or null where it is absent.
 *
 * @throws {TypeError} when it is none
 */
export function readOptionalTime(raw: Record<string, unknown>, field: string): number | null {
  const value = raw[field];
  if (value === undefined || value === null) return null;
  const ms = typeof value === 'string' ? Date.parse(value) : NaN;
  if (Number.isNaN(ms)) throw expected(`${field} to be an ISO 8601 time`, value);
  return ms;
}
