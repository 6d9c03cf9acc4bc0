import type { ItemId } from '../domain/item.ts';
import { readJsonLines, type LineFault } from './json-lines.ts';
import { readIds, readOptionalId } from './read-id.ts';
import { readOptionalTime } from './read-time.ts';

/** One question with its answer: what comes after this history? */
export interface TestCase {
  user: string | null;
  /** Oldest first. */
  history: ItemId[];
  /** Null where the line has none. */
  target: ItemId | null;
  /** When the question is asked, ms since 1970; missing where the line does not say. */
  atMs?: number;
}

export interface ReadCases {
  cases: TestCase[];
  faults: LineFault[];
}

/**
 * Reads test cases, one `{"user", "history": [id, …], "target": id, "at"?: time}` a line.
 *
 * Ids are not looked up here: `resolveCases` drops and counts what the catalog lacks.
 */
export function readCases(lines: Iterable<string | null>): ReadCases {
  const { values, faults } = readJsonLines(lines, (raw): TestCase => {
    const atMs = readOptionalTime(raw, 'at');
    return { user: readOptionalId(raw, 'user'), history: readIds(raw, 'history'), target: readOptionalId(raw, 'target'), ...(atMs !== null && { atMs }) };
  });
  return { cases: values, faults };
}
