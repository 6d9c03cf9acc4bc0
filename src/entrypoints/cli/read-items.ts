import type { Item } from '../../domain/item.ts';
import { readItemLines, type Rejected } from '../../sources/products/read-item-lines.ts';
import type { LineFault } from '../../evaluation/json-lines.ts';
import { InputError } from './failures.ts';
import { linesOf } from './files.ts';
import { note } from './terminal.ts';

/** Reasons that are told; all are counted. */
const TOLD = 10;

/**
 * The items of several JSON Lines files, rejected rows told on stderr.
 *
 * @throws {InputError} when nothing could be used
 */
export async function readItems(files: readonly string[], signal: AbortSignal): Promise<{ items: Item[]; rejected: Rejected[] }> {
  const taken = new Set<string>();
  const items: Item[] = [];
  const rejected: Rejected[] = [];
  for (const file of files) {
    const read = await readItemLines(linesOf(file, signal), file, taken);
    for (const item of read.items) items.push(item);
    for (const row of read.rejected) rejected.push(row);
  }
  if (items.length === 0) throw new InputError(rejected.length > 0 ? told(rejected[0]) : `${files.join(', ')}: expected at least one item, got none`);
  if (rejected.length > 0) note(`${rejected.length} rows rejected:`);
  for (const row of rejected.slice(0, TOLD)) note(`  ${told(row)}`);
  if (rejected.length > TOLD) note(`  and ${rejected.length - TOLD} more`);
  return { items, rejected };
}

/** `FILE:LINE: expected …, got …` */
export function told({ file, line, reason }: Rejected): string {
  return `${file}:${line}: ${reason}`;
}

/** Tells the first faults of a file on stderr. */
export function tellFaults(file: string, faults: readonly LineFault[]): void {
  for (const { message } of faults.slice(0, TOLD)) note(`${file}:${message}`);
  if (faults.length > TOLD) note(`${file}: and ${faults.length - TOLD} more lines like these`);
}
