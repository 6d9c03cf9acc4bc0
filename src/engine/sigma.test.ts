import { expect, it } from 'vitest';
import { ACTIVATIONS } from '../domain/derivation.ts';
import { Engine } from './engine.ts';
import { engineParts, topicCatalog, topicItems } from './testing/engine-parts.ts';

async function engineWith(): Promise<Engine> {
  const engine = new Engine(engineParts({ now: () => '2026-01-08T00:00:00.000Z', openCatalog: async () => topicCatalog(topicItems(true)) }));
  await engine.observe([{ kind: 'open', item: 'i0' }, { kind: 'save', item: 'i2' }, { kind: 'like', item: 'i5' }]);
  return engine;
}

it.each(ACTIVATIONS)('a list by %s is what its derivation, its explanations and its heat map are of', async (sigma) => {
  const engine = await engineWith();
  const request = { sigma, diversity: 0, limit: 6 };
  const { recommendations } = await engine.recommend(request);
  const map = await engine.attention(request);
  expect(map.recommendations.map(({ id }) => id)).toEqual(recommendations.map(({ id }) => id));
  for (const [place, { id, score }] of recommendations.entries()) {
    const derived = await engine.derivation(id, { sigma }, { ...request, sigma: undefined });
    expect(derived.settings).toMatchObject({ sigma, readout: sigma === 'softmax' ? 'lse' : 'sum', temperature: 0.1 });
    expect(derived).toMatchObject({ score, relevanceRank: place + 1 });
    expect(await engine.derivation(id, {}, request)).toEqual(derived);
    const told = await engine.explain(id, request);
    expect(told).toMatchObject({ score, relevanceRank: place + 1, listRank: place + 1 });
    for (const { id: event, weight, share } of told.events) expect(derived.events.find((each) => each.id === event)).toMatchObject({ weight, share });
    expect([...map.weights.subarray(place * 3, place * 3 + 3)]).toEqual(derived.events.map(({ weight }) => weight));
  }
  await engine.close();
});

it('each σ has a list of its own, and softmax that of no σ', async () => {
  const engine = await engineWith();
  const listed = async (sigma?: (typeof ACTIVATIONS)[number]) => (await engine.recommend({ sigma, limit: 12, diversity: 0 })).recommendations.map(({ id, score }) => ({ id, score }));
  const [usual, softmax, sigmoid, relu] = [await listed(), await listed('softmax'), await listed('sigmoid'), await listed('relu')];
  expect(softmax).toEqual(usual);
  expect(sigmoid).not.toEqual(usual);
  expect(relu).not.toEqual(sigmoid);
  await engine.close();
});

it('an unknown σ is refused by every call that takes a request', async () => {
  const engine = await engineWith();
  const bad = { sigma: 'tanh' as 'relu' };
  for (const call of [engine.recommend(bad), engine.explain('i1', bad), engine.attention(bad), engine.derivation(null, {}, bad)]) await expect(call).rejects.toThrow('request: expected sigma to be one of softmax, sigmoid, relu, got "tanh"');
  await engine.close();
});
