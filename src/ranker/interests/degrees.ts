import type { Adjustments } from '../../domain/adjustments.ts';
import { itemIdOf } from '../../domain/event.ts';
import { type CompleteAdjustment, type Degree, MOST_DEGREE } from '../../domain/interests.ts';
import type { Item, ItemId } from '../../domain/item.ts';
import { sourceOf } from '../evidence/attributes.ts';
import type { RankedHistory } from '../ranker.ts';
import type { HistoryTopic, HistoryTopics } from './history-topics.ts';
import { topicWords } from './keywords.ts';

/** Share of a topic that was adjusted from which what is new in it follows. */
const FOLLOWS = 0.25;

/** The degree of a topic: the one that most of its adjusted items have, where they are a quarter of it; else 1. */
export function topicDegree(topic: HistoryTopic, { items }: Adjustments): Degree {
  const shares = new Map<Degree, number>();
  for (const { id, longTerm } of topic.items) if (Object.hasOwn(items, id)) shares.set(items[id], (shares.get(items[id]) ?? 0) + longTerm);
  const [most] = [...shares].toSorted(([, a], [, b]) => b - a);
  return most && [...shares.values()].reduce((sum, share) => sum + share, 0) >= FOLLOWS * topic.longTerm ? most[0] : 1;
}

/**
 * How loud each event is.
 *
 *   degree[h] = degree of its item, else of its topic · of its source · Π of its words,      at most 4
 *
 * @returns [H]
 */
export function eventDegrees({ events, met }: Pick<RankedHistory, 'events' | 'met'>, { topics, topicOf }: HistoryTopics, adjustments: Adjustments): Float32Array {
  const ofTopic = topics.map((topic) => topicDegree(topic, adjustments));
  const known = new Map<ItemId, Degree>();
  return Float32Array.from(events, (event, h) => {
    const id = itemIdOf(event);
    if (!known.has(id)) known.set(id, Math.min(2 * MOST_DEGREE, (own(adjustments.items, id) ?? ofTopic[topicOf[h]] ?? 1) * itemDegree(met[h].item, adjustments)));
    return known.get(id)!;
  });
}

/** What source and words make of an item. */
function itemDegree(item: Item, { sources, keywords }: Adjustments): Degree {
  const ofSource = own(sources, sourceOf(item) ?? '') ?? 1;
  const words = Object.keys(keywords);
  if (words.length === 0) return ofSource;
  const said = topicWords(item);
  return words.reduce((degree, word) => (said.has(word) ? degree * keywords[word] : degree), ofSource);
}

function own(degrees: Record<string, Degree>, key: string): Degree | undefined {
  return Object.hasOwn(degrees, key) ? degrees[key] : undefined;
}

/** Adjustments after one more; `members` are the items of the topic that it names. */
export function adjusted(before: Adjustments, { target, name, degree }: CompleteAdjustment, members: readonly ItemId[]): Adjustments {
  const changed = (record: Record<string, Degree>, names: readonly string[]): Record<string, Degree> => {
    const kept = Object.entries(record).filter(([key]) => !names.includes(key));
    return Object.fromEntries(degree === 1 ? kept : [...kept, ...names.map((key): [string, Degree] => [key, degree])]);
  };
  switch (target) {
    case 'topic':
      return { ...before, items: changed(before.items, members) };
    case 'source':
      return { ...before, sources: changed(before.sources, [name]) };
    case 'keyword':
      return { ...before, keywords: changed(before.keywords, [name]) };
  }
}

/** What is left of adjustments where the history holds only these items: nothing outlives what it was said of. */
export function adjustmentsOf(before: Adjustments, items: readonly Item[]): Adjustments {
  const ids = new Set(items.map(({ id }) => id));
  const sources = new Set(items.map(sourceOf));
  const words = Object.keys(before.keywords).length > 0 ? new Set(items.flatMap((item) => [...topicWords(item).keys()])) : new Set<string>();
  const only = (record: Record<string, Degree>, held: ReadonlySet<string | null>): Record<string, Degree> => Object.fromEntries(Object.entries(record).filter(([key]) => held.has(key)));
  return { items: only(before.items, ids), sources: only(before.sources, sources), keywords: only(before.keywords, words) };
}
