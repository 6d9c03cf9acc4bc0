import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findModel, modelPlaces } from './find-model.ts';
import { EMBEDDED_MODEL, FULL_MODEL } from './known-models.ts';
import type { ModelCache } from './model-cache.ts';

const cache: ModelCache = { get: async () => null, put: async () => true, delete: async () => undefined };
const CONFIG = JSON.stringify({ hidden_size: 8 });

let folder: string;
let server: Server;
let base: string;
let asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-find-'));
  for (const id of ['me/mine', EMBEDDED_MODEL]) {
    await mkdir(join(folder, id), { recursive: true });
    await writeFile(join(folder, id, 'config.json'), CONFIG);
  }
  await mkdir(join(folder, 'me/broken'), { recursive: true });
  await writeFile(join(folder, 'me/broken/config.json'), '{"hidden_size": ');
  server = createServer((request, response) => {
    asked.push(request.url!);
    if (request.url === '/models/me/mine/config.json') response.setHeader('content-type', 'application/json').end(CONFIG);
    else response.setHeader('content-type', 'text/html').end('<!doctype html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/models`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  vi.unstubAllEnvs();
  asked = [];
});

describe('findModel', () => {
  it('searches ATTUNE_MODELS, then public/models, then the hub', async () => {
    vi.stubEnv('ATTUNE_MODELS', folder);
    const places = await modelPlaces({ model: FULL_MODEL, cache });
    const inPublic = expect.stringMatching(/\/public\/models\/Xenova\/all-MiniLM-L6-v2\/$/);
    expect(places.map(({ root }) => root)).toEqual([`${folder}/${FULL_MODEL}/`, inPublic, inPublic, `https://huggingface.co/${FULL_MODEL}/resolve/main/`]);
    expect((await modelPlaces({ model: FULL_MODEL, cache, offline: true })).some(({ root }) => root.includes('huggingface'))).toBe(false);
    expect(await findModel({ model: 'me/mine', cache })).toEqual({ model: 'me/mine', root: `${folder}/me/mine/`, config: { hidden_size: 8 } });
  });

  it('means the embedded model, which comes with the program and is on no hub', async () => {
    const here = process.cwd();
    try {
      process.chdir(tmpdir());
      expect(await findModel({ cache })).toMatchObject({ model: EMBEDDED_MODEL, root: `${here}/public/models/${EMBEDDED_MODEL}/` });
    } finally {
      process.chdir(here);
    }
    expect((await modelPlaces({ cache })).some(({ root }) => root.includes('huggingface'))).toBe(false);
  });

  it('takes ATTUNE_MODELS as a URL too', async () => {
    vi.stubEnv('ATTUNE_MODELS', base);
    expect((await findModel({ model: 'me/mine', cache })).root).toBe(`${base}/me/mine/`);
  });

  it('searches a given base alone', async () => {
    expect(await modelPlaces({ base, cache })).toEqual([{ model: EMBEDDED_MODEL, root: `${base}/${EMBEDDED_MODEL}/` }]);
    await expect(findModel({ base, cache })).rejects.toMatchObject({ name: 'EncoderError', code: 'not-found' });
  });

  it('takes the folder or URL of a model, and of models', async () => {
    expect(await findModel({ model: join(folder, 'me/mine'), cache })).toMatchObject({ model: 'me/mine', root: `${folder}/me/mine/` });
    expect(await findModel({ model: folder, cache })).toMatchObject({ model: EMBEDDED_MODEL, root: `${folder}/${EMBEDDED_MODEL}/` });
    expect(await findModel({ model: `${base}/me/mine`, cache })).toMatchObject({ model: 'me/mine', root: `${base}/me/mine/` });
    expect((await modelPlaces({ model: 'https://huggingface.co/me/mine/resolve/main', cache }))[0].model).toBe('me/mine');
  });

  it('asks no server for what is cached', async () => {
    const kept: ModelCache = { ...cache, get: async (url) => (url.endsWith('config.json') ? new TextEncoder().encode(CONFIG) : null) };
    expect((await findModel({ model: 'me/mine', base, cache: kept })).config).toEqual({ hidden_size: 8 });
    expect(asked).toEqual([]);
  });

  it.each(['', '../up', 'a/../b', 'a/b/c', 'me/mine?x', '..'])('refuses %j as an id', async (model) => {
    await expect(findModel({ model, base, cache })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('names every place that has none', async () => {
    await expect(findModel({ model: 'me/none', base: folder, cache })).rejects.toThrow(`expected the model me/none, got no config.json: ${folder}/me/none/config.json: expected a readable file, got ENOENT`);
  });

  it('says when a place cannot be asked', async () => {
    await expect(findModel({ model: 'me/mine', base: 'http://127.0.0.1:9/', backOffMs: [1, 1], cache })).rejects.toMatchObject({ code: 'offline' });
  });

  it('names a config.json that is none', async () => {
    await expect(findModel({ model: 'me/broken', base: folder, cache })).rejects.toMatchObject({ code: 'corrupt', message: expect.stringContaining('expected a JSON object, got') });
  });

  it('can be given up', async () => {
    await expect(findModel({ base: folder, cache, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
