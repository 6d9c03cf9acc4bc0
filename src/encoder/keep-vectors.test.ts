import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Matrix, rowOf } from '../domain/matrix.ts';
import type { Encoder } from './encoder.ts';
import { keepVectors, type ReadingOf } from './keep-vectors.ts';
import { KeptRows } from './kept-rows.ts';
import { nodeParts } from './node-parts.ts';

const D = 8;
const READING: ReadingOf = { files: new Map([['config.json', Uint8Array.of(1)], ['onnx/model_quantized.onnx', Uint8Array.of(2, 3)]]), lexical: true, strict: false };

let scratch: string;
/** Texts that the model itself was asked for. */
let read: string[];

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'attune-kept-'));
  vi.stubEnv('ATTUNE_CACHE', scratch);
  read = [];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(scratch, { recursive: true });
});

/** Of a text its character codes; what begins with a question mark is the lexicon's. */
function model(name = 'm', breakAfter = Infinity): Encoder {
  return {
    model: name, space: 'space' as Encoder['space'], languages: [], dimension: D, backend: 'cpu', choice: { reason: 'only', textsPerSecond: {}, rejected: [] }, batchSize: 4, fetched: false, kept: false,
    async encode(texts, { signal } = {}) {
      if (read.length + texts.length > breakAfter) throw new DOMException('interrupted', 'AbortError');
      signal?.throwIfAborted();
      read.push(...texts);
      const data = Float32Array.from({ length: texts.length * D }, (_, at) => (texts[Math.floor(at / D)].charCodeAt(at % D) || 0) / 1000 + 1 / 3);
      const matrix: Matrix = { data, rows: texts.length, dimension: D, spaces: ['space', 'lexical'], spaceOf: Uint8Array.from(texts, (text) => Number(text.startsWith('?'))) };
      return { matrix, unknownShare: Float32Array.from(texts, (text) => text.length / 100) };
    },
    close: async () => undefined,
  };
}

const filesOf = (folder = scratch): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
const TEXTS = ['red mug', 'blue mug', '?中', '', 'red mug'];

it('reads a text once, whatever its place and company, and gives what the model gave to the bit', async () => {
  const plain = await model().encode(TEXTS);
  read = [];
  expect(await keepVectors(model(), READING).encode(TEXTS)).toEqual(plain);
  expect(read).toEqual(['red mug', 'blue mug', '?中', '']);
  read = [];
  const again = await keepVectors(model(), READING).encode([...TEXTS, 'green mug']);
  expect(read).toEqual(['?中', 'green mug']);
  expect(again.matrix.data.subarray(0, 5 * D)).toEqual(plain.matrix.data);
  expect([...again.matrix.spaceOf]).toEqual([0, 0, 1, 0, 0, 0]);
  expect(again.unknownShare.subarray(0, 5)).toEqual(plain.unknownShare);
});

it('keeps apart what other models, files of a model, and readings without a lexicon gave', async () => {
  await keepVectors(model(), READING).encode(TEXTS);
  const others: [string, ReadingOf][] = [['n', READING], ['m', { ...READING, files: new Map([['config.json', Uint8Array.of(9)]]) }], ['m', { ...READING, lexical: false }], ['m', { ...READING, strict: true }]];
  for (const [name, reading] of others) {
    read = [];
    await keepVectors(model(name), reading).encode(['red mug']);
    expect(read).toEqual(['red mug']);
  }
});

it('goes on where an interrupted run was', async () => {
  const texts = Array.from({ length: 700 }, (_, n) => `text ${n}`);
  await expect(keepVectors(model('m', 600), READING).encode(texts)).rejects.toThrow('interrupted');
  read = [];
  const { matrix } = await keepVectors(model(), READING).encode(texts);
  expect(read).toEqual(texts.slice(512));
  expect(matrix.data).toEqual((await model().encode(texts)).matrix.data);
});

it('passes over files that are cut off, changed by a byte, of another form or of no rights, and reads anew', async () => {
  await keepVectors(model(), READING).encode(['a', 'b']);
  const [file] = filesOf();
  const bytes = readFileSync(file);
  const damages: (() => void)[] = [
    () => truncateSync(file, bytes.length - 1),
    () => truncateSync(file, 5),
    () => writeFileSync(file, bytes.map((byte, at) => (at === bytes.length - 3 ? byte ^ 1 : byte))),
    () => writeFileSync(file, bytes.map((byte, at) => (at === 14 ? 0xff : byte))),
    () => writeFileSync(file, 'not a file of rows'.repeat(40)),
  ];
  for (const damage of damages) {
    damage();
    read = [];
    const { matrix } = await keepVectors(model(), READING).encode(['a', 'b']);
    expect(read).toEqual(['a', 'b']);
    expect(rowOf(matrix, 1)).toEqual(rowOf((await model().encode(['b'])).matrix, 0));
    for (const other of filesOf()) if (other !== file) await rm(other);
  }
});

it('a place that cannot be written to costs the keeping, not the reading', async () => {
  writeFileSync(join(scratch, 'file'), '');
  vi.stubEnv('ATTUNE_CACHE', join(scratch, 'file'));
  expect((await keepVectors(model(), READING).encode(TEXTS)).matrix.data).toEqual((await model().encode(TEXTS)).matrix.data);
});

it('stays within its bounds: what was of no use for longest goes first', async () => {
  const key = (n: number): string => n.toString(16).padStart(32, '0');
  const root = join(scratch, 'vectors');
  for (const n of [1, 2, 3]) {
    const rows = new KeptRows(nodeParts()!, root, 'scope', D, 220);
    if (n === 3) await rows.read([key(1)], () => undefined);
    await rows.add(key(n), { vector: new Float32Array(D).fill(n), unknownShare: 0 });
    await rows.settle();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const found: number[] = [];
  await new KeptRows(nodeParts()!, root, 'scope', D).read([1, 2, 3].map(key), (place, { vector }) => found.push(place, vector[0]));
  expect(found).toEqual([0, 1, 2, 3]);
});
