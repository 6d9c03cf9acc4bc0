import { idsOf } from './complete-request.ts';
import type { EventFilter } from './event.ts';
import type { ItemId } from './item.ts';
import { type HeadName, HEADS } from './recommendation.ts';

/** What a person did with a list that was really seen. */
export interface Feedback {
  /** As `recommend` gave it. */
  listId: string;
  /** The items that came into view, in the order of the list. */
  shown: ItemId[];
  /** The one of them that was chosen, or that more like it was asked for. */
  selected?: ItemId;
  /** The one of them that was dismissed. */
  dismissed?: ItemId;
}

/** What one choice says of two items of a list: `better` was chosen over `worse`. */
export interface Preference {
  listId: string;
  kind: 'select' | 'dismiss';
  better: ItemId;
  worse: ItemId;
  /** ISO 8601. */
  at: string;
  /** What it counts; those of one choice sum to 1, those of one list to MOST_OF_LIST at most. */
  weight: number;
  /** Places of `better` and `worse` among what was shown, from 0. */
  places: [better: number, worse: number];
  /** Standardised readouts of `better` less those of `worse`, by head; a head without a say is left out. */
  readouts: Partial<Record<HeadName, number>>;
}

/** One head of the blend, as a person's choices have it. */
export interface LearnedHead {
  head: HeadName;
  /** In the blend now. */
  weight: number;
  /** In the catalog's blend. */
  packWeight: number;
  /** Of what is believed of the weight: its uncertainty. */
  deviation: number;
}

/** What a person's choices taught. */
export interface Learning {
  /** How many choices between two items it rests on. */
  preferences: number;
  /** When the oldest of them was made, ISO 8601; absent without any. */
  since?: string;
  /** Those that can be learned, in the order of `HEADS`. */
  heads: LearnedHead[];
}

/** A list teaches no more than so many choices, however often a person goes back to it. */
export const MOST_OF_LIST = 3;

/** Preferences that are kept: some hundred lists. With one more the oldest go, down to so many, as what was learned is then worked out anew. */
export const MOST_PREFERENCES = 500;
const PREFERENCES_LEFT = 400;

/** How many of the oldest of `count` preferences are to go. */
export function surplusPreferences(count: number): number {
  return count > MOST_PREFERENCES ? count - PREFERENCES_LEFT : 0;
}

const FIELDS: readonly string[] = ['listId', 'shown', 'selected', 'dismissed'] satisfies (keyof Feedback)[];

/**
 * The feedback that `feedback` describes.
 *
 * @throws {TypeError} when a field is unknown or of the wrong type, when neither or both of `selected` and `dismissed` are given,
 *   or when it is none of what was shown
 */
export function completeFeedback(feedback: Feedback): Feedback {
  if (typeof feedback !== 'object' || feedback === null) throw new TypeError(`feedback: expected an object, got ${told(feedback)}`);
  const unknown = Object.keys(feedback).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw new TypeError(`feedback: expected ${FIELDS.join(', ')}, got ${unknown}`);
  const { listId, selected, dismissed } = feedback;
  if (typeof listId !== 'string' || listId === '') throw new TypeError(`feedback: expected listId to be a non-empty string, got ${told(listId)}`);
  const shown = [...new Set(idsOf('feedback: expected shown', feedback.shown))];
  if ((selected === undefined) === (dismissed === undefined)) throw new TypeError(`feedback: expected one of selected and dismissed, got ${selected === undefined ? 'neither' : 'both'}`);
  for (const [name, id] of Object.entries({ selected, dismissed })) {
    if (id !== undefined && !shown.includes(id)) throw new TypeError(`feedback: expected ${name} to be one of shown, got ${told(id)}`);
  }
  return selected !== undefined ? { listId, shown, selected } : { listId, shown, dismissed };
}

/**
 * Whether forgetting takes a preference along: it names an item of an event that is deleted; or the filter asks for no event in
 * particular, and selects it by its items and its time.
 *
 * @param gone items of the events that are deleted
 */
export function isForgotten({ better, worse, at }: Preference, { ids, items, since, until, kinds }: EventFilter, gone: ReadonlySet<ItemId>): boolean {
  if (gone.has(better) || gone.has(worse)) return true;
  return !ids && !kinds && (!items || items.includes(better) || items.includes(worse)) && (!since || at >= since) && (!until || at < until);
}

/** The order that preferences are learned from in, here and in every other tab: by time, then by name. */
export function byAge(a: Preference, b: Preference): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  const [first, second] = [preferenceKey(a), preferenceKey(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

const KINDS: readonly string[] = ['select', 'dismiss'] satisfies Preference['kind'][];

/**
 * The preference that `preference` describes, such as a `Memory` holds it.
 *
 * @throws {TypeError} when a part of it is missing or none
 */
export function completePreference(preference: Preference): Preference {
  if (typeof preference !== 'object' || preference === null) throw new TypeError(`preference: expected an object, got ${told(preference)}`);
  const { listId, kind, better, worse, at, weight, places, readouts } = preference;
  for (const [name, value] of Object.entries({ listId, better, worse })) {
    if (typeof value !== 'string' || value === '') throw new TypeError(`preference: expected ${name} to be a non-empty string, got ${told(value)}`);
  }
  if (!KINDS.includes(kind)) throw new TypeError(`preference: expected kind to be one of ${KINDS.join(', ')}, got ${told(kind)}`);
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) throw new TypeError(`preference: expected at to be an ISO 8601 time, got ${told(at)}`);
  if (!(weight > 0 && weight <= 1)) throw new TypeError(`preference: expected a weight above 0 and at most 1, got ${told(weight)}`);
  if (!Array.isArray(places) || places.length !== 2 || places.some((place) => !Number.isSafeInteger(place) || place < 0)) throw new TypeError(`preference: expected two places from 0, got ${told(places)}`);
  const wrong = Object.entries(readouts ?? { readouts }).find(([head, readout]) => !(HEADS as readonly string[]).includes(head) || !Number.isFinite(readout));
  if (wrong) throw new TypeError(`preference: expected a number for each of ${HEADS.join(', ')}, got ${told(Object.fromEntries([wrong]))}`);
  return { listId, kind, better, worse, at: new Date(at).toISOString(), weight, places: [places[0], places[1]], readouts: { ...readouts } };
}

/** What a preference is kept under: the same choice of the same list counts once. */
export function preferenceKey({ listId, kind, better, worse }: Preference): string {
  return JSON.stringify([listId, kind, better, worse]);
}

function told(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? String(value);
}
