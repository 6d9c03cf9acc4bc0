import { expect, type Page, test } from '@playwright/test';
import type { Recommender } from '../../src/domain/recommender.ts';
import type { RecommenderOptions } from '../../src/engine/client.ts';

declare global {
  interface Window {
    attune: Recommender;
    create(options: Partial<RecommenderOptions>): Recommender;
  }
}

const SEA = ['moby-dick', 'lord-jim'];

async function open(page: Page, options: Partial<RecommenderOptions> = {}): Promise<void> {
  await page.goto('/e2e/rooms/blank.html');
  await page.evaluate(async (given) => {
    const { createRecommender } = (await import('/src/engine/client.ts' as string)) as { createRecommender(options: RecommenderOptions): Recommender };
    window.create = (more) => createRecommender({ catalog: '/demo/books/', assets: '/', ...more });
    window.attune = window.create(given);
  }, options);
}

const ids = (page: Page, limit = 8) => page.evaluate(async (k) => (await window.attune.recommend({ limit: k })).recommendations.map(({ id }) => id), limit);
const like = (page: Page, items: string[]) => page.evaluate((each) => window.attune.observe(each.map((item) => ({ kind: 'like', item }))), items);

test('a history made in the page becomes an explained list, on the GPU, from one worker', async ({ page }) => {
  await open(page, { kernels: 'gpu' });
  await like(page, SEA);
  const list = await page.evaluate(() => window.attune.recommend({ limit: 8 }));
  expect(list.fallback).toBeUndefined();
  expect(list.recommendations).toHaveLength(8);
  expect(list.recommendations.map(({ id }) => id)).not.toContain('moby-dick');
  expect(list.recommendations[0].because).toMatchObject({ kind: 'events', lexical: false });
  const { kernels } = await page.evaluate(() => window.attune.status());
  expect(kernels).toMatchObject({ name: 'gpu', choice: 'gpu', reason: 'forced', fallback: true });
  expect(kernels!.dispatches).toBeGreaterThan(0);
  const told = await page.evaluate((id) => window.attune.explain(id, { limit: 8 }), list.recommendations[0].id);
  expect(told.relevanceRank).toBe(1);
  expect(told.events.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 4);
  expect(told.without!.relevanceRank).toBeGreaterThanOrEqual(1);
  expect(page.workers()).toHaveLength(1);
});

test('GPU and CPU give the same list, weights and reasons', async ({ page }) => {
  await open(page, { kernels: 'gpu', storage: 'session' });
  await like(page, [...SEA, 'dracula', 'hong-lou-meng']);
  const both = await page.evaluate(async () => {
    const look = async () => {
      const { recommendations } = await window.attune.recommend({ limit: 12 });
      const { weights } = await window.attune.attention({ limit: 12 });
      return { ids: recommendations.map(({ id }) => id), scores: recommendations.map(({ score }) => score), weights: [...weights] };
    };
    const gpu = await look();
    await window.attune.useKernels('plain');
    return { gpu, plain: await look(), name: (await window.attune.status()).kernels!.name };
  });
  expect(both.name).toBe('plain');
  expect(both.gpu.ids).toEqual(both.plain.ids);
  both.gpu.scores.forEach((score, i) => expect(score).toBeCloseTo(both.plain.scores[i], 4));
  both.gpu.weights.forEach((weight, i) => expect(weight).toBeCloseTo(both.plain.weights[i], 5));
});

test('how a catalog is read can be chosen, and a small one is read whole all the same', async ({ page }) => {
  await open(page, { scan: 'coarse', storage: 'session' });
  await like(page, SEA);
  const before = await ids(page);
  const scan = () => page.evaluate(async () => (await window.attune.status()).kernels!.scan);
  expect(await scan()).toEqual({ choice: 'coarse', ran: 'exact' });
  await page.evaluate(() => window.attune.useScan('exact'));
  expect(await ids(page)).toEqual(before);
  expect(await scan()).toEqual({ choice: 'exact', ran: 'exact' });
});

test('a software adapter is not used unless forced, and the status says why', async ({ page }) => {
  await open(page);
  await ids(page);
  expect((await page.evaluate(() => window.attune.status())).kernels).toMatchObject({ name: 'simd', choice: 'auto', reason: 'software-adapter' });
});

test('without WebGPU the CPU ranks', async ({ page }) => {
  await page.route('**/src/engine/worker.ts?*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `Object.defineProperty(Object.getPrototypeOf(navigator), 'gpu', { value: undefined });\n${await response.text()}` });
  });
  await open(page, { kernels: 'gpu' });
  expect(await ids(page)).toHaveLength(8);
  expect((await page.evaluate(() => window.attune.status())).kernels).toMatchObject({ name: 'simd', reason: 'no-webgpu' });
});

test('a reload shows the last list at once and keeps the history', async ({ page }) => {
  await open(page);
  await like(page, SEA);
  const before = await ids(page);
  await open(page);
  const last = await page.evaluate(() => window.attune.last({ limit: 8 }));
  expect(last!.recommendations.map(({ id }) => id)).toEqual(before);
  expect(await page.evaluate(async () => (await window.attune.history()).map(({ item }) => item))).toEqual(SEA.toReversed());
  expect(await ids(page)).toEqual(before);
});

test('two tabs share one history', async ({ page, context }) => {
  await open(page);
  await ids(page);
  const other = await context.newPage();
  await open(other);
  const told = page.evaluate(() => new Promise((resolve) => void window.attune.subscribe((change) => change.type === 'history' && resolve('told'))));
  await like(other, ['dracula']);
  expect(await told).toBe('told');
  expect(await page.evaluate(async () => (await window.attune.history()).length)).toBe(1);
  expect(await ids(page)).toEqual(await ids(other));
});

test('the device lost in the middle, twice: the same list, from the CPU after the second', async ({ playwright, launchOptions, baseURL }) => {
  // A browser of its own: Chromium gives a new adapter after the first crash of its GPU process, not after the second.
  const browser = await playwright.chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ baseURL });
    await open(page, { kernels: 'gpu', storage: 'session' });
    await like(page, SEA);
    const before = await ids(page);
    const session = await browser.newBrowserCDPSession();
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      return window.attune.subscribe((change) => {
        const kernels = change.type === 'status' ? change.status.kernels : null;
        const now = kernels && `${kernels.name} ${kernels.reason}`;
        if (now && now !== seen.at(-1)) seen.push(now);
      });
    });
    for (const loss of [1, 2]) {
      const lists = page.evaluate(async () => {
        const shown: string[][] = [];
        for (let i = 0; i < 12; i++) shown.push((await window.attune.recommend({ limit: 8 })).recommendations.map(({ id }) => id));
        return shown;
      });
      await session.send('Browser.crashGpuProcess' as never).catch(() => undefined);
      for (const list of await lists) expect(list).toEqual(before);
      // The CPU at once; a new device takes over from it, if the browser gives one.
      await expect.poll(() => page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual(['gpu forced', 'simd device-lost', 'gpu forced', 'simd device-lost'].slice(0, loss === 1 ? 3 : 4));
      expect(await ids(page)).toEqual(before);
    }
  } finally {
    await browser.close();
  }
});

test('a call can be given up, and a closed recommender says so', async ({ page }) => {
  await open(page);
  const names = await page.evaluate(async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const calls = [window.attune.recommend({}, { signal }), window.attune.forget({}, { signal }), window.attune.history({}, { signal }), window.attune.status({ signal })];
    const given = Promise.all(calls.map((call) => call.then(() => 'done', (error: Error) => error.name)));
    controller.abort();
    const aborted = await given;
    await window.attune.close();
    return [...aborted, await window.attune.status().catch((error: Error) => error.name)];
  });
  expect(names).toEqual(['AbortError', 'AbortError', 'AbortError', 'AbortError', 'ClosedError']);
  await expect.poll(() => page.workers().length).toBe(0);
});

test('a pack that is not there is told by name', async ({ page }) => {
  await open(page, { catalog: '/nowhere/' });
  expect(await page.evaluate(() => window.attune.recommend().catch((error: Error) => error.name))).toBe('CatalogError');
  const status = await page.evaluate(() => window.attune.status());
  expect(status.state).toBe('failed');
  expect(status.problems[0].room).toBe('catalog');
});

test('Chinese works alone are given Chinese works, by what they mean', async ({ page }) => {
  await open(page, { storage: 'session' });
  await like(page, ['hong-lou-meng', 'xi-you-ji', 'shi-jing']);
  const { recommendations } = await page.evaluate(() => window.attune.recommend({ limit: 8 }));
  expect(recommendations.map(({ item }) => item.language)).toEqual(Array.from({ length: 8 }, () => 'zh'));
  expect(recommendations[0].because).toMatchObject({ kind: 'events', lexical: false });
  expect((await page.evaluate((id) => window.attune.explain(id), recommendations[0].id)).lexical).toBe(false);
});
