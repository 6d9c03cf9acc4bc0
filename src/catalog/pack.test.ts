import * as fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { BLOCK_ROWS, DEPTH_STEP, quantise } from '../domain/matrix.ts';
import type { PackReader } from './open-pack.ts';
import { openPack } from './open-pack.ts';
import type { Manifest } from './pack-format.ts';
import { digestOf, MANIFEST_FILE } from './pack-format.ts';
import { packFromFolder } from './read-pack-folder.ts';
import { verifyPack } from './verify-pack.ts';
import type { PackInput } from './write-pack.ts';
import { writePack } from './write-pack.ts';

type Files = Map<string, Uint8Array>;

const encode = (text: string) => new TextEncoder().encode(text);

/** Vectors that depend on row and column alone, in two spaces. */
function vectorsOf(rows: number, dimension: number) {
  const data = Float32Array.from({ length: rows * dimension }, (_, i) => Math.sin(i * 12.9898 + rows));
  return quantise({ data, rows, dimension, spaces: ['space-a', 'space-b'], spaceOf: Uint8Array.from({ length: rows }, (_, row) => row % 2) });
}

function inputOf(rows: number, dimension = 48, more: Partial<PackInput> = {}): PackInput {
  const items: Item[] = Array.from({ length: rows }, (_, row) => ({ id: `id ${row}`, title: `标题 ${row} 🙂`, text: 'one\nline', ...(row % 3 !== 0 && { popularity: row }) }));
  return { items, vectors: vectorsOf(rows, dimension), encoder: 'Xenova/all-MiniLM-L6-v2', lexicon: Uint8Array.of(1, 2, 3), ...more };
}

function readerOf(files: Files): PackReader {
  return async (file) => {
    const bytes = files.get(file);
    if (!bytes) throw new Error('404');
    return bytes;
  };
}

/** `files` with another manifest, its digest made right again. */
async function withManifest(files: Files, change: (manifest: Manifest & Record<string, unknown>) => void): Promise<Files> {
  const manifest = JSON.parse(new TextDecoder().decode(files.get(MANIFEST_FILE)));
  change(manifest);
  manifest.digest = await digestOf(manifest);
  return new Map(files).set(MANIFEST_FILE, encode(JSON.stringify(manifest)));
}

/** `files` with part `name` replaced and the manifest telling the truth about it. */
async function withPart(files: Files, name: string, bytes: Uint8Array): Promise<Files> {
  const { sha256 } = await import('../domain/sha256.ts');
  const hash = await sha256(bytes);
  const file = `${name}.${hash.slice(0, 16)}.bin`;
  const changed = await withManifest(files, ({ parts }) => (parts[name] = { ...parts[name], file, bytes: bytes.length, sha256: hash }));
  return changed.set(file, bytes);
}

const item = fc.record<Item>({
  id: fc.string({ minLength: 1 }).filter((id) => id.trim() !== ''),
  title: fc.string({ unit: 'binary', minLength: 1 }).filter((title) => title.trim() !== ''),
  text: fc.string({ unit: 'binary', minLength: 1 }),
  categories: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
  price: fc.record({ amount: fc.double({ noNaN: true, noDefaultInfinity: true }).map((amount) => amount + 0), currency: fc.constant('EUR') }),
  popularity: fc.nat().map(Math.fround),
}, { requiredKeys: ['id', 'title'] });

describe('a pack, written and opened', () => {
  it('gives back what was put in, whatever the items, sizes and shards', async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(item, { minLength: 1, maxLength: 200, selector: ({ id }) => id }), fc.integer({ min: 1, max: 70 }), fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }), async (items, dimension, shards) => {
      const vectors = vectorsOf(items.length, dimension);
      const { files, manifest } = await writePack({ items, vectors, encoder: 'a/b', shards });
      const catalog = await openPack(readerOf(files));
      expect(catalog.items).toEqual(items);
      expect(catalog.vectors).toEqual(vectors);
      expect(catalog.popularity ?? items.map(() => NaN)).toEqual(Float32Array.from(items, ({ popularity }) => popularity ?? NaN).every(Number.isNaN) ? items.map(() => NaN) : Float32Array.from(items, ({ popularity }) => popularity ?? NaN));
      expect(items.every(({ id }, row) => catalog.rowOf(id) === row)).toBe(true);
      expect(catalog.rowOf('no such id, ever')).toBeUndefined();
      expect(catalog.version).toBe(manifest.digest);
      expect(catalog.sizeBytes).toBe([...files.values()].reduce((sum, { length }) => sum + length, 0));
    }), { numRuns: 60 });
  });

  it('has the same bytes for the same input, and another version for another', async () => {
    const [a, b] = [await writePack(inputOf(70)), await writePack(inputOf(70))];
    expect([...a.files]).toEqual([...b.files]);
    expect((await writePack(inputOf(70, 48, { lexicon: null }))).manifest.digest).not.toBe(a.manifest.digest);
  });

  it('splits the vectors into whole blocks, evenly, at most one shard a block', async () => {
    const sizes = async (rows: number, shards: number) => Object.entries((await writePack(inputOf(rows, 32, { shards }))).manifest.parts).flatMap(([name, { bytes }]) => (name.startsWith('vectors-') ? [bytes / (BLOCK_ROWS * 32)] : []));
    expect(await sizes(64 * 7, 3)).toEqual([2, 2, 3]);
    expect(await sizes(65, 9)).toEqual([1, 1]);
    expect(await sizes(1, 1)).toEqual([1]);
  });

  it('takes 393 bytes an item of 384 dimensions beside the display fields and the manifest', async () => {
    const { manifest } = await writePack(inputOf(640, 384, { popularity: new Float32Array(640), lexicon: null }));
    const bytes = Object.entries(manifest.parts).reduce((sum, [name, part]) => sum + (name === 'items' ? 0 : part.bytes), 0);
    expect(bytes / 640).toBe(384 + 4 + 1 + 4);
  });

  it('is format 1 with blocks of 64 rows and a depth step of 32: another layout needs another format', () => {
    expect([BLOCK_ROWS, DEPTH_STEP]).toEqual([64, 32]);
  });

  it('keeps a popularity that is given apart from the items', async () => {
    const catalog = await openPack(readerOf((await writePack(inputOf(2, 32, { popularity: Float32Array.of(NaN, 7) }))).files));
    expect(catalog.items.map(({ popularity }) => popularity)).toEqual([undefined, 7]);
    expect((await openPack(readerOf((await writePack(inputOf(2, 32, { popularity: null }))).files))).popularity).toBeNull();
  });

  it('keeps what comes back, in 60 bytes and 4 an item', async () => {
    const repeats = { places: Float32Array.from({ length: 10 }, (_, place) => 1 / (place + 4)), times: Float32Array.of(1, 2, 0.5, 0.25, 0), items: Float32Array.of(1, 8, 0.125) };
    const { files, manifest } = await writePack(inputOf(3, 32, { repeats }));
    expect(manifest.parts.repeats).toMatchObject({ bytes: 60 + 4 * 3, optional: true });
    expect((await openPack(readerOf(files))).repeats).toEqual(repeats);
    expect((await openPack(readerOf((await writePack(inputOf(3))).files))).repeats).toBeNull();
    const short = readerOf(await withPart(files, 'repeats', files.get(manifest.parts.repeats.file)!.subarray(4)));
    expect(await verifyPack(short)).toEqual({ ok: false, fault: 'manifest.json: expected repeats of 3 items to take 72 bytes, got 68' });
    await expect(writePack(inputOf(4, 32, { repeats }))).rejects.toThrow('expected repeats of 10 places, 5 times and 4 items, got 10, 5, 3');
  });

  it.each<[string, Partial<PackInput>, string]>([
    ['no items', { items: [] }, 'expected at least one item'],
    ['fewer vectors', { vectors: vectorsOf(2, 32) }, 'for each of 3 items, got 2'],
    ['a short popularity', { popularity: new Float32Array(1) }, 'expected 3 popularities, got 1'],
    ['a negative popularity', { popularity: Float32Array.of(1, -2, 3) }, 'in row 1, got -2'],
    ['no shards', { shards: 0 }, 'expected shards to be a whole number above 0, got 0'],
    ['an item without title', { items: [{ id: 'a', title: 'a' }, { id: 'b', title: '' }, { id: 'c', title: 'c' }] }, 'items[1]: expected title'],
    ['an id twice', { items: ['a', 'b', 'a'].map((id) => ({ id, title: id })) }, 'got "a" again in row 2'],
    ['no encoder', { encoder: '' }, 'expected the id of an encoder'],
    ['short blocks', { vectors: { ...vectorsOf(3, 32), blocks: new Int8Array(3) } }, 'expected blocks of 2048 bytes, got 3'],
    ['a lost space', { vectors: { ...vectorsOf(3, 32), spaceOf: Uint8Array.of(0, 0, 2) } }, 'expected row 2 to be in one of 2 spaces, got 2'],
  ])('is not written from %s', async (_, more, message) => {
    await expect(writePack(inputOf(3, 32, more))).rejects.toThrow(message);
  });
});

describe('a pack that must not be used', () => {
  it('is told by one byte flipped in any part', async () => {
    const { files, manifest } = await writePack(inputOf(70));
    for (const [name, { file }] of Object.entries(manifest.parts)) {
      const bytes = files.get(file)!.slice();
      bytes[bytes.length >> 1] ^= 1;
      const read = readerOf(new Map(files).set(file, bytes));
      await expect(openPack(read)).rejects.toMatchObject({ name: 'CatalogError', code: 'corrupt', message: expect.stringContaining(`${name} (${file}): expected SHA-256`) });
      expect(await verifyPack(read)).toEqual({ ok: false, fault: expect.stringContaining(`${name} (${file})`) });
    }
  });

  it('is told by any byte flipped in the manifest, or the flip changes nothing', async () => {
    const { files, manifest } = await writePack(inputOf(3));
    const whole = files.get(MANIFEST_FILE)!;
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const bytes = whole.slice();
      bytes[at] ^= mask;
      const opened = await openPack(readerOf(new Map(files).set(MANIFEST_FILE, bytes))).catch((error: Error) => error.name);
      if (opened !== 'CatalogError') expect(opened).toMatchObject({ version: manifest.digest, encoder: manifest.encoder });
    }), { numRuns: 300 });
  });

  it('is told by a part or manifest cut short', async () => {
    const { files, manifest } = await writePack(inputOf(3));
    const { file, bytes } = manifest.parts.items;
    await expect(openPack(readerOf(new Map(files).set(file, files.get(file)!.subarray(0, -1))))).rejects.toMatchObject({ code: 'corrupt', message: `items (${file}): expected ${bytes} bytes, got ${bytes - 1}` });
    await expect(openPack(readerOf(new Map(files).set(MANIFEST_FILE, files.get(MANIFEST_FILE)!.subarray(0, 200))))).rejects.toMatchObject({ code: 'not-a-pack', message: expect.stringContaining('manifest.json: expected JSON') });
  });

  it('is told by a part that is not there', async () => {
    const { files, manifest } = await writePack(inputOf(3));
    for (const [name, { file }] of Object.entries(manifest.parts)) {
      const rest = new Map(files);
      rest.delete(file);
      await expect(openPack(readerOf(rest))).rejects.toMatchObject({ code: 'unreachable', message: `${name} (${file}): expected to read it, got 404` });
    }
    await expect(openPack(readerOf(new Map()))).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('manifest.json') });
  });

  it.each<[string, (manifest: Manifest & Record<string, unknown>) => void, string, string]>([
    ['a future format', (manifest) => Object.assign(manifest, { format: 2 }), 'future-version', 'expected format 1, which this version reads, got 2'],
    ['no format', (manifest) => Object.assign(manifest, { format: undefined }), 'not-a-pack', 'expected format to be 1, got nothing'],
    ['a required part this version does not know', (manifest) => Object.assign(manifest, { requires: ['filters'], parts: { ...manifest.parts, filters: { ...manifest.parts.scales, file: manifest.parts.scales.file.replace('scales', 'filters') } } }), 'future-version', 'filters'],
    ['a required part that is not listed', (manifest) => Object.assign(manifest, { requires: ['filters'] }), 'wrong-shape', 'expected a part filters'],
    ['wrong counts', (manifest) => (manifest.counts.items = 2), 'wrong-shape', 'expected scales of 2 items to take 8 bytes, got 12'],
    ['counts of nothing', (manifest) => (manifest.counts.items = 0), 'wrong-shape', 'expected counts.items'],
    ['a wrong dimension', (manifest) => (manifest.dimension = 384), 'wrong-shape', 'expected vectors-0 to hold whole blocks of 24576 bytes, got 4096'],
    ['a dimension that is no number', (manifest) => Object.assign(manifest, { dimension: '48' }), 'wrong-shape', 'expected dimension'],
    ['no spaces', (manifest) => (manifest.spaces = []), 'wrong-shape', 'expected spaces'],
    ['no encoder', (manifest) => (manifest.encoder = ''), 'wrong-shape', 'expected encoder'],
    ['no items part', (manifest) => delete manifest.parts.items, 'wrong-shape', 'expected a part items'],
    ['a shard that is missing', (manifest) => Object.assign(manifest.parts, { 'vectors-2': { ...manifest.parts['vectors-0'], file: manifest.parts['vectors-0'].file.replace('-0', '-2') } }), 'wrong-shape', 'without a gap, got vectors-2'],
    ['a file outside its folder', (manifest) => (manifest.parts.items.file = `../items.${manifest.parts.items.sha256.slice(0, 16)}.txt`), 'wrong-shape', 'expected items.file'],
    ['a file named by another hash', (manifest) => (manifest.parts.items.file = 'items.0123456789abcdef.txt'), 'wrong-shape', 'expected items.file'],
    ['parts that are a list', (manifest) => Object.assign(manifest, { parts: [] }), 'wrong-shape', 'expected parts to be an object'],
    ['a part that is null', (manifest) => Object.assign(manifest.parts, { items: null }), 'wrong-shape', 'expected items.sha256'],
  ])('is told by %s', async (_, change, code, message) => {
    const { files } = await writePack(inputOf(3));
    const read = readerOf(await withManifest(files, change));
    await expect(openPack(read)).rejects.toMatchObject({ name: 'CatalogError', code, message: expect.stringContaining(message) });
    expect(await verifyPack(read)).toEqual({ ok: false, fault: expect.stringContaining(message) });
  });

  it.each<[string, string, (bytes: Uint8Array) => Uint8Array, string]>([
    ['an id twice', 'items', () => encode('{"id":"a","title":"A"}\n{"id":"b","title":"B"}\n{"id":"a","title":"C"}\n'), 'items, line 3: expected an id of its own, got "a" of line 1'],
    ['a line too few', 'items', () => encode('{"id":"a","title":"A"}\n{"id":"b","title":"B"}\n'), 'items: expected 3 lines, got 2'],
    ['a line that is no JSON', 'items', () => encode('{"id":"a","title":"A"}\n{"id":\n{"id":"c","title":"C"}\n'), 'items, line 2: '],
    ['an item without title', 'items', () => encode('{"id":"a"}\n{"id":"b","title":"B"}\n{"id":"c","title":"C"}'), 'items, line 1: expected title'],
    ['items that are not UTF-8', 'items', () => Uint8Array.of(0xff, 0xfe), 'items: expected UTF-8'],
    ['a space that is not listed', 'space-of', (bytes) => bytes.with(1, 2), 'space-of, row 1: expected an index below 2, got 2'],
    ['a scale that is NaN', 'scales', (bytes) => bytes.with(6, 0xc0).with(7, 0x7f), 'scales, row 1: expected a finite number of at least 0, got NaN'],
    ['a negative popularity', 'popularity', (bytes) => bytes.with(7, 0xbf), 'popularity, row 1: expected a finite number of at least 0, got -'],
    ['a vector of −128', 'vectors-0', (bytes) => bytes.with(5, 0x80), 'vectors, byte 5: expected -127 to 127, got -128'],
    ['padding that is not zero', 'vectors-0', (bytes) => bytes.with(3 * 64 * 16 + 16, 1), 'vectors, byte 3088: expected 0 as padding, got 1'],
  ])('is told by %s, even where all hashes are right', async (_, name, change, message) => {
    const { files, manifest } = await writePack(inputOf(3));
    const read = readerOf(await withPart(files, name, change(files.get(manifest.parts[name].file)!)));
    await expect(openPack(read)).rejects.toMatchObject({ name: 'CatalogError', code: 'wrong-shape', message: expect.stringContaining(message) });
    expect(await verifyPack(read)).toEqual({ ok: false, fault: expect.stringContaining(message) });
  });
});

describe('opening', () => {
  it('ignores a part it does not know and fields it does not know; verifying reads them too', async () => {
    const { files } = await writePack(inputOf(3));
    const changed = await withPart(files, 'covisitation', encode('later'));
    const more = await withManifest(changed, (manifest) => Object.assign(manifest, { later: true }));
    expect((await openPack(readerOf(more))).items).toHaveLength(3);
    expect(await verifyPack(readerOf(more))).toMatchObject({ ok: true });
    const broken = await withManifest(more, (manifest) => (manifest.parts.covisitation.bytes = 4));
    expect((await openPack(readerOf(broken))).items).toHaveLength(3);
    expect(await verifyPack(readerOf(broken))).toMatchObject({ ok: false, fault: expect.stringContaining('covisitation') });
  });

  it('tells progress over all bytes, never backwards, up to the whole', async () => {
    const { files } = await writePack(inputOf(200, 64, { shards: 3 }));
    const read: PackReader = async (file, _, onBytes) => {
      onBytes?.(10);
      return readerOf(files)(file);
    };
    const seen: number[] = [];
    let total = 0;
    const catalog = await openPack(read, { onProgress: (progress) => (seen.push(progress.done), (total = progress.total)) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(total);
    expect(total).toBe(catalog.sizeBytes - files.get(MANIFEST_FILE)!.length);
  });

  it('reads the parts at once, and gives up the rest when one fails', async () => {
    const { files, manifest } = await writePack(inputOf(3));
    const given: AbortSignal[] = [];
    const read: PackReader = (file, signal) => {
      if (file === MANIFEST_FILE) return readerOf(files)(file);
      given.push(signal!);
      if (given.length === Object.keys(manifest.parts).length) return Promise.reject(new Error('cut'));
      return new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)));
    };
    await expect(openPack(read)).rejects.toMatchObject({ code: 'unreachable' });
    expect(given.every(({ aborted }) => aborted)).toBe(true);
  });

  it('is given up by its signal', async () => {
    const { files } = await writePack(inputOf(3));
    const controller = new AbortController();
    const read: PackReader = async (file) => {
      if (file !== MANIFEST_FILE) controller.abort();
      return readerOf(files)(file);
    };
    await expect(openPack(read, { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
    await expect(openPack(read, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('reads a folder, and names the file that is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pack-'));
    try {
      await expect(openPack(packFromFolder(folder))).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('ENOENT') });
      const { files } = await writePack(inputOf(70));
      for (const [file, bytes] of files) await writeFile(join(folder, file), bytes);
      const catalog = await openPack(packFromFolder(folder));
      expect(catalog.vectors).toEqual(inputOf(70).vectors);
      expect(catalog.vectors.blocks.byteOffset % 16).toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
