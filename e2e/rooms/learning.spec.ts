import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideways, stage } from './elements-stage.ts';
import { stageOnEngine } from './engine-stage.ts';

const LIST = 'attune-recommendations';
const PANEL = 'attune-privacy-panel';

/** A list for you and the panel, on an engine of their own over the demo's books. */
const open = (page: Page) => stageOnEngine(page, { [LIST]: { layout: 'grid', limit: '8', explore: '0.125' }, [PANEL]: {} });

const learning = (page: Page) => page.evaluate(() => window.attune.learning());

test('choices from a list teach weights that last over a reload, are told, forgotten, put back, and go with the history', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.attune.observe(['moby-dick', 'lord-jim'].map((item) => ({ kind: 'like', item }))));
  const list = page.locator(LIST);
  const panel = page.locator(PANEL);
  await expect(list.locator('.reason', { hasText: 'Something different: to learn what you like' })).toHaveCount(1);
  await expect(panel.locator('.learned')).toContainText('Nothing yet.');

  for (let n = 0; n < 6; n++) {
    const card = list.locator('li.card[data-id]').nth(5);
    await card.scrollIntoViewIfNeeded();
    const id = await card.getAttribute('data-id');
    await card.locator('.link').click();
    await expect(list.locator(`li.card[data-id="${id}"]`)).toHaveCount(0);
    await expect(list.locator('li.card[data-id]')).toHaveCount(8);
  }
  await list.locator('li.card').first().hover();
  await list.locator('li.card').first().getByRole('button', { name: /^Dismiss/ }).click();
  await expect.poll(async () => (await learning(page)).preferences).toBeGreaterThan(10);
  const taught = await learning(page);
  expect(taught.heads.some(({ weight, packWeight }) => Math.abs(weight - packWeight) > 0.02 * packWeight)).toBe(true);
  await expect(panel.locator('.learned')).toContainText(`From ${taught.preferences} comparisons of what you chose`);

  await open(page);
  await expect(panel.locator('.learned')).toContainText(`From ${taught.preferences} comparisons of what you chose`);
  expect((await learning(page)).heads).toEqual(taught.heads);

  await panel.getByRole('button', { name: 'Forget what was learned' }).click();
  await expect(panel.locator('.learned')).toContainText('Nothing yet.');
  await expect(panel.locator('.undo')).toBeFocused();
  for (const { weight, packWeight } of (await learning(page)).heads) expect(weight).toBe(packWeight);
  await panel.locator('.undo').click();
  await expect(panel.locator('.learned')).toContainText(`From ${taught.preferences} comparisons`);
  await expect(panel.locator('.unlearn')).toBeFocused();
  expect((await learning(page)).heads).toEqual(taught.heads);

  await panel.getByRole('button', { name: 'Delete all' }).click();
  await panel.locator('.danger').click();
  await expect(panel.locator('.learned')).toContainText('Nothing yet.');
  expect((await learning(page)).preferences).toBe(0);
});

test('the line of an item that is listed to learn from opens the weights that it was drawn by', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.attune.observe(['moby-dick', 'lord-jim'].map((item) => ({ kind: 'like', item }))));
  const card = page.locator(LIST).locator('li.card', { hasText: 'Something different' });
  await card.locator('.why').click();
  const told = page.locator(LIST).locator('.detail');
  await expect(told).toContainText('It is listed to learn what you like');
  await expect(told.locator('.under').first()).toHaveText(/^Weight \d\.\d+$/);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`what choices taught is told in words that everybody can read: ${scheme}, at 320 px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 320, height: 800 });
    const panel = await stage(page, PANEL, { history: 3 });
    await page.evaluate(() => window.fake.feedback([{ listId: 'l', shown: window.WORKS.slice(0, 6).map(({ id }) => id), selected: window.WORKS[5].id }]));
    await expect(panel.locator('.learned li[data-head="words"]')).toHaveText(/^Words in common: counts 50% more$/);
    await expect(panel.locator('.learned li[data-head="content"]')).toContainText('Your history: counts 7% less');
    await expectNoSideways(page);
    await expectAccessible(page);
    await expect(panel.getByRole('status')).toHaveText('');
  });
}
