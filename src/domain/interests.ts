import type { EventId } from './event.ts';
import type { ItemId } from './item.ts';

/** How loud something is: 0 is mute, ½ half as strong, 1 as it comes; above, it gains up to half of all that counts now. */
export type Degree = number;

export const MOST_DEGREE = 2;

/** A word that tells a topic from everything else. */
export interface Keyword {
  word: string;
  degree: Degree;
}

/** Things of the history that are alike. */
export interface Topic {
  /** Stays while the item that was met first in it is remembered. */
  id: string;
  /** Most telling first; none where nothing is told by words. */
  keywords: Keyword[];
  degree: Degree;
  /** Its events, oldest first. */
  events: EventId[];
  /** Its items, nearest to its middle first. */
  items: { id: ItemId; title: string }[];
  /** Share of what counts of late, and of what lasts; each sums to 1 over the topics. */
  shortTerm: number;
  longTerm: number;
  /** Share of each period's events, in the order of `Interests.periods`; 0 where the period has none. */
  drift: number[];
}

/** Where things come from: a site, else a brand. */
export interface InterestSource {
  /** As `adjust` names it. */
  source: string;
  /** Share of what lasts. */
  share: number;
  degree: Degree;
}

/** One item on the map. Distances of two points say how unlike they are, as far as two dimensions can. */
export interface MapPoint {
  id: ItemId;
  title: string;
  kind: 'history' | 'candidate';
  /** The topic it is of, or for a candidate the nearest; absent where none is near. */
  topic?: string;
  /** −1 … 1 */
  x: number;
  /** −1 … 1, upwards */
  y: number;
}

export const PROJECTIONS = ['pca', 'umap'] as const;

/**
 * How the map is laid out.
 *
 *   pca   the two directions in which the vectors differ most: stands still, shows the broad lines
 *   umap  neighbours stay neighbours: shows the groups, and says nothing by distances between them
 */
export type Projection = (typeof PROJECTIONS)[number];

/** What a history says of a person's interests, and what the person said of that. */
export interface Interests {
  /** Largest first. */
  topics: Topic[];
  sources: InterestSource[];
  /** Beginnings of the periods that drift is told by, oldest first; ISO 8601. */
  periods: string[];
  map: MapPoint[];
  /** What the map was laid out by: `pca` where there are too few points for another. */
  projection: Projection;
  /** Share of the vectors' variance that the map's two directions hold; absent for another projection than `pca`. */
  explained?: number;
}

export interface InterestsQuery {
  /** `pca` unless given. */
  projection?: Projection;
  /** How many candidates the map shows; 24 unless given, 0 for none. */
  candidates?: number;
}

/** What is adjusted: one of a topic, a source or a word. */
export type AdjustmentTarget = { topic: string } | { source: string } | { keyword: string };

/** How: one of these. `reset` takes back whatever was adjusted. */
export type AdjustmentChange = { mute: true } | { boost: true } | { reset: true } | { degree: Degree };

export type Adjustment = AdjustmentTarget & AdjustmentChange;

const TARGETS = ['topic', 'source', 'keyword'] as const;
const CHANGES = ['mute', 'boost', 'reset', 'degree'] as const;

/** An adjustment as one kind, one name and one degree. */
export interface CompleteAdjustment {
  target: (typeof TARGETS)[number];
  name: string;
  degree: Degree;
}

/**
 * The adjustment that `adjustment` describes.
 *
 * @throws {TypeError} unless it names exactly one target and one change; {RangeError} when the degree is outside 0 … 2
 */
export function completeAdjustment(adjustment: Adjustment): CompleteAdjustment {
  const given = Object.entries(adjustment ?? {}).filter(([, value]) => value !== undefined && value !== false);
  const targets = TARGETS.filter((name) => given.some(([key]) => key === name));
  const changes = CHANGES.filter((name) => given.some(([key]) => key === name));
  if (targets.length !== 1 || changes.length !== 1 || given.length !== 2) {
    throw new TypeError(`adjust: expected one of ${TARGETS.join(', ')} and one of ${CHANGES.join(', ')}, got ${JSON.stringify(adjustment)}`);
  }
  const values = Object.fromEntries(given) as Record<string, unknown>;
  const name = values[targets[0]];
  if (typeof name !== 'string' || name === '') throw new TypeError(`adjust: expected ${targets[0]} to be a non-empty string, got ${JSON.stringify(name)}`);
  return { target: targets[0], name, degree: degreeOf(changes[0], values[changes[0]]) };
}

function degreeOf(change: (typeof CHANGES)[number], value: unknown): Degree {
  if (change !== 'degree') {
    if (value !== true) throw new TypeError(`adjust: expected ${change} to be true, got ${JSON.stringify(value)}`);
    return { mute: 0, boost: MOST_DEGREE, reset: 1 }[change];
  }
  if (typeof value !== 'number') throw new TypeError(`adjust: expected degree to be a number, got ${JSON.stringify(value)}`);
  if (!(value >= 0 && value <= MOST_DEGREE)) throw new RangeError(`adjust: expected degree from 0 to ${MOST_DEGREE}, got ${value}`);
  return value;
}

/**
 * The query that `query` describes.
 *
 * @throws {TypeError} when the projection is none; {RangeError} when the number of candidates is none
 */
export function completeInterestsQuery({ projection = 'pca', candidates = 24, ...others }: InterestsQuery = {}): Required<InterestsQuery> {
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw new TypeError(`interests: expected projection and candidates, got ${unknown}`);
  if (!PROJECTIONS.includes(projection)) throw new TypeError(`interests: expected projection to be one of ${PROJECTIONS.join(', ')}, got ${JSON.stringify(projection)}`);
  if (!Number.isInteger(candidates) || candidates < 0 || candidates > 200) throw new RangeError(`interests: expected candidates to be a whole number from 0 to 200, got ${candidates}`);
  return { projection, candidates };
}
