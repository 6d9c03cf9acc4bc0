import type { Item } from '../../domain/item.ts';
import type { Field } from './columns.ts';

/** What a feed gave at a line (from 1): an item, or why none. */
export type Found = { line: number; item: Item } | { line: number; reason: string };

/**
 * What a reader tells beside items. Of a price: `no-currency` (dropped, none in the feed or given), `unreadable-price`. Of
 * other fields left out: `unknown-availability`, `unusable-url`, `unreadable-date`. `cut-text`: shortened to 20,000
 * characters. `unpublished`: an item left out because the shop does not show it. Of the whole input: `encoding` (decoded as
 * `detail`, by its bytes), `broken-bytes` (some are none of its encoding and became U+FFFD).
 */
export type RemarkCode = 'no-currency' | 'unreadable-price' | 'unknown-availability' | 'unusable-url' | 'unreadable-date' | 'cut-text' | 'unpublished' | 'encoding' | 'broken-bytes';

export interface Remark {
  code: RemarkCode;
  detail?: string;
}

/** What all readers of one feed go by. */
export interface Reading {
  /** ISO 4217, where the feed names none. */
  currency?: string;
  /** What relative addresses are relative to. */
  base?: string;
  /** Headers or keys that a person gave for fields. */
  map: Readonly<Partial<Record<Field, string>>>;
  /** The time by which a sale price holds or not. */
  now: number;
  remark(remark: Remark): void;
}

/** Reads one feed, given piece by piece. */
export interface ProductReader {
  write(text: string): Iterable<Found>;
  /** What was still open, and where the feed was cut off. */
  end(): Iterable<Found>;
}

/** A reason in the words of all others. */
export function expected(what: string, got: unknown): string {
  return `expected ${what}, got ${got === undefined || got === '' ? 'nothing' : JSON.stringify(got).slice(0, 80)}`;
}
