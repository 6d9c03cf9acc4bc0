import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

test.use({ locale: 'en-GB' });

const PAGE = 'e2e/rooms/shop.html';
const READ = ['dracula', 'carmilla', 'frankenstein', 'vampyre', 'willows'];

/** Opens the page about quality; `read` are books that were opened before. */
async function open(page: Page, query = '', read: readonly string[] = []): Promise<Locator> {
  await page.addInitScript(() => localStorage.setItem('attune-shop-guide', 'seen'));
  await page.goto(`${PAGE}${query}#/quality`);
  const panel = page.locator('shop-own-evaluation');
  await expect(panel.getByRole('button', { name: 'One who reads ghost stories' })).toBeVisible();
  await page.evaluate((items) => (document.querySelector('attune-shop') as unknown as { recommender: { observe(events: unknown[]): Promise<unknown> } }).recommender.observe(items.map((item) => ({ kind: 'open', item }))), read);
  return panel;
}

/** The cells of a table's body, but what is drawn. */
function cells(table: Locator): Promise<string[][]> {
  return table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].filter((cell) => !cell.matches('.drawn')).map((cell) => cell.textContent!.trim().replaceAll(/\s+/g, ' '))));
}

test('what was measured: best first, the dots on the figures’ places, and another set', async ({ page }) => {
  await open(page);
  const panel = page.locator('shop-measured');
  await expect(panel.getByText('“Attune as shipped” is better than the best of the others, “What others took along”, by 0.025 nDCG (95 %: 0.021 to 0.029; p = 0.0002).')).toBeVisible();
  const table = panel.getByRole('table', { name: '4,747 purchases to guess among 3,459 office products' });
  expect(await cells(table)).toEqual([
    ['Attune as shipped attune', '0.130', '0.120–0.140', '0.180'],
    ['What others took along knn', '0.105', '0.095–0.115', '0.155'],
    ['Chance random', '0.010', '0.000–0.020', '0.060'],
  ]);
  // The axis ends at .15: .13 and .105 stand at 87 and 70 % of it, the dashed line at the best of the others.
  expect(await table.locator('circle').evaluateAll((dots) => dots.map((dot) => Math.round(parseFloat(dot.getAttribute('cx')!))))).toEqual([87, 70, 7]);
  expect(await table.locator('.reference').first().getAttribute('x1')).toBe('70%');
  await panel.getByRole('button', { name: 'Films' }).press('Enter');
  await expect(panel.getByRole('button', { name: 'Films' })).toHaveAttribute('aria-pressed', 'true');
  await expect(panel.getByText('the difference may be chance (95 %: −0.014 to 0.012; p = 0.88)')).toBeVisible();
  await expect(panel.getByRole('table')).toContainText('others’ later choices were learned from');
});

test('figures that do not arrive can be fetched again', async ({ page }) => {
  await open(page, '?no-figures');
  const panel = page.locator('shop-measured');
  await expect(panel.getByRole('alert')).toContainText('could not be fetched');
  await panel.getByRole('button', { name: 'Fetch them again' }).click();
  await expect(panel.getByRole('table')).toBeVisible();
});

test('a history that is too short says what is missing, and grows before the eyes', async ({ page }) => {
  const panel = await open(page, '', ['dracula']);
  await expect(panel.getByText('This takes 4 different books that you opened, saved or liked: the first is learned from, the others are guessed. So far you have chosen 1.')).toBeVisible();
  await expect(panel.getByRole('link', { name: 'Pick three' })).toHaveAttribute('href', '#/welcome');
  await expect(panel.getByRole('button', { name: 'Guess my choices' })).toHaveCount(0);
  await page.evaluate(() => (document.querySelector('attune-shop') as unknown as { recommender: { observe(events: unknown[]): Promise<unknown> } }).recommender.observe(['emma', 'ulysses', 'walden'].map((item) => ({ kind: 'like', item }))));
  await expect(panel.getByRole('button', { name: 'Guess my choices' })).toBeVisible();
  await expect(panel.getByText('4 books chosen so far')).toBeVisible();
});

test('the visitor’s choices: who guessed best, how little that says, and every place', async ({ page }) => {
  const panel = await open(page, '', READ);
  await panel.getByRole('button', { name: 'Guess my choices' }).click();
  await expect(panel.getByRole('status')).toHaveText('Guessed best: “Attune as shipped”, with 4 of 4 choices among its first 10. A list by chance would have 0.2 of them.');
  await expect(panel.getByText('4 choices are too few to tell any of the rankers apart: that takes at least 6.')).toContainText('which favours it');
  expect(await cells(panel.getByRole('table').first())).toEqual([['Attune as shipped attune', '4', '0.50', '3', '98%'], ['Like the last one last', '0', '0.00', '301', '50%']]);
  expect((await cells(panel.getByRole('table').nth(1))).map(([title, ...places]) => [title.replace(/ \w{3} \d.*/, ''), ...places])).toEqual([['The Willows', '4', '303'], ['The Vampyre', '3', '302'], ['Frankenstein', '2', '301'], ['Carmilla', '1', '300']]);
  await expect(panel.getByRole('button', { name: 'Guess again' })).toBeFocused();
  await panel.getByRole('link', { name: 'The Willows' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The Willows' })).toBeVisible();
});

test('a made-up reader is called one, and shows more choices when asked', async ({ page }) => {
  const panel = await open(page);
  await panel.getByRole('button', { name: 'One who reads ghost stories' }).click();
  await expect(panel.getByRole('heading', { name: 'Made up: One who reads ghost stories' })).toBeVisible();
  await expect(panel.getByText('Nobody read like this')).toContainText('That it placed the 14 choices higher than every other ranker did is more than chance.');
  const places = panel.getByRole('table').nth(1);
  await expect(places.locator('tbody tr')).toHaveCount(12);
  await panel.getByRole('button', { name: 'Show all 14 choices' }).click();
  await expect(places.locator('tbody tr')).toHaveCount(14);
});

test('guessing can be stopped, which leaves the focus where it began, and says when it fails', async ({ page }) => {
  let panel = await open(page, '?slow', READ);
  await panel.getByRole('button', { name: 'Guess my choices' }).press('Enter');
  await expect(panel.getByRole('progressbar', { name: 'Guessing' })).toHaveJSProperty('value', 1);
  await expect(panel.getByRole('button', { name: 'Guess my choices' })).toHaveAttribute('aria-disabled', 'true');
  await panel.getByRole('button', { name: 'Stop' }).press('Enter');
  await expect(panel.getByRole('progressbar')).toHaveCount(0);
  await expect(panel.getByRole('button', { name: 'Guess my choices' })).toBeFocused();
  await expect(panel.getByRole('alert')).toHaveCount(0);
  await page.goto('about:blank');
  panel = await open(page, '?failing', READ);
  await panel.getByRole('button', { name: 'Guess my choices' }).click();
  await expect(panel.getByRole('alert')).toContainText('could not be finished');
});
