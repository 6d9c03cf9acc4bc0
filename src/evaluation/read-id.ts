import type { ItemId } from '../domain/item.ts';
import { expected } from './json-lines.ts';

/**
 * The id in `field`; numbers become strings, as in a catalog's items.
 *
 * @throws {TypeError} when it is none
 */
export function readId(raw: Record<string, unknown>, field: string): string {
  const id = idOf(raw[field]);
  if (id === null) throw expected(`${field} to be a non-empty id`, raw[field]);
  return id;
}

/** The id in `field`, or null where it is absent or empty. */
export function readOptionalId(raw: Record<string, unknown>, field: string): string | null {
  const value = raw[field];
  return value === undefined || value === null || value === '' ? null : readId(raw, field);
}

/**
 * The list of ids in `field`.
 *
 * @throws {TypeError} when it is no list, or one of its members is no id
 */
export function readIds(raw: Record<string, unknown>, field: string): ItemId[] {
  const list = raw[field];
  if (!Array.isArray(list)) throw expected(`${field} to be a list of ids`, list);
  return list.map((member: unknown) => {
    const id = idOf(member);
    if (id === null) throw expected(`${field} to be a list of ids`, member);
    return id;
  });
}

function idOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
