import type { ItemId } from '../domain/item.ts';
import { type Feedback, type Learning, type Preference } from '../domain/learning.ts';
import type { Blend, HeadName } from '../domain/recommendation.ts';
import { seededRandom, seedOf } from '../domain/seeded-random.ts';
import { beliefAt, deviations, drawnBlend, type LearnedState, meanBlend, taught, untaught } from '../ranker/learning/learn-weights.ts';
import { learnableHeads, type LearnableWeights, learnableWeights } from '../ranker/learning/learnable-heads.ts';
import { preferencesOf, type Readouts } from '../ranker/learning/preferences-of.ts';
import type { WeightBelief } from '../ranker/learning/weight-belief.ts';
import type { RankedCatalog } from '../ranker/ranker.ts';
import type { HistoryBook } from './history-book.ts';

/** Lists that feedback may still be about: what a page shows, and the pages before it. */
const MOST_LISTS = 32;

/** A list that was given out, as far as it can teach. */
export interface GivenList {
  /** What it was asked for by. */
  key: string;
  readouts: ReadonlyMap<ItemId, Readouts>;
  /** Weights that items of places of their own were drawn by. */
  drawn: ReadonlyMap<ItemId, Partial<Blend>>;
}

/** What a person's choices teach of the blend: from lists to preferences, from preferences to weights. */
export class Learner {
  #weights: LearnableWeights;
  #blend: Blend;
  #book: HistoryBook;
  #now: () => string;
  #lists = new Map<string, GivenList>();
  #known: { preferences: readonly Preference[]; state: LearnedState };

  constructor(ranked: Pick<RankedCatalog, 'evidence' | 'popularity' | 'published' | 'blend'>, book: HistoryBook, now: () => string) {
    this.#weights = learnableWeights(learnableHeads(ranked), ranked.blend);
    this.#blend = ranked.blend;
    this.#book = book;
    this.#now = now;
    this.#known = { preferences: [], state: untaught(this.#weights) };
  }

  /** Heads whose weights can move: none where there is but one, which has the whole sum. */
  get heads(): readonly HeadName[] {
    return this.#weights.heads.length > 1 ? this.#weights.heads : [];
  }

  /** Weights as learned; nothing where nothing was. */
  blend(): Partial<Blend> {
    return this.#book.preferences.length === 0 ? {} : meanBlend(this.#belief(), this.#weights);
  }

  /** Weights drawn from what is believed of them; the same for the same seed, as long as nothing more is learned. */
  draw(seed: string): Partial<Blend> {
    return drawnBlend(this.#belief(), this.#weights, seededRandom(seedOf(seed)));
  }

  /** Keeps a list that was given out in mind. */
  keep(listId: string, list: GivenList): void {
    this.#lists.set(listId, list);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > MOST_LISTS) this.#lists.delete(oldest);
  }

  /** The weights that an item of the newest list for `key` was drawn by; undefined where it was not. */
  drawnFor(key: string, id: ItemId): Partial<Blend> | undefined {
    return [...this.#lists.values()].findLast((list) => list.key === key)?.drawn.get(id);
  }

  /** Learns from what was done with lists; returns how many preferences that taught. */
  async learn(feedback: readonly Feedback[]): Promise<number> {
    if (this.#book.paused) return 0;
    const at = this.#now();
    const learned: Preference[] = [];
    for (const each of feedback) {
      const list = this.#lists.get(each.listId);
      if (list) learned.push(...preferencesOf(each, at, (id) => list.readouts.get(id), [...this.#book.preferences, ...learned]));
    }
    return learned.length > 0 ? this.#book.addPreferences(learned) : 0;
  }

  /** Lets go of lists: they were made of a history that is no more. */
  forgetLists(): void {
    this.#lists.clear();
  }

  /** Lets go of what weights were worked out from: some of it is deleted. */
  forgetLearned(): void {
    this.#known = { preferences: [], state: untaught(this.#weights) };
  }

  report(): Learning {
    const { preferences } = this.#book;
    const [blend, uncertain] = [this.blend(), deviations(this.#belief(), this.#weights)];
    return {
      preferences: preferences.length,
      ...(preferences.length > 0 && { since: preferences[0].at }),
      heads: this.heads.map((head, h) => ({ head, weight: blend[head] ?? this.#blend[head], packWeight: this.#blend[head], deviation: uncertain[h] })),
    };
  }

  /** As of today: the same weights all day, unless something is learned. */
  #belief(): WeightBelief {
    return beliefAt(this.#state(), this.#weights, `${this.#now().slice(0, 10)}T00:00:00.000Z`);
  }

  /** Goes on from what is known where further preferences came, and begins anew where some went. */
  #state(): LearnedState {
    const { preferences } = this.#book;
    const { preferences: known, state } = this.#known;
    if (preferences === known) return state;
    const goesOn = known.every((each, n) => preferences[n] === each);
    const next = goesOn ? taught(state, preferences.slice(known.length), this.#weights, this.#blend) : taught(untaught(this.#weights), preferences, this.#weights, this.#blend);
    this.#known = { preferences, state: next };
    return next;
  }
}
