import type { Item } from '../../domain/item.ts';
import { readItemLines, type Rejected } from '../../sources/products/read-item-lines.ts';
import type { LineFault } from '../../evaluation/json-lines.ts';
import { type Counts, count } from '../../evaluation/resolve-cases.ts';
import type { ReadSequences } from '../../evaluation/read-sequences.ts';
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

/** How many rows were left out, by reason: an id that was there before, or no item. */
export function skippedItems(rejected: readonly Rejected[]): Counts {
  const counts: Counts = {};
  for (const { repeated } of rejected) count(counts, repeated ? 'duplicate-item' : 'rejected-item');
  return counts;
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

/** Tells on stderr what of interactions is no choice, and so teaches nothing. */
export function tellNoChoices(file: string, { dismissed, disliked }: Pick<ReadSequences, 'dismissed' | 'disliked'>): void {
  if (dismissed + disliked > 0) note(`${file}: ${dismissed} events that dismiss an item and ${disliked} that rate it at 0 or less are no choices: left out`);
}
