import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createLogger, createServer, type Plugin } from 'vite';
import type { AttunePackOptions } from '../../src/entrypoints/vite.ts';

test('the development server makes the pack anew when its feed changes, and keeps it when the feed is none', async () => {
  const { attunePack } = (await import(`${process.cwd()}/dist/vite/attune-pack.js`)) as { attunePack(options: AttunePackOptions): Plugin };
  const root = mkdtempSync(join(tmpdir(), 'attune-vite-'));
  const feed = join(root, 'feed.jsonl');
  copyFileSync('examples/products.jsonl', feed);
  const errors: string[] = [];
  const logger = createLogger('silent');
  logger.error = (message) => void errors.push(message);
  const server = await createServer({ root, configFile: false, customLogger: logger, plugins: [attunePack({ feed: 'feed.jsonl', arguments: ['--offline'] })], server: { port: 0 } });
  const count = (): number => (JSON.parse(readFileSync(join(root, 'public/attune/manifest.json'), 'utf8')) as { counts: { items: number } }).counts.items;
  try {
    await server.listen();
    expect(count()).toBe(26);
    writeFileSync(feed, readFileSync(feed, 'utf8').split('\n').slice(0, 20).join('\n'));
    await expect.poll(count).toBe(20);
    writeFileSync(feed, 'this is no feed');
    await expect.poll(() => errors.join('\n')).toContain('expected attune pack feed.jsonl --out public/attune --offline to end with 0, got 1');
    expect(count()).toBe(20);
  } finally {
    await server.close();
    rmSync(root, { recursive: true });
  }
});
