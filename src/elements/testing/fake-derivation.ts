import { completeDerivationQuery } from '../../domain/complete-derivation.ts';
import type { AttentionSettings, Derivation, DerivationQuery, DerivedEvent, DerivedHead, DerivedOutcome, DerivedVector } from '../../domain/derivation.ts';
import { completeEvent, itemIdOf } from '../../domain/event.ts';
import type { HistoryEvent } from '../../domain/event.ts';
import type { Item, ItemId } from '../../domain/item.ts';
import { seededRandom } from '../../domain/seeded-random.ts';
import { itemOf, summary } from './fake-ranking.ts';

const PRODUCT: AttentionSettings = { sigma: 'softmax', temperature: 0.1, decay: 0.3, ageDecay: 0.008, readout: 'lse' };
const DIMENSION = 384;
const STRENGTH: Partial<Record<HistoryEvent['kind'], number>> = { like: 3, buy: 3, save: 2, view: 0.3, dismiss: -2 };

/** One item's score step by step, after the formulas of the domain, over vectors that categories and author make. */
export function derivationOf(id: ItemId | null, query: DerivationQuery, known: readonly HistoryEvent[], items: ReadonlyMap<ItemId, Item>, limit: number): Derivation {
  const { settings, events: given } = completeDerivationQuery(query, PRODUCT);
  const history = given ? given.map((event, h) => completeEvent(event, new Date().toISOString(), () => `given-${h}`)) : known;
  const catalog = [...items.values()];
  const vectors = new Map(catalog.map((item) => [item.id, vectorOf(item)]));
  const under = (each: AttentionSettings) => ranking(catalog, (item) => attend(vectors.get(item.id)!, history, items, each), history, limit);
  const asProduct = under(PRODUCT);
  const changed = under(settings);
  const item = items.get(id ?? asProduct.best[0].id);
  if (!item) throw new RangeError(`derivation: expected an item of the catalog, got ${id}`);
  const own = vectors.get(item.id)!;
  const outcome = ({ best, place, score }: ReturnType<typeof under>): DerivedOutcome => ({ score: score(item), relevanceRank: place(item), best });
  return {
    id: item.id, item, texts: [textOf(item)], own, vector: own, settings, product: PRODUCT, learnedRank: null,
    events: attend(own, history, items, settings).events, unread: 0, heads: changed.heads(item), candidates: changed.candidates,
    ...outcome(changed), asProduct: outcome(asProduct),
  };
}

function attend(query: DerivedVector, history: readonly HistoryEvent[], items: ReadonlyMap<ItemId, Item>, { sigma, temperature, decay, ageDecay, readout }: AttentionSettings): { events: DerivedEvent[]; readout: number } {
  let newer = 0;
  const events = history.toReversed().map((event): DerivedEvent => {
    const strength = STRENGTH[event.kind] ?? 1;
    const rank = strength > 0 ? newer++ : null;
    const item = itemOf(event, items);
    const vector = vectorOf(item);
    const similarity = query.scale * vector.scale * query.numbers.reduce((sum, each, d) => sum + each * vector.numbers[d], 0);
    const ageDays = Math.max(0, Date.now() - Date.parse(event.at)) / 86_400_000;
    const bias = rank === null ? null : Math.log(strength) - decay * rank - ageDecay * ageDays;
    const x = similarity / temperature;
    const raw = bias === null ? 0 : sigma === 'softmax' ? Math.exp(x + bias) : Math.exp(bias) * (sigma === 'sigmoid' ? 1 / (1 + Math.exp(-x)) : Math.max(0, x));
    return { ...summary(event, items), texts: [textOf(item)], own: vector, vector, similarity, ownSimilarity: similarity, factors: { kind: strength, dwell: 1, rating: 1, degree: 1 }, strength, rank, ageDays, bias, raw, weight: 0, share: 0 };
  }).toReversed();
  const mass = events.reduce((sum, { raw }) => sum + raw, 0);
  for (const event of events) event.weight = event.share = mass > 0 ? event.raw / mass : 0;
  const sums = { lse: mass > 0 ? temperature * Math.log(mass) : 0, mean: events.reduce((sum, { weight, similarity }) => sum + weight * similarity, 0), sum: events.reduce((sum, { raw, similarity }) => sum + raw * similarity, 0) };
  return { events, readout: sums[readout] };
}

function ranking(catalog: readonly Item[], attention: (item: Item) => { readout: number }, history: readonly HistoryEvent[], limit: number) {
  const content = new Map(catalog.map((item) => [item, attention(item).readout]));
  const popularity = new Map(catalog.map((item) => [item, Math.log1p(item.popularity ?? 0)]));
  const heads = (item: Item): DerivedHead[] => [head('content', content, item, 0.6), head('popularity', popularity, item, 0.1)];
  const score = (item: Item): number => heads(item).reduce((sum, { blendWeight, z }) => sum + blendWeight * z, 0);
  const met = new Set(history.map(itemIdOf));
  const scores = new Map(catalog.map((item) => [item, score(item)]));
  const left = catalog.filter(({ id }) => !met.has(id)).toSorted((a, b) => scores.get(b)! - scores.get(a)!);
  return {
    heads, score, candidates: left.length,
    place: (item: Item) => left.filter((each) => scores.get(each)! > scores.get(item)!).length + 1,
    best: left.slice(0, limit).map((item) => ({ id: item.id, title: item.title, score: scores.get(item)! })),
  };
}

function head(name: DerivedHead['head'], readouts: ReadonlyMap<Item, number>, item: Item, blendWeight: number): DerivedHead {
  const all = [...readouts.values()];
  const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
  const deviation = Math.sqrt(all.reduce((sum, each) => sum + (each - mean) ** 2, 0) / all.length);
  const z = deviation > 0 ? (readouts.get(item)! - mean) / deviation : 0;
  return { head: name, readout: readouts.get(item)!, mean, deviation, z, blendWeight, share: 0 };
}

/** A unit vector that what two works have in common makes alike. */
function vectorOf(item: Item): DerivedVector {
  const values = new Float32Array(DIMENSION);
  for (const word of [item.author ?? '', ...(item.categories ?? [])]) {
    const random = seededRandom([...word].reduce((sum, letter) => sum * 31 + letter.codePointAt(0)!, 7));
    for (let d = 0; d < DIMENSION; d++) values[d] += random() - 0.5;
  }
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
  const numbers = Int8Array.from(values, (value) => Math.round(value / scale));
  return { numbers, scale: 1 / Math.hypot(...numbers), norm: 1, space: 'minilm-384' };
}

function textOf({ title, author, categories = [] }: Item): string {
  return [title, author, ...categories].join(' ');
}
