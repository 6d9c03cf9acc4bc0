import type { Catalog } from '../catalog/catalog.ts';
import type { CompleteRequest } from '../domain/complete-request.ts';
import type { AttentionSettings } from '../domain/derivation.ts';
import { type HistoryEvent, itemIdOf, takesOut } from '../domain/event.ts';
import { filterOf } from '../domain/item-filter.ts';
import type { Item, ItemId } from '../domain/item.ts';
import type { AttentionMap, Explanation, Recommendation, RecommendationList } from '../domain/recommendation.ts';
import { holds } from '../domain/sparse-rows.ts';
import type { ResidentCatalog } from '../kernels/kernels.ts';
import { attentionBy } from '../ranker/content-heads.ts';
import { deriveRow, type RowDerivation } from '../ranker/derive.ts';
import { dislikedItems } from '../ranker/event-strength.ts';
import { type EventPart, explainRow, partsOf, standardisedAt } from '../ranker/explain.ts';
import { allBut, DEFAULT_DIVERSITY, prepareRequest, rankCatalog } from '../ranker/rank.ts';
import type { RankedCatalog, RankedHistory, Ranking, RankOptions } from '../ranker/ranker.ts';
import { withVariants } from '../ranker/variants.ts';
import { likelyAgain } from './buy-again.ts';
import { becauseOf, summaryOf } from './because.ts';
import { OFFERED, type Place, placesOf } from './explored-slots.ts';
import { FilteredRows } from './filtered-rows.ts';
import type { HistoryKeys } from './history-keys.ts';
import type { InterestModel } from './interest-model.ts';
import type { KernelHost } from './kernel-host.ts';
import type { GivenList, Learner } from './learner.ts';
import { listsThePast, pastEvents, type PastItem, PastList } from './past-list.ts';
import { type Plan, planStrategy } from './strategy-plan.ts';

interface Prepared {
  /** Whether the list is ranked by the learned weights, and teaches them. */
  learns: boolean;
  /** Items of `for` that have a vector. */
  context: readonly ItemId[];
  history: RankedHistory;
  options: RankOptions;
}

export interface ListMakerParts {
  catalog: Catalog;
  ranked: Omit<RankedCatalog, 'resident'>;
  keys: HistoryKeys;
  interests: InterestModel;
  kernels: KernelHost;
  learner: Learner;
  now(): string;
}

/** Makes lists, explanations and heat maps of an opened catalog for a history. */
export class ListMaker {
  #catalog: Catalog;
  #keys: HistoryKeys;
  #interests: InterestModel;
  #kernels: KernelHost;
  #learner: Learner;
  #now: () => string;
  #ranked: Omit<RankedCatalog, 'resident'>;
  #filters: FilteredRows;
  #nextList = 0;

  constructor({ catalog, ranked, keys, interests, kernels, learner, now }: ListMakerParts) {
    this.#catalog = catalog;
    this.#keys = keys;
    this.#interests = interests;
    this.#kernels = kernels;
    this.#learner = learner;
    this.#now = now;
    this.#ranked = ranked;
    this.#filters = new FilteredRows(catalog.items);
  }

  async recommend(all: readonly HistoryEvent[], request: CompleteRequest, signal: AbortSignal): Promise<RecommendationList> {
    const started = performance.now();
    const { plan, past, events } = this.#plan(all, request);
    if (past) return this.#list(request, past.recommendations(), plan, { total: performance.now() - started });
    const prepared = this.#prepare(plan, events, request);
    const usual = await this.#ranking(prepared, signal);
    const places = await this.#places(usual, prepared, request, events, signal);
    const list = this.#list(request, places.map((place) => this.#recommendation(place, prepared)), plan, { ...usual.timings, total: performance.now() - started });
    if (prepared.learns) this.#learner.keep(list.listId, this.#given(places, request));
    return list;
  }

  /** @throws {RangeError} when the catalog lacks the item */
  async explain(id: ItemId, all: readonly HistoryEvent[], request: CompleteRequest, signal: AbortSignal): Promise<Explanation> {
    const row = this.#catalog.rowOf(id);
    if (row === undefined) throw new RangeError(`explain: expected an item of the catalog, got ${JSON.stringify(id)}`);
    const { plan, past, events } = this.#plan(all, request);
    if (past) return past.explain(this.#catalog.items[row]);
    const prepared = this.#prepare(plan, events, request);
    const { history, options } = prepared;
    const places = await this.#places(await this.#ranking(prepared, signal), prepared, request, events, signal);
    const place = places.findIndex((each) => rowAt(each) === row);
    const drawn = prepared.learns ? (this.#learner.drawnFor(listKey(request), id) ?? places[place]?.drawn) : undefined;
    const told = await this.#kernels.run((resident) => explainRow(this.#on(resident), history, drawn ? { ...options, blend: drawn } : options, row, signal));
    const isOfHistory = ({ event }: EventPart): boolean => event < history.events.length;
    const parts = told.events.filter(isOfHistory);
    return {
      id,
      item: this.#catalog.items[row],
      score: told.score,
      relevanceRank: told.relevanceRank,
      listRank: place < 0 ? undefined : place + 1,
      heads: told.heads,
      ...(drawn && { explored: true }),
      events: parts.map((part) => ({ ...this.#summary(history.events[part.event]), weight: part.weight, similarity: part.similarity, share: part.share })),
      context: told.events.filter((part) => !isOfHistory(part)).map(({ event, weight, similarity, share }) => ({ ...this.#named(prepared.context[event - history.events.length]), weight, similarity, share })),
      itemShare: told.itemShare,
      topics: this.#interests.sharesByTopic(plan.seesHistory ? events : [], parts),
      lexical: this.#lexicalMatch(history, parts[0], row),
      without: told.without ? { eventId: history.events[told.without.event].id, relevanceRank: told.without.relevanceRank } : undefined,
    };
  }

  /**
   * A score derived step by step, and the history that it rests on; `unread` events of it have no vector.
   *
   * @param id the best item unless given
   * @throws {RangeError} when the catalog lacks the item, or the list is not ranked
   */
  async derive(id: ItemId | null, content: AttentionSettings, all: readonly HistoryEvent[], request: CompleteRequest, signal: AbortSignal): Promise<{ derived: RowDerivation; history: RankedHistory; unread: number }> {
    const row = id === null ? null : this.#catalog.rowOf(id);
    if (row === undefined) throw new RangeError(`derivation: expected an item of the catalog, got ${JSON.stringify(id)}`);
    const { plan, past, events } = this.#plan(all, request);
    if (past) throw new RangeError(`derivation: expected a strategy that ranks, got ${plan.strategy}`);
    const { history, options } = this.#prepare(plan, events, request);
    const derived = await this.#kernels.run((resident) => deriveRow(this.#on(resident), history, { ...options, content }, row, signal));
    return { derived, history, unread: (plan.seesHistory ? events.length : 0) - history.events.length };
  }

  /** The content head's weights for the whole list; of a list that is the history itself, which event put an item there. */
  async attention(all: readonly HistoryEvent[], request: CompleteRequest, signal: AbortSignal): Promise<AttentionMap> {
    const { plan, past, events } = this.#plan(all, request);
    if (past) return past.attention(events);
    const prepared = this.#prepare(plan, events, request);
    const places = await this.#places(await this.#ranking(prepared, signal), prepared, request, events, signal);
    const width = prepared.history.events.length;
    const weights = new Float32Array(places.length * width);
    for (const [n, { ranking: { heads, ranked, attended, weights: all }, at }] of places.entries()) {
      const head = heads.findIndex((each) => each.head === 'content');
      for (let i = 0; i < (head < 0 ? 0 : attended.length); i++) {
        if (attended[i] < width) weights[n * width + attended[i]] = all[(head * ranked.length + at) * attended.length + i];
      }
    }
    return {
      recommendations: places.map((place) => this.#catalog.items[rowAt(place)]).map(({ id, title }) => ({ id, title })),
      events: prepared.history.events.map((event) => this.#summary(event)),
      weights,
    };
  }

  /** `ids` by relevance, best first; ids that the catalog lacks stay in their order at the end. */
  async rank(ids: readonly ItemId[], all: readonly HistoryEvent[], request: CompleteRequest, signal: AbortSignal): Promise<ItemId[]> {
    const { plan, past, events } = this.#plan(all, request);
    if (past) return past.rank(ids);
    const { history, options } = this.#prepare(plan, events, request);
    const given = new Set(ids.flatMap((id) => this.#catalog.rowOf(id) ?? []));
    const { rows, scores } = await this.#kernels.run((resident) => {
      const { request: of } = prepareRequest(this.#on(resident), history, options);
      return resident.rank({ ...of, excluded: allBut(given, resident.rows), k: given.size }, signal);
    });
    const scored = new Map(Array.from(rows, (row, place) => [row, scores[place]]));
    const scoreOf = (id: ItemId): number => scored.get(this.#catalog.rowOf(id) ?? -1) ?? -Infinity;
    return ids.toSorted((a, b) => Math.sign(scoreOf(b) - scoreOf(a)) || 0);
  }

  /** What is to be done with those of `all` that the request leaves in; `past` where the list is the history itself. */
  #plan(all: readonly HistoryEvent[], request: CompleteRequest): { plan: Plan; past: PastList | null; events: readonly HistoryEvent[] } {
    const without = new Set(request.without);
    const events = without.size > 0 ? all.filter(({ id }) => !without.has(id)) : all;
    const itemOf = (id: ItemId): Item | undefined => this.#itemOf(id);
    const past = pastEvents(request.strategy, events, itemOf);
    const plan = planStrategy(request, {
      events,
      past: past.length > 0,
      context: this.#keys.known(request.for).length > 0,
      popularity: this.#catalog.popularity !== null,
      interactions: this.#catalog.coVisitation !== null,
    });
    if (!listsThePast(plan.strategy)) return { plan, past: null, events };
    const left = new Set([...request.exclude, ...request.for]);
    const passes = filterOf(request.filter ?? {});
    const listed = past.filter((event) => !left.has(itemIdOf(event)) && passes(itemOf(itemIdOf(event))!));
    const items = plan.strategy === 'buy-again' ? likelyAgain(listed, events, this.#catalog) : listed.map((newest): PastItem => ({ newest, events: [newest], chance: 0 }));
    return { plan, past: new PastList(items, request.limit, itemOf), events };
  }

  #prepare(plan: Plan, events: readonly HistoryEvent[], request: CompleteRequest): Prepared {
    const context = plan.seesContext ? this.#keys.known(request.for) : [];
    const rowsOf = (ids: Iterable<ItemId>): number[] => [...ids].flatMap((id) => this.#catalog.rowOf(id) ?? []);
    const met = rowsOf([...request.for, ...leftOut(plan, events)]);
    const learns = plan.strategy === 'for-you' && plan.seesHistory;
    return {
      learns,
      context,
      history: this.#interests.history(plan.seesHistory ? events : []),
      options: {
        k: request.limit,
        diversity: request.diversity ?? DEFAULT_DIVERSITY,
        variety: request.variety,
        calibration: request.calibration,
        caps: request.caps,
        exclude: [...rowsOf(request.exclude), ...withVariants(met, this.#ranked.groups), ...this.#interests.muted(), ...this.#filters.failing(request.filter)],
        context: context.length > 0 ? this.#keys.context(context) : undefined,
        threshold: request.threshold,
        content: attentionBy(request.sigma),
        now: this.#now(),
        blend: learns ? this.#learner.blend() : plan.blend,
        read: learns ? this.#learner.heads : undefined,
        evidence: plan.evidence,
      },
    };
  }

  #ranking({ history, options }: Prepared, signal: AbortSignal): Promise<Ranking> {
    return this.#kernels.run((resident) => rankCatalog(this.#on(resident), history, options, signal));
  }

  /** The places of a list: where the request asks for it, some of them explore. */
  async #places(usual: Ranking, { learns, history, options }: Prepared, request: CompleteRequest, events: readonly HistoryEvent[], signal: AbortSignal): Promise<Place[]> {
    // The same as long as nothing happens, and on another day another.
    const seed = JSON.stringify([listKey(request), events.at(-1)?.id, options.now.slice(0, 10)]);
    return placesOf(usual, {
      slots: learns && this.#learner.heads.length > 0 ? Math.round(request.explore * request.limit) : 0,
      draw: (slot) => this.#learner.draw(`${seed} ${slot}`),
      rank: (blend, listed) => {
        const drawn = { ...options, blend, k: OFFERED, diversity: 0, exclude: [...(options.exclude ?? []), ...listed] };
        return this.#kernels.run((resident) => rankCatalog(this.#on(resident), history, drawn, signal));
      },
      catalog: this.#ranked,
      caps: options.caps,
    });
  }

  /** What the places of a list can teach. */
  #given(places: readonly Place[], request: CompleteRequest): GivenList {
    const ids = places.map((place) => this.#catalog.items[rowAt(place)].id);
    return {
      key: listKey(request),
      readouts: new Map(places.map(({ ranking, at }, n) => [ids[n], standardisedAt(ranking, at)])),
      drawn: new Map(places.flatMap(({ drawn }, n) => (drawn ? [[ids[n], drawn] as const] : []))),
    };
  }

  #on(resident: ResidentCatalog): RankedCatalog {
    return { ...this.#ranked, resident };
  }

  #recommendation({ ranking, at, drawn }: Place, { history, context }: Prepared): Recommendation {
    const { row, score } = ranking.ranked[at];
    const item = this.#catalog.items[row];
    const because = becauseOf(partsOf(ranking, at), {
      events: history.events,
      item: (id) => this.#itemOf(id),
      context,
      lexical: (event) => this.#isLexical(history.keys.spaceOf[event]),
      borrows: (ids) => this.#borrows(item.id) || ids.some((id) => this.#borrows(id)),
    });
    return { id: item.id, item, score, because, ...(drawn && { explored: true }) };
  }

  #borrows(id: ItemId): boolean {
    const row = this.#catalog.rowOf(id);
    return row !== undefined && this.#catalog.lenders !== null && holds(this.#catalog.lenders, row);
  }

  #list(request: CompleteRequest, recommendations: Recommendation[], plan: Plan, timings: Record<string, number>): RecommendationList {
    const madeAt = this.#now();
    return { listId: `${Date.parse(madeAt).toString(36)}-${this.#nextList++}`, strategy: request.strategy, fallback: plan.fallback, recommendations, madeAt, timings };
  }

  #summary(event: HistoryEvent): ReturnType<typeof summaryOf> {
    return summaryOf(event, (id) => this.#itemOf(id));
  }

  #named(itemId: ItemId): { itemId: ItemId; title: string } {
    return { itemId, title: this.#itemOf(itemId)?.title ?? itemId };
  }

  #itemOf(id: ItemId): Item | undefined {
    const row = this.#catalog.rowOf(id);
    return row === undefined ? undefined : this.#catalog.items[row];
  }

  #lexicalMatch(history: RankedHistory, part: EventPart | undefined, row: number): boolean {
    return part !== undefined && history.keys.spaceOf[part.event] === this.#catalog.vectors.spaceOf[row] && this.#isLexical(this.#catalog.vectors.spaceOf[row]);
  }

  #isLexical(space: number): boolean {
    return this.#catalog.vectors.spaces[space]?.startsWith('lexical-') ?? false;
  }
}

function rowAt({ ranking, at }: Place): number {
  return ranking.ranked[at].row;
}

/** Requests of one key ask for the same list. */
export function listKey({ strategy, for: context, limit, sigma, threshold, diversity, variety, calibration, caps, filter, exclude, without, explore, profiling }: CompleteRequest): string {
  return JSON.stringify([strategy, context, limit, sigma, threshold, diversity, variety, calibration, caps, filter, exclude, without, explore, profiling]);
}

/** Items that a history keeps out of a list which is not ranked by it, as it does their variants; where it is, the ranker takes them out by itself. */
function leftOut({ seesHistory, leavesOut }: Plan, events: readonly HistoryEvent[]): Iterable<ItemId> {
  if (seesHistory) return [];
  return leavesOut === 'held' ? events.filter(takesOut).map(itemIdOf) : dislikedItems(events);
}
