import type { Adjustments } from '../../domain/adjustments.ts';
import { itemIdOf } from '../../domain/event.ts';
import type { HistoryEvent } from '../../domain/event.ts';
import type { Interests, MapPoint, Projection, Topic } from '../../domain/interests.ts';
import type { Item } from '../../domain/item.ts';
import { itemOf, ranked } from './fake-ranking.ts';

/** What a work is about: its third category. */
export function topicOf({ categories = [] }: Item): string {
  return categories[2] ?? categories[0] ?? 'other';
}

/** Interests by what works are about; each topic has a corner of the map. */
export function interestsOf(history: readonly HistoryEvent[], items: ReadonlyMap<string, Item>, adjustments: Adjustments, projection: Projection, candidates: number): Interests {
  const groups = new Map<string, HistoryEvent[]>();
  for (const event of history.filter(({ kind }) => kind !== 'dismiss')) {
    const name = topicOf(itemOf(event, items));
    groups.set(name, [...(groups.get(name) ?? []), event]);
  }
  const counted = [...groups.values()].reduce((sum, events) => sum + events.length, 0);
  const topics = [...groups].toSorted(([, a], [, b]) => b.length - a.length).map(([name, events], index): Topic => {
    const works = [...new Map(events.map((event) => [itemIdOf(event), itemOf(event, items)])).values()];
    const words = [...new Set([name, ...works.flatMap(({ categories = [] }) => categories)])].slice(0, 4);
    return {
      id: works[0].id,
      keywords: words.map((word) => ({ word, degree: adjustments.keywords[word] ?? 1 })),
      degree: adjustments.items[works[0].id] ?? 1,
      events: events.map(({ id }) => id),
      items: works.map(({ id, title }) => ({ id, title })),
      shortTerm: (events.length + (index === 0 ? 1 : 0)) / (counted + 1),
      longTerm: events.length / counted,
      drift: [0, 1, 2].map((period) => ((index + period) % 3) / 3),
    };
  });
  const corner = new Map([...groups.keys()].map((name, index, all) => [name, (2 * Math.PI * index) / all.length]));
  const place = (item: Item, radius: number): Pick<MapPoint, 'x' | 'y'> => {
    const angle = (corner.get(topicOf(item)) ?? item.title.length) + (item.title.length % 7) / 12;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  };
  const met = [...new Map(history.map((event) => [itemIdOf(event), itemOf(event, items)])).values()];
  return {
    topics,
    sources: [],
    periods: history.length > 0 ? [0, 1, 2].map((period) => new Date(Date.parse(history[0].at) + period * 86_400_000).toISOString()) : [],
    projection,
    ...(projection === 'pca' && { explained: 0.42 }),
    map: [
      ...met.map((item): MapPoint => ({ id: item.id, title: item.title, kind: 'history', topic: topics.find(({ keywords }) => keywords[0].word === topicOf(item))?.id, ...place(item, 0.9) })),
      ...ranked(items, history).slice(0, history.length > 0 ? candidates : 0).map(({ item }): MapPoint => ({ id: item.id, title: item.title, kind: 'candidate', topic: topics.find(({ keywords }) => keywords[0].word === topicOf(item))?.id, ...place(item, 0.6) })),
    ],
  };
}
