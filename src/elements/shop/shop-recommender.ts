import type { RecommendationList } from '../../domain/recommendation.ts';
import type { Recommender } from '../../domain/recommender.ts';
import { bookHref } from './routes.ts';
import { visitsKept } from './visit.ts';

/** Questions that the history answers: a visit that just ended is part of it, so that no second answer moves the page. */
const OF_HISTORY: ReadonlySet<string | symbol> = new Set<keyof Recommender>(['rank', 'explain', 'explainWords', 'derivation', 'attention', 'history', 'interests', 'memory']);

/** The same recommender, whose lists lead to the shop's own pages instead of to where a text is kept, and whose answers know every visit that ended. */
export function withShopLinks(recommender: Recommender): Recommender {
  return new Proxy(recommender, {
    get(target, name) {
      if (name === 'recommend') return async (...given: Parameters<Recommender['recommend']>) => linked(await visitsKept().then(() => target.recommend(...given)));
      if (name === 'last') return async (...given: Parameters<Recommender['last']>) => linked(await target.last(...given));
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return OF_HISTORY.has(name) ? async (...given: unknown[]) => visitsKept().then(() => value.apply(target, given)) : value.bind(target);
    },
  });
}

function linked<List extends RecommendationList | null>(list: List): List {
  return list && { ...list, recommendations: list.recommendations.map((each) => ({ ...each, item: { ...each.item, url: bookHref(each.id) } })) };
}
