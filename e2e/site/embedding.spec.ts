import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { signer } from '../../src/catalog/pack-signature.ts';
import { writePack } from '../../src/catalog/write-pack.ts';
import { matrixOf, quantise } from '../../src/domain/matrix.ts';
import { serveFolders } from './static-server';

const BOOKS = 'public/demo/books';

test('the widget: two tags on a plain page of another host, remembered after a reload', async ({ page }) => {
  const cdn = await serveFolders({ widget: 'dist/widget' });
  const shop = await serveFolders({ attune: BOOKS }, {
    '/shop.html': `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
      <script type="module" src="${cdn.origin}/widget/attune.js"></script>
      <attune-recommendations catalog="/attune/" strategy="for-you" limit="8"></attune-recommendations>
      <attune-recommendations catalog="/attune/" strategy="trending" limit="4"></attune-recommendations></html>`,
  });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  const hosts = new Set<string>();
  page.context().on('request', (request) => hosts.add(new URL(request.url()).protocol === 'blob:' ? 'blob' : new URL(request.url()).origin));
  await page.goto(`${shop.origin}/shop.html`);
  const cards = page.locator('attune-recommendations[strategy="for-you"] li.card[data-id]');
  await expect(cards).toHaveCount(8);
  await expect(page.locator('attune-recommendations[strategy="trending"] li.card[data-id]')).toHaveCount(4);
  expect(page.workers()).toHaveLength(1);
  const before = await cards.evaluateAll((each) => each.map((card) => (card as HTMLElement).dataset.id));
  await cards.nth(2).hover();
  await cards.nth(2).getByRole('button', { name: /more like/i }).click();
  await expect.poll(() => cards.evaluateAll((each) => each.map((card) => (card as HTMLElement).dataset.id))).not.toEqual(before);
  await page.reload();
  await expect(page.locator('attune-recommendations[strategy="for-you"] .reason').first()).toContainText(/Because/);
  expect([...hosts].filter((host) => ![cdn.origin, shop.origin, 'blob', 'null'].includes(host))).toEqual([]);
  expect(cdn.asked.filter((path) => path.includes('encoder') || path.includes('ort'))).toEqual([]);
  expect(faults).toEqual([]);
  await Promise.all([cdn.close(), shop.close()]);
});

test('the widget: a pack that the pinned key did not sign is not used; the one before stays', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'attune-signed-'));
  const [ours, other] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const publish = async (title: string, key: KeyObject): Promise<void> => {
    const items = Array.from({ length: 20 }, (_, n) => ({ id: `${n}`, title: `${title} ${n}`, popularity: n }));
    const vectors = quantise(matrixOf(Float32Array.from({ length: 20 * 32 }, (_, at) => Math.sin(at)), 32, 'space'));
    const { files } = await writePack({ items, vectors, encoder: 'e', sign: await signer(key.export({ type: 'pkcs8', format: 'pem' }) as string) });
    for (const [file, bytes] of files) writeFileSync(join(folder, file), bytes);
  };
  const key = (ours.publicKey.export({ type: 'spki', format: 'der' })).toString('base64');
  const shop = await serveFolders({ widget: 'dist/widget', attune: folder }, {
    '/shop.html': `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
      <script type="module" src="/widget/attune.js"></script>
      <attune-recommendations catalog="/attune/" catalog-key="${key}" strategy="trending" limit="4"></attune-recommendations>
      <attune-status-panel catalog="/attune/" catalog-key="${key}"></attune-status-panel></html>`,
  });
  const titles = page.locator('attune-recommendations li.card[data-id] .title');
  const panel = page.locator('attune-status-panel');
  await publish('Forged', other.privateKey);
  await page.goto(`${shop.origin}/shop.html`);
  await expect(page.locator('attune-recommendations').getByRole('alert')).toContainText('The catalog’s signature is not the expected one, so it was not used.');
  await publish('Ours', ours.privateKey);
  await page.reload();
  await expect(titles).toHaveText([/^Ours/, /^Ours/, /^Ours/, /^Ours/]);
  await publish('Forged', other.privateKey);
  await page.reload();
  await expect(titles).toHaveText([/^Ours/, /^Ours/, /^Ours/, /^Ours/]);
  await expect(panel).toContainText('The newest catalog could not be used, so lists come from the one before.');
  await shop.close();
  rmSync(folder, { recursive: true });
});

test('the library: typed, bundled by an application, ranks', async ({ page }) => {
  test.setTimeout(120_000);
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'e2e/site/consumer/tsconfig.json'], { stdio: 'pipe' });
  const out = mkdtempSync(join(tmpdir(), 'attune-consumer-'));
  await build({ configFile: false, root: 'e2e/site/consumer', base: '/app/', logLevel: 'error', build: { outDir: out, emptyOutDir: true, target: 'es2023' } });
  const host = await serveFolders({ app: out, attune: BOOKS });
  await page.goto(`${host.origin}/app/index.html`);
  await expect(page).toHaveTitle(/\w+ \w+/, { timeout: 20_000 });
  await expect(page.locator('attune-recommendations li.card[data-id]')).toHaveCount(4);
  const shown = await page.locator('attune-recommendations li.card[data-id]').evaluateAll((each) => each.map((card) => (card as HTMLElement).dataset.id).join(' '));
  expect(await page.title()).toBe(shown);
  await host.close();
  rmSync(out, { recursive: true });
});
