import type { Transaction } from './database.ts';

/** Lists kept, the latest shown: one for each page of a long visit, and no more than a megabyte or so. */
export const MAX_LISTS = 64;

/** Keeps a list under `key`; beyond MAX_LISTS the one shown longest ago goes. */
export async function putList(transaction: Transaction<'readwrite'>, key: string, list: unknown, shownAt: number): Promise<void> {
  const table = transaction.objectStore('lists');
  await table.put({ list, shownAt }, key);
  const surplus = (await table.count()) - MAX_LISTS;
  if (surplus <= 0) return;
  const oldest = await table.index('shownAt').getAllKeys(null, surplus);
  await Promise.all(oldest.map((each) => table.delete(each)));
}
