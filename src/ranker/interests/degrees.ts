import type { Adjustments } from '../../domain/adjustments.ts';
import { itemIdOf } from '../../domain/event.ts';
import type { CompleteAdjustment, Degree } from '../../domain/interests.ts';
import type { Item, ItemId } from '../../domain/item.ts';
import { sourceOf } from '../evidence/attributes.ts';
import type { RankedHistory } from '../ranker.ts';
import type { HistoryTopic, HistoryTopics } from './history-topics.ts';
import { topicWords } from './keywords.ts';

/**
 * What a whole degree above 1 adds, in parts of all that counts of late. Over the 48 topics of nine histories of the demo, the
 * share of a boosted topic in a list of eight rises from .19 to .50; with a quarter to .38, with one to .63, and with twice the
 * strength instead to .29.
 */
const GAIN = 0.5;
/** Of any factor: what was last met some fifty events ago comes back no further. */
const LOUDEST = 1e6;
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
 * How loud each event is: a person's word is about what counts now, however old what it is said of.
 *
 *   factor[h] = Π of loudness(degree, late share) of its item, else of its topic; of its source; of its words,      at most 1e6
 *
 * @param late [H] of lateShares()
 * @returns [H]
 */
export function eventDegrees({ events, met }: Pick<RankedHistory, 'events' | 'met'>, { topics, topicOf }: HistoryTopics, adjustments: Adjustments, late: Float64Array): Float32Array {
  const ofTopic = topics.map((topic) => topicDegree(topic, adjustments));
  const shareOf = (covers: (h: number) => boolean): number => late.reduce((sum, share, h) => (covers(h) ? sum + share : sum), 0);
  const topicShares = new Map(Array.from(new Set(topicOf), (topic) => [topic, shareOf((h) => topicOf[h] === topic)]));
  const factors = Float64Array.from(events, (event, h) => loudness(own(adjustments.items, itemIdOf(event)) ?? ofTopic[topicOf[h]] ?? 1, topicShares.get(topicOf[h])!));
  const said = Object.keys(adjustments.keywords).length > 0 ? wordsOf(events, met) : [];
  const rules = [
    ...Object.entries(adjustments.sources).map(([source, degree]) => ({ degree, covers: (h: number) => sourceOf(met[h].item) === source })),
    ...Object.entries(adjustments.keywords).map(([word, degree]) => ({ degree, covers: (h: number) => said[h].has(word) })),
  ];
  for (const { degree, covers } of rules) {
    const factor = loudness(degree, shareOf(covers));
    for (const h of factors.keys()) if (covers(h)) factors[h] *= factor;
  }
  return Float32Array.from(factors, (factor) => Math.min(LOUDEST, factor));
}

/**
 * By how much the strength of what a degree was given to is multiplied.
 *
 *   loudness = degree                      up to 1
 *            = 1 + (degree − 1) / 2·share  above: together it gains half of all that counts of late for a whole degree, so that
 *                                          of degree 2 it is (share + ½) / 1½ of what counts then, a third at least
 *
 * A fixed factor would be lost beside what is new and would drown the rest beside what is old: of events that fade by 0.3 nats
 * each, twice the strength is worth two events.
 *
 * @param share of what counts of late, 0 … 1
 */
export function loudness(degree: Degree, share: number): number {
  return degree <= 1 ? degree : Math.min(LOUDEST, 1 + (GAIN * (degree - 1)) / share);
}

/** [H] the words of each event's item, read once for each item. */
function wordsOf(events: RankedHistory['events'], met: RankedHistory['met']): ReadonlyMap<string, unknown>[] {
  const known = new Map<ItemId, ReadonlyMap<string, unknown>>();
  return events.map((event, h) => {
    const id = itemIdOf(event);
    if (!known.has(id)) known.set(id, topicWords(met[h].item));
    return known.get(id)!;
  });
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
