import { existsSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { buildLexicon } from '../../src/encoder/hashed-lexicon.ts';
import type { BackendChoice } from '../../src/encoder/encoder.ts';
import { openEncoder } from '../../src/encoder/open-encoder.ts';
import { TEXTS } from './encoder-texts.ts';

const FULL = 'Xenova/all-MiniLM-L6-v2';
const HERE = existsSync(`../shared/models/${FULL}/config.json`);
const ONNX = '**/models/**/model_quantized.onnx';

interface Outcome {
  code?: string;
  name?: string;
  message?: string;
  vectors?: number[];
  reports?: { done: number; total: number; files?: { file: string; done: number; total: number }[] }[];
  backend?: string;
  batchSize?: number;
  choice?: BackendChoice;
  cached?: string[];
}

/** Opens the encoder in the page, encodes, and tells what came of it. */
function open(page: Page, texts: readonly string[], options: { dimension?: number; abortAt?: number; assets?: string; model?: string; batchSize?: number; device?: 'wasm' | 'webgpu'; adapter?: string } = {}): Promise<Outcome> {
  return page.evaluate(async ({ texts, options }) => {
    const path = '/src/encoder/open-encoder.ts';
    const { openEncoder } = (await import(path)) as typeof import('../../src/encoder/open-encoder.ts');
    const reports: NonNullable<Outcome['reports']> = [];
    const control = new AbortController();
    const cached = async () => (await (await caches.open('attune-models')).keys()).map(({ url }) => new URL(url).pathname + new URL(url).search);
    try {
      const encoder = await openEncoder({
        dimension: options.dimension, model: options.model, batchSize: options.batchSize, device: options.device, adapter: options.adapter, signal: control.signal, ...(options.assets ? { assets: options.assets } : {}),
        onProgress: (progress) => {
          reports.push(progress);
          if (options.abortAt !== undefined && progress.done >= options.abortAt * progress.total) control.abort();
        },
      });
      const { matrix } = await encoder.encode(texts);
      await encoder.close();
      return { vectors: [...matrix.data], reports, backend: encoder.backend, batchSize: encoder.batchSize, choice: encoder.choice, cached: await cached() };
    } catch (error) {
      const { name, message, code } = error as Error & { code?: string };
      return { name, message, code: typeof code === 'string' ? code : undefined, reports, cached: await cached() };
    }
  }, { texts: [...texts], options });
}

const isPart = (path: string) => path.includes('?attune-part=');

function cosines(a: ArrayLike<number>, b: ArrayLike<number>, dimension = 384): number[] {
  return Array.from({ length: a.length / dimension }, (_, row) => {
    let sum = 0;
    for (let d = row * dimension; d < (row + 1) * dimension; d++) sum += a[d] * b[d];
    return sum;
  });
}

test.describe('encoder', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/e2e/rooms/blank.html');
  });

  test('loads from the site with one progress, and agrees with Node', async ({ page }) => {
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    const { vectors, reports, backend, batchSize, message } = await open(page, TEXTS);
    expect(message).toBeUndefined();
    expect(backend).toBe('wasm');
    expect([1, 4, 16]).toContain(batchSize);
    expect([...hosts]).toEqual([new URL(page.url()).host]);

    const totals = new Set(reports!.map(({ total }) => total));
    expect(totals.size).toBe(1);
    expect([...totals][0]).toBeGreaterThan(20_000_000);
    expect(reports!.map(({ done }) => done)).toEqual(reports!.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(reports!.at(-1)!.done).toBe([...totals][0]);
    // However fast the line: no leap of the bar is longer than a quarter of it.
    expect(Math.max(...reports!.map(({ done }, n) => done - (reports![n - 1]?.done ?? 0)))).toBeLessThan([...totals][0] / 4);
    for (const { done, total, files } of reports!) {
      expect(files!.reduce((sum, file) => sum + file.done, 0)).toBe(done);
      expect(files!.reduce((sum, file) => sum + file.total, 0)).toBe(total);
    }

    const node = await openEncoder();
    const { matrix } = await node.encode(TEXTS);
    await node.close();
    const same = cosines(vectors!, matrix.data);
    test.info().annotations.push({ type: 'cosine with Node', description: `mean ${same.reduce((a, b) => a + b) / same.length}, min ${Math.min(...same)}` });
    expect(same.length).toBeGreaterThanOrEqual(50);
    // Integers multiply alike everywhere; a float that lies between two of them may be rounded to either.
    expect(same.reduce((sum, cosine) => sum + cosine, 0) / same.length).toBeGreaterThanOrEqual(0.9999);
    expect(Math.min(...same)).toBeGreaterThanOrEqual(0.999);
  });

  test('gives the same text the same vector alone and in any company', async ({ page }) => {
    const alone = await open(page, TEXTS, { batchSize: 1 });
    const together = await open(page, TEXTS, { batchSize: 16 });
    expect(Math.min(...cosines(alone.vectors!, together.vectors!).filter((_, row) => TEXTS[row].trim() !== ''))).toBeGreaterThanOrEqual(0.9999);
  });

  test('of two tabs one downloads, and the other finds it kept', async ({ page, context }) => {
    const other = await context.newPage();
    await other.goto('/e2e/rooms/blank.html');
    const asked: string[] = [];
    for (const tab of [page, other]) tab.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const [first, second] = await Promise.all([open(page, ['soup']), open(other, ['soup'])]);
    expect(first.vectors).toEqual(second.vectors);
    expect(asked.filter((path) => path.endsWith('.onnx'))).toHaveLength(1);
  });

  test('a file that is not the one the model names is refused', async ({ page }) => {
    await page.route('**/models/**/tokenizer.json', async (route) => {
      const response = await route.fetch();
      const body = Buffer.from(await response.body());
      body[body.length - 3] ^= 1;
      await route.fulfill({ response, body });
    });
    const { code, message, cached } = await open(page, ['soup']);
    expect(code).toBe('corrupt');
    expect(message).toContain('tokenizer.json: expected SHA-256');
    expect(cached).toEqual([]);
  });

  test('can be removed from the device', async ({ page }) => {
    expect((await open(page, ['soup'])).cached).toHaveLength(6);
    const left = await page.evaluate(async () => {
      const path = '/src/encoder/open-encoder.ts';
      await ((await import(path)) as typeof import('../../src/encoder/open-encoder.ts')).removeModel();
      return (await (await caches.open('attune-models')).keys()).map(({ url }) => url);
    });
    expect(left).toEqual([]);
  });

  test('works from its cache with the network cut', async ({ page, context }) => {
    const first = await open(page, ['a lighthouse at night']);
    expect(first.cached).toHaveLength(6); // Four files, the runtime, and what was measured.
    await context.setOffline(true);
    const second = await open(page, ['a lighthouse at night']);
    await context.setOffline(false);
    expect(second.message).toBeUndefined();
    expect(second.vectors).toEqual(first.vectors);
  });

  test('a new page asks for no model file again', async ({ page }) => {
    await open(page, ['a lighthouse at night']);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.reload();
    const { message } = await open(page, ['a lighthouse at night']);
    expect(message).toBeUndefined();
    expect(asked.filter((path) => /^\/models\/|\.wasm$/.test(path))).toEqual([]);
  });

  test('can be given up in mid-download, and goes on from there after a reload', async ({ page }) => {
    const { name, cached, reports } = await open(page, ['soup'], { abortAt: 0.6 });
    expect(name).toBe('AbortError');
    expect(reports!.at(-1)!.done).toBeLessThan(reports!.at(-1)!.total);
    expect(cached!.filter((path) => !isPart(path))).toEqual([]);
    await expect.poll(() => page.evaluate(async () => (await (await caches.open('attune-models')).keys()).filter(({ url }) => url.includes('?attune-part=')).length)).toBeGreaterThan(1);
    await page.reload();
    const ranges: string[] = [];
    page.on('request', (request) => ranges.push(request.headers().range ?? ''));
    const again = await open(page, ['soup']);
    expect(again.message).toBeUndefined();
    expect(again.reports![0].done).toBeGreaterThanOrEqual(1 << 20);
    expect(ranges.some((range) => /^bytes=[1-9]\d*-$/.test(range))).toBe(true);
    expect(again.cached!.filter(isPart)).toEqual([]);
  });

  test('a corrupt network is named and not kept', async ({ page }) => {
    await page.route(ONNX, (route) => route.fulfill({ status: 200, contentType: 'application/octet-stream', body: Buffer.alloc(50_000, 7) }));
    const { code, cached } = await open(page, ['soup']);
    expect(code).toBe('corrupt');
    expect(cached).toEqual([]);
    await page.unroute(ONNX);
    expect((await open(page, ['soup'])).message).toBeUndefined();
  });

  test('a file that went bad in the cache is dropped', async ({ page }) => {
    expect((await open(page, ['soup'])).message).toBeUndefined();
    await page.evaluate(async () => {
      const cache = await caches.open('attune-models');
      const key = (await cache.keys()).find(({ url }) => url.endsWith('.onnx'))!;
      await cache.put(key, new Response(new Uint8Array(1000)));
    });
    expect((await open(page, ['soup'])).code).toBe('corrupt');
    const again = await open(page, ['soup']);
    expect(again.message).toBeUndefined();
  });

  test('a missing file, a missing model and a broken network are told apart', async ({ page, context }) => {
    await page.route(ONNX, (route) => route.fulfill({ status: 404 }));
    expect((await open(page, ['soup'])).code).toBe('not-found');
    await page.unroute(ONNX);
    const assets = new URL('/nothing/', page.url()).href;
    expect((await open(page, ['soup'], { assets })).code).toBe('not-found');
    await page.route('https://huggingface.co/**', (route) => route.fulfill({ status: 401 }));
    expect((await open(page, ['soup'], { assets, model: FULL })).code).toBe('not-found');
    await page.unroute('https://huggingface.co/**');
    await context.setOffline(true);
    expect((await open(page, ['soup'])).code).toBe('offline');
  });

  test('a runtime that is missing is told, and found after a reload', async ({ page }) => {
    await page.route('**/ort/*.mjs*', (route) => route.abort());
    const { code, message, cached } = await open(page, ['soup']);
    expect(code).toBe('offline');
    expect(message).toContain('ort-wasm-simd-threaded.mjs');
    // Nothing passes for whole that was not proved; what came of the model waits in parts.
    expect(cached!.filter((path) => !isPart(path))).toEqual([]);
    await page.unroute('**/ort/*.mjs*');
    await page.route('**/ort/*.wasm*', (route) => route.fulfill({ status: 404 }));
    expect((await open(page, ['soup'])).code).toBe('not-found');
    await page.unroute('**/ort/*.wasm*');
    await page.reload();
    const found = await open(page, ['soup']);
    expect(found.message).toBeUndefined();
    expect(found.cached!.filter(isPart)).toEqual([]);
  });

  test('a full disk and a forbidden cache cost a download, not the encoder', async ({ page }) => {
    await page.evaluate(() => {
      const put = Cache.prototype.put;
      Cache.prototype.put = async function (this: Cache, key: RequestInfo | URL, response: Response) {
        if (String(key).endsWith('.onnx')) throw new DOMException('full', 'QuotaExceededError');
        return put.call(this, key, response);
      };
    });
    const full = await open(page, ['soup']);
    expect(full.message).toBeUndefined();
    expect(full.cached).toEqual(['/models/attune/minilm-zh-en/backend.json']);
    await page.evaluate(() => {
      let asked = 0;
      const open = caches.open.bind(caches);
      caches.open = async (name) => {
        if (asked++ === 0) throw new DOMException('refused', 'SecurityError');
        return open(name);
      };
    });
    expect((await open(page, ['soup'])).message).toBeUndefined();
  });

  test('a server that fails twice is asked a third time', async ({ page }) => {
    let asked = 0;
    await page.route(ONNX, (route) => (++asked < 3 ? route.fulfill({ status: 503 }) : route.continue()));
    expect((await open(page, ['soup'])).message).toBeUndefined();
    expect(asked).toBe(3);
  });

  test('a model of another dimension is refused before its download', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const { code, message } = await open(page, ['soup'], { dimension: 256 });
    expect(code).toBe('wrong-dimension');
    expect(message).toContain('expected vectors of 256 numbers, got 384');
    expect(asked.some((url) => url.endsWith('.onnx'))).toBe(false);
  });

  test('runs in a module worker', async ({ page }) => {
    const answer = await page.evaluate(async () => {
      const worker = new Worker('/e2e/rooms/encoder-worker.ts', { type: 'module' });
      const result = await new Promise<import('./encoder-worker.ts').WorkerAnswer>((resolve, reject) => {
        worker.addEventListener('message', ({ data }) => resolve(data));
        worker.addEventListener('error', ({ message }) => reject(new Error(message)));
        worker.postMessage(['A cat sleeps on the sofa.', '']);
      });
      worker.terminate();
      return { ...result, vectors: result.vectors && [...result.vectors] };
    });
    expect(answer.message).toBeUndefined();
    expect(answer).toMatchObject({ backend: 'wasm', spaces: ['all-MiniLM-L6-v2'] });
    const inPage = await open(page, ['A cat sleeps on the sofa.', '']);
    expect(answer.vectors).toEqual(inPage.vectors);
    expect(answer.vectors!.slice(384).every((value) => value === 0)).toBe(true);
  });
});

test.describe('on WebGPU', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/e2e/rooms/blank.html');
  });

  test('gives the vectors of WebAssembly, where it is forced', async ({ page }) => {
    test.skip(!HERE, 'not run: there is no ../shared/models beside this checkout');
    const texts = TEXTS.slice(0, 4);
    const gpu = await open(page, texts, { model: FULL, device: 'webgpu' });
    expect(gpu.message).toBeUndefined();
    expect(gpu).toMatchObject({ backend: 'webgpu', choice: { reason: 'forced' } });
    const wasm = await open(page, texts, { model: FULL });
    expect(wasm).toMatchObject({ backend: 'wasm', choice: { reason: 'only', rejected: [] } });
    expect(Math.min(...cosines(gpu.vectors!, wasm.vectors!))).toBeGreaterThanOrEqual(0.98);
  });

  test('is refused for a model whose operators it lacks, before its runtime is fetched', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const { code, message } = await open(page, ['soup'], { device: 'webgpu' });
    expect(code).toBe('unsupported');
    expect(message).toContain('expected device wasm here, got webgpu');
    expect(asked.some((url) => url.includes('/ort/'))).toBe(false);
  });

  test('that computes nonsense is rejected, WebAssembly is used, and it is told', async ({ page }) => {
    test.skip(!HERE, 'not run: there is no ../shared/models beside this checkout');
    // The work never reaches the GPU: its results are whatever the buffers held.
    await page.evaluate(() => {
      GPUQueue.prototype.submit = () => undefined;
    });
    const { backend, choice, message, vectors } = await open(page, ['A cat sleeps on the sofa.', 'A kitten naps on the couch.'], { model: FULL, adapter: 'a card with a bad driver' });
    expect(message).toBeUndefined();
    expect(backend).toBe('wasm');
    expect(choice).toMatchObject({ reason: 'only', rejected: [{ backend: 'webgpu', code: 'wrong-answer' }] });
    expect(cosines(vectors!.slice(0, 384), vectors!.slice(384))[0]).toBeGreaterThan(0.6);
  });

  test('is measured beside WebAssembly, and what was found is remembered', async ({ page }) => {
    test.skip(!HERE, 'not run: there is no ../shared/models beside this checkout');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const first = await open(page, ['soup'], { model: FULL, adapter: 'swiftshader' });
    expect(first).toMatchObject({ backend: 'wasm', choice: { reason: 'measured', rejected: [] } });
    expect(first.choice!.textsPerSecond.wasm).toBeGreaterThan(first.choice!.textsPerSecond.webgpu!);
    await page.reload();
    asked.length = 0;
    const second = await open(page, ['soup'], { model: FULL, adapter: 'swiftshader' });
    expect(second.choice).toEqual(first.choice);
    expect(second.vectors).toEqual(first.vectors);
    expect(asked.filter((path) => path.includes('jspi.mjs') || path.endsWith('.wasm'))).toEqual([]);
  });
});

test.describe(HERE ? 'the full model' : 'the full model (not run: ../shared/models is absent)', () => {
  test.skip(!HERE, 'not run: there is no ../shared/models beside this checkout');
  test('is read one text at a time and agrees with Node', async ({ page }) => {
    await page.goto('/e2e/rooms/blank.html');
    const { vectors, batchSize, message } = await open(page, TEXTS, { model: FULL });
    expect(message).toBeUndefined();
    expect(batchSize).toBe(1);
    const node = await openEncoder({ base: '../shared/models', model: FULL });
    const { matrix } = await node.encode(TEXTS);
    await node.close();
    const same = cosines(vectors!, matrix.data);
    expect(same.reduce((sum, cosine) => sum + cosine, 0) / same.length).toBeGreaterThanOrEqual(0.998);
    expect(Math.min(...same)).toBeGreaterThanOrEqual(0.99);
  });
});

test('lexical vectors are those of Node', async ({ page }) => {
  await page.goto('/e2e/rooms/blank.html');
  const inPage = await page.evaluate(async (texts) => {
    const path = '/src/encoder/hashed-lexicon.ts';
    const { buildLexicon } = (await import(path)) as typeof import('../../src/encoder/hashed-lexicon.ts');
    const lexicon = buildLexicon(texts, 384);
    return { space: lexicon.space, vectors: texts.map((text) => [...lexicon.vector(text)]) };
  }, [...TEXTS]);
  const lexicon = buildLexicon(TEXTS, 384);
  expect(inPage.space).toBe(lexicon.space);
  expect(inPage.vectors).toEqual(TEXTS.map((text) => [...lexicon.vector(text)]));
});

test('a browser without WebAssembly is told so', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  await page.goto('/e2e/rooms/blank.html');
  expect((await open(page, ['soup'])).code).toBe('unsupported');
});
