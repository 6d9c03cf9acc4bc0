import { itemIdOf } from '../../domain/event.ts';
import type { EventKind, HistoryEvent } from '../../domain/event.ts';
import type { Item } from '../../domain/item.ts';
import type { TextPart, WordExplanation } from '../../domain/word-explanation.ts';
import type { EventShare, EventSummary, Explanation, HeadShare, TopicShare } from '../../domain/recommendation.ts';

const TEMPERATURE = 0.12;
const STRENGTH: Partial<Record<EventKind, number>> = { like: 2, buy: 3, save: 1.5, dismiss: -1.5 };

/** Share of categories that two items have in common, with a bonus for one author. */
export function similarity(a: Item, b: Item): number {
  const shared = (a.categories ?? []).filter((category) => b.categories?.includes(category)).length;
  return Math.min(1, shared / 4 + (a.author !== undefined && a.author === b.author ? 0.3 : 0));
}

export function itemOf(event: HistoryEvent, items: ReadonlyMap<string, Item>): Item {
  return typeof event.item === 'string' ? (items.get(event.item) ?? { id: event.item, title: event.item }) : event.item;
}

export function summary(event: HistoryEvent, items: ReadonlyMap<string, Item>): EventSummary {
  return { id: event.id, kind: event.kind, at: event.at, itemId: itemIdOf(event), title: itemOf(event, items).title };
}

/** Softmax of the similarities over the history. */
export function weightsOf(item: Item, history: readonly HistoryEvent[], items: ReadonlyMap<string, Item>): number[] {
  const logits = history.map((event) => Math.exp(similarity(item, itemOf(event, items)) / TEMPERATURE));
  const sum = logits.reduce((total, logit) => total + logit, 0);
  return logits.map((logit) => logit / sum);
}

export function scoreOf(item: Item, history: readonly HistoryEvent[], items: ReadonlyMap<string, Item>): number {
  const content = history.reduce((sum, event) => sum + (STRENGTH[event.kind] ?? 1) * similarity(item, itemOf(event, items)), 0) / Math.max(1, history.length);
  return content + 0.02 * Math.log10(1 + (item.popularity ?? 0));
}

/** Items by score, then id; items of the history left out. */
export function ranked(items: ReadonlyMap<string, Item>, history: readonly HistoryEvent[]): { item: Item; score: number }[] {
  const known = new Set(history.map(itemIdOf));
  return [...items.values()].filter(({ id }) => !known.has(id)).map((item) => ({ item, score: scoreOf(item, history, items) })).toSorted((a, b) => b.score - a.score || (a.item.id < b.item.id ? -1 : 1));
}

/** The arithmetic behind one item of `history`'s list. */
export function explanationOf(item: Item, history: readonly HistoryEvent[], items: ReadonlyMap<string, Item>, listRank: number | undefined): Explanation {
  const weights = weightsOf(item, history, items);
  const heads = headShares(item, history, items);
  const content = heads[0].share;
  const events: EventShare[] = history.map((event, h) => ({ ...summary(event, items), weight: weights[h], similarity: similarity(item, itemOf(event, items)), share: content * weights[h] })).toSorted((a, b) => b.share - a.share);
  const place = (of: readonly HistoryEvent[]): number => ranked(items, of).findIndex((each) => each.item.id === item.id) + 1;
  const strongest = events[0];
  return {
    id: item.id, item, score: scoreOf(item, history, items), relevanceRank: Math.max(1, place(history)), listRank, heads, events, context: [], itemShare: heads[1].share, topics: topicShares(events, items), lexical: item.language === 'zh',
    ...(strongest && { without: { eventId: strongest.id, relevanceRank: place(history.filter(({ id }) => id !== strongest.id)) } }),
  };
}

/** Shares of events summed by what their works are about. */
function topicShares(events: readonly EventShare[], items: ReadonlyMap<string, Item>): TopicShare[] {
  const shares = new Map<string, number>();
  for (const { itemId, share } of events) {
    const topic = items.get(itemId)?.categories?.[2] ?? 'other';
    shares.set(topic, (shares.get(topic) ?? 0) + share);
  }
  return [...shares].map(([topic, share]) => ({ topic, keywords: [topic], share })).toSorted((a, b) => b.share - a.share);
}

/** The words of a title and its categories: a category that both have speaks for the pair, a word of the title by its length. */
export function wordsOf(item: Item, other: Item): Pick<WordExplanation, 'similarity' | 'parts'> {
  const whole = similarity(item, other);
  const words = [...new Intl.Segmenter(item.language, { granularity: 'word' }).segment(item.title)];
  const title = words.map(({ segment, isWordLike }, at): TextPart => ({ field: 'title', text: segment, ...(isWordLike && { without: whole - (segment.length - 3) * (at % 2 === 0 ? 0.02 : 0.01) }) }));
  const categories = (item.categories ?? []).map((category): TextPart => ({ field: 'category', text: category, without: similarity({ ...item, categories: item.categories!.filter((each) => each !== category) }, other) }));
  return { similarity: whole, parts: [...title, ...categories] };
}

function headShares(item: Item, history: readonly HistoryEvent[], items: ReadonlyMap<string, Item>): HeadShare[] {
  const popularity = 0.02 * Math.log10(1 + (item.popularity ?? 0));
  const content = scoreOf(item, history, items) - popularity;
  const sum = Math.abs(content) + popularity || 1;
  return [
    { head: 'content', readout: content, z: content * 4, blendWeight: 1, share: content / sum },
    { head: 'popularity', readout: popularity, z: popularity * 4, blendWeight: 1, share: popularity / sum },
  ];
}
