import { test } from '@playwright/test';
import type { Recommender } from '../src/domain/recommender.ts';
import type { RecommenderOptions } from '../src/engine/client.ts';
import { report } from './figures.ts';

declare global {
  interface Window {
    measured: Recommender;
  }
}

/** The GPU's process is ended under a request: how long until its list is there, and until a GPU ranks again. Undisturbed lists beside. */
test('a GPU that goes away', async ({ playwright, launchOptions, baseURL }) => {
  const browser = await playwright.chromium.launch(launchOptions);
  const page = await browser.newPage({ baseURL });
  await page.goto('/e2e/rooms/blank.html');
  await page.evaluate(async () => {
    const { createRecommender } = (await import('/src/engine/client.ts' as string)) as { createRecommender(options: RecommenderOptions): Recommender };
    window.measured = createRecommender({ catalog: '/demo/books/', assets: '/', kernels: 'gpu', storage: 'session' });
    await window.measured.observe([{ kind: 'like', item: 'moby-dick' }]);
    await window.measured.recommend();
  });
  const list = () => page.evaluate(async () => {
    const started = performance.now();
    await window.measured.recommend();
    return Math.round(performance.now() - started);
  });
  const session = await browser.newBrowserCDPSession();
  const times: Record<string, Record<string, number>> = { 'no loss': { 'list (ms)': await list() } };
  for (const loss of ['first loss', 'second loss']) {
    const interrupted = list();
    const lost = performance.now();
    await session.send('Browser.crashGpuProcess' as never).catch(() => undefined);
    times[loss] = { 'list (ms)': await interrupted, 'the next (ms)': await list() };
    if (loss === 'second loss') continue;
    await page.waitForFunction(async () => (await window.measured.status()).kernels?.name === 'gpu', undefined, { polling: 50 });
    times[loss]['GPU again (ms)'] = Math.round(performance.now() - lost);
  }
  await browser.close();
  report('a GPU that goes away under a list of the demo’s books', times);
});
