import { expect, test } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import type { HistoryEvent } from '../../src/domain/event.ts';
import type { Matrix } from '../../src/domain/matrix.ts';
import type { SchemaStep } from '../../src/store/database.ts';
import type { StoreOptions } from '../../src/store/open-store.ts';
import type { Store, StoreChange } from '../../src/store/store.ts';

declare global {
  interface Window {
    store: Store;
    changes: (StoreChange | { type: 'trouble'; trouble: string; detail: string })[];
  }
}

const event = (id: string, item: HistoryEvent['item'] = `item ${id}`): HistoryEvent => ({ id, kind: 'view', at: '2026-01-02T03:04:05.006Z', item });

/** Opens the store in the page as `window.store`; `newer` adds a schema step. */
async function open(page: Page, options: Pick<StoreOptions, 'blockedMs'> & { newer?: boolean } = {}): Promise<{ kind: string; reason?: string }> {
  await page.goto('/e2e/rooms/blank.html');
  return page.evaluate(async ({ newer, ...options }) => {
    const { openStore } = await import('/src/store/open-store.ts' as string);
    const { SCHEMA_STEPS } = await import('/src/store/database.ts' as string);
    const addition: SchemaStep = (db) => void db.createObjectStore('later' as 'settings');
    window.changes = [];
    window.store = (await openStore({ ...options, name: 'spec', steps: newer ? [...SCHEMA_STEPS, addition] : SCHEMA_STEPS, onTrouble: (trouble: string, detail: string) => window.changes.push({ type: 'trouble', trouble, detail }) })) as Store;
    window.store.subscribe((change) => change.type === 'history' && window.changes.push(change));
    return { kind: window.store.kind, reason: window.store.reason };
  }, options);
}

const add = (page: Page, events: HistoryEvent[]) => page.evaluate((events) => window.store.addEvents(events), events);
const events = (page: Page) => page.evaluate(() => window.store.events());
const changes = (page: Page) => page.evaluate(() => window.changes.map((change) => (change.type === 'trouble' ? change.trouble : change.type)));
const tab = async (context: BrowserContext, options?: Parameters<typeof open>[1]) => {
  const page = await context.newPage();
  return { page, opened: await open(page, options) };
};

test('events, vectors, settings and lists survive a reload', async ({ page }) => {
  expect(await open(page)).toEqual({ kind: 'indexeddb', reason: undefined });
  const kept = [event('a'), event('b', { id: 'own', title: '红楼梦 🙂' })];
  await add(page, kept);
  await page.evaluate(async () => {
    await window.store.putVectors(['own', 'item a'], { data: Float32Array.of(1, 2, 3, 4), rows: 2, dimension: 2, spaces: ['s', 't'], spaceOf: Uint8Array.of(0, 1) });
    await window.store.putSetting('paused', true);
    await window.store.putList('for-you', { recommendations: [1] });
  });
  await open(page);
  expect(await events(page)).toEqual(kept);
  expect(await page.evaluate(async () => {
    const { ids, matrix } = (await window.store.vectors(['item a', 'own'], ['s', 't']))!;
    return { ids, data: [...matrix.data], spaces: [...matrix.spaceOf].map((space) => matrix.spaces[space]), paused: await window.store.getSetting('paused'), list: await window.store.getList('for-you') };
  })).toEqual({ ids: ['item a', 'own'], data: [3, 4, 1, 2], spaces: ['t', 's'], paused: true, list: { recommendations: [1] } });
});

test('what was forgotten is in no object store after a reload', async ({ page }) => {
  await open(page);
  await add(page, [event('a', { id: 'secret', title: 'typed in confidence' }), event('b')]);
  await page.evaluate(() => window.store.putVectors(['secret'], { data: Float32Array.of(77, 78), rows: 1, dimension: 2, spaces: ['s'], spaceOf: Uint8Array.of(0) }));
  await page.evaluate(() => window.store.putList('l', 'because you typed in confidence'));
  expect(await page.evaluate(async () => (await window.store.forget({ items: ['secret'] })).events.length)).toBe(1);
  await open(page);
  const raw = await page.evaluate(async () => {
    const { openDB } = await import('/node_modules/idb/build/index.js' as string);
    const db = await openDB('spec');
    const rows = await Promise.all([...db.objectStoreNames].map(async (name: string) => [name, await db.getAllKeys(name), await db.getAll(name)]));
    db.close();
    return JSON.stringify(rows);
  });
  expect(raw).toContain('item b');
  for (const trace of ['secret', 'confidence', '77']) expect(raw).not.toContain(trace);
});

test('a second tab hears of changes and reads them', async ({ page, context }) => {
  await open(page);
  const { page: other } = await tab(context);
  await add(page, [event('a')]);
  await expect.poll(() => changes(other)).toEqual(['history']);
  expect(await events(other)).toEqual([event('a')]);
  await other.evaluate(() => window.store.forget({}));
  await expect.poll(() => changes(page)).toEqual(['history']);
  expect(await events(page)).toEqual([]);
  expect(await changes(other)).toEqual(['history']);
});

test('a tab with a newer schema takes over: the older one lets go and says so', async ({ page, context }) => {
  await open(page);
  await add(page, [event('a')]);
  const { page: newer, opened } = await tab(context, { newer: true });
  expect(opened.kind).toBe('indexeddb');
  expect(await events(newer)).toEqual([event('a')]);
  await expect.poll(() => changes(page)).toEqual(['closed-by-other-tab']);
  expect(await page.evaluate(() => window.store.events().catch((error) => [error.name, error.code, error.message]))).toEqual(['StoreError', 'closed-by-other-tab', expect.stringContaining('reload this page')]);
  expect(await open(page)).toEqual({ kind: 'memory', reason: 'newer-version' });
});

test('a tab that does not let go blocks the upgrade: memory, said why, and the next visit has it', async ({ page, context }) => {
  await open(page);
  await add(page, [event('a')]);
  await page.evaluate(() => window.store.close());
  await page.evaluate(() => new Promise<void>((done) => {
    const request = indexedDB.open('spec');
    request.onsuccess = () => done();
    Object.assign(window, { held: request });
  }));
  const { page: newer, opened } = await tab(context, { newer: true, blockedMs: 300 });
  expect(opened).toEqual({ kind: 'memory', reason: 'blocked' });
  expect(await changes(newer)).toEqual(['blocked']);
  await add(newer, [event('b')]);
  expect(await events(newer)).toEqual([event('b')]);
  await page.close();
  expect(await open(newer, { newer: true })).toEqual({ kind: 'indexeddb', reason: undefined });
  expect(await events(newer)).toEqual([event('a')]);
});

test('without IndexedDB the store is memory', async ({ page }) => {
  await page.addInitScript(() => {
    delete (globalThis as { indexedDB?: IDBFactory }).indexedDB;
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  expect(await open(page)).toEqual({ kind: 'memory', reason: 'no-indexeddb' });
  await add(page, [event('a')]);
  expect(await events(page)).toEqual([event('a')]);
  expect(await changes(page)).toEqual(['no-indexeddb']);
});

test('where a document may have no storage the store is memory', async ({ page }) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*', 'content-security-policy': 'sandbox allow-scripts' } });
  });
  expect(await open(page)).toEqual({ kind: 'memory', reason: 'refused' });
  await add(page, [event('a')]);
  expect(await events(page)).toEqual([event('a')]);
});

test('a full disk is told, leaves nothing half written, and reading goes on', async ({ page, context, baseURL }) => {
  const devtools = await context.newCDPSession(page);
  // Before the first write: Chromium remembers for a while how much room there was.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL!).origin, quotaSize: 1_000_000 });
  await open(page);
  await add(page, [event('a')]);
  const refused = await page.evaluate((small) => {
    // Random, since Chromium compresses what it keeps.
    const title = Array.from({ length: 200 }, () => String.fromCharCode(...crypto.getRandomValues(new Uint16Array(10_000)).map((code) => code & 0x7fff))).join('');
    return window.store.addEvents([small, { ...small, id: 'c', item: { id: 'large', title } }]).then(() => 'kept', (error) => [error.name, error.code]);
  }, event('b'));
  expect(refused).toEqual(['StoreError', 'quota']);
  expect(await changes(page)).toEqual(['quota']);
  expect(await events(page)).toEqual([event('a')]);
  expect(await page.evaluate(async () => (await window.store.forget({})).events.length)).toBe(1);
  expect(await events(page)).toEqual([]);
});

test('cleared site data does not end the store: it opens again, empty, and says that the history changed', async ({ page, context }) => {
  await open(page);
  await add(page, [event('a')]);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' });
  await expect.poll(() => changes(page)).toEqual(['history']);
  expect(await events(page)).toEqual([]);
  expect(await add(page, [event('b')])).toEqual([event('b')]);
});

test('5,000 events with vectors of 384 numbers open and read within two seconds', async ({ page }, testInfo) => {
  const count = 5000;
  await open(page);
  const written = await page.evaluate(async (count) => {
    const ids = Array.from({ length: count }, (_, n) => `item ${n}`);
    const history = ids.map((id, n): HistoryEvent => ({ id: `${n}`, kind: 'open', at: new Date(1.7e12 + n * 6e4).toISOString(), item: { id, title: `Title ${n}`, text: 'a description of some length '.repeat(7) } }));
    const matrix: Matrix = { data: Float32Array.from({ length: count * 384 }, (_, i) => i % 1000), rows: count, dimension: 384, spaces: ['s'], spaceOf: new Uint8Array(count) };
    const start = performance.now();
    await window.store.addEvents(history);
    const events = performance.now();
    await window.store.putVectors(ids, matrix);
    const vectors = performance.now();
    return { addEvents: events - start, putVectors: vectors - events };
  }, count);
  await page.goto('/e2e/rooms/blank.html');
  const read = await page.evaluate(async () => {
    const { openStore } = await import('/src/store/open-store.ts' as string);
    const times = [performance.now()];
    const store: Store = await openStore({ name: 'spec' });
    times.push(performance.now());
    const events = await store.events();
    times.push(performance.now());
    const found = await store.vectors(events.map(({ item }) => (item as { id: string }).id), ['s']);
    times.push(performance.now());
    await store.vectors(['item 4711'], ['s']);
    times.push(performance.now());
    await store.addEvents([{ id: 'one more', kind: 'view', at: new Date().toISOString(), item: 'new' }]);
    times.push(performance.now());
    await store.putVectors(['new'], { data: new Float32Array(384), rows: 1, dimension: 384, spaces: ['s'], spaceOf: Uint8Array.of(0) });
    times.push(performance.now());
    await store.forget({ ids: ['17'] });
    times.push(performance.now());
    await store.forget({});
    times.push(performance.now());
    const steps = ['open', 'events', 'vectors', 'one vector', 'add one', 'put one vector', 'forget one', 'forget all'];
    return { count: events.length, rows: found!.matrix.rows, last: found!.matrix.data.at(-1), took: Object.fromEntries(steps.map((step, i) => [step, times[i + 1] - times[i]])) };
  });
  const took: Record<string, number> = { ...written, ...read.took };
  testInfo.annotations.push({ type: 'milliseconds', description: Object.entries(took).map(([step, ms]) => `${step} ${ms.toFixed(1)}`).join(', ') });
  await testInfo.attach('milliseconds.json', { body: JSON.stringify(took), contentType: 'application/json' });
  expect([read.count, read.rows, read.last]).toEqual([count, count, (count * 384 - 1) % 1000]);
  expect(took.open + took.events + took.vectors).toBeLessThan(2000);
});
