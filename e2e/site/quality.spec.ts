import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { faultsOf, open, read, strangers, visit } from './shop-pages.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RANKERS = ['attention', 'attune', 'attune-plain', 'last', 'max', 'mean', 'mean-decay', 'popularity', 'random', 'source', 'tfidf'];

test.use({ locale: 'en-GB' });

async function faultsByAxe(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(root: Document): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] }> } }).axe;
    return (await axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes[0].target)} ${nodes[0].failureSummary}`);
  });
}

test('the figures are fetched with the page, and not before', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page, '#/speed');
  expect(asked.filter((path) => path.endsWith('quality.json'))).toEqual([]);
  await visit(page, '#/quality');
  const table = page.locator('shop-measured').getByRole('table');
  await expect(table.getByRole('row', { name: /^Attune as shipped attune/ })).toBeVisible();
  for (const set of await page.locator('shop-measured .choice').all()) {
    await set.click();
    const figures = await table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => Number(row.querySelector('td:not(.drawn)')!.textContent)));
    expect(figures.length).toBeGreaterThan(8);
    expect(figures).toEqual(figures.toSorted((a, b) => b - a));
  }
});

for (const scheme of ['light', 'dark'] as const) {
  test(`every ranker guesses what a visitor read, on the device alone, ${scheme}`, async ({ page, context }) => {
    const [faults, foreign] = [faultsOf(page), strangers(context)];
    await page.emulateMedia({ colorScheme: scheme });
    await open(page);
    await read(page, ['dracula', 'carmilla', 'frankenstein', 'vampyre', 'the-turn-of-the-screw']);
    await visit(page, '#/quality');
    const panel = page.locator('shop-own-evaluation');
    await expect(panel.getByText('5 books chosen so far')).toBeVisible();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.method()));
    await panel.getByRole('button', { name: 'Guess my choices' }).click();
    await expect(panel.getByText('4 choices are too few')).toBeVisible({ timeout: 60_000 });
    expect((await panel.locator('.plot tbody code').allTextContents()).toSorted()).toEqual(RANKERS);
    const places = await panel.locator('.places tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))));
    expect(places.length).toBe(4);
    for (const row of places) for (const place of row) expect(place > 0 && place <= 690, `${place}`).toBe(true);
    const of = async (name: string): Promise<number> => Number(await panel.locator('.plot tbody tr', { has: page.getByText(name, { exact: true }) }).locator('td[data-heading="Median place"]').textContent());
    expect(await of('attune')).toBeLessThan(await of('random'));
    expect(requests.filter((method) => method !== 'GET')).toEqual([]);
    expect(await faultsByAxe(page)).toEqual([]);
    expect(faults).toEqual([]);
    expect(foreign).toEqual([]);
  });
}

test('a made-up reader is guessed without a history, and guessing stops when told', async ({ page }) => {
  const faults = faultsOf(page);
  await open(page, '#/quality');
  const panel = page.locator('shop-own-evaluation');
  await panel.getByRole('button', { name: 'One who travels and looks closely' }).click();
  await panel.getByRole('button', { name: 'Stop' }).click();
  await expect(panel.getByRole('progressbar')).toHaveCount(0);
  await expect(panel.getByRole('table')).toHaveCount(0);
  await panel.getByRole('button', { name: 'One who travels and looks closely' }).click();
  await expect(panel.getByRole('heading', { name: 'Made up: One who travels and looks closely' })).toBeVisible({ timeout: 60_000 });
  expect((await panel.locator('.plot tbody code').allTextContents()).toSorted()).toEqual(RANKERS);
  expect(await page.evaluate(async () => (await (document.querySelector('attune-shop') as unknown as { recommender: { history(): Promise<unknown[]> } }).recommender.history()).length)).toBe(0);
  expect(faults).toEqual([]);
});
