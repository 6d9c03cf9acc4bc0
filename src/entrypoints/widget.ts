import { answerConnect } from '../elements/connect.ts';
import { defineWhenUsed } from '../elements/define-when-used.ts';
import { AttuneRecommendations } from '../elements/recommendations.ts';
import { register } from '../elements/register.ts';
import type { Recommender } from '../domain/recommender.ts';
import { lazyRecommender } from '../engine/lazy-recommender.ts';

export { definePanels } from '../elements/define-when-used.ts';

// The one-tag build: registers the elements and gives each catalog, by the key it must be signed by and the encoder, one recommender, whoever asks for it.
const recommenders = new Map<string, Recommender>();

answerConnect(document, ({ catalog, key, encoder }) => {
  if (catalog === null) return null;
  const url = new URL(catalog, document.baseURI).href;
  const name = JSON.stringify([url, key, encoder]);
  const assets = new URL('.', import.meta.url);
  const known = recommenders.get(name) ?? lazyRecommender(async () => (await import('../engine/checked-recommender.ts')).checkedRecommender({ catalog: url, catalogKey: key, encoder, assets }));
  recommenders.set(name, known);
  return known;
});
// In tasks of their own: a page that is being drawn is not held up by all of it at once.
setTimeout(() => {
  register('attune-recommendations', AttuneRecommendations);
  setTimeout(() => defineWhenUsed(document));
});
if (new URLSearchParams(location.search).has('attune-debug')) void import('../elements/show-debug.ts').then(({ showDebug }) => showDebug());
