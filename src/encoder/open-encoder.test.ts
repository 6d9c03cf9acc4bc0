import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { rowOf } from '../domain/matrix.ts';
import type { Progress } from '../domain/status.ts';
import { UNKNOWN_LIMIT, type Encoder } from './encoder.ts';
import { buildLexicon } from './hashed-lexicon.ts';
import { EMBEDDED_MODEL, FULL_MODEL } from './known-models.ts';
import { MODEL_FILES } from './model-files.ts';
import { openEncoder } from './open-encoder.ts';

const MODELS = 'public/models';
const SHARED = '../shared/models';
const HERE = existsSync(join(SHARED, FULL_MODEL, 'config.json'));
const LONG = 'A long sentence about nothing that ends where it began. '.repeat(180);
const CHINESE = '红楼梦 曹雪芹 贾宝玉和林黛玉在大观园里作诗';
const ARABIC = 'ألف ليلة وليلة وحكايات أخرى';

interface Manifest {
  space?: string;
  files: Record<string, { sizeBytes: number; sha256: string }>;
  golden: { texts: string[]; vectors: string[] };
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, d) => sum + value * b[d], 0);
}

describe('openEncoder', () => {
  let encoder: Encoder;
  let scratch: string;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'attune-encoder-'));
    vi.stubEnv('ATTUNE_CACHE', join(scratch, 'cache'));
    encoder = await openEncoder({ base: MODELS });
  });
  afterAll(async () => {
    await encoder.close();
    vi.unstubAllEnvs();
    await rm(scratch, { recursive: true });
  });

  it('says what it is', () => {
    expect(encoder).toMatchObject({ model: EMBEDDED_MODEL, space: 'all-MiniLM-L6-v2', languages: ['en', 'zh'], dimension: 384, backend: 'cpu' });
  });

  it('gives unit rows, and rows of zeros to blank texts', async () => {
    const texts = ['A cat sleeps.', '', '  \n', '🎉🎈', 'שלום עולם', 'مرحبا بالعالم', CHINESE, LONG, '\u0000\u200B', 'lone \uD83C half', '[MASK] [SEP]'];
    const { matrix, unknownShare } = await encoder.encode(texts);
    expect(matrix).toMatchObject({ rows: texts.length, dimension: 384, spaces: ['all-MiniLM-L6-v2'] });
    const lengths = texts.map((_, row) => cosine(rowOf(matrix, row), rowOf(matrix, row)));
    expect(lengths.map((length) => Math.round(length * 1e4) / 1e4)).toEqual([1, 0, 0, 1, 1, 1, 1, 1, 0, 1, 1]);
    expect([...matrix.spaceOf].every((space) => space === 0)).toBe(true);
    expect(unknownShare[0]).toBe(0);
    expect(unknownShare[6]).toBe(0);
    expect(unknownShare[3]).toBeGreaterThan(UNKNOWN_LIMIT);
  });

  it('gives the same text the same vector alone and in any company', async () => {
    const texts = ['A cat sleeps on the sofa.', 'soup', LONG, '!!!', 'USB-C to HDMI adapter 4K@60Hz', 'Le jardin des heures perdues'];
    const together = (await encoder.encode(texts)).matrix;
    const reversed = (await encoder.encode(texts.toReversed())).matrix;
    for (const [row, text] of texts.entries()) {
      const alone = rowOf((await encoder.encode([text])).matrix, 0);
      expect(cosine(alone, rowOf(together, row))).toBeGreaterThanOrEqual(0.9999);
      expect(cosine(alone, rowOf(reversed, texts.length - 1 - row))).toBeGreaterThanOrEqual(0.9999);
    }
  });

  it('puts like beside like', async () => {
    const { matrix } = await encoder.encode(['A cat sleeps on the sofa.', 'A kitten naps on the couch.', 'The bank raised its rates.']);
    expect(cosine(rowOf(matrix, 0), rowOf(matrix, 1))).toBeGreaterThan(0.6);
    expect(cosine(rowOf(matrix, 0), rowOf(matrix, 2))).toBeLessThan(0.2);
  });

  it('reads a long text in pieces, and no further than the fourth', async () => {
    const prose = 'Tea is grown on hills where mist comes in the morning. '.repeat(14);
    const { matrix } = await encoder.encode([prose, `${prose}${'A goalkeeper saved the penalty in the final. '.repeat(12)}`, 'A goalkeeper saves a penalty', LONG, `${LONG}An entirely other ending.`]);
    const [tea, both, football] = [0, 1, 2].map((row) => rowOf(matrix, row));
    expect(cosine(both, football)).toBeGreaterThan(cosine(tea, football) + 0.2);
    expect(LONG.length).toBeGreaterThan(10_000);
    expect(rowOf(matrix, 3)).toEqual(rowOf(matrix, 4));
  });

  it('takes no texts', async () => {
    expect((await encoder.encode([])).matrix).toMatchObject({ rows: 0, dimension: 384 });
  });

  it('lets the lexicon speak for what it cannot read', async () => {
    const lexicon = buildLexicon([ARABIC, CHINESE], 384);
    const helped = await openEncoder({ base: MODELS, lexicon });
    const { matrix, unknownShare } = await helped.encode(['A cat sleeps.', ARABIC, '', '🎉', CHINESE, '🎉 cat 🎈 dog tea', 'cats and dogs and tea 🎉']);
    await helped.close();
    expect(matrix.spaces).toEqual(['all-MiniLM-L6-v2', lexicon.space]);
    expect([...matrix.spaceOf]).toEqual([0, 1, 0, 1, 0, 1, 0]);
    expect(Array.from(unknownShare.slice(5), (share) => Math.round(share * 100))).toEqual([40, 17]);
    expect(rowOf(matrix, 1)).toEqual(lexicon.vector(ARABIC));
    expect(unknownShare[1]).toBeGreaterThan(UNKNOWN_LIMIT);
    await expect(openEncoder({ base: MODELS, lexicon: buildLexicon([], 128) })).rejects.toThrow('expected a lexicon of 384 dimensions, got 128');
  });

  it('leaves to the lexicon what only it can read, where another model of its space packed the catalog', async () => {
    const lexicon = buildLexicon([CHINESE], 384);
    const strict = await openEncoder({ base: MODELS, lexicon, catalogModel: FULL_MODEL });
    const { matrix } = await strict.encode(['A cat sleeps.', CHINESE, 'a film of 1961']);
    await strict.close();
    expect([...matrix.spaceOf]).toEqual([0, 1, 0]);
    expect(rowOf(matrix, 1)).toEqual(lexicon.vector(CHINESE));
  });

  it('can be given up between texts, and closed', async () => {
    const control = new AbortController();
    const texts = Array.from({ length: 3000 }, (_, i) => `A text of some length about the number ${i}`);
    const reports: Progress[] = [];
    const given = encoder.encode(texts, { signal: control.signal, onProgress: (progress) => (reports.push(progress), control.abort()) });
    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
    expect(reports[0].done).toBeLessThan(3000);
    await expect(encoder.encode(['x'], { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });

    const other = await openEncoder({ base: MODELS });
    await other.close();
    await other.close();
    await expect(other.encode(['x'])).rejects.toMatchObject({ code: 'encode-failed' });
  });

  it('tells how far it is', async () => {
    const reports: Progress[] = [];
    await encoder.encode(['one', 'two'], { onProgress: (progress) => reports.push(progress) });
    expect(reports.at(-1)).toEqual({ done: 2, total: 2, unit: 'items' });
  });

  it('refuses a model of another dimension, a device it has not, and a model it does not find', async () => {
    await expect(openEncoder({ base: MODELS, dimension: 768 })).rejects.toMatchObject({ code: 'wrong-dimension', message: `${EMBEDDED_MODEL}: expected vectors of 768 numbers, got 384` });
    await expect(openEncoder({ base: MODELS, device: 'webgpu' })).rejects.toMatchObject({ code: 'unsupported' });
    await expect(openEncoder({ base: MODELS, model: 'me/none' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(openEncoder({ base: MODELS, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    ['a truncated network', 'onnx/model_quantized.onnx', (file: string) => truncate(file, 900_000)],
    ['noise for a network', 'onnx/model_quantized.onnx', (file: string) => writeFile(file, new Uint8Array(9999).fill(7))],
    ['one byte of the weights', 'onnx/model_quantized.onnx', async (file: string) => writeFile(file, (await readFile(file)).map((byte, i) => (i === 4_000_000 ? byte ^ 1 : byte)))],
    ['a tokenizer that is no JSON', 'tokenizer.json', (file: string) => truncate(file, 1000)],
    ['a tokenizer of nothing', 'tokenizer.json', (file: string) => writeFile(file, '{}')],
  ])('names %s', async (_, file, spoil) => {
    const copy = await mkdtemp(join(scratch, 'models-'));
    await cp(join(MODELS, EMBEDDED_MODEL), join(copy, EMBEDDED_MODEL), { recursive: true });
    const spoilt = join(copy, EMBEDDED_MODEL, file);
    await rm(spoilt, { force: true });
    await copyFile(join(MODELS, EMBEDDED_MODEL, file), spoilt);
    await chmod(spoilt, 0o644);
    await spoil(spoilt);
    await expect(openEncoder({ base: copy })).rejects.toMatchObject({ name: 'EncoderError', code: 'corrupt' });
  });

  it.each<[string, (manifest: Manifest) => void]>([
    ['no space', (manifest) => delete manifest.space],
    ['a hash that is none', (manifest) => (manifest.files['tokenizer.json'].sha256 = 'abc')],
    ['another hash', (manifest) => (manifest.files['tokenizer.json'].sha256 = '0'.repeat(64))],
    ['another size', (manifest) => (manifest.files['tokenizer.json'].sizeBytes = 1)],
    ['golden texts without vectors', (manifest) => manifest.golden.vectors.pop()],
  ])('refuses a manifest with %s', async (_, spoil) => {
    const copy = await mkdtemp(join(scratch, 'models-'));
    await cp(join(MODELS, EMBEDDED_MODEL), join(copy, EMBEDDED_MODEL), { recursive: true });
    const file = join(copy, EMBEDDED_MODEL, 'config.json');
    const config = JSON.parse(await readFile(file, 'utf8')) as { attune: Manifest };
    spoil(config.attune);
    await writeFile(file, JSON.stringify(config));
    await expect(openEncoder({ base: copy })).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('refuses a model that answers otherwise than it was made to', async () => {
    const copy = await mkdtemp(join(scratch, 'models-'));
    await cp(join(MODELS, EMBEDDED_MODEL), join(copy, EMBEDDED_MODEL), { recursive: true });
    const file = join(copy, EMBEDDED_MODEL, 'config.json');
    const config = JSON.parse(await readFile(file, 'utf8')) as { attune: Manifest };
    config.attune.golden.vectors.reverse();
    await writeFile(file, JSON.stringify(config));
    await expect(openEncoder({ base: copy })).rejects.toMatchObject({ code: 'wrong-answer', message: expect.stringContaining('got one at cosine') });
  });

  it('names a model whose network is missing', async () => {
    const copy = await mkdtemp(join(scratch, 'models-'));
    await cp(join(MODELS, EMBEDDED_MODEL), join(copy, EMBEDDED_MODEL), { recursive: true, filter: (source) => !source.endsWith('.onnx') });
    await expect(openEncoder({ base: copy })).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('model_quantized.onnx: expected a readable file, got ENOENT') });
  });

  describe('over HTTP', () => {
    let server: Server;
    let base: string;
    let asked: string[] = [];
    let spoil: ((name: string) => Uint8Array | number | undefined) | undefined;

    beforeAll(async () => {
      server = createServer((request, response) => {
        asked.push(request.url!);
        const spoilt = spoil?.(request.url!);
        if (typeof spoilt === 'number') return void response.writeHead(spoilt).end();
        void readFile(join(MODELS, request.url!)).then((bytes) => response.setHeader('content-length', (spoilt ?? bytes).length).end(spoilt ?? bytes), () => response.writeHead(404).end());
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => void server.close());
    afterEach(async () => {
      asked = [];
      spoil = undefined;
      await rm(join(scratch, 'cache'), { recursive: true, force: true });
    });
    const cached = () => readdir(join(scratch, 'cache')).catch(() => []);

    it('loads under one progress, and from its cache without the server', async () => {
      const reports: Progress[] = [];
      const first = await openEncoder({ base, onProgress: (progress) => reports.push(progress) });
      await first.close();
      expect(new Set(reports.map(({ total }) => total)).size).toBe(1);
      expect(reports.at(-1)!.done).toBe(reports.at(-1)!.total);
      expect(reports.map(({ done }) => done)).toEqual(reports.map(({ done }) => done).toSorted((a, b) => a - b));
      expect(reports.at(-1)!.files!.map(({ file }) => file)).toEqual([...MODEL_FILES]);
      expect(await cached()).toHaveLength(4);

      asked = [];
      await (await openEncoder({ base })).close();
      expect(asked).toEqual([]);
    });

    it('tries again where a file fails', async () => {
      let failures = 2;
      spoil = (name) => (name.endsWith('.onnx') && failures-- > 0 ? 502 : undefined);
      await (await openEncoder({ base, backOffMs: [5, 5] })).close();
      expect(asked.filter((name) => name.endsWith('.onnx'))).toHaveLength(3);
    });

    it('does without a cache where the folder cannot be written', async () => {
      await writeFile(join(scratch, 'file'), '');
      vi.stubEnv('ATTUNE_CACHE', join(scratch, 'file', 'cache'));
      await (await openEncoder({ base })).close();
      vi.stubEnv('ATTUNE_CACHE', join(scratch, 'cache'));
    });

    it('keeps nothing corrupt, missing or given up', async () => {
      spoil = (name) => (name.endsWith('.onnx') ? new Uint8Array(5000) : undefined);
      await expect(openEncoder({ base })).rejects.toMatchObject({ code: 'corrupt' });
      spoil = (name) => (name.endsWith('tokenizer.json') ? 404 : undefined);
      await expect(openEncoder({ base })).rejects.toMatchObject({ code: 'not-found' });
      spoil = undefined;
      const control = new AbortController();
      const given = openEncoder({ base, signal: control.signal, onProgress: ({ done, total }) => done > total / 4 && control.abort() });
      await expect(given).rejects.toMatchObject({ name: 'AbortError' });
      expect(await cached()).toEqual([]);
    });
  });
});

/** Flips bits inside the full model’s word embeddings, which lie in one piece: the file still parses. */
async function damage(file: string): Promise<void> {
  const bytes = await readFile(file);
  for (let i = 1_000_000; i < 12_000_000; i += 2) bytes[i] ^= 0xff;
  await writeFile(file, bytes);
}

describe.skipIf(!HERE)(`the full model${HERE ? '' : ' (not run: ../shared/models is absent)'}`, () => {
  it('is read one text at a time, since its activations share a scale, and Chinese goes to the lexicon', async () => {
    const lexicon = buildLexicon([CHINESE], 384);
    const full = await openEncoder({ base: SHARED, model: FULL_MODEL, lexicon });
    expect(full).toMatchObject({ model: FULL_MODEL, space: 'all-MiniLM-L6-v2', languages: ['en'], batchSize: 1 });
    const { matrix, unknownShare } = await full.encode(['A cat sleeps on the sofa.', CHINESE, LONG]);
    expect([...matrix.spaceOf]).toEqual([0, 1, 0]);
    expect(unknownShare[1]).toBeGreaterThan(UNKNOWN_LIMIT);
    // It knows the letters of Korean and Japanese and none of their words; Russian and German words it can guess at.
    const others = await full.encode(['새로운 소식을 전합니다', 'あたらしいことばをまなぶ', 'Как закалялась сталь', 'Der Mann und das Meer']);
    expect([...others.matrix.spaceOf]).toEqual([1, 1, 0, 0]);
    expect(Math.max(...others.unknownShare)).toBeLessThanOrEqual(UNKNOWN_LIMIT);
    const embedded = await openEncoder({ base: MODELS });
    expect(cosine(rowOf((await embedded.encode(['A cat sleeps on the sofa.'])).matrix, 0), rowOf(matrix, 0))).toBeGreaterThan(0.9);
    await full.close();
    await embedded.close();
  });

  it('is refused when its weights are damaged, though it names no hash', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'attune-full-'));
    await cp(join(SHARED, FULL_MODEL), join(copy, FULL_MODEL), { recursive: true });
    const spoilt = join(copy, FULL_MODEL, 'onnx/model_quantized.onnx');
    await chmod(spoilt, 0o644);
    await damage(spoilt);
    await expect(openEncoder({ base: copy, model: FULL_MODEL })).rejects.toMatchObject({ code: 'wrong-answer' });
    await rm(copy, { recursive: true });
  });
});
