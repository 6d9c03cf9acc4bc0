import { expect, test, type Page } from '@playwright/test';
import type { CasesReport } from './kernels-cases.ts';

const MODULES = {
  cases: '/e2e/rooms/kernels-cases.ts',
  worker: '/e2e/rooms/kernels-worker.ts',
  gpu: '/src/kernels/gpu/gpu-kernels.ts',
  choose: '/src/kernels/choose-kernels.ts',
  inputs: '/src/kernels/make-case.ts',
};

test.beforeEach(async ({ page }) => {
  await page.goto('/e2e/rooms/blank.html');
});

function expectAgreement(report: CasesReport): void {
  expect(report.faults).toEqual([]);
  expect(report.cases).toBeGreaterThan(40);
  expect(report.dispatches).toBeGreaterThan(report.cases);
  expect(report.adapter).toBeTruthy();
}

test('there is a WebGPU adapter: without one no shader would run here', async ({ page }) => {
  expect(await page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()))).toBe(true);
});

// Each way of computing attention in another place; a software GPU takes a minute for it, and longer beside another test.
test.describe('every case', () => {
  test.describe.configure({ timeout: 300_000 });

  test('GPU and plain kernels agree on every case and 200 generated ones: tiled, in the page', async ({ page }) => {
    expectAgreement(await page.evaluate(async ({ cases }) => (await import(cases)).runCases({ product: 'tiled' }, 200), MODULES));
  });

  test('GPU and plain kernels agree on every case and 200 generated ones: registers and subgroups, in a worker', async ({ page }) => {
    expectAgreement(await page.evaluate(({ worker }) => new Promise<CasesReport>((resolve, reject) => {
      const running = new Worker(worker, { type: 'module' });
      running.addEventListener('message', ({ data }) => resolve(data));
      running.addEventListener('error', ({ message }) => reject(new Error(message)));
      running.postMessage({ product: 'registers', subgroups: true });
    }), MODULES));
  });

  test('GPU and plain kernels agree on every case and 200 generated ones: packed, in many shards and grids of two dimensions', async ({ page }) => {
    expectAgreement(await page.evaluate(async ({ cases }) => (await import(cases)).runCases({ product: 'packed', shardBytes: 65_536, groupsPerDimension: 8 }, 200), MODULES));
  });

  test('GPU and plain kernels agree on every case and 200 generated ones: half, in the page', async ({ page }) => {
    expectAgreement(await page.evaluate(async ({ cases }) => (await import(cases)).runCases({ product: 'half' }, 200), MODULES));
  });
});

test('on the GPU, scores that go on from state to state are those of a history computed anew', async ({ page }) => {
  const { faults, requests } = await page.evaluate(async ({ cases }) => (await import(cases)).runEdits({}, 6, 40) as Promise<{ faults: string[]; requests: number }>, MODULES);
  expect(faults).toEqual([]);
  expect(requests).toBe(240);
});

test('two stages on the GPU find what all rows have, with the same scores', async ({ page }) => {
  const { missed, error, ran } = await page.evaluate(async ({ gpu, inputs, stages }) => {
    const { openGpuKernels } = (await import(gpu)) as typeof import('../../src/kernels/gpu/gpu-kernels.ts');
    const { makeInput } = (await import(inputs)) as typeof import('../../src/kernels/make-case.ts');
    const { TwoStageCatalog } = (await import(stages)) as typeof import('../../src/kernels/two-stage/two-stage-catalog.ts');
    const { catalog, request } = makeInput(6000, 128, 32, [{}, { readout: 'mean', blendWeight: -0.3 }]);
    const kernels = await openGpuKernels({ allowFallback: true });
    const resident = await kernels.load(catalog);
    const twoStage = new TwoStageCatalog(kernels, resident, catalog, 'coarse', { survivors: 300, idleMs: 1e9 });
    const asked = { ...request, sample: request.sample.slice(0, 500), k: 50 };
    const [all, some] = [await resident.rank(asked), await twoStage.rank(asked)];
    const scores = new Map(Array.from(all.rows, (row, place) => [row, all.scores[place]]));
    const known = Array.from(some.rows, (row, place) => Math.abs((scores.get(row) ?? NaN) - some.scores[place])).filter((difference) => !Number.isNaN(difference));
    const { ran } = twoStage.figures;
    twoStage.release();
    kernels.close();
    return { missed: all.rows.length - known.length, error: Math.max(...known), ran };
  }, { ...MODULES, stages: '/src/kernels/two-stage/two-stage-catalog.ts' });
  expect(ran).toBe('coarse');
  expect(missed).toBe(0);
  expect(error).toBeLessThan(1e-4);
});

test('SIMD and plain kernels agree on every case, in the page', async ({ page }) => {
  const { faults, cases, dispatches } = await page.evaluate(async ({ cases }) => (await import(cases)).runSimdCases() as Promise<CasesReport>, MODULES);
  expect(faults).toEqual([]);
  expect(cases).toBeGreaterThan(40);
  expect(dispatches).toBe(0);
});

test('SIMD kernels in three shards, two of them in workers, agree on every case', async ({ page }) => {
  const { faults, cases } = await page.evaluate(async ({ cases }) => (await import(cases)).runSimdCases(3) as Promise<CasesReport>, MODULES);
  expect(faults).toEqual([]);
  expect(cases).toBeGreaterThan(40);
});

test('relaxed SIMD gives the same numbers to the bit, and is not trusted where it does not', async ({ page }) => {
  const { faults, cases } = await page.evaluate(async ({ cases }) => (await import(cases)).runRelaxedCases() as Promise<{ faults: string[]; cases: number }>, MODULES);
  expect(faults).toEqual([]);
  expect(cases).toBeGreaterThan(240);
  expect(await page.evaluate(async ({ cases }) => (await import(cases)).distrustsRelaxed() as Promise<boolean>, MODULES)).toBe(true);
});

test('shards: no worker without gain, none that fails; one that ends midway costs nothing but time; forgotten in all, given up in all', async ({ page }) => {
  const seen = await page.evaluate(async ({ inputs }) => {
    const [{ ShardedReader }, { compileSimd }] = await Promise.all([import('/src/kernels/simd/sharded-reader.ts' as string), import('/src/kernels/simd/compile-simd.ts' as string)]);
    const { catalog, request } = (await import(inputs)).makeInput(5000, 60, 128);
    const workers: Worker[] = [];
    const started = (url: string) => () => {
      const worker = new Worker(url, { type: 'module' });
      workers.push(worker);
      return worker;
    };
    const script = '/src/kernels/simd/shard-worker.ts';
    const module = await compileSimd();
    const open = (options: object) => ShardedReader.open(catalog, module, { count: 3, startWorker: started(script), ...options });
    const alone = await (await open({ count: 1 })).read(request);
    const same = (readouts: Float32Array[]) => readouts.every((head, n) => head.join() === alone[n].join());
    const useless = await open({ leastGain: 100 });
    const missing = await open({ startWorker: started('/nowhere.js') });
    const answers = { useless: [useless.shards, same(await useless.read(request))], missing: [missing.shards, same(await missing.read(request))] };
    workers.length = 0;
    const reader = await open({ leastGain: 0 });
    const before = [reader.shards, same(await reader.read(request))];
    reader.forget();
    const abort = new AbortController();
    const given = reader.read(request, abort.signal).then(() => 'done', (error: Error) => error.name);
    abort.abort();
    const again = [await given, same(await reader.read(request))];
    workers[0].dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    const after = [same(await reader.read(request)), reader.shards];
    return { ...answers, before, again, after };
  }, MODULES);
  expect(seen).toEqual({ useless: [1, true], missing: [1, true], before: [3, true], again: ['AbortError', true], after: [true, 1] });
});

test('the device keeps to WebGPU\'s default limits, and asks for subgroups alone, where there are any', async ({ page }) => {
  const asked = await page.evaluate(async ({ gpu }) => {
    const request = GPUAdapter.prototype.requestDevice;
    const seen: { descriptor?: GPUDeviceDescriptor; workgroupBytes?: number } = {};
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      const device = await request.call(this, descriptor);
      seen.descriptor = descriptor;
      seen.workgroupBytes = device.limits.maxComputeWorkgroupStorageSize;
      return device;
    };
    (await (await import(gpu)).openGpuKernels({ allowFallback: true })).close();
    return { limits: seen.descriptor?.requiredLimits ?? null, features: [...(seen.descriptor?.requiredFeatures ?? ['none asked'])], workgroupBytes: seen.workgroupBytes };
  }, MODULES);
  expect(asked).toMatchObject({ limits: null, workgroupBytes: 16_384 });
  expect(['subgroups']).toEqual(expect.arrayContaining(asked.features));
});

test('calls at once do not disturb each other, and one given up rejects with AbortError', async ({ page }) => {
  const seen = await page.evaluate(async ({ gpu, inputs }) => {
    const { makeInput } = await import(inputs);
    const kernels = await (await import(gpu)).openGpuKernels({ allowFallback: true });
    const { catalog, request } = makeInput(900, 30, 64);
    const resident = await kernels.load(catalog);
    const others = [1, 2, 3].map((seed) => ({ ...request, k: 5 * seed, history: makeInput(1, 30, 64, [{}], seed).request.history }));
    const alone: string[] = [];
    for (const other of others) alone.push((await resident.rank(other)).rows.join());
    const together = await Promise.all(others.map(async (other) => (await resident.rank(other)).rows.join()));
    const abort = new AbortController();
    const given = resident.rank(request, abort.signal).then(() => 'done', (error: Error) => error.name);
    abort.abort();
    const answer = { alone, together, given: await given, after: (await resident.rank(others[0])).rows.join() };
    resident.release();
    const released = await resident.rank(request).catch((error: Error) => error.message);
    kernels.close();
    const closed = await kernels.load(catalog).catch((error: Error) => error.name);
    return { ...answer, released, closed };
  }, MODULES);
  expect(seen.together).toEqual(seen.alone);
  expect(new Set(seen.alone).size).toBe(3);
  expect(seen.given).toBe('AbortError');
  expect(seen.after).toBe(seen.alone[0]);
  expect(seen.released).toContain('a released one');
  expect(seen.closed).toBe('DeviceLostError');
});

test('a submission that does not validate is a KernelError with the driver\'s message', async ({ page }) => {
  const error = await page.evaluate(async ({ gpu, inputs }) => {
    const { makeInput } = await import(inputs);
    const kernels = await (await import(gpu)).openGpuKernels({ allowFallback: true });
    const { catalog, request } = makeInput(100, 5, 32);
    const resident = await kernels.load(catalog);
    await resident.rank(request);
    const create = GPUDevice.prototype.createBindGroup;
    GPUDevice.prototype.createBindGroup = function (descriptor) {
      return create.call(this, { ...descriptor, entries: [...descriptor.entries].slice(1) });
    };
    const refused = await resident.rank(request).catch(({ name, message }: Error) => ({ name, message }));
    GPUDevice.prototype.createBindGroup = create;
    const { rows } = await resident.rank(request);
    kernels.close();
    return { ...refused, recovered: rows.length };
  }, MODULES);
  expect(error).toMatchObject({ name: 'KernelError', recovered: 10 });
  expect(error.message).toMatch(/^GPU: expected a valid submission, got .*(entr|bind)/is);
});

async function choose(page: Page, choice: string) {
  return page.evaluate(async ({ modules, choice }) => {
    const { kernels, reason, detail } = await (await import(modules.choose)).chooseKernels(choice, { rows: 1000, dimension: 64 });
    const { name, fallback, dispatches, adapter } = kernels;
    kernels.close();
    return { name, reason, fallback, ran: dispatches > 0, hasAdapter: adapter !== null, detail: detail ?? null };
  }, { modules: MODULES, choice });
}

test('each choice of kernels says what runs and why', async ({ page }) => {
  expect(await choose(page, 'gpu')).toMatchObject({ name: 'gpu', reason: 'forced', ran: true, hasAdapter: true });
  expect(await choose(page, 'plain')).toEqual({ name: 'plain', reason: 'forced', fallback: false, ran: false, hasAdapter: false, detail: null });
  expect(await choose(page, 'simd')).toEqual({ name: 'simd', reason: 'forced', fallback: false, ran: false, hasAdapter: false, detail: null });
  const software = await page.evaluate(async () => (await navigator.gpu.requestAdapter())!.info.isFallbackAdapter);
  expect(await choose(page, 'auto')).toMatchObject(software ? { name: 'simd', reason: 'software-adapter' } : { name: expect.stringMatching(/gpu|simd/), reason: expect.stringMatching(/gpu-faster|cpu-faster/) });
});

test('where the browser does not say that an adapter is software, the measurement does; it is kept, and good for that browser alone', async ({ page }) => {
  test.setTimeout(300_000);
  const seen = await page.evaluate(async ({ choose }) => {
    Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false });
    const { chooseKernels } = (await import(choose)) as typeof import('../../src/kernels/choose-kernels.ts');
    // Measured in another browser, and so good for nothing here.
    let kept: import('../../src/kernels/kernel-memory.ts').RememberedSpeeds | undefined = { key: 'another browser', way: { product: 'tiled', subgroups: false }, gpu: { overheadMs: 1, productsPerMs: 1e9 }, cpu: { overheadMs: 1, productsPerMs: 1 }, rates: {} };
    let times = 0;
    const memory = { recall: async () => kept, remember: async (speeds: NonNullable<typeof kept>) => { kept = speeds; times++; } };
    const ask = async (rows: number) => {
      const { kernels, reason, figures } = await chooseKernels('auto', { rows, dimension: 64, memory });
      kernels.close();
      return { name: kernels.name, reason, figures };
    };
    const first = await ask(100_000);
    const again = await ask(100_000);
    // As a fast GPU would have measured.
    kept = { ...kept!, gpu: { overheadMs: 2, productsPerMs: 1e9 }, cpu: { overheadMs: 0.1, productsPerMs: 25e6 } };
    const [large, small] = [await ask(100_000), await ask(1000)];
    return { first, again, large, small, times };
  }, MODULES);
  expect(seen.first).toMatchObject({ name: 'simd', reason: 'cpu-faster' });
  expect(seen.first.figures!.listMs.gpu).toBeGreaterThan(seen.first.figures!.listMs.cpu);
  expect(Object.keys(seen.first.figures!.rates).sort()).toEqual(['half', 'packed', 'registers', 'subgroups', 'tiled']);
  expect(seen.again.figures).toEqual(seen.first.figures);
  expect(seen.large).toMatchObject({ name: 'gpu', reason: 'gpu-faster' });
  expect(seen.small).toMatchObject({ name: 'simd', reason: 'cpu-faster' });
  expect(seen.times).toBe(1);
});

test('work beyond what a slow GPU does between two frames goes in several submissions, with the same scores', async ({ page }) => {
  const seen = await page.evaluate(async ({ gpu, inputs }) => {
    let submissions = 0;
    const submit = GPUQueue.prototype.submit;
    GPUQueue.prototype.submit = function (buffers) {
      submissions++;
      return submit.call(this, buffers);
    };
    const { catalog, request } = (await import(inputs)).makeInput(3000, 100, 256);
    const kernels = await (await import(gpu)).openGpuKernels({ allowFallback: true });
    const resident = await kernels.load(catalog);
    const timed = async () => {
      resident.forget();
      submissions = 0;
      const scores = await resident.scores(request);
      return { submissions, scores: [...scores] };
    };
    const [first, paced] = [await timed(), await timed()];
    kernels.close();
    return { first: first.submissions, paced: paced.submissions, same: first.scores.join() === paced.scores.join() };
  }, MODULES);
  // The software adapter is slower by far than the slow GPU that is taken for granted at first.
  expect(seen.first).toBe(1);
  expect(seen.paced).toBeGreaterThan(3);
  expect(seen.same).toBe(true);
});

test('no WebGPU, no adapter, a refused or silent device and a GPU that computes wrongly each give SIMD kernels and their reason', async ({ page }) => {
  await page.evaluate(() => {
    GPUAdapter.prototype.requestDevice = () => Promise.reject(new DOMException('not today', 'OperationError'));
  });
  expect(await choose(page, 'gpu')).toMatchObject({ name: 'simd', reason: 'device-refused', detail: expect.stringContaining('not today') });
  await page.evaluate(() => {
    GPUAdapter.prototype.requestDevice = () => new Promise(() => undefined);
  });
  expect(await choose(page, 'gpu')).toMatchObject({ name: 'simd', reason: 'device-refused', detail: expect.stringContaining('got no answer') });
  await page.evaluate(() => {
    GPU.prototype.requestAdapter = () => Promise.resolve(null);
  });
  expect(await choose(page, 'gpu')).toMatchObject({ name: 'simd', reason: 'no-adapter' });
  await page.evaluate(() => Object.defineProperty(navigator, 'gpu', { value: undefined }));
  expect(await choose(page, 'gpu')).toMatchObject({ name: 'simd', reason: 'no-webgpu' });

  await page.goto('/e2e/rooms/blank.html');
  await page.evaluate(() => {
    const create = GPUDevice.prototype.createShaderModule;
    GPUDevice.prototype.createShaderModule = function (descriptor) {
      return create.call(this, { ...descriptor, code: descriptor.code.replace('request.temperature[0] *', '1.001 * request.temperature[0] *') });
    };
  });
  expect(await choose(page, 'gpu')).toMatchObject({ name: 'simd', reason: 'self-test-failed', detail: expect.stringContaining('expected the scores of the plain kernels') });
});

test('a lost device rejects with DeviceLostError, and kernels chosen anew give the same list', async ({ playwright, launchOptions, baseURL }) => {
  // A browser of its own: Chromium gives a new adapter after the first crash of its GPU process, not after the second.
  const browser = await playwright.chromium.launch(launchOptions);
  try {
    const page = await browser.newPage();
    await page.goto(`${baseURL}e2e/rooms/blank.html`);
    const before = await page.evaluate(async ({ choose, inputs }) => {
      const { chooseKernels } = await import(choose);
      const input = (await import(inputs)).makeInput(400, 20, 64);
      const { kernels } = await chooseKernels('gpu', { rows: 400, dimension: 64 });
      const resident = await kernels.load(input.catalog);
      const list = (await resident.rank(input.request)).rows.join();
      const long = (await import(inputs)).makeInput(20_000, 300, 256);
      const loaded = await kernels.load(long.catalog);
      const underWay = loaded.rank(long.request).then(() => 'done', (error: Error) => error.name);
      Object.assign(globalThis, { held: { kernels, resident, input, chooseKernels, underWay } });
      return { list, name: kernels.name };
    }, MODULES);
    expect(before.name).toBe('gpu');

    const session = await browser.newBrowserCDPSession();
    await session.send('Browser.crashGpuProcess').catch(() => undefined);
    const after = await page.evaluate(async () => {
      const { held } = globalThis as unknown as { held: { kernels: import('../../src/kernels/kernels.ts').Kernels; resident: import('../../src/kernels/kernels.ts').ResidentCatalog; input: import('../../src/kernels/make-case.ts').KernelInput; chooseKernels: typeof import('../../src/kernels/choose-kernels.ts').chooseKernels; underWay: Promise<string> } };
      const reason = await held.kernels.lost;
      const refused = await held.resident.rank(held.input.request).catch((error: Error) => error.name);
      const { kernels } = await held.chooseKernels('gpu', { rows: 400, dimension: 64 });
      const resident = await kernels.load(held.input.catalog);
      return { reason, refused, underWay: await held.underWay, name: kernels.name, list: (await resident.rank(held.input.request)).rows.join() };
    });
    expect(after.reason).toBeTruthy();
    expect(after.underWay).toBe('DeviceLostError');
    expect(after.refused).toBe('DeviceLostError');
    expect(after.name).toBe('gpu');
    expect(after.list).toBe(before.list);
  } finally {
    await browser.close();
  }
});
