import type { Item, ItemId } from '../domain/item.ts';
import type { RecommendationList, RecommendRequest } from '../domain/recommendation.ts';

/**
 * Lays over items what the page alone knows, such as today's prices and stock, before they are drawn: gives them back, changed or not.
 * What it leaves out is not listed, and others take its place.
 */
export type TransformItems = (items: readonly Item[]) => readonly Item[] | Promise<readonly Item[]>;

/** How often places that became free are filled anew: a page that drops nearly everything would ask without end. */
const ROUNDS = 5;

/**
 * The list that `ask` makes, its items as `transform` gives them; what that drops is excluded, and the list asked for again. An item is
 * transformed once.
 *
 * @throws what `ask` and `transform` throw; {TypeError} when `transform` gives no list of items
 */
export async function transformedList(request: RecommendRequest, transform: TransformItems, ask: (request: RecommendRequest) => Promise<RecommendationList>): Promise<RecommendationList> {
  const known = new Map<ItemId, Item | null>();
  for (let round = 1; ; round++) {
    const dropped = [...known].flatMap(([id, item]) => (item ? [] : [id]));
    const list = await ask(dropped.length > 0 ? { ...request, exclude: [...(request.exclude ?? []), ...dropped] } : request);
    const laid = await laidOver(list, transform, known);
    if (laid.recommendations.length === list.recommendations.length || round === ROUNDS) return laid;
  }
}

/**
 * A list, its items as `transform` gives them, without what that drops.
 *
 * @param known what was given before, null for what was dropped; added to
 */
export async function laidOver(list: RecommendationList, transform: TransformItems, known: Map<ItemId, Item | null> = new Map()): Promise<RecommendationList> {
  const asked = list.recommendations.flatMap(({ item }) => (known.has(item.id) ? [] : [item]));
  const given = asked.length > 0 ? await transform(asked) : [];
  if (!Array.isArray(given)) throw new TypeError(`transformItems: expected a list of items, got ${JSON.stringify(given)?.slice(0, 80) ?? String(given)}`);
  for (const { id } of asked) known.set(id, given.find((item) => item?.id === id) ?? null);
  return { ...list, recommendations: list.recommendations.flatMap((each) => {
    const item = known.get(each.id);
    return item ? [{ ...each, item }] : [];
  }) };
}
