import type { Catalog } from '../catalog/catalog.ts';
import { type HistoryEvent, itemIdOf } from '../domain/event.ts';
import { chanceOf, returnsOf } from '../ranker/returns.ts';
import type { PastItem } from './past-list.ts';

/**
 * What is likely to be bought again, likeliest first, equals newest first. A purchase stands by how many others lie between it and
 * now, not by days. What is rarer than an item drawn blindly from the catalog is left out, unless it was bought twice.
 *
 * @param past   the newest purchase of each item that may be listed, newest first; all of them items of the catalog
 * @param events the history, oldest first
 * @returns `past` as it is where the catalog does not tell what comes back
 */
export function likelyAgain(past: readonly HistoryEvent[], events: readonly HistoryEvent[], { repeats, rowOf, items }: Pick<Catalog, 'repeats' | 'rowOf' | 'items'>): PastItem[] {
  if (!repeats) return past.map((newest) => ({ newest, events: [newest], chance: 0 }));
  const bought = events.filter(({ kind }) => kind === 'buy');
  const returns = new Map(returnsOf(bought.map(itemIdOf)).map((back) => [back.met, back]));
  return past
    .map((newest) => {
      const id = itemIdOf(newest);
      const back = returns.get(id)!;
      return { newest, events: bought.filter((event) => itemIdOf(event) === id), chance: chanceOf(back, rowOf(id)!, repeats), times: back.times };
    })
    .filter(({ chance, times }) => chance >= 1 / items.length || times > 1)
    .toSorted((a, b) => b.chance - a.chance);
}
