import { answerConnect } from '../elements/connect.ts';
import { defineElements } from '../elements/define.ts';
import { createRecommender } from '../engine/client.ts';
import type { Recommender } from '../domain/recommender.ts';

// The one-tag build: registers the elements and gives each catalog, by the key it must be signed by, one recommender, whoever asks for it.
const recommenders = new Map<string, Recommender>();

answerConnect(document, (catalog, key) => {
  if (catalog === null) return null;
  const url = new URL(catalog, document.baseURI).href;
  const name = JSON.stringify([url, key]);
  const known = recommenders.get(name) ?? createRecommender({ catalog: url, catalogKey: key, assets: new URL('.', import.meta.url) });
  recommenders.set(name, known);
  return known;
});
defineElements();
if (new URLSearchParams(location.search).has('attune-debug')) void import('../elements/show-debug.ts').then(({ showDebug }) => showDebug());
