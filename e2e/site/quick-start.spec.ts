import { execSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';

/** Commands of README's quick start, in order, without their remarks. */
function commands(): string[] {
  const [, block] = /## Quick start[\s\S]*?```sh\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
  if (!block) throw new Error('README.md: expected a block of commands under “Quick start”, got none');
  return block.trim().split('\n').map((line) => line.replace(/\s+#.*$/, ''));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((ready) => server.once('listening', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

test('README’s quick start leads from a feed to a widget that answers, in ten commands at most', async ({ page }) => {
  const all = commands();
  expect(all.length).toBeLessThanOrEqual(10);
  // Made before any browser test runs.
  expect(all.shift()).toBe('npm run build');
  const serve = all.pop()!;
  const folder = mkdtempSync(join(tmpdir(), 'attune-quick-start-'));
  for (const name of ['dist', 'examples', 'node_modules', 'package.json']) symlinkSync(resolve(name), join(folder, name));
  for (const command of all) execSync(command, { cwd: folder, stdio: 'pipe' });

  const [port, stated] = [await freePort(), /--port (\d+)/.exec(serve)![1]];
  const [program, ...given] = serve.replace(stated, String(port)).split(' ');
  const server = spawn(program, given, { cwd: folder, stdio: 'ignore', detached: true });
  try {
    await expect.poll(() => fetch(`http://localhost:${port}/`).then(({ ok }) => ok, () => false), { timeout: 20_000 }).toBe(true);
    await page.goto(`http://localhost:${port}/`);
    await expect(page.locator('attune-recommendations li.card[data-id]')).toHaveCount(6);
    await page.getByRole('button', { name: 'Put in the cart' }).first().click();
    await expect(page.locator('attune-recommendations .reason').filter({ hasText: 'Because' }).first()).toBeVisible();
  } finally {
    process.kill(-server.pid!);
    rmSync(folder, { recursive: true });
  }
});
