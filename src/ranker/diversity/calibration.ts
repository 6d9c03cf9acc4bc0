import type { Item } from '../../domain/item.ts';
import { MASKED, MASKED_BELOW } from '../../kernels/kernels.ts';
import { LASTING_DECAY } from '../content-heads.ts';
import { eventBias } from '../event-bias.ts';
import { historyStrengths } from '../event-strength.ts';
import { ATTRIBUTES, distinct } from '../evidence/attributes.ts';
import type { RankedHistory } from '../ranker.ts';

/** How much of the wanted mix is added to the list's, so that a category that the list lacks costs much but not all. */
const ALPHA = 0.01;

/** Nats below the loudest event at which one says nothing of a mix any more. */
const REACH = 20;

/** Shares of categories, which sum to 1; empty where nothing has one. */
export type CategoryMix = ReadonlyMap<string, number>;

/**
 * The mix of categories that a person's interests have.
 *
 *   p(g) ∝ Σ_h e^bias[h] / categories of the item of h        over the events that speak for an item of g; lasting decay
 */
export function interestMix({ events, met, degrees }: Pick<RankedHistory, 'events' | 'met' | 'degrees'>, now: string): CategoryMix {
  const bias = eventBias(events, historyStrengths(events, degrees), LASTING_DECAY, now);
  const loudest = bias.reduce((most, nats) => Math.max(most, nats), MASKED);
  const mix = new Map<string, number>();
  let sum = 0;
  for (const [h, { item }] of met.entries()) {
    if (bias[h] < Math.max(MASKED_BELOW, loudest - REACH)) continue;
    const categories = categoriesOf(item);
    const weight = Math.exp(bias[h] - loudest);
    for (const category of categories) mix.set(category, (mix.get(category) ?? 0) + weight / categories.length);
    if (categories.length > 0) sum += weight;
  }
  return new Map([...mix].map(([category, share]) => [category, share / sum]));
}

/**
 * How far the mix of a growing list is from the one that is wanted, in nats.
 *
 *   KL(p ‖ q̃) = Σ_g p(g) · log(p(g) / q̃(g)),   q̃ = 0.99·q + 0.01·p
 *
 * q is the mean over the items of the list that have categories, an item's shares being equal; 0 before there is one.
 * Source: Steck, Calibrated Recommendations (2018).
 */
export class Calibration {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #wanted: Float64Array;
  /** [categories] sums of shares over the list. */
  readonly #sums: Float64Array;
  #items = 0;
  /** The divergence of the list, and its terms were the list longer by an item of none of them. */
  #now = Math.log(1 / ALPHA);
  #longer: Float64Array;
  #longerSum: number;
  readonly #known = new Map<Item, Shares>();

  constructor(wanted: CategoryMix) {
    this.#numbers = new Map([...wanted.keys()].map((category, number) => [category, number]));
    this.#wanted = Float64Array.from(wanted.values());
    this.#sums = new Float64Array(wanted.size);
    this.#longer = this.#terms(1);
    this.#longerSum = sumOf(this.#longer);
  }

  /** The divergence were `item` in the list. */
  with(item: Item): number {
    const { has, numbers, share } = this.#sharesOf(item);
    if (!has) return this.#now;
    return numbers.reduce((nats, number) => nats + this.#term(number, this.#sums[number] + share, this.#items + 1) - this.#longer[number], this.#longerSum);
  }

  add(item: Item): void {
    const { has, numbers, share } = this.#sharesOf(item);
    if (!has) return;
    for (const number of numbers) this.#sums[number] += share;
    this.#items++;
    this.#now = sumOf(this.#terms(this.#items));
    this.#longer = this.#terms(this.#items + 1);
    this.#longerSum = sumOf(this.#longer);
  }

  #terms(items: number): Float64Array {
    return this.#sums.map((sum, number) => this.#term(number, sum, items));
  }

  #term(number: number, sum: number, items: number): number {
    const p = this.#wanted[number];
    return p * Math.log(p / (((1 - ALPHA) * sum) / items + ALPHA * p));
  }

  #sharesOf(item: Item): Shares {
    const known = this.#known.get(item);
    if (known) return known;
    const categories = categoriesOf(item);
    const numbers = categories.map((category) => this.#numbers.get(category)).filter((number) => number !== undefined);
    const shares = { has: categories.length > 0, numbers, share: 1 / categories.length };
    this.#known.set(item, shares);
    return shares;
  }
}

/** Whether an item has categories, those of them that are wanted, by number, and its share in each. */
interface Shares {
  has: boolean;
  numbers: readonly number[];
  share: number;
}

function sumOf(terms: Float64Array): number {
  return terms.reduce((sum, term) => sum + term, 0);
}

/** An item's categories, each once and alike however written. */
function categoriesOf(item: Item): string[] {
  return distinct(ATTRIBUTES.get('category')!(item));
}
