import { expect, test } from '@playwright/test';
import type { AttuneRecommendations } from '../../src/elements/recommendations.ts';
import type { AnalyticsDetail } from '../../src/elements/analytics.ts';
import { stage } from './elements-stage.ts';

const NAME = 'attune-recommendations';

test('a list in an experiment is asked for by its variant alone, and what is seen and chosen is told for analytics', async ({ page }) => {
  const list = await stage(page, NAME, { hold: true, attributes: { limit: '4', experiment: 'shelf:0', analytics: 'ga4', heading: 'Picked for you' } });
  await list.evaluate((element: AttuneRecommendations) => {
    const asked: (string | undefined)[] = [];
    const { recommend } = window.fake;
    window.fake.recommend = (request, options) => {
      asked.push(request?.profiling);
      return recommend.call(window.fake, request, options);
    };
    Object.assign(window, { asked, analytics: [] as unknown[] });
    document.addEventListener('attune-analytics', ({ detail }: CustomEventInit) => (window as unknown as { analytics: unknown[] }).analytics.push(detail));
    document.addEventListener('attune-select', (event) => event.preventDefault());
    element.refresh();
    window.fake.release();
  });
  await expect(list.locator('li.card[data-id]')).toHaveCount(4);
  await list.locator('li.card[data-id] a').nth(1).click();
  const told = (): Promise<AnalyticsDetail[]> => page.evaluate(() => (window as unknown as { analytics: AnalyticsDetail[] }).analytics);
  await expect.poll(async () => (await told()).map(({ event }) => event)).toContain('select_item');
  const events = await told();
  const id = await list.locator('li.card[data-id]').nth(1).getAttribute('data-id');
  const chosen = events.find(({ event }) => event === 'select_item')!;
  expect(chosen).toMatchObject({ ecommerce: { item_list_id: 'for-you', item_list_name: 'Picked for you', items: [{ item_id: id, index: 1 }] }, attune: { strategy: 'for-you', variant: 'shelf:control' } });
  expect(events.filter(({ event }) => event === 'view_item_list').flatMap(({ ecommerce }) => ecommerce.items.map(({ index }) => index)).length).toBeGreaterThan(0);
  expect(await page.evaluate(() => (window as unknown as { asked: string[] }).asked)).toEqual(expect.arrayContaining(['off']));
  expect(await page.evaluate(() => (window as unknown as { asked: string[] }).asked)).not.toContain('on');
});
