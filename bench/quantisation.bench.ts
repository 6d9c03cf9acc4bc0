import { existsSync, readFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { parseItem } from '../src/domain/item.ts';
import { type Matrix, pickRows, quantise, rowOf } from '../src/domain/matrix.ts';
import { encodeItems } from '../src/encoder/encode-items.ts';
import { EMBEDDED_MODEL } from '../src/encoder/known-models.ts';
import { openEncoder } from '../src/encoder/open-encoder.ts';
import { readCases } from '../src/evaluation/read-cases.ts';
import { openPlainKernels } from '../src/kernels/plain-kernels.ts';
import { report } from './figures.ts';

const SETS = '../shared/datasets';
const ITEMS = 3000, CASES = 200, EVENTS = 50, K = 10, TEMPERATURE = 0.1, DECAY = 0.3;

/** How many of the ten best by f64 from the encoder's own vectors are among the ten best of the kernels, whose vectors are int8. */
test('top ten of int8 beside f64', async () => {
  test.skip(!existsSync(SETS), 'not run: ../shared/datasets is absent');
  const encoder = await openEncoder({ model: EMBEDDED_MODEL });
  for (const set of ['office', 'movielens', 'hackernews']) {
    const lines = (file: string): string[] => readFileSync(`${SETS}/${set}/${file}.jsonl`, 'utf8').split('\n').filter(Boolean);
    const items = lines('items').slice(0, ITEMS).map((line) => parseItem(JSON.parse(line)));
    const { matrix } = await encodeItems(encoder, items);
    const rowOfId = new Map(items.map(({ id }, row) => [id, row]));
    const cases = readCases(lines('test')).cases.map(({ history }) => history.flatMap((id) => rowOfId.get(id) ?? []).slice(-EVENTS)).filter((rows) => rows.length > 0).slice(0, CASES);
    const vectors = quantise(matrix);
    const resident = await openPlainKernels().load(vectors);
    let same = 0;
    for (const history of cases) {
      const bias = Float32Array.from(history, (_, h) => -DECAY * (history.length - 1 - h));
      const excluded = new Uint32Array(Math.ceil(items.length / 32));
      for (const row of history) excluded[row >> 5] |= 1 << (row & 31);
      const { rows } = await resident.rank({ history: pickRows(vectors, history), heads: [{ bias, temperature: TEMPERATURE, readout: 'lse', blendWeight: 1 }], sample: new Uint32Array(), excluded, k: K });
      const best = new Set(bestByF64(matrix, history, bias));
      same += rows.filter((row) => best.has(row)).length;
    }
    report(`top ten of int8 beside f64: ${set}`, { [`${items.length} items, ${cases.length} cases`]: { recall: Number((same / (K * cases.length)).toFixed(4)) } });
  }
  await encoder.close();
});

function bestByF64(matrix: Matrix, history: readonly number[], bias: Float32Array): number[] {
  const keys = history.map((row) => Float64Array.from(rowOf(matrix, row)));
  const seen = new Set(history);
  const scores = Array.from({ length: matrix.rows }, (_, row) => {
    if (seen.has(row)) return -Infinity;
    const vector = rowOf(matrix, row);
    return Math.log(keys.reduce((sum, key, h) => sum + Math.exp(key.reduce((dot, x, d) => dot + x * vector[d], 0) / TEMPERATURE + bias[h]), 0));
  });
  return [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b).slice(0, K);
}
