import { expect, test } from '@playwright/test';
import { expectNoSideways, stage } from './elements-stage.ts';

test('the overlay shows how each list was made, follows the history, and goes', async ({ page }) => {
  const list = await stage(page, 'attune-recommendations', { attributes: { limit: '5', heading: 'Picked' } });
  await expect(list.locator('li.card[data-id]')).toHaveCount(5);
  await page.evaluate(async () => {
    const path = '/src/elements/show-debug.ts';
    const { showDebug } = (await import(/* @vite-ignore */ path)) as { showDebug(): void };
    showDebug();
    showDebug();
  });
  const overlay = page.locator('attune-debug');
  await expect(overlay).toHaveCount(1);
  const ids = await list.locator('li.card[data-id]').evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset.id));
  await expect(overlay.locator('tbody tr td code').nth(4)).toHaveText(ids[4]!);
  expect(await overlay.locator('[part="scores"] tbody tr td code').allTextContents()).toEqual(ids);
  await expect(overlay.locator('attune-explanation [part="map"]')).toBeVisible();
  await expect(overlay.locator('option')).toHaveText('1 · Picked');
  const met = async (): Promise<number> => Number(/(\d+)/.exec((await overlay.locator('p', { hasText: 'holds them' }).textContent()) ?? '')?.[1]);
  const before = await met();
  await page.evaluate(async () => window.fake.observe([{ kind: 'open', item: (await window.fake.recommend({ limit: 1 })).recommendations[0].id }]));
  await expect.poll(met).toBe(before + 1);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSideways(page);
  await overlay.getByRole('button', { name: 'Close' }).click();
  await expect(overlay).toHaveCount(0);
});
