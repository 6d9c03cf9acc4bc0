import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickRows } from '../../domain/matrix.ts';
import { type AttentionHead, MASKED, type RankRequest } from '../kernels.ts';
import { makeInput } from '../make-case.ts';
import { openPlainKernels } from '../plain-kernels.ts';
import { openSimdKernels } from './simd-kernels.ts';

const kernels = await openSimdKernels();
const { catalog, request } = makeInput(150, 40, 48, [{}]);
const all = request.history;

interface PastEvent {
  row: number;
  day: number;
  strength: number;
  disliked: boolean;
}

/** A history with exponential decay by time and by rank, as the ranker makes it. */
function requestOf(events: readonly PastEvent[], day: number): RankRequest {
  const bias = (disliked: boolean) => Float32Array.from(events, (event, place) => (event.disliked === disliked ? event.strength - 0.3 * (events.length - 1 - place) - 0.05 * (day - event.day) : MASKED));
  const heads: AttentionHead[] = [
    { bias: bias(false), temperature: 0.1, readout: 'lse', blendWeight: 1 },
    { bias: bias(true), temperature: 0.1, readout: 'mean', blendWeight: -0.5 },
  ];
  return { ...request, history: pickRows(all, events.map(({ row }) => row)), heads, sample: new Uint32Array(), k: 10 };
}

const edit = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('add' as const), row: fc.nat(39), wait: fc.integer({ min: 0, max: 9 }), strength: fc.double({ min: -2, max: 0, noNaN: true }), disliked: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), at: fc.nat(99) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 200 }) }) },
);

describe('what was computed of the history before', () => {
  it('gives the scores of a history computed anew, over any edits', async () => {
    const plain = await openPlainKernels().load(catalog);
    await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 60 }), async (edits) => {
      const resident = await kernels.load(catalog);
      let events: PastEvent[] = [];
      let day = 0;
      for (const next of edits) {
        if (next.kind === 'add') events = events.concat({ row: next.row, day: (day += next.wait), strength: next.strength, disliked: next.disliked });
        else if (next.kind === 'wait') day += next.days;
        else events = events.filter((_, place) => place !== next.at % Math.max(1, events.length));
        const now = requestOf(events, day);
        const [got, expected] = [await resident.scores(now), await plain.scores(now)];
        for (const [row, score] of expected.entries()) expect(Math.abs(got[row] - score)).toBeLessThanOrEqual(1e-5);
      }
    }), { numRuns: 25 });
  });

  it('stays exact over 3,000 events', async () => {
    const [resident, plain] = [await kernels.load(catalog), await openPlainKernels().load(catalog)];
    const events: PastEvent[] = [];
    let worst = 0;
    for (let n = 0; n < 3000; n++) {
      events.push({ row: (n * 17) % 40, day: n, strength: -(n % 3), disliked: n % 9 === 0 });
      const now = requestOf(events.slice(-150), n);
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
    const requests = [3, 10, 2, 30, 11].map((count) => requestOf(Array.from({ length: count }, (_, row) => ({ row, day: 0, strength: 0, disliked: false })), 0));
    const got = await Promise.all(requests.map((each) => resident.scores(each)));
    for (const [n, each] of requests.entries()) {
      const expected = await plain.scores(each);
      for (const [row, score] of expected.entries()) expect(Math.abs(got[n][row] - score)).toBeLessThanOrEqual(1e-5);
    }
  });

  it('leaves nothing in the memory once it is forgotten', async () => {
    const marked = request.history.blocks;
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
    const holdsEvent = () => Buffer.from(memory.buffer).includes(Buffer.from(Int16Array.from(marked.subarray(0, 16)).buffer));
    const now = requestOf([{ row: 0, day: 0, strength: 0, disliked: false }], 0);
    const before = await resident.scores(now);
    expect(holdsEvent()).toBe(true);
    resident.forget();
    expect(await resident.scores({ ...now, heads: [] })).toEqual(new Float32Array(catalog.rows));
    expect(holdsEvent()).toBe(false);
    expect(await resident.scores(now)).toEqual(before);
  });
});
