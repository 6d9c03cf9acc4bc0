import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const BUILT = 'dist/widget';
const KB = 1000;

/** Bytes of files of the build after brotli, each by itself, as a host sends them. */
function compressed(...starts: string[]): number {
  const files = readdirSync(BUILT, { recursive: true, encoding: 'utf8' });
  return starts.reduce((sum, start) => {
    const [file, ...more] = files.filter((each) => each.startsWith(start) && each.endsWith('.js'));
    if (!file || more.length > 0) throw new Error(`${BUILT}: expected one script ${start}…, got ${[file, ...more].join(', ') || 'none'}`);
    return sum + brotliCompressSync(readFileSync(join(BUILT, file))).length;
  }, 0);
}

for (const [what, bar, starts] of [
  ['what draws the first cards, with Lit: attune.js and widget-…', 20 * KB, ['attune.js', 'widget-']],
  ['the worker with engine and kernels for the CPU', 60 * KB, ['assets/worker-']],
  ['the kernels for a GPU', 12 * KB, ['assets/gpu-kernels-']],
  ['the client of the worker', 4 * KB, ['client-']],
] as const) {
  test(`${what}: at most ${bar / KB} KB after brotli`, () => {
    const bytes = compressed(...starts);
    expect(bytes, `${what} takes ${bytes} bytes after brotli, ${bytes - bar} more than its bar: let what the first list has no need of be a chunk of its own (WIDGET_CHUNKS, WORKER_CHUNKS in vite.config.ts)`).toBeLessThanOrEqual(bar);
  });
}
