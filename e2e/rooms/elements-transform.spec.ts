import { expect, test } from '@playwright/test';
import type { AttuneRecommendations } from '../../src/elements/recommendations.ts';
import { stage } from './elements-stage.ts';

const NAME = 'attune-recommendations';

test('what the page knows is laid over the items before they are drawn, and what it leaves out is replaced', async ({ page }) => {
  const list = await stage(page, NAME, { hold: true, attributes: { limit: '6' } });
  await list.evaluate((element: AttuneRecommendations) => {
    let sold: string | undefined;
    element.transformItems = async (items) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      sold ??= items[2].id;
      document.body.dataset.sold = sold;
      return items.filter(({ id }) => id !== sold).map((item) => ({ ...item, price: { amount: 12.5, currency: 'EUR' } }));
    };
    window.fake.release();
  });
  await expect(list.locator('[part="price"]')).toHaveCount(6);
  await expect(list.locator('[part="price"]').first()).toHaveText('€12.50');
  expect(await list.locator('li.card').evaluateAll((cards) => cards.some((card) => (card as HTMLElement).dataset.id === document.body.dataset.sold))).toBe(false);
  expect(await page.evaluate(() => window.shift)).toBe(0);
});

test('where it fails the list is not drawn with what may be wrong: it says so, and is made again on request', async ({ page }) => {
  const list = await stage(page, NAME, { hold: true, attributes: { limit: '4' } });
  await list.evaluate((element: AttuneRecommendations) => {
    let asked = 0;
    element.transformItems = (items) => {
      if (asked++ === 0) throw new Error('prices do not answer');
      return items;
    };
    window.fake.release();
  });
  await expect(list.getByRole('alert')).toContainText('The list could not be made just now.');
  await expect(list.locator('li.card[data-id]')).toHaveCount(0);
  await list.getByRole('button', { name: 'Try again' }).click();
  await expect(list.locator('li.card[data-id]')).toHaveCount(4);
});
