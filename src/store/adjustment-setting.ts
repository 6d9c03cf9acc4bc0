import { type Adjustments, adjustmentsBut, countAdjustments, joinAdjustments, NO_ADJUSTMENTS } from '../domain/adjustments.ts';
import type { Transaction } from './database.ts';
import { ADJUSTMENTS } from './store.ts';

export async function readAdjustments(transaction: Transaction<'readonly' | 'readwrite'>): Promise<Adjustments> {
  return ((await transaction.objectStore('settings').get(ADJUSTMENTS)) as Adjustments | undefined) ?? NO_ADJUSTMENTS;
}

/** Takes `gone` out of the adjustments. */
export async function dropAdjustments(transaction: Transaction<'readwrite'>, gone: Adjustments): Promise<void> {
  if (countAdjustments(gone) === 0) return;
  await transaction.objectStore('settings').put(adjustmentsBut(await readAdjustments(transaction), gone), ADJUSTMENTS);
}

/** Adds adjustments of what is not adjusted now; returns how many. */
export async function addAdjustments(transaction: Transaction<'readwrite'>, more: Adjustments): Promise<number> {
  const before = await readAdjustments(transaction);
  const after = joinAdjustments(before, more);
  const count = countAdjustments(after) - countAdjustments(before);
  if (count > 0) await transaction.objectStore('settings').put(after, ADJUSTMENTS);
  return count;
}
