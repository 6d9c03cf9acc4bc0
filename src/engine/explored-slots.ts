import type { Blend, Caps } from '../domain/recommendation.ts';
import { CapCounter } from '../ranker/diversity/caps.ts';
import { isNearDuplicate } from '../ranker/diversity/near-duplicates.ts';
import { RowCosines } from '../ranker/diversity/row-cosines.ts';
import type { RankedCatalog, Ranking } from '../ranker/ranker.ts';
import { areVariants } from '../ranker/variants.ts';

/** Rows that a drawn ranking offers, so that one is left that repeats none of the list. */
export const OFFERED = 8;

/** One place of a list: a row of a ranking. */
export interface Place {
  ranking: Ranking;
  /** Index into `ranking.ranked`. */
  at: number;
  /** The drawn weights of a place that explores. */
  drawn?: Partial<Blend>;
}

export interface Exploration {
  /** How many places explore. */
  slots: number;
  /** Weights for a slot. */
  draw(slot: number): Partial<Blend>;
  /** The best OFFERED under these weights, none of `listed` among them. */
  rank(drawn: Partial<Blend>, listed: readonly number[]): Promise<Ranking>;
  catalog: Pick<RankedCatalog, 'items' | 'vectors' | 'groups'>;
  /** That the list with its explored places keeps, too. */
  caps?: Caps;
}

/**
 * The places of a list, some of which explore: in the middle of each nth part of the list stands what comes first under drawn weights
 * among what the list would not show without. Where nothing is offered that the list does not say already and has room for, the place stays.
 */
export async function placesOf(usual: Ranking, { slots, draw, rank, catalog: { items, vectors, groups }, caps = {} }: Exploration): Promise<Place[]> {
  const places = usual.ranked.map((_, at): Place => ({ ranking: usual, at }));
  const listed = usual.ranked.map(({ row }) => row);
  const cosines = new RowCosines(vectors);
  const repeats = (row: number, other: number): boolean => areVariants(row, other, groups) || isNearDuplicate(cosines.of(row, other));
  const exploring = Math.min(slots, places.length);
  for (let slot = 0; slot < exploring; slot++) {
    const drawn = draw(slot);
    const ranking = await rank(drawn, listed);
    const place = Math.floor(((slot + 0.5) * places.length) / exploring);
    const counter = new CapCounter(caps);
    for (const [other, { ranking: of, at }] of places.entries()) if (other !== place) counter.add(items[of.ranked[at].row]);
    const at = ranking.ranked.findIndex(({ row }) => counter.allows(items[row]) && !listed.some((other) => repeats(row, other)));
    if (at < 0) continue;
    places[place] = { ranking, at, drawn };
    listed.push(ranking.ranked[at].row);
  }
  return places;
}
