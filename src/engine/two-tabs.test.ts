import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { Engine } from './engine.ts';
import { engineParts } from './testing/engine-parts.ts';

/** Two engines on one database, as in two tabs of a shop. */
async function tabs(name: string): Promise<[Engine, Engine]> {
  const both: [Engine, Engine] = [0, 1].map((tab) => new Engine(engineParts({ openStore: () => openStore({ name }), newId: () => `${tab}-${crypto.randomUUID()}` }))) as [Engine, Engine];
  for (const engine of both) await engine.recommend();
  return both;
}

it('what one tab observes or forgets, the other knows', async () => {
  const [here, there] = await tabs('observe');
  await here.observe([{ kind: 'like', item: 'i0' }]);
  await vi.waitFor(async () => expect(await there.history()).toHaveLength(1));
  expect((await there.recommend()).recommendations[0].item.title).toContain('whales');
  await there.forget({});
  await vi.waitFor(async () => expect(await here.history()).toEqual([]));
  expect((await here.recommend()).recommendations[0].because).toEqual({ kind: 'catalog' });
  await Promise.all([here.close(), there.close()]);
});

it('recording stopped in one tab is stopped in the other', async () => {
  const [here, there] = await tabs('pause');
  await here.pause(true);
  await vi.waitFor(async () => expect((await there.status()).store.paused).toBe(true));
  expect(await there.observe([{ kind: 'open', item: 'i0' }])).toEqual([]);
  await here.pause(false);
  await vi.waitFor(async () => expect((await there.status()).store.paused).toBe(false));
  expect(await there.observe([{ kind: 'open', item: 'i0' }])).toHaveLength(1);
  await Promise.all([here.close(), there.close()]);
});
