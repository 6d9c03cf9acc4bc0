import { itemIdOf } from '../../src/domain/event.ts';
import { parseItem } from '../../src/domain/item.ts';
import type { Item } from '../../src/domain/item.ts';
import type { MeasuredSet } from '../../src/domain/measured-quality.ts';
import { choicesOf } from '../../src/domain/own-evaluation.ts';
import type { RecommendationList, RecommendRequest } from '../../src/domain/recommendation.ts';
import type { Cancellable, ItemQuery } from '../../src/domain/recommender.ts';
import type { AttuneShop } from '../../src/elements/shop/attune-shop.ts';
import { defineShop } from '../../src/elements/shop/define-shop.ts';
import { applyPreferences } from '../../src/elements/shop/preferences.ts';
import { FakeRecommender } from '../../src/elements/testing/fake-recommender.ts';

/** The fake of the elements' tests over the whole catalog, with searching and the strategies that the shop shows. */
class ShopFake extends FakeRecommender {
  readonly works: readonly Item[];
  /** Error that the next question for items rejects with. */
  itemsFailure: Error | null = null;

  constructor(works: readonly Item[]) {
    super({ items: works });
    this.works = works;
  }

  override async items({ ids, text, category, language, offset = 0, limit }: ItemQuery = {}): Promise<{ items: Item[]; total: number }> {
    if (this.itemsFailure) throw this.itemsFailure;
    const words = text?.toLowerCase().split(/\s+/) ?? [];
    const found = this.works.filter((work) => {
      const all = [work.title, work.author, work.text, ...(work.categories ?? []), ...(work.tags ?? [])].join(' ').toLowerCase();
      return (!ids || ids.includes(work.id)) && (!category || work.categories?.includes(category)) && (!language || work.language === language) && words.every((word) => all.includes(word));
    });
    return { items: found.slice(offset, limit === undefined ? undefined : offset + limit), total: found.length };
  }

  override async recommend(request: RecommendRequest = {}, options: Cancellable = {}): Promise<RecommendationList> {
    const list = await super.recommend({ ...request, explore: 0, limit: this.works.length }, options);
    const limit = request.limit ?? 8;
    if (request.strategy === 'recently-viewed') {
      const seen = [...new Set((await this.history({ kinds: ['open'] })).map(({ item }) => (typeof item === 'string' ? item : item.id)))].slice(0, limit);
      return { ...list, strategy: 'recently-viewed', recommendations: seen.flatMap((id) => this.works.filter((work) => work.id === id)).map((item) => ({ id: item.id, item, score: 0, because: { kind: 'catalog' } })) };
    }
    if (request.strategy === 'trending') {
      const popular = this.works.toSorted((a, b) => (b.popularity ?? 0) - (a.popularity ?? 0)).slice(0, limit);
      return { ...list, strategy: 'trending', recommendations: popular.map((item) => ({ id: item.id, item, score: item.popularity ?? 0, because: { kind: 'popularity' } })) };
    }
    const about = request.for?.[0];
    const shelf = this.works.find(({ id }) => id === about)?.categories?.[0];
    const near = about ? list.recommendations.filter(({ id, item }) => id !== about && item.categories?.[0] === shelf).map((each) => ({ ...each, because: { kind: 'context' as const, items: [about] } })) : list.recommendations;
    return { ...list, recommendations: near.slice(0, limit) };
  }

  override async last(request: RecommendRequest = {}): Promise<RecommendationList | null> {
    return (await super.last({ ...request, limit: this.works.length })) && this.recommend(request);
  }
}

const files = ['english-a', 'english-b', 'english-c', 'chinese'];
const texts = await Promise.all(files.map(async (file) => (await fetch(`/scripts/demo-shop/works/${file}.jsonl`)).text()));
const works = texts.flatMap((text) => text.trim().split('\n').map((line) => parseItem(JSON.parse(line))));

applyPreferences();
defineShop();
const recommender = new ShopFake(works);
const settings = new URLSearchParams(location.search);
let figuresFail = settings.has('no-figures');
if (settings.has('broken')) recommender.itemsFailure = new TypeError('catalog: expected demo/books/manifest.json, got 404');
if (settings.has('waiting')) recommender.hold();
const shop = document.querySelector<AttuneShop>('attune-shop')!;
shop.recommender = recommender;
shop.benchmark = {
  async run(told, { signal } = {}) {
    const size = { rows: 10_000, events: 64, dimension: 384 };
    const times = [
      { contender: 'plain', ...size, full: [130, 120, 125], next: [] },
      { contender: 'simd', ...size, full: [11, 9, 10], next: [2, 1, 1.5] },
      { contender: 'gpu, packed', ...size, full: [], next: [], refusal: 'GPU: expected memory, got none' },
    ];
    told(times, 0.5);
    if (settings.has('slow')) await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    if (settings.has('failing')) throw new Error('benchmark: expected its worker, got no script');
    told(times, 1);
    return { at: '2026-11-25T12:00:00.000Z', browser: 'test', cores: 4, adapter: null, times };
  },
};
shop.measured = async () => {
  if (figuresFail) {
    figuresFail = false;
    throw new TypeError('quality: expected sets to be a list, got nothing');
  }
  const ranker = (name: string, ndcg: number): MeasuredSet['rankers'][number] => ({ name, recall: ndcg + 0.05, ndcg, interval: [ndcg - 0.01, ndcg + 0.01] });
  return {
    encoder: 'Xenova/all-MiniLM-L6-v2',
    sets: [
      { name: 'office', order: 'global-time', k: 10, items: 3459, cases: 4747, rankers: [ranker('random', 0.01), ranker('attune', 0.13), ranker('knn', 0.105)], comparison: { ranker: 'attune', against: 'knn', difference: 0.025, interval: [0.021, 0.029], p: 0.0002 } },
      { name: 'movielens', order: 'per-user-time', k: 10, items: 6229, cases: 599, rankers: [ranker('attune', 0.072), ranker('knn', 0.073)], comparison: { ranker: 'attune', against: 'knn', difference: -0.001, interval: [-0.014, 0.012], p: 0.88 } },
    ],
  };
};
shop.evaluation = {
  async run(events, told, { signal } = {}) {
    const choices = choicesOf(events, (id) => works.some((work) => work.id === id)).map((index) => events[index]);
    const guesses = choices.slice(1).map(({ item, at }, n) => ({ item: itemIdOf({ item }), at, candidates: works.length - 1 - n, places: [n + 1, 300 + n] }));
    told(1, guesses.length);
    if (settings.has('slow')) await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    if (settings.has('failing')) throw new Error('evaluation: expected its worker, got no script');
    const hits = Math.min(10, guesses.length);
    return {
      k: 10, items: works.length, guesses, learned: 1, surelyBelow: guesses.length < 6 ? [] : ['last'], elsewhere: events.filter(({ kind }) => kind === 'search').length, chance: 0.2,
      rankers: [
        { name: 'attune', hits, interval: [0.6, 1], ndcg: 0.5, medianPlace: 3, percentile: 0.98 },
        { name: 'last', hits: 0, interval: [0, 0.3], ndcg: 0, medianPlace: 301, percentile: 0.5 },
      ],
    };
  },
};
