import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { build } from 'vite';
import { faultsOf, ids, strangers } from './shop-pages.ts';
import { serveFolders } from './static-server.ts';

const made = mkdtempSync(join(tmpdir(), 'attune-examples-'));

test.beforeAll(() => {
  execFileSync(process.execPath, ['dist/cli/attune.js', 'pack', 'examples/products.jsonl', '--out', join(made, 'attune'), '--offline'], { stdio: 'pipe' });
});

test.afterAll(() => rmSync(made, { recursive: true }));

/** The list for a stranger, and after one step the personal one with its reason. */
async function becomesPersonal(list: Locator, step: () => Promise<void>): Promise<void> {
  await expect(list.locator('li.card[data-id]')).toHaveCount(6);
  const before = await ids(list);
  await step();
  await expect(list.locator('.reason').filter({ hasText: 'Because' }).first()).toBeVisible();
  expect(await ids(list)).not.toEqual(before);
}

/** A shop of files alone, beside the widget and the pack. */
async function openFiles(page: Page, example: string): Promise<{ list: Locator; close(): Promise<void> }> {
  const folder = join(made, example);
  cpSync(join('examples', example), folder, { recursive: true });
  cpSync('dist/widget', join(folder, 'widget'), { recursive: true, filter: (file) => !file.includes('/ort') });
  cpSync(join(made, 'attune'), join(folder, 'attune'), { recursive: true });
  const host = await serveFolders({ shop: folder });
  await page.goto(`${host.origin}/shop/index.html`);
  return { list: page.locator('attune-recommendations'), close: () => host.close() };
}

test('the plain shop: what is put in the cart makes the list, and the panel knows it', async ({ page }) => {
  const [faults, others] = [faultsOf(page), strangers(page.context())];
  const { list, close } = await openFiles(page, 'plain');
  await becomesPersonal(list, () => page.getByRole('button', { name: 'Put in the cart' }).nth(1).click());
  expect(await ids(list)).not.toContain('lamp-floor');
  await expect(page.locator('attune-privacy-panel')).toContainText('French press, 8 cups');
  expect([faults, others]).toEqual([[], []]);
  await close();
});

test('the strict shop: nothing is refused by its policy', async ({ page }) => {
  const faults = faultsOf(page);
  const { list, close } = await openFiles(page, 'strict-csp');
  await becomesPersonal(list, () => page.getByRole('button', { name: /French press/ }).click());
  await expect(page.locator('attune-status-panel')).toContainText(/SIMD|processor/i);
  expect(faults).toEqual([]);
  await close();
});

test('the React shop: typed, packed by its own build, drawn again without starting again', async ({ page }) => {
  const faults = faultsOf(page);
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'examples/react/tsconfig.json'], { stdio: 'pipe' });
  const out = join(made, 'react');
  rmSync('examples/react/public', { recursive: true, force: true });
  await build({ root: 'examples/react', logLevel: 'error', build: { outDir: out, emptyOutDir: true, target: 'es2023' } });
  const host = await serveFolders({ shop: out });
  await page.goto(`${host.origin}/shop/index.html`);
  const list = page.locator('attune-recommendations');
  await becomesPersonal(list, () => page.getByRole('button', { name: 'Put in the cart' }).nth(1).click());
  expect(await ids(list)).not.toContain('coffee-press');
  expect(page.workers()).toHaveLength(1);
  const first = (await ids(list))[0];
  await list.locator('li.card a').first().click();
  await expect(page.getByRole('status').first()).toContainText(`looking at ${first}`);
  expect(faults).toEqual([]);
  await host.close();
});
