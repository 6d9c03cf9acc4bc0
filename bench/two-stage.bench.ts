import { existsSync, readFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { parseItem } from '../src/domain/item.ts';
import { pickRows, quantise } from '../src/domain/matrix.ts';
import { encodeItems } from '../src/encoder/encode-items.ts';
import { EMBEDDED_MODEL } from '../src/encoder/known-models.ts';
import { openEncoder } from '../src/encoder/open-encoder.ts';
import { readCases } from '../src/evaluation/read-cases.ts';
import type { RankRequest } from '../src/kernels/kernels.ts';
import { openPlainKernels } from '../src/kernels/plain-kernels.ts';
import { TwoStageCatalog } from '../src/kernels/two-stage/two-stage-catalog.ts';
import { report } from './figures.ts';

const SETS = '../shared/datasets';
const ITEMS = 10_000, SURVIVORS = 400, EVENTS = 300, HISTORIES = 20;

/** How many of the best by all rows are the best in two stages, on real items and histories of several people put together: the less it decays, the more of it counts. */
for (const set of ['movielens', 'hackernews']) {
  test(`recall of two stages: ${set}`, async () => {
    test.skip(!existsSync(SETS), 'not run: ../shared/datasets is absent');
    const encoder = await openEncoder({ model: EMBEDDED_MODEL });
    const lines = (file: string): string[] => readFileSync(`${SETS}/${set}/${file}.jsonl`, 'utf8').split('\n').filter(Boolean);
    const items = lines('items').slice(0, ITEMS).map((line) => parseItem(JSON.parse(line)));
    const vectors = quantise((await encodeItems(encoder, items)).matrix);
    await encoder.close();
    const rowOfId = new Map(items.map(({ id }, row) => [id, row]));
    const rows = readCases(lines('test')).cases.flatMap(({ history }) => history.flatMap((id) => rowOfId.get(id) ?? []));
    const kernels = openPlainKernels();
    const resident = await kernels.load(vectors);
    const found: Record<string, Record<string, number>> = {};
    for (const [temperature, decay] of [[0.1, 0.3], [0.1, 0.05], [0.03, 0.05], [0.1, 0.01]] as const) {
      const twoStage = new TwoStageCatalog(kernels, resident, vectors, 'coarse', { survivors: SURVIVORS, idleMs: 1e9 });
      const same = { 10: 0, 100: 0 };
      for (let n = 0; n < HISTORIES; n++) {
        const at = Math.floor((n * (rows.length - EVENTS)) / HISTORIES);
        const met = rows.slice(at, at + EVENTS);
        const excluded = new Uint32Array(Math.ceil(items.length / 32));
        for (const row of met) excluded[row >> 5] |= 1 << (row & 31);
        const request: RankRequest = { history: pickRows(vectors, met), heads: [{ bias: Float32Array.from(met, (_, h) => -decay * (EVENTS - 1 - h)), temperature, readout: 'lse', blendWeight: 1 }], excluded, sample: new Uint32Array(), k: 100 };
        const [exact, coarse] = [(await resident.rank(request)).rows, (await twoStage.rank(request)).rows];
        for (const k of [10, 100] as const) same[k] += exact.slice(0, k).filter((row) => coarse.subarray(0, k).includes(row)).length;
      }
      found[`temperature ${temperature}, decay ${decay}`] = { 'recall@10': same[10] / (10 * HISTORIES), 'recall@100': same[100] / (100 * HISTORIES) };
    }
    report(`recall of two stages: ${set}, ${SURVIVORS} of ${items.length} items, ${EVENTS} events`, found);
  });
}
