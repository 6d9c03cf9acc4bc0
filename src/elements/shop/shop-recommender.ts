import type { RecommendationList } from '../../domain/recommendation.ts';
import type { Recommender } from '../../domain/recommender.ts';
import { bookHref } from './routes.ts';

/** The same recommender, whose lists lead to the shop's own pages instead of to where a text is kept. */
export function withShopLinks(recommender: Recommender): Recommender {
  return new Proxy(recommender, {
    get(target, name) {
      if (name === 'recommend') return async (...given: Parameters<Recommender['recommend']>) => linked(await target.recommend(...given));
      if (name === 'last') return async (...given: Parameters<Recommender['last']>) => linked(await target.last(...given));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function linked<List extends RecommendationList | null>(list: List): List {
  return list && { ...list, recommendations: list.recommendations.map((each) => ({ ...each, item: { ...each.item, url: bookHref(each.id) } })) };
}
