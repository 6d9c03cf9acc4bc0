import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { report } from './figures.ts';
import { makeShop } from './make-shop.ts';

const PRODUCTS = 10_000, PEOPLE = 3000;
const KILLED_AFTER_MS = 20_000;

/** `attune pack` as built, on a made-up shop: the first run, one killed and gone on with, one without changes, one that learns. */
test('compiling a shop', async () => {
  test.setTimeout(1_800_000);
  const folder = mkdtempSync(join(tmpdir(), 'attune-bench-'));
  const [feed, orders] = [join(folder, 'items.jsonl'), join(folder, 'orders.jsonl')];
  const shop = makeShop(PRODUCTS, PEOPLE);
  const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
  writeFileSync(feed, lines(shop.items));
  writeFileSync(orders, lines(shop.orders));
  const seconds = (cache: string, args: readonly string[] = [], killedAfterMs?: number): Promise<number> => new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, ['dist/cli/attune.js', 'pack', feed, '--out', join(folder, 'pack'), '--json', ...args], { env: { ...process.env, ATTUNE_CACHE: join(folder, cache) }, stdio: ['ignore', 'ignore', 'inherit'] });
    if (killedAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killedAfterMs);
    child.on('error', reject);
    child.on('close', (code) => (code === 0 || killedAfterMs !== undefined ? resolve((performance.now() - started) / 1000) : reject(new Error(`expected exit 0, got ${code}`))));
  });
  const first = await seconds('a');
  const again = await seconds('a');
  await seconds('b', [], KILLED_AFTER_MS);
  const goneOn = await seconds('b');
  const learned = await seconds('a', ['--interactions', orders]);
  const learnedAgain = await seconds('a', ['--interactions', orders]);
  const figures = { first, 'without changes': again, 'gone on with after a kill at 20 s': goneOn, 'learning from 3,000 people': learned, 'the same again': learnedAgain };
  report(`attune pack, ${PRODUCTS} products`, Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, { seconds: Number(value.toFixed(1)) }])));
  rmSync(folder, { recursive: true });
});
