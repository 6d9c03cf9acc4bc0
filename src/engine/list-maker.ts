import type { Catalog } from '../catalog/catalog.ts';
import { type HistoryEvent, itemIdOf } from '../domain/event.ts';
import type { Item, ItemId } from '../domain/item.ts';
import type { AttentionMap, Explanation, Recommendation, RecommendationList, RecommendRequest } from '../domain/recommendation.ts';
import type { ResidentCatalog } from '../kernels/kernels.ts';
import { type EventPart, explainRow, partsOf } from '../ranker/explain.ts';
import { DEFAULT_DIVERSITY, prepareRequest, rankCatalog } from '../ranker/rank.ts';
import type { RankedCatalog, RankedHistory, Ranking, RankOptions } from '../ranker/ranker.ts';
import { becauseOf, summaryOf } from './because.ts';
import type { HistoryKeys } from './history-keys.ts';
import type { KernelHost } from './kernel-host.ts';
import { type Plan, planStrategy } from './strategy-plan.ts';

/** Listed unless a request says otherwise. */
const LIMIT = 8;

interface Prepared {
  plan: Plan;
  history: RankedHistory;
  options: RankOptions;
}

/** Makes lists, explanations and heat maps of an opened catalog for a history. */
export class ListMaker {
  #catalog: Catalog;
  #keys: HistoryKeys;
  #kernels: KernelHost;
  #now: () => string;
  #groups: Int32Array | null;
  #nextList = 0;

  constructor(catalog: Catalog, keys: HistoryKeys, kernels: KernelHost, now: () => string) {
    this.#catalog = catalog;
    this.#keys = keys;
    this.#kernels = kernels;
    this.#now = now;
    this.#groups = variantGroups(catalog.items);
  }

  async recommend(events: readonly HistoryEvent[], request: RecommendRequest, signal: AbortSignal): Promise<RecommendationList> {
    const started = performance.now();
    const past = this.#fromHistory(events, request);
    if (past) return this.#list(request, past, undefined, { total: performance.now() - started });
    const prepared = this.#prepare(events, request);
    const ranking = await this.#ranking(prepared, signal);
    const recommendations = ranking.ranked.map(({ row, score }, place) => this.#recommendation(row, score, ranking, place, prepared, request));
    return this.#list(request, recommendations, prepared.plan, { ...ranking.timings, total: performance.now() - started });
  }

  /** @throws {RangeError} when the catalog lacks the item */
  async explain(id: ItemId, events: readonly HistoryEvent[], request: RecommendRequest, signal: AbortSignal): Promise<Explanation> {
    const row = this.#catalog.rowOf(id);
    if (row === undefined) throw new RangeError(`explain: expected an item of the catalog, got ${JSON.stringify(id)}`);
    const prepared = this.#prepare(events, request);
    const { history, options } = prepared;
    const told = await this.#kernels.run((resident) => explainRow(this.#ranked(resident), history, options, row, signal));
    const ranking = await this.#ranking(prepared, signal);
    const place = ranking.ranked.findIndex((winner) => winner.row === row);
    const parts = told.events.filter(({ event }) => event < history.events.length);
    return {
      id,
      item: this.#catalog.items[row],
      score: told.score,
      relevanceRank: told.relevanceRank,
      listRank: place < 0 ? undefined : place + 1,
      heads: told.heads,
      events: parts.map((part) => ({ ...this.#summary(history.events[part.event]), weight: part.weight, similarity: part.similarity, share: part.share })),
      lexical: this.#lexicalMatch(history, parts[0], row),
      without: told.without ? { eventId: history.events[told.without.event].id, relevanceRank: told.without.relevanceRank } : undefined,
    };
  }

  /** The content head's weights for the whole list. */
  async attention(events: readonly HistoryEvent[], request: RecommendRequest, signal: AbortSignal): Promise<AttentionMap> {
    const prepared = this.#prepare(events, request);
    const ranking = await this.#ranking(prepared, signal);
    const { ranked, attended } = ranking;
    const width = prepared.history.events.length;
    const head = ranking.heads.findIndex((each) => each.head === 'content');
    const weights = new Float32Array(ranked.length * width);
    for (let place = 0; place < (head < 0 ? 0 : ranked.length); place++) {
      for (let i = 0; i < attended.length; i++) {
        if (attended[i] < width) weights[place * width + attended[i]] = ranking.weights[(head * ranked.length + place) * attended.length + i];
      }
    }
    return {
      recommendations: ranked.map(({ row }) => ({ id: this.#catalog.items[row].id, title: this.#catalog.items[row].title })),
      events: prepared.history.events.map((event) => this.#summary(event)),
      weights,
    };
  }

  /** `ids` by relevance, best first; ids that the catalog lacks stay in their order at the end. */
  async rank(ids: readonly ItemId[], events: readonly HistoryEvent[], request: RecommendRequest, signal: AbortSignal): Promise<ItemId[]> {
    const { history, options } = this.#prepare(events, request);
    const scores = await this.#kernels.run((resident) => {
      const catalog = this.#ranked(resident);
      return resident.scores({ ...prepareRequest(catalog, history, options).request, k: 0 }, signal);
    });
    const scoreOf = (id: ItemId): number => {
      const row = this.#catalog.rowOf(id);
      return row === undefined ? -Infinity : scores[row];
    };
    return ids.toSorted((a, b) => Math.sign(scoreOf(b) - scoreOf(a)) || 0);
  }

  #prepare(events: readonly HistoryEvent[], request: RecommendRequest): Prepared {
    const plan = planStrategy(request, { events, popularity: this.#catalog.popularity !== null, interactions: this.#catalog.interactions });
    const left = [...(request.exclude ?? []), ...(request.for ?? []), ...(plan.seesHistory ? [] : disliked(events))];
    const context = plan.seesContext ? this.#keys.vectorsOf(request.for ?? []) : undefined;
    return {
      plan,
      history: this.#keys.history(plan.seesHistory ? events : []),
      options: {
        k: request.limit ?? LIMIT,
        diversity: request.diversity ?? DEFAULT_DIVERSITY,
        exclude: left.flatMap((id) => this.#catalog.rowOf(id) ?? []),
        context: context && context.rows > 0 ? context : undefined,
        threshold: request.threshold,
        now: this.#now(),
        blend: plan.blend,
      },
    };
  }

  #ranking({ history, options }: Prepared, signal: AbortSignal): Promise<Ranking> {
    return this.#kernels.run((resident) => rankCatalog(this.#ranked(resident), history, options, signal));
  }

  #ranked(resident: ResidentCatalog): RankedCatalog {
    return { vectors: this.#catalog.vectors, resident, popularity: this.#catalog.popularity, groups: this.#groups };
  }

  #recommendation(row: number, score: number, ranking: Ranking, place: number, { history, plan }: Prepared, request: RecommendRequest): Recommendation {
    const item = this.#catalog.items[row];
    const because = becauseOf(partsOf(ranking, place), {
      events: history.events,
      item: (id) => this.#itemOf(id),
      context: plan.seesContext ? (request.for ?? []) : [],
      lexical: (event) => this.#isLexical(history.keys.spaceOf[event]),
    });
    return { id: item.id, item, score, because };
  }

  /** The lists that are the history itself: newest first, an item once. */
  #fromHistory(events: readonly HistoryEvent[], request: RecommendRequest): Recommendation[] | null {
    const { strategy } = request;
    if (strategy !== 'recently-viewed' && strategy !== 'buy-again') return null;
    const left = new Set([...(request.exclude ?? []), ...(request.for ?? []), ...disliked(events)]);
    const found = new Map<ItemId, Recommendation>();
    for (const event of events.toReversed()) {
      const id = itemIdOf(event);
      const item = this.#itemOf(id);
      const counts = strategy === 'buy-again' ? event.kind === 'buy' : event.kind === 'open' || event.kind === 'play';
      if (counts && item && !left.has(id) && !found.has(id)) found.set(id, { id, item, score: 0, because: { kind: 'events', events: [this.#summary(event)], lexical: false } });
    }
    return [...found.values()].slice(0, request.limit ?? LIMIT);
  }

  #list(request: RecommendRequest, recommendations: Recommendation[], plan: Plan | undefined, timings: Record<string, number>): RecommendationList {
    const madeAt = this.#now();
    return { listId: `${Date.parse(madeAt).toString(36)}-${this.#nextList++}`, strategy: request.strategy ?? 'for-you', fallback: plan?.fallback, recommendations, madeAt, timings };
  }

  #summary(event: HistoryEvent): ReturnType<typeof summaryOf> {
    return summaryOf(event, (id) => this.#itemOf(id));
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

function disliked(events: readonly HistoryEvent[]): ItemId[] {
  return events.filter(({ kind }) => kind === 'dismiss').map(itemIdOf);
}

function variantGroups(items: readonly Item[]): Int32Array | null {
  const numbers = new Map<string, number>();
  const groups = Int32Array.from(items, ({ group }) => {
    if (group === undefined) return -1;
    if (!numbers.has(group)) numbers.set(group, numbers.size);
    return numbers.get(group)!;
  });
  return numbers.size > 0 ? groups : null;
}
