import type { Item } from '../../domain/item.ts';
import type { QuantisedMatrix } from '../../domain/matrix.ts';
import type { Caps, Variety } from '../../domain/recommendation.ts';
import { Calibration, type CategoryMix } from './calibration.ts';
import { CapCounter } from './caps.ts';
import { determinantal } from './determinantal.ts';
import { maximalMarginalRelevance } from './maximal-marginal-relevance.ts';
import { isNearDuplicate } from './near-duplicates.ts';
import { RowCosines } from './row-cosines.ts';
import type { VarietyTerm } from './variety-term.ts';

/** Candidates that variety chooses from, per result. */
const POOL = 4;

/** What a list is chosen by besides the scores. */
export interface DiversityOptions {
  /** λ: 0 keeps the order of the scores, 1 looks at variety alone. */
  diversity: number;
  /** MMR unless given. */
  variety?: Variety;
  /** c: 0, unless given, to 1, by the mix of categories alone. */
  calibration?: number;
  /** None unless given. */
  caps?: Caps;
}

export interface Pool {
  /** [P] catalog rows, by score descending. */
  rows: Uint32Array;
  /** [P] */
  scores: Float32Array;
  /** Whether there are no more candidates than these. */
  whole: boolean;
}

/** What is known of the candidates, by row. */
export interface PoolItems {
  items: readonly Item[];
  /** The items' own: what variety is told by. */
  vectors: QuantisedMatrix;
  /** [C] number of the variant group, −1 without one; rows of one group are one product. Null when there are none. */
  groups: Int32Array | null;
}

/** How many candidates `diversify` wants first for a list of k. */
export function firstPoolSize(k: number, of: Pick<PoolItems, 'groups'>, options: DiversityOptions): number {
  return isByScoreAlone(of, options) ? k : POOL * k;
}

/**
 * Greedy choice among a pool sorted by score: each step takes the candidate of the largest value, of equal ones the one with
 * the higher score.
 *
 *   value[c]     = (1 − calibration)·((1 − λ)·relevance[c] + λ·variety[c]) − calibration·KL(interests ‖ list + c)
 *   relevance[c] = (score[c] − lowest) / (highest − lowest) of the best 4k; 1 where these are equal
 *
 * Caps hold always, and of a variant group one is taken. Above λ = 0, near duplicates are passed over while the catalog has
 * anything else. The choice is among the best 4k; twice as many, and again, where these are used up. The pool may hold fewer
 * than the list then needs: a list shorter than k of a pool that is not whole asks for a larger one, whose list begins alike.
 *
 * @param interests mix of categories that calibration aims at; none where it is empty
 * @returns positions in the pool, at most k
 * @throws {RangeError} when diversity or calibration is outside 0 … 1, or a cap is no whole number of at least 1
 */
export function diversify(pool: Pool, of: PoolItems, k: number, options: DiversityOptions, interests: CategoryMix): number[] {
  checkFraction('diversity', options.diversity);
  checkFraction('calibration', options.calibration ?? 0);
  const size = pool.rows.length;
  if (isByScoreAlone(of, options)) return Array.from({ length: Math.min(k, size) }, (_, place) => place);
  const choice = new Choice(pool, of, Math.min(size, POOL * k), options, interests);
  let reach = Math.min(size, POOL * k);
  let worst = OPEN;
  while (choice.chosen.length < Math.min(k, size)) {
    const next = choice.best(reach, worst);
    if (next >= 0) choice.take(next);
    else if (reach < size) reach = Math.min(size, 2 * reach);
    else if (pool.whole && worst === OPEN) worst = REPEATS;
    else break;
  }
  return choice.chosen;
}

function isByScoreAlone({ groups }: Pick<PoolItems, 'groups'>, { diversity, calibration = 0, caps = {} }: DiversityOptions): boolean {
  return groups === null && diversity === 0 && calibration === 0 && Object.keys(caps).length === 0;
}

/** What a candidate is to the choices before it, from best to worst. */
const OPEN = 0;
const REPEATS = 1;
const OUT = 2;

/** A list under way. What a candidate is beside the choices is worked out when it is looked at: most of a large pool never are. */
class Choice {
  readonly chosen: number[] = [];
  readonly #pool: Pool;
  readonly #of: PoolItems;
  readonly #options: Required<Pick<DiversityOptions, 'diversity' | 'calibration'>>;
  readonly #cosines: RowCosines;
  readonly #variety: VarietyTerm;
  readonly #calibration: Calibration | null;
  readonly #caps: CapCounter;
  /** Variant groups that one was taken of. */
  readonly #taken = new Set<number>();
  readonly #relevance: (place: number) => number;
  readonly #state: Uint8Array;
  /** How many of the choices each candidate has met. */
  readonly #met: Uint32Array;

  constructor(pool: Pool, of: PoolItems, scale: number, { diversity, variety = 'mmr', calibration = 0, caps = {} }: DiversityOptions, interests: CategoryMix) {
    const size = pool.rows.length;
    this.#pool = pool;
    this.#of = of;
    this.#options = { diversity, calibration: interests.size > 0 ? calibration : 0 };
    this.#cosines = new RowCosines(of.vectors);
    this.#variety = variety === 'dpp' ? determinantal(size) : maximalMarginalRelevance(size);
    this.#calibration = this.#options.calibration > 0 ? new Calibration(interests) : null;
    this.#caps = new CapCounter(caps);
    this.#relevance = relevanceOf(pool.scores, scale);
    this.#state = new Uint8Array(size);
    this.#met = new Uint32Array(size);
  }

  /** The best among the first `reach` that are at worst `worst`; −1 where none is. */
  best(reach: number, worst: number): number {
    let found = -1;
    let most = -Infinity;
    for (let place = 0; place < reach; place++) {
      if (this.#stateOf(place, worst) > worst) continue;
      const value = this.#value(place);
      if (value > most) [most, found] = [value, place];
    }
    return found;
  }

  take(place: number): void {
    this.chosen.push(place);
    this.#state[place] = OUT;
    this.#caps.add(this.#item(place));
    this.#taken.add(this.#group(place));
    this.#calibration?.add(this.#item(place));
  }

  #stateOf(place: number, worst: number): number {
    if (this.#state[place] > worst) return this.#state[place];
    if (this.#isTaken(place) || !this.#caps.allows(this.#item(place))) return (this.#state[place] = OUT);
    if (this.#options.diversity > 0) this.#meetChosen(place);
    return this.#state[place];
  }

  #meetChosen(place: number): void {
    const row = this.#pool.rows[place];
    for (let step = this.#met[place]; step < this.chosen.length; step++) {
      const other = this.#pool.rows[this.chosen[step]];
      const cosine = this.#cosines.of(row, other);
      this.#variety.meet(place, this.chosen[step], step, cosine);
      if (isNearDuplicate(cosine)) this.#state[place] = REPEATS;
    }
    this.#met[place] = this.chosen.length;
  }

  #value(place: number): number {
    const { diversity, calibration } = this.#options;
    const varied = (1 - diversity) * this.#relevance(place) + (diversity > 0 ? diversity * this.#variety.of(place) : 0);
    return this.#calibration ? (1 - calibration) * varied - calibration * this.#calibration.with(this.#item(place)) : varied;
  }

  #isTaken(place: number): boolean {
    const group = this.#group(place);
    return group >= 0 && this.#taken.has(group);
  }

  #group(place: number): number {
    return this.#of.groups?.[this.#pool.rows[place]] ?? -1;
  }

  #item(place: number): Item {
    return this.#of.items[this.#pool.rows[place]];
  }
}

/** Score by its place between the first and the last of the best `scale`; below 0 for what comes after them. */
function relevanceOf(scores: Float32Array, scale: number): (place: number) => number {
  const [highest, lowest] = [scores[0], scores[scale - 1]];
  return highest > lowest ? (place) => (scores[place] - lowest) / (highest - lowest) : () => 1;
}

function checkFraction(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`diversify: expected ${name} from 0 to 1, got ${value}`);
}
