import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KeptResults } from './kept-results.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'attune-results-'))));
afterEach(() => rm(folder, { recursive: true }));

const RESULT = { learned: { popularity: Float32Array.of(1, NaN), blend: { content: 0.5 }, repeats: null }, report: null };

it('gives what was kept under a key, and nothing under another', async () => {
  await new KeptResults(folder).put('a', RESULT);
  expect(await new KeptResults(folder).get('a')).toEqual(RESULT);
  expect(await new KeptResults(folder).get('b')).toBeNull();
});

it('gives nothing of a file that is damaged or cut off', async () => {
  await new KeptResults(folder).put('a', RESULT);
  const [name] = readdirSync(folder);
  const bytes = readFileSync(join(folder, name));
  for (const damaged of [bytes.subarray(0, 40), bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)), new Uint8Array()]) {
    writeFileSync(join(folder, name), damaged);
    expect(await new KeptResults(folder).get('a')).toBeNull();
  }
});

it('keeps the eight that were of use last, and does without a place to write to', async () => {
  const kept = new KeptResults(folder);
  for (let n = 0; n < 10; n++) {
    await kept.put(`${n}`, n);
    if (n === 7) expect(await kept.get('0')).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  expect(readdirSync(folder)).toHaveLength(8);
  expect([await kept.get('0'), await kept.get('1'), await kept.get('9')]).toEqual([0, null, 9]);
  const nowhere = new KeptResults(join(folder, readdirSync(folder)[0]));
  await nowhere.put('a', 1);
  expect(await nowhere.get('a')).toBeNull();
});
