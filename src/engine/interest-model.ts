import type { Catalog } from '../catalog/catalog.ts';
import { type Adjustments, countAdjustments, isUnadjusted } from '../domain/adjustments.ts';
import type { HistoryEvent } from '../domain/event.ts';
import type { CompleteAdjustment, Interests, InterestSource, InterestsQuery, MapPoint, Projection, Topic } from '../domain/interests.ts';
import type { Item, ItemId } from '../domain/item.ts';
import { appendRows, dequantise, type Matrix, rowOf } from '../domain/matrix.ts';
import type { TopicShare } from '../domain/recommendation.ts';
import { sourceOf } from '../ranker/evidence/attributes.ts';
import { adjusted, adjustmentsOf, eventDegrees, topicDegree } from '../ranker/interests/degrees.ts';
import { historyTopics, type HistoryTopic, type HistoryTopics, lateShares, nearestTopic } from '../ranker/interests/history-topics.ts';
import { keywordsOf, topicWords, type WordCounts, wordCounts } from '../ranker/interests/keywords.ts';
import { type UsualLikeness, usualLikeness } from '../ranker/interests/usual-likeness.ts';
import type { RankedHistory } from '../ranker/ranker.ts';
import { standardSample } from '../ranker/standard-sample.ts';
import type { HistoryBook } from './history-book.ts';
import type { HistoryKeys } from './history-keys.ts';

const KEYWORDS = 6;
/** Sources that are listed. */
const MOST_SOURCES = 12;

/** The topics of one state of the history. */
interface Read {
  events: readonly HistoryEvent[];
  history: RankedHistory;
  topics: HistoryTopics;
}

/** What the history says of a person's interests, what the person said of that, and what both make of the ranking. */
export class InterestModel {
  #catalog: Catalog;
  #keys: HistoryKeys;
  #book: HistoryBook;
  #now: () => string;
  #read: Read | null = null;
  #likeness: UsualLikeness | null = null;
  #words: WordCounts | null = null;

  constructor(catalog: Catalog, keys: HistoryKeys, book: HistoryBook, now: () => string) {
    this.#catalog = catalog;
    this.#keys = keys;
    this.#book = book;
    this.#now = now;
  }

  /** The history as it is to be ranked by: as loud as the person set it. */
  history(events: readonly HistoryEvent[]): RankedHistory {
    const history = this.#keys.history(events);
    const { adjustments } = this.#book;
    if (isUnadjusted(adjustments) || history.events.length === 0) return history;
    // What a source or a word was set to needs no topics.
    const topics = Object.keys(adjustments.items).length > 0 ? this.#topics(events, history).topics : { topics: [], topicOf: new Int32Array(history.events.length).fill(-1) };
    return { ...history, degrees: eventDegrees(history, topics, adjustments, lateShares(history.events, this.#now())) };
  }

  /** Catalog rows of muted sources, which are not to be listed. */
  muted(): number[] {
    const { sources } = this.#book.adjustments;
    const muted = new Set(Object.keys(sources).filter((source) => sources[source] === 0));
    if (muted.size === 0) return [];
    return this.#catalog.items.flatMap((item, row) => (muted.has(sourceOf(item) ?? '') ? [row] : []));
  }

  /** Shares of events [H], summed by topic; largest first, those without one left out. */
  sharesByTopic(events: readonly HistoryEvent[], shares: readonly { event: number; share: number }[]): TopicShare[] {
    const { topics, topicOf } = this.#topics(events, this.#keys.history(events)).topics;
    const sums = new Float64Array(topics.length);
    for (const { event, share } of shares) if (topicOf[event] >= 0) sums[topicOf[event]] += share;
    return topics
      .flatMap((topic, index) => (sums[index] === 0 ? [] : [{ topic: topic.id, keywords: this.#keywords(topic, topics).slice(0, 3), share: sums[index] }]))
      .toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share));
  }

  /**
   * The interests, with a map of the history's items and of `candidates`.
   *
   * @param candidates ids of catalog items
   */
  async interests(events: readonly HistoryEvent[], candidates: readonly ItemId[], { projection }: Required<InterestsQuery>): Promise<Interests> {
    // Read before anything is waited for: topics and history of one moment.
    const { history, topics: { topics } } = this.#topics(events, this.#keys.history(events));
    const { periodsOf, topicDrift } = await import('../ranker/interests/drift.ts');
    const periods = periodsOf(history.events);
    const drift = topicDrift(history.events, topics, periods);
    return {
      topics: topics.map((topic, index) => this.#topic(topic, topics, history, drift[index])),
      sources: this.#sources(history, topics),
      periods: periods.map((ms) => new Date(ms).toISOString()),
      ...(await this.#map(topics, history, candidates, projection)),
    };
  }

  /** @throws {RangeError} when there is no such topic */
  async adjust(adjustment: CompleteAdjustment): Promise<void> {
    const { adjustments, events } = this.#book;
    const topic = adjustment.target === 'topic' ? this.#topics(events, this.#keys.history(events)).topics.topics.find(({ id }) => id === adjustment.name) : undefined;
    if (adjustment.target === 'topic' && !topic) throw new RangeError(`adjust: expected a topic of the history, got ${JSON.stringify(adjustment.name)}`);
    await this.#book.adjust(adjusted(adjustments, adjustment, topic?.items.map(({ id }) => id) ?? []));
  }

  /** Which of `adjustments` were said of something that `events` hold. */
  staying(adjustments: Adjustments, events: readonly HistoryEvent[]): Adjustments {
    return isUnadjusted(adjustments) ? adjustments : adjustmentsOf(adjustments, events.map(({ item }) => this.#itemOf(item)));
  }

  /** Drops adjustments of what the history no longer holds. */
  async prune(): Promise<void> {
    const { adjustments, events } = this.#book;
    const left = this.staying(adjustments, events);
    if (countAdjustments(left) < countAdjustments(adjustments)) await this.#book.adjust(left);
  }

  /** Lets go of topics that were read from a history that is no more. */
  forget(): void {
    this.#read = null;
  }

  #topics(events: readonly HistoryEvent[], history: RankedHistory): Read {
    // More events have a vector once the encoder has read them.
    if (this.#read?.events === events && this.#read.history.events.length === history.events.length) return this.#read;
    return (this.#read = { events, history, topics: historyTopics(history, this.#now(), this.#usual()) });
  }

  #usual(): UsualLikeness {
    if (this.#likeness) return this.#likeness;
    const { items, vectors } = this.#catalog;
    const sampled = Array.from(standardSample(vectors.rows), (row) => items[row]);
    return (this.#likeness = usualLikeness(dequantise(this.#keys.context(sampled.map(({ id }) => id)).keys), sampled.map(({ language }) => language)));
  }

  #topic(topic: HistoryTopic, all: readonly HistoryTopic[], history: RankedHistory, drift: number[]): Topic {
    const { adjustments } = this.#book;
    return {
      id: topic.id,
      keywords: this.#keywords(topic, all).map((word) => ({ word, degree: Object.hasOwn(adjustments.keywords, word) ? adjustments.keywords[word] : 1 })),
      degree: topicDegree(topic, adjustments),
      events: topic.items.flatMap((item) => item.events).toSorted((a, b) => a - b).map((h) => history.events[h].id),
      items: topic.items.map((item) => ({ id: item.id, title: history.met[item.events[0]].item.title })),
      shortTerm: topic.shortTerm,
      longTerm: topic.longTerm,
      drift,
    };
  }

  #keywords(topic: HistoryTopic, all: readonly HistoryTopic[]): string[] {
    this.#words ??= wordCounts(this.#catalog.items);
    const wordsOf = ({ items }: HistoryTopic) => items.map((item) => topicWords(this.#read!.history.met[item.events[0]].item));
    return keywordsOf(wordsOf(topic), all.filter((other) => other !== topic).flatMap(wordsOf), this.#words, KEYWORDS);
  }

  #sources(history: RankedHistory, topics: readonly HistoryTopic[]): InterestSource[] {
    const shares = new Map<string, number>();
    for (const { items } of topics) {
      for (const { events, longTerm } of items) {
        const source = sourceOf(history.met[events[0]].item);
        if (source !== null) shares.set(source, (shares.get(source) ?? 0) + longTerm);
      }
    }
    const { sources } = this.#book.adjustments;
    for (const source of Object.keys(sources)) if (!shares.has(source)) shares.set(source, 0);
    return [...shares].toSorted(([, a], [, b]) => b - a).slice(0, MOST_SOURCES).map(([source, share]) => ({ source, share, degree: sources[source] ?? 1 }));
  }

  async #map(topics: readonly HistoryTopic[], history: RankedHistory, candidates: readonly ItemId[], projection: Projection): Promise<Pick<Interests, 'map' | 'projection' | 'explained'>> {
    const met = topics.flatMap((topic) => topic.items.map((item) => ({ item, topic: topic.id })));
    const known = this.#keys.known(candidates).filter((id) => !met.some(({ item }) => item.id === id));
    const vectors = dequantise(appendRows(history.keys, this.#keys.context(known).keys), [...met.map(({ item }) => item.events[0]), ...known.map((_, n) => history.events.length + n)]);
    const { points, ...how } = await laidOut(vectors, projection);
    const at = (row: number): { x: number; y: number } => ({ x: points[2 * row], y: points[2 * row + 1] });
    return {
      ...how,
      map: [
        ...met.map(({ item, topic }, row): MapPoint => ({ id: item.id, title: history.met[item.events[0]].item.title, kind: 'history', topic, ...at(row) })),
        ...known.map((id, n): MapPoint => {
          const row = met.length + n;
          const near = nearestTopic(rowOf(vectors, row), vectors.spaceOf[row], topics, this.#usual());
          return { id, title: this.#itemOf(id).title, kind: 'candidate', ...(near && { topic: near.id }), ...at(row) };
        }),
      ],
    };
  }

  #itemOf(item: ItemId | Item): Item {
    if (typeof item !== 'string') return item;
    const row = this.#catalog.rowOf(item);
    return row === undefined ? { id: item, title: item } : this.#catalog.items[row];
  }
}

async function laidOut(vectors: Matrix, projection: Projection): Promise<{ points: Float32Array; projection: Projection; explained?: number }> {
  if (projection === 'umap') {
    // A library of its own chunk, which few will ask for.
    const { LEAST_UMAP_POINTS, projectUmap } = await import('../ranker/interests/project-umap.ts');
    if (vectors.rows >= LEAST_UMAP_POINTS) return { points: projectUmap(vectors), projection };
  }
  const { projectPca } = await import('../ranker/interests/project-pca.ts');
  return { ...projectPca(vectors), projection: 'pca' };
}
