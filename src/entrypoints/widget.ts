import { answerConnect } from '../elements/connect.ts';
import { defineElements } from '../elements/define.ts';
import { createRecommender } from '../engine/client.ts';
import type { Recommender } from '../domain/recommender.ts';

// The one-tag build: registers the elements and gives each catalog one recommender, whoever asks for it.
const recommenders = new Map<string, Recommender>();

answerConnect(document, (catalog) => {
  if (catalog === null) return null;
  const url = new URL(catalog, document.baseURI).href;
  const known = recommenders.get(url) ?? createRecommender({ catalog: url, assets: new URL('.', import.meta.url) });
  recommenders.set(url, known);
  return known;
});
defineElements();
