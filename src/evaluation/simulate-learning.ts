import type { ItemId } from '../domain/item.ts';
import { type Feedback, type Preference, surplusPreferences } from '../domain/learning.ts';
import type { Blend, HeadName } from '../domain/recommendation.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { drawnBlend, type LearnedState, meanBlend, taught, untaught } from '../ranker/learning/learn-weights.ts';
import { type LearnableWeights, learnableWeights } from '../ranker/learning/learnable-heads.ts';
import { preferencesOf } from '../ranker/learning/preferences-of.ts';
import { lookAtRandom, lookThrough, personalWeights, type Reaction } from './simulated-person.ts';

/** Length of a list, and where the item that explores stands in it. */
const LENGTH = 8;
const EXPLORES_AT = 4;
/** Candidates of a round, drawn from all: what is there to be listed changes, as the history does. */
const CANDIDATES = 500;
/** Lists a day: learning fades by days too. */
const LISTS_A_DAY = 4;
const START = Date.parse('2026-01-01');
const DAY_MS = 86_400_000;
/** Rounds that figures are told by. */
export const BLOCK = 100;

export const POLICIES = ['fixed', 'learned', 'learned+explored'] as const;
export type Policy = (typeof POLICIES)[number];

/** One person, as far as lists are concerned. */
export interface SimulatedPerson {
  /** States of the history that rounds take turns in: [rows, heads] standardised readouts of all candidates. */
  visits: readonly Float32Array[];
}

export interface SimulationOptions {
  heads: readonly HeadName[];
  /** The pack's. */
  blend: Blend;
  /** Candidates. */
  rows: number;
  /** Mean 1 − cosine of a list of candidates. */
  diversity(list: readonly number[]): number;
  /** Rounds of each person: weights change half-way. */
  rounds: number;
  seed: number;
  /** People who choose by chance: there is nothing to learn, and the pack's weights are the best. */
  chance?: boolean;
}

/** What one policy did for one person, by block of rounds. */
export interface PersonOutcome {
  /** Expected utility of the best list less that of the shown one, a list's mean, summed over the block. */
  regret: number[];
  /** Distinct items shown. */
  items: number[];
  /** Mean 1 − cosine within a list. */
  diversity: number[];
  /** Half the distance of weights to the pack's by the end of the block, as a share of their sum: 0 the pack, 1 another. */
  distance: number[];
  /** Whether every weight stayed within its bounds, and their sum what it was. */
  bounded: boolean;
  choices: number;
}

/** Runs one person under one policy; the same seed gives the same person, candidates and moods to each. */
export function simulatePerson({ visits }: SimulatedPerson, policy: Policy, options: SimulationOptions): PersonOutcome {
  const { heads, blend, rounds, seed, chance = false } = options;
  const [tastes, world, moods, draws] = [1, 2, 3, 4].map((stream) => seededRandom(seed * 8 + stream));
  const weights = learnableWeights(heads, blend);
  const truths = [0, 1].map(() => (chance ? weights.pack : personalWeights(weights.pack, tastes)));
  const learner = new SimulatedLearner(weights, blend);
  const outcome: PersonOutcome = { regret: [], items: [], diversity: [], distance: [], bounded: true, choices: 0 };
  let shown = new Set<number>();
  for (let round = 0; round < rounds; round++) {
    const readouts = visits[round % visits.length];
    const candidates = drawRows(options.rows, world);
    const score = (of: ArrayLike<number>): number[] => candidates.map((row) => dot(of, readouts, row));
    const utilities = score(truths[round < rounds / 2 ? 0 : 1]);
    const usual = mean(best(utilities, LENGTH).map((at) => utilities[at]));
    const list = listBy(policy, score, learner, draws);
    outcome.bounded &&= isWithin(learner.weights(), weights);
    const mood = seededRandom(Math.floor(moods() * 2 ** 32));
    const reaction = chance ? lookAtRandom(LENGTH, mood) : lookThrough(list.map((at) => utilities[at]), usual, mood);
    const block = Math.floor(round / BLOCK);
    if (round % BLOCK === 0) shown = new Set();
    for (const at of list) shown.add(candidates[at]);
    outcome.regret[block] = (outcome.regret[block] ?? 0) + usual - mean(list.map((at) => utilities[at]));
    outcome.items[block] = shown.size;
    outcome.diversity[block] = (outcome.diversity[block] ?? 0) + options.diversity(list.map((at) => candidates[at])) / BLOCK;
    if (reaction.selected !== undefined) outcome.choices++;
    if (policy !== 'fixed') learner.learn(round, list.map((at) => candidates[at]), reaction, (row) => Object.fromEntries(heads.map((head, h) => [head, readouts[row * heads.length + h]])));
    outcome.distance[block] = learner.weights().reduce((sum, weight, h) => sum + Math.abs(weight - weights.pack[h]), 0) / 2 / weights.bounds.sum;
  }
  return outcome;
}

/** Learns as the engine does: from preferences, the newest of which are kept. */
class SimulatedLearner {
  #weights: LearnableWeights;
  #blend: Blend;
  #state: LearnedState;
  #preferences: Preference[] = [];

  constructor(weights: LearnableWeights, blend: Blend) {
    this.#weights = weights;
    this.#blend = blend;
    this.#state = untaught(weights);
  }

  weights(): number[] {
    return this.#inOrder(meanBlend(this.#state.belief, this.#weights));
  }

  draw(random: () => number): number[] {
    return this.#inOrder(drawnBlend(this.#state.belief, this.#weights, random));
  }

  learn(round: number, list: readonly number[], { seen, selected, dismissed }: Reaction, readoutsOf: (row: number) => Preference['readouts']): void {
    const [listId, at] = [`list ${round}`, new Date(START + (round / LISTS_A_DAY) * DAY_MS).toISOString()];
    const ids: ItemId[] = list.map(String);
    const said: Feedback[] = [];
    if (dismissed !== undefined) said.push({ listId, shown: ids.slice(0, seen), dismissed: ids[dismissed] });
    if (selected !== undefined) said.push({ listId, shown: ids.slice(0, seen), selected: ids[selected] });
    const learned: Preference[] = [];
    for (const each of said) learned.push(...preferencesOf(each, at, (id) => readoutsOf(Number(id)), learned));
    const all = [...this.#preferences, ...learned];
    const surplus = surplusPreferences(all.length);
    this.#preferences = all.slice(surplus);
    this.#state = surplus === 0 ? taught(this.#state, learned, this.#weights, this.#blend) : taught(untaught(this.#weights), this.#preferences, this.#weights, this.#blend);
  }

  #inOrder(blend: Partial<Blend>): number[] {
    return this.#weights.heads.map((head) => blend[head]!);
  }
}

/** Places among the candidates: the best by the policy's weights; one of them, where it explores, by drawn ones. */
function listBy(policy: Policy, score: (weights: ArrayLike<number>) => number[], learner: SimulatedLearner, draws: () => number): number[] {
  const list = best(score(learner.weights()), LENGTH);
  if (policy !== 'learned+explored') return list;
  const other = best(score(learner.draw(draws)), LENGTH + 1).find((at) => !list.includes(at));
  return other === undefined ? list : list.with(EXPLORES_AT, other);
}

function isWithin(weights: readonly number[], { bounds: { least, most, sum } }: LearnableWeights): boolean {
  const whole = weights.reduce((all, weight) => all + weight, 0);
  return Math.abs(whole - sum) < 1e-6 && weights.every((weight, h) => weight >= least[h] - 1e-9 && weight <= most[h] + 1e-9);
}

/** Indices of the k largest, largest first. */
function best(values: readonly number[], k: number): number[] {
  const top: number[] = [];
  for (const [at, value] of values.entries()) {
    if (top.length === k && value <= values[top[k - 1]]) continue;
    let place = top.length;
    while (place > 0 && values[top[place - 1]] < value) place--;
    top.splice(place, 0, at);
    if (top.length > k) top.pop();
  }
  return top;
}

function drawRows(rows: number, random: () => number): number[] {
  if (rows <= CANDIDATES) return Array.from({ length: rows }, (_, row) => row);
  const drawn = new Set<number>();
  while (drawn.size < CANDIDATES) drawn.add(Math.floor(random() * rows));
  return [...drawn];
}

function dot(weights: ArrayLike<number>, readouts: Float32Array, row: number): number {
  let sum = 0;
  for (let h = 0; h < weights.length; h++) sum += weights[h] * readouts[row * weights.length + h];
  return sum;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
