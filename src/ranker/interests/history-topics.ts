import { type HistoryEvent, itemIdOf } from '../../domain/event.ts';
import type { ItemId } from '../../domain/item.ts';
import { dequantise, type Matrix, rowOf } from '../../domain/matrix.ts';
import { CONTENT_DECAY, LASTING_DECAY } from '../content-heads.ts';
import { type Decay, eventBias } from '../event-bias.ts';
import { historyStrengths } from '../event-strength.ts';
import type { RankedHistory } from '../ranker.ts';
import { clusterVectors } from './cluster-vectors.ts';
import { partStrangers } from './part-strangers.ts';
import { ownLikeness, type UsualLikeness } from './usual-likeness.ts';

/** Items that are grouped, the strongest; thousands would take seconds and change no topic's name. */
const MOST_ITEMS = 600;
/** Topics that are told apart; what is left of a life is of none. */
const MOST_TOPICS = 12;

/** One item of the history that something speaks for. */
export interface MetOnce {
  id: ItemId;
  /** Places of its events in the history, oldest first. */
  events: number[];
  /** Share of what counts of late, and of what lasts. */
  shortTerm: number;
  longTerm: number;
}

export interface HistoryTopic {
  /** Of the item that was met first: one that is met later changes no name. */
  id: ItemId;
  /** Nearest to the middle first. */
  items: MetOnce[];
  /** Unit sum of its vectors [D], and the space they live in. */
  middle: Float32Array;
  space: number;
  shortTerm: number;
  longTerm: number;
}

export interface HistoryTopics {
  /** Largest long-term share first. */
  topics: HistoryTopic[];
  /** [H] index of the event's topic, −1 for none. */
  topicOf: Int32Array;
}

/**
 * The topics of a history: its items grouped by likeness (`clusterVectors`), what is like no other of its group alone
 * (`partStrangers`), what is spoken against left out.
 *
 *   share = Σ over a topic's events of strength · e^bias / the same over all events       by the content and the lasting decay
 */
export function historyTopics(history: RankedHistory, now: string, usual: UsualLikeness): HistoryTopics {
  const { events, keys, met } = history;
  const topicOf = new Int32Array(events.length).fill(-1);
  const items = metOnce(events, now);
  const grouped = items.toSorted((a, b) => b.longTerm - a.longTerm).slice(0, MOST_ITEMS).toSorted((a, b) => a.events[0] - b.events[0]);
  const vectors = dequantise(keys, grouped.map((item) => item.events[0]));
  const own = (row: number): number => ownLikeness(rowOf(vectors, row), vectors.spaceOf[row], met[grouped[row].events[0]].item.language, usual);
  const groups = partStrangers(clusterVectors(vectors, usual.least), vectors, own);
  const topics = groups.map((rows) => topicOfRows(rows, grouped, vectors)).toSorted((a, b) => b.longTerm - a.longTerm).slice(0, MOST_TOPICS);
  for (const [index, topic] of topics.entries()) for (const item of topic.items) for (const event of item.events) topicOf[event] = index;
  return { topics, topicOf };
}

/** The topic that a vector is nearest to; null where it is as near as any two things are. */
export function nearestTopic(vector: Float32Array, space: number, topics: readonly HistoryTopic[], { least }: Pick<UsualLikeness, 'least'>): HistoryTopic | null {
  let nearest: HistoryTopic | null = null;
  let best = least[space] ?? 1;
  for (const topic of topics) {
    if (topic.space !== space) continue;
    const cosine = topic.middle.reduce((sum, value, d) => sum + value * vector[d], 0);
    if (cosine >= best) {
      best = cosine;
      nearest = topic;
    }
  }
  return nearest;
}

/** [H] how large a part each event is of what counts of late, before a person's adjustments; 0 where it does not speak for its item. */
export function lateShares(events: readonly HistoryEvent[], now: string): Float64Array {
  return shares(events, historyStrengths(events), CONTENT_DECAY, now);
}

function metOnce(events: readonly HistoryEvent[], now: string): MetOnce[] {
  const strengths = historyStrengths(events);
  const late = shares(events, strengths, CONTENT_DECAY, now);
  const lasting = shares(events, strengths, LASTING_DECAY, now);
  const items = new Map<ItemId, MetOnce>();
  for (const [h, event] of events.entries()) {
    if (!(strengths[h] > 0)) continue;
    const id = itemIdOf(event);
    const item = items.get(id) ?? { id, events: [], shortTerm: 0, longTerm: 0 };
    item.events.push(h);
    item.shortTerm += late[h];
    item.longTerm += lasting[h];
    items.set(id, item);
  }
  return [...items.values()];
}

/** [H] e^bias, as shares of their sum. */
function shares(events: readonly HistoryEvent[], strengths: Float32Array, decay: Decay, now: string): Float64Array {
  const bias = eventBias(events, strengths, decay, now);
  const most = bias.reduce((top, nats) => Math.max(top, nats), -Infinity);
  const masses = Float64Array.from(bias, (nats, h) => (strengths[h] > 0 ? Math.exp(nats - most) : 0));
  const sum = masses.reduce((all, mass) => all + mass, 0);
  return sum > 0 ? masses.map((mass) => mass / sum) : masses;
}

function topicOfRows(rows: readonly number[], items: readonly MetOnce[], vectors: Matrix): HistoryTopic {
  const middle = new Float32Array(vectors.dimension);
  for (const row of rows) rowOf(vectors, row).forEach((value, d) => (middle[d] += value));
  const norm = Math.hypot(...middle);
  if (norm > 0) for (let d = 0; d < middle.length; d++) middle[d] /= norm;
  const nearness = new Map(rows.map((row) => [row, rowOf(vectors, row).reduce((sum, value, d) => sum + value * middle[d], 0)]));
  const nearest = rows.toSorted((a, b) => nearness.get(b)! - nearness.get(a)! || a - b).map((row) => items[row]);
  return {
    id: rows.map((row) => items[row]).reduce((first, item) => (item.events[0] < first.events[0] ? item : first)).id,
    items: nearest,
    middle,
    space: vectors.spaceOf[rows[0]],
    shortTerm: nearest.reduce((sum, item) => sum + item.shortTerm, 0),
    longTerm: nearest.reduce((sum, item) => sum + item.longTerm, 0),
  };
}
