import { describe, expect, it, vi } from 'vitest';
import { type BackendSearch, chooseBackend, recallBackend } from './choose-backend.ts';
import { type Encoder, EncoderError } from './encoder.ts';
import type { ModelCache } from './model-cache.ts';
import type { StartedModel } from './start-model.ts';

type Backend = Encoder['backend'];

const GOLDEN = { texts: ['a cat'], vectors: [Int8Array.of(127, 0)] };
const memory = { url: 'https://shop.example/models/m/backend.json', key: 'browser | driver | model' };

function cacheInMemory(): ModelCache {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    get: async (url) => kept.get(url) ?? null,
    put: async (files) => {
      for (const [url, bytes] of files) kept.set(url, bytes);
      return true;
    },
    delete: async (urls) => {
      for (const url of urls) kept.delete(url);
    },
  };
}

/** A model whose every vector is `vector`, `delayMs` later. */
function modelOf(vector: [number, number], delayMs = 0): StartedModel & { closed: boolean } {
  return {
    closed: false,
    dimension: 2,
    tokens: (text) => ({ pieces: [[text.length]], unknownShare: 0, foreignShare: 0 }),
    async vectors(pieces) {
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      return Float32Array.from(pieces.flatMap(() => vector));
    },
    async close() {
      this.closed = true;
    },
  };
}

function searchOf(models: Partial<Record<Backend, StartedModel>>, changes: Partial<BackendSearch> = {}): BackendSearch & { start: ReturnType<typeof vi.fn> } {
  const start = vi.fn(async (backend: Backend) => {
    const model = models[backend];
    if (!model) throw new EncoderError('unsupported', `${backend}: expected an adapter, got none`);
    return model;
  });
  return { candidates: ['webgpu', 'wasm'], forced: false, manifest: { space: 'test', golden: GOLDEN }, cache: cacheInMemory(), memory: null, known: null, ...changes, start } as BackendSearch & { start: ReturnType<typeof vi.fn> };
}

describe('chooseBackend', () => {
  it('takes the faster one, closes the other, and says how fast both were', async () => {
    const [gpu, wasm] = [modelOf([1, 0], 4), modelOf([1, 0])];
    const { backend, choice } = await chooseBackend(searchOf({ webgpu: gpu, wasm }));
    expect(backend).toBe('wasm');
    expect(choice.reason).toBe('measured');
    expect(choice.textsPerSecond.wasm).toBeGreaterThan(choice.textsPerSecond.webgpu!);
    expect([gpu.closed, wasm.closed]).toEqual([true, false]);
  });

  it('rejects one that gives wrong vectors, however fast, and tells it', async () => {
    const gpu = modelOf([0.6, 0.8]);
    const { backend, choice } = await chooseBackend(searchOf({ webgpu: gpu, wasm: modelOf([1, 0], 2) }));
    expect(backend).toBe('wasm');
    expect(choice).toMatchObject({ reason: 'only', rejected: [{ backend: 'webgpu', code: 'wrong-answer', detail: expect.stringContaining('got one at cosine 0.600') as string }] });
    expect(gpu.closed).toBe(true);
  });

  it('rejects one that does not start, or fails while it runs', async () => {
    const broken = { ...modelOf([1, 0]), vectors: async () => Promise.reject(new Error('device lost')) };
    for (const webgpu of [undefined, broken]) {
      const { backend, choice } = await chooseBackend(searchOf({ webgpu, wasm: modelOf([1, 0]) }));
      expect(backend).toBe('wasm');
      expect(choice.rejected).toMatchObject([{ backend: 'webgpu', code: 'unsupported' }]);
    }
  });

  it('fails by name when none is left, or when the one asked for does not do', async () => {
    await expect(chooseBackend(searchOf({ webgpu: modelOf([0, 1]), wasm: modelOf([0, 1]) }))).rejects.toMatchObject({ code: 'wrong-answer' });
    await expect(chooseBackend(searchOf({ wasm: modelOf([1, 0]) }, { candidates: ['webgpu'], forced: true }))).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('remembers what it measured, checks it again, and measures anew where that changed', async () => {
    const cache = cacheInMemory();
    const models = { webgpu: modelOf([1, 0], 4), wasm: modelOf([1, 0]) };
    const first = await chooseBackend(searchOf(models, { cache, memory }));
    const known = await recallBackend(memory, ['webgpu', 'wasm'], cache);
    expect(known).toMatchObject({ backend: 'wasm', batchSize: first.batchSize });
    expect(await recallBackend({ ...memory, key: 'another driver' }, ['webgpu', 'wasm'], cache)).toBeNull();
    expect(await recallBackend(memory, ['webgpu'], cache)).toBeNull();

    const again = searchOf(models, { cache, memory, known });
    expect(await chooseBackend(again)).toMatchObject({ backend: 'wasm', batchSize: first.batchSize, choice: { reason: 'measured' } });
    expect(again.start.mock.calls).toEqual([['wasm']]);

    const spoilt = searchOf({ webgpu: modelOf([1, 0]), wasm: modelOf([0, 1]) }, { cache, memory, known });
    expect(await chooseBackend(spoilt)).toMatchObject({ backend: 'webgpu', choice: { rejected: [{ backend: 'wasm' }] } });
  });

  it('can be given up', async () => {
    const control = new AbortController();
    const models = { webgpu: modelOf([1, 0], 5), wasm: modelOf([1, 0]) };
    const given = chooseBackend(searchOf(models, { signal: control.signal }));
    control.abort();
    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
    expect(models.webgpu.closed).toBe(true);
  });
});
