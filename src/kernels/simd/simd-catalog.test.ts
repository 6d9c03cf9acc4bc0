import { describe, expect, it } from 'vitest';
import { pickRows } from '../../domain/matrix.ts';
import type { RankRequest } from '../kernels.ts';
import { makeInput } from '../make-case.ts';
import { editedCatalog as catalog, editedRequests, type PastEvent, requestAt } from '../make-edits.ts';
import { openPlainKernels } from '../plain-kernels.ts';
import { openSimdKernels } from './simd-kernels.ts';

const kernels = await openSimdKernels();

describe('what was computed of the history before', () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))('gives the scores of a history computed anew, over the edits of seed %i', async (seed) => {
    const [resident, plain] = [await kernels.load(catalog), await openPlainKernels().load(catalog)];
    for (const now of editedRequests(seed, 60)) {
      const [got, expected] = [await resident.scores(now), await plain.scores(now)];
      expect(Math.max(...expected.map((score, row) => Math.abs(got[row] - score)))).toBeLessThanOrEqual(1e-5);
    }
  });

  it('stays exact over 3,000 events', async () => {
    const [resident, plain] = [await kernels.load(catalog), await openPlainKernels().load(catalog)];
    const events: PastEvent[] = [];
    let worst = 0;
    for (let n = 0; n < 3000; n++) {
      events.push({ row: (n * 17) % 40, day: n, strength: -(n % 3), disliked: n % 9 === 0 });
      const now = requestAt(events.slice(-150), n);
      const got = await resident.scores(now);
      if (n % 100 !== 99) continue;
      const expected = await plain.scores(now);
      worst = Math.max(worst, ...expected.map((score, row) => Math.abs(got[row] - score)));
    }
    expect(worst).toBeLessThanOrEqual(3e-6);
  });

  it('is not taken for whole after a request that was given up midway', async () => {
    const big = makeInput(1000, 200, 384);
    const many = pickRows(big.catalog, Array.from({ length: 60_000 }, (_, row) => row % 1000));
    const [resident, fresh] = [await kernels.load(many), await kernels.load(many)];
    const first = (count: number): RankRequest => ({ ...big.request, history: pickRows(big.request.history, Array.from({ length: count }, (_, row) => row)), heads: big.request.heads.map((head) => ({ ...head, bias: head.bias.slice(0, count) })) });
    await resident.scores(first(10));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1);
    await expect(resident.scores(first(200), controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(await resident.scores(first(200))).toEqual(await fresh.scores(first(200)));
  });

  it('is shared by requests that overlap', async () => {
    const [resident, plain] = [await kernels.load(catalog), await openPlainKernels().load(catalog)];
    const requests = [3, 10, 2, 30, 11].map((count) => requestAt(Array.from({ length: count }, (_, row) => ({ row, day: 0, strength: 0, disliked: false })), 0));
    const got = await Promise.all(requests.map((each) => resident.scores(each)));
    for (const [n, each] of requests.entries()) {
      const expected = await plain.scores(each);
      for (const [row, score] of expected.entries()) expect(Math.abs(got[n][row] - score)).toBeLessThanOrEqual(1e-5);
    }
  });

  it('leaves nothing in the memory once it is forgotten', async () => {
    const memories: WebAssembly.Memory[] = [];
    const Real = WebAssembly.Memory;
    WebAssembly.Memory = class extends Real {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        super(descriptor);
        memories.push(this);
      }
    };
    const resident = await kernels.load(catalog);
    WebAssembly.Memory = Real;
    const [memory] = memories;
    /** The first event's first 16 numbers, widened, stand somewhere. */
    const holdsEvent = () => Buffer.from(memory.buffer).includes(Buffer.from(Int16Array.from(now.history.blocks.subarray(0, 16)).buffer));
    const now = requestAt([{ row: 0, day: 0, strength: 0, disliked: false }], 0);
    const before = await resident.scores(now);
    expect(holdsEvent()).toBe(true);
    resident.forget();
    expect(await resident.scores({ ...now, heads: [] })).toEqual(new Float32Array(catalog.rows));
    expect(holdsEvent()).toBe(false);
    expect(await resident.scores(now)).toEqual(before);
  });
});
