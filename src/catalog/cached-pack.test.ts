import { beforeEach, describe, expect, it } from 'vitest';
import { matrixOf, quantise } from '../domain/matrix.ts';
import { cachedPack } from './cached-pack.ts';
import { CatalogError } from './catalog.ts';
import type { PackReader } from './open-pack.ts';
import { MANIFEST_FILE } from './pack-format.ts';
import { signer } from './pack-signature.ts';
import { keyPair } from './testing/key-pair.ts';
import { writePack } from './write-pack.ts';

const BASE = 'https://shop.example/attune/';

/** Cache Storage in memory: what the code under test uses of it. */
class MemoryCache {
  readonly kept = new Map<string, Uint8Array<ArrayBuffer>>();
  full = false;
  async match(url: URL) { return this.kept.has(url.href) ? new Response(this.kept.get(url.href)) : undefined; }
  async put(url: URL, response: Response) {
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.kept.set(url.href, new Uint8Array(await response.arrayBuffer()));
  }
  async keys() { return [...this.kept.keys()].map((url) => ({ url })); }
  async delete({ url }: { url: string }) { return this.kept.delete(url); }
  get files() { return [...this.kept.keys()].map((url) => url.slice(BASE.length)).sort(); }
}

async function packOf(title: string, privateKey?: string) {
  const { files } = await writePack({ items: [{ id: 'a', title }], vectors: quantise(matrixOf(Float32Array.from({ length: 32 }, (_, d) => d), 32, 'space')), encoder: 'e', sign: privateKey === undefined ? undefined : await signer(privateKey) });
  return files;
}

let cache: MemoryCache;
let asked: string[];
const network = (files: Map<string, Uint8Array> | null): PackReader => async (file) => {
  asked.push(file);
  const bytes = files?.get(file);
  if (!bytes) throw new CatalogError('unreachable', `${file}: cut`);
  return bytes;
};
let refused: string[];
const open = (files: Map<string, Uint8Array> | null, key?: string) => cachedPack(BASE, { read: network(files), caches: { open: async () => cache as unknown as Cache }, onRefused: ({ code }) => refused.push(code), key });
const titleOf = async (catalog: ReturnType<typeof open>) => (await catalog).items[0].title;

beforeEach(() => {
  cache = new MemoryCache();
  asked = [];
  refused = [];
});

describe('cachedPack', () => {
  it('opens again with the network cut', async () => {
    const files = await packOf('one');
    expect(await titleOf(open(files))).toBe('one');
    expect(cache.files).toEqual([...files.keys()].sort());
    expect(await titleOf(open(null))).toBe('one');
  });

  it('asks for the manifest alone when nothing changed', async () => {
    const files = await packOf('one');
    await open(files);
    asked = [];
    await open(files);
    expect(asked).toEqual([MANIFEST_FILE]);
  });

  it('takes the new pack, only its new parts, and forgets the old ones', async () => {
    await open(await packOf('one'));
    asked = [];
    const files = await packOf('two');
    expect(await titleOf(open(files))).toBe('two');
    expect(asked).toHaveLength(2);
    expect(asked[1]).toMatch(/^items\./);
    expect(cache.files).toEqual([...files.keys()].sort());
  });

  it('opens what it kept when a page that is no pack stands in between', async () => {
    await open(await packOf('one'));
    const page = new Map([[MANIFEST_FILE, new TextEncoder().encode('<!doctype html><title>Sign in</title>')]]);
    expect(await titleOf(open(page))).toBe('one');
    cache.kept.clear();
    await expect(open(page)).rejects.toMatchObject({ code: 'not-a-pack' });
  });

  it('keeps the old pack whole when the network dies inside the new one', async () => {
    await open(await packOf('one'));
    const half = await packOf('two');
    for (const file of half.keys()) if (file.startsWith('items.')) half.delete(file);
    expect(await titleOf(open(half))).toBe('one');
    expect(await titleOf(open(null))).toBe('one');
  });

  it('says that a new pack is broken, and opens the old one', async () => {
    await open(await packOf('one'));
    const broken = await packOf('two');
    for (const file of broken.keys()) if (file.startsWith('items.')) broken.set(file, Uint8Array.of(1));
    expect(await titleOf(open(broken))).toBe('one');
    expect(refused).toEqual(['corrupt']);
    expect(await titleOf(open(null))).toBe('one');
    expect(refused).toEqual(['corrupt']);
    expect(cache.files.filter((file) => file.startsWith('items.'))).toHaveLength(1);
  });

  it('refuses a pack that another key signed, or none, and opens the one before', async () => {
    const [ours, other] = await Promise.all([keyPair(), keyPair()]);
    await open(await packOf('one', ours.privateKey), ours.publicKey);
    for (const files of [await packOf('two', other.privateKey), await packOf('two')]) expect(await titleOf(open(files, ours.publicKey))).toBe('one');
    expect(refused).toEqual(['signature', 'signature']);
    // What was kept before the key was asked for is not used either.
    await expect(open(null, other.publicKey)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('fetches anew a kept part that was damaged', async () => {
    const files = await packOf('one');
    await open(files);
    for (const url of cache.kept.keys()) if (url.includes('/items.')) cache.kept.set(url, Uint8Array.of(1));
    expect(await titleOf(open(files))).toBe('one');
    expect(await titleOf(open(null))).toBe('one');
  });

  it('says what the network said when nothing was kept', async () => {
    await expect(open(null)).rejects.toMatchObject({ name: 'CatalogError', code: 'unreachable', message: 'manifest.json: cut' });
  });

  it.each<[string, Pick<CacheStorage, 'open'> | null]>([
    ['absent', null],
    ['refused', { open: () => Promise.reject(new DOMException('no', 'SecurityError')) }],
  ])('opens without keeping where Cache Storage is %s', async (_, caches) => {
    const files = await packOf('one');
    expect((await cachedPack(BASE, { read: network(files), caches })).items[0].title).toBe('one');
    await expect(cachedPack(BASE, { read: network(null), caches })).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('opens without keeping where Cache Storage is full', async () => {
    cache.full = true;
    expect(await titleOf(open(await packOf('one')))).toBe('one');
    expect(cache.files).toEqual([]);
    await expect(open(null)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('passes on that it was given up, and does not speak from the cache', async () => {
    await open(await packOf('one'));
    await expect(cachedPack(BASE, { read: network(null), caches: { open: async () => cache as unknown as Cache }, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
