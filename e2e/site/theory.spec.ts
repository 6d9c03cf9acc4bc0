import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Recommender } from '../../src/domain/recommender.ts';
import { longestTask } from './longest-task.ts';
import { faultsOf, open, read, visit } from './shop-pages.ts';

test.use({ locale: 'en-GB' });

/** What a page in front of somebody may take at once. */
const SMOOTH_MS = 50;

const step = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const settings = (page: Page): Locator => page.getByRole('region', { name: 'Try other settings' });
const weights = (page: Page): Promise<number[]> => step(page, 'Weights').locator('.row:not(.sum) .value').allTextContents().then((texts) => texts.map(Number));
const best = (page: Page, which: number): Promise<string[]> => step(page, 'Rank').locator('ol').nth(which).locator('a').allTextContents();
const score = (page: Page): Promise<number> => step(page, 'Sum').locator('tfoot td').textContent().then(Number);

async function openTheory(page: Page): Promise<void> {
  await visit(page, '#/theory');
  await expect(step(page, 'Rank').locator('ol')).toHaveCount(2);
}

test('without a history it works on three samples, says so, and keeps nothing', async ({ page }) => {
  const faults = faultsOf(page);
  await open(page, '#/theory');
  await expect(page.getByText('these are three samples')).toBeVisible();
  await expect(page.getByLabel('One of three sample clicks').locator('option')).toHaveText(['Opened Dracula', 'Liked Frankenstein', 'Opened The Time Machine']);
  await expect(step(page, 'W')).toContainText('W is the identity');
  expect(await page.evaluate(() => (document.querySelector('attune-shop') as unknown as { recommender: Recommender }).recommender.history())).toEqual([]);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '理论，现场演算' })).toBeVisible();
  await expect(page.getByText('这里用三件样例')).toBeVisible();
  expect(faults).toEqual([]);
});

test('the numbers are those of the explanation, and the formulas come out', async ({ page }) => {
  await open(page);
  await read(page, ['the-iliad', 'frankenstein', 'dracula', 'walden']);
  await openTheory(page);
  await expect(page.getByText('three samples')).toHaveCount(0);
  const told = await page.evaluate(async () => {
    const { recommender } = document.querySelector('attune-shop') as unknown as { recommender: Recommender };
    const [{ id }] = (await recommender.recommend({ diversity: 0 })).recommendations;
    return recommender.explain(id);
  });
  await expect(page.getByLabel('A book of your list')).toHaveValue(told.id);
  expect(await score(page)).toBeCloseTo(told.score, 2);
  const parts = (await step(page, 'Sum').locator('tbody td:last-child').allTextContents()).map((text) => Number(text.replace('−', '-')));
  expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(told.score, 2);
  const shown = await weights(page);
  for (const [place, title] of (await step(page, 'Weights').locator('.row .pick').allTextContents()).entries()) {
    expect(shown[place], title).toBeCloseTo(told.events.find((event) => event.title === title)!.weight, 2);
  }
  expect(shown.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 2);
});

test('sliders and σ move weights, score and list by the keyboard, and a button brings the product’s back', async ({ page }) => {
  await open(page);
  await read(page, ['the-iliad', 'frankenstein', 'dracula', 'walden', 'meditations']);
  await openTheory(page);
  const before = { weights: await weights(page), score: await score(page), best: await best(page, 0) };
  expect(await best(page, 1)).toEqual(before.best);
  const temperature = settings(page).getByRole('slider', { name: /temperature/ });
  await expect(temperature).toHaveAttribute('aria-valuetext', '0.1, as the product has it');
  await temperature.focus();
  await page.keyboard.press('End');
  await expect(temperature).toHaveAttribute('aria-valuetext', '2; the product has 0.1');
  await settings(page).getByRole('slider', { name: /per newer event/ }).focus();
  await page.keyboard.press('Home');
  // A large τ and no decay: what is left is how strong each event is.
  await expect.poll(async () => Math.max(...(await weights(page)))).toBeLessThan(0.4);
  await expect.poll(() => best(page, 0)).not.toEqual(before.best);
  expect(await best(page, 1)).toEqual(before.best);
  expect((await weights(page)).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 2);
  await expect(page.locator('shop-theory').getByRole('status')).toContainText(/is number \d+ of \d+/);
  await settings(page).getByRole('radio', { name: 'ReLU' }).focus();
  await page.keyboard.press('Space');
  await expect(step(page, 'Weights')).toContainText('what is unlike counts nothing');
  await expect(settings(page).getByRole('radio', { name: 'mean' })).toBeDisabled();
  await settings(page).getByRole('button', { name: 'As the product has it' }).click();
  await expect.poll(async () => ({ weights: await weights(page), score: await score(page), best: await best(page, 0) })).toEqual(before);
});

test('any book of the list and any event can be looked at', async ({ page }) => {
  await open(page);
  await read(page, ['the-iliad', 'frankenstein', 'dracula']);
  await openTheory(page);
  const books = page.getByLabel('A book of your list');
  await books.selectOption({ index: 4 });
  await expect(step(page, 'Rank').locator('ol').first().locator('li').nth(4)).toHaveAttribute('data-chosen');
  await page.getByLabel('One of your clicks').selectOption({ label: 'Opened Frankenstein' });
  await expect(step(page, 'Vectors')).toContainText('Opened Frankenstein');
  await step(page, 'Similarities').getByRole('button', { name: 'The Iliad' }).click();
  await expect(step(page, 'Vectors')).toContainText('Opened The Iliad');
  await expect(page.getByLabel('One of your clicks').locator('option:checked')).toHaveText('Opened The Iliad');
});

test('the page stays smooth while a slider is turned', async ({ page }) => {
  await open(page);
  await read(page, ['the-iliad', 'frankenstein', 'dracula', 'walden', 'meditations']);
  await openTheory(page);
  const slider = settings(page).getByRole('slider', { name: /temperature/ });
  await slider.focus();
  const longest = await longestTask(page, async () => {
    for (let press = 0; press < 20; press++) await page.keyboard.press(press < 10 ? 'ArrowRight' : 'ArrowLeft', { delay: 30 });
    await expect(slider).toHaveAttribute('aria-valuetext', '0.1, as the product has it');
  });
  expect(longest).toBeLessThan(SMOOTH_MS);
});
