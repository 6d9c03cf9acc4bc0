import { existsSync } from 'node:fs';
import { test } from '@playwright/test';
import { EMBEDDED_MODEL, FULL_MODEL } from '../src/encoder/known-models.ts';
import { openEncoder } from '../src/encoder/open-encoder.ts';
import { TEXTS } from '../e2e/rooms/encoder-texts.ts';
import { type Figures, report } from './figures.ts';
import { median } from './median.ts';

const SHARED = '../shared/models';
/** The embedded encoder beside its teacher's q8, in turns and in one run, so that a noisy machine is unfair to neither. */
const MODELS = [EMBEDDED_MODEL, ...(existsSync(`${SHARED}/${FULL_MODEL}/config.json`) ? [FULL_MODEL] : [])];
/** Titles: what histories are made of. The longest of the tests' texts would outweigh all others. */
const TITLES = TEXTS.filter((text) => text.trim().length > 2 && text.length < 120);
const ROUNDS = 7;

test('encoder in Node', async () => {
  const encoders = await Promise.all(MODELS.map(async (model) => openEncoder({ model, ...(model === FULL_MODEL && { base: SHARED }) })));
  const rates = encoders.map((): number[] => []);
  for (let round = -2; round < ROUNDS; round++) {
    for (const [i, encoder] of encoders.entries()) {
      const start = performance.now();
      await encoder.encode(TITLES);
      if (round >= 0) rates[i].push((TITLES.length / (performance.now() - start)) * 1000);
    }
  }
  report('encoder in Node', table(encoders.map(({ batchSize }, i) => ({ batchSize, rate: median(rates[i]) }))));
  await Promise.all(encoders.map((encoder) => encoder.close()));
});

test('encoder in Chromium', async ({ page }) => {
  const found: Record<string, number>[] = [];
  for (const model of MODELS) {
    await page.goto('/e2e/rooms/blank.html');
    // Twice: the first time the browser compiles the runtime's 14 MB, the second shows what a visitor's next page costs.
    const [first, again] = [await opening(page, model), await page.reload().then(() => opening(page, model))];
    found.push({ 'ready first (ms)': Math.round(first), 'ready again (ms)': Math.round(again) });
  }
  const rates = await page.evaluate(async ({ models, titles, rounds }) => {
    const path = '/src/encoder/open-encoder.ts';
    const { openEncoder: open } = (await import(path)) as typeof import('../src/encoder/open-encoder.ts');
    const encoders = [];
    for (const model of models) encoders.push(await open({ model }));
    const all = encoders.map((): number[] => []);
    for (let round = -3; round < rounds; round++) {
      for (const [i, encoder] of encoders.entries()) {
        const start = performance.now();
        await encoder.encode(titles);
        if (round >= 0) all[i].push((titles.length / (performance.now() - start)) * 1000);
      }
    }
    return encoders.map(({ batchSize }, i) => ({ batchSize, rates: all[i] }));
  }, { models: MODELS, titles: TITLES, rounds: ROUNDS });
  report('encoder in Chromium', table(rates.map(({ batchSize, rates: each }, i) => ({ batchSize, rate: median(each), ...found[i] }))));
});

/** Milliseconds from nothing to the first vector. */
function opening(page: import('@playwright/test').Page, model: string): Promise<number> {
  return page.evaluate(async (name) => {
    const path = '/src/encoder/open-encoder.ts';
    const { openEncoder: open } = (await import(path)) as typeof import('../src/encoder/open-encoder.ts');
    const start = performance.now();
    const encoder = await open({ model: name });
    await encoder.encode(['soup']);
    const ms = performance.now() - start;
    await encoder.close();
    return ms;
  }, model);
}

function table(rows: { batchSize: number; rate: number; [figure: string]: number }[]): Figures {
  const peer = rows.at(-1)!.rate;
  return Object.fromEntries(rows.map(({ batchSize, rate, ...rest }, i) => [MODELS[i], { ...rest, 'texts a call': batchSize, 'texts/s': Math.round(rate), ratio: Math.round((rate / peer) * 100) / 100 }]));
}
