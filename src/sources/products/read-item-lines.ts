import { type Item, parseItem } from '../../domain/item.ts';

/** A row that could not be used, and where it stands. */
export interface Rejected {
  file: string;
  /** From 1. */
  line: number;
  reason: string;
  /** Of an item whose id was there before. */
  repeated?: true;
}

export interface ItemLines {
  items: Item[];
  rejected: Rejected[];
}

/**
 * Items of JSON Lines: one object a line, blank lines passed over, a byte order mark ignored. A line that is no item, or
 * whose id was there before, is rejected with its reason; the rest is kept.
 *
 * @param lines null for a line that is no UTF-8
 * @param file  name that reasons carry
 * @param taken ids that earlier files gave; new ones are added
 */
export async function readItemLines(lines: Iterable<string | null> | AsyncIterable<string | null>, file: string, taken: Set<string> = new Set()): Promise<ItemLines> {
  const items: Item[] = [];
  const rejected: Rejected[] = [];
  let line = 0;
  for await (const text of lines) {
    line++;
    const json = line === 1 && text !== null ? text.replace(/^\uFEFF/, '') : text;
    if (json?.trim() === '') continue;
    try {
      const item = parseItem(parseJson(json));
      if (taken.has(item.id)) {
        rejected.push({ file, line, reason: `expected an id of its own, got ${JSON.stringify(item.id)} again`, repeated: true });
        continue;
      }
      taken.add(item.id);
      items.push(item);
    } catch (error) {
      rejected.push({ file, line, reason: (error as Error).message });
    }
  }
  return { items, rejected };
}

function parseJson(json: string | null): unknown {
  if (json === null) throw new TypeError('expected UTF-8, got other bytes');
  try {
    return JSON.parse(json);
  } catch {
    throw new TypeError(`expected a JSON object, got ${JSON.stringify(json.slice(0, 60))}`);
  }
}
