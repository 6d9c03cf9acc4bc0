import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickRows } from '../domain/matrix.ts';
import { generatedCase, kernelCases } from './kernel-cases.ts';
import { MASKED, type RankRequest } from './kernels.ts';
import { makeHead, makeInput, type KernelInput } from './make-case.ts';
import { openPlainKernels } from './plain-kernels.ts';
import { referenceScores } from './reference-scores.ts';
import { openSimdKernels } from './simd/simd-kernels.ts';

const EXACT = 1e-6;
const raw = { sample: new Uint32Array() };

function withRequest(input: KernelInput, request: Partial<RankRequest>): KernelInput {
  return { ...input, request: { ...input.request, ...request } };
}

function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, x, i) => Math.max(most, Number.isNaN(x) && Number.isNaN(b[i]) ? 0 : Math.abs(x - b[i])), 0);
}

describe.each([openPlainKernels(), await openSimdKernels()])('$name kernels', (kernels) => {
  async function scoresOf({ catalog, request }: KernelInput): Promise<Float32Array> {
    return (await kernels.load(catalog)).scores(request);
  }

  describe('agree with the f64 oracle', () => {
    it.each([...kernelCases, ...Array.from({ length: 200 }, (_, seed) => generatedCase(seed))])('$name', async ({ make }) => {
      const { catalog, request } = make();
      const oracle = referenceScores(catalog, request);
      const resident = await kernels.load(catalog);
      const scores = await resident.scores(request);
      const result = await resident.rank(request);
      const slack = 2e-6 * Math.max(1, ...oracle.scores.filter((score) => !Number.isNaN(score)).map(Math.abs));
      expect(furthest(scores, oracle.scores)).toBeLessThanOrEqual(slack);
      expect(result.rows.length).toBe(Math.min(request.k, oracle.order.length));
      for (const [place, row] of result.rows.entries()) {
        expect(Math.abs(oracle.scores[row] - oracle.scores[oracle.order[place]])).toBeLessThanOrEqual(2 * slack);
        expect(result.scores[place]).toBe(scores[row]);
        for (const head of request.heads.keys()) {
          const readout = oracle.readouts[head][row];
          expect(Math.abs(result.readouts[place * request.heads.length + head] - readout)).toBeLessThanOrEqual(EXACT * Math.max(1, Math.abs(readout)));
        }
      }
      const picked = Uint32Array.from(result.rows.subarray(0, 9));
      const { similarities, weights } = await resident.weigh(picked, request);
      expect(furthest(similarities, [...picked].flatMap((row) => oracle.similarities[row]))).toBeLessThanOrEqual(EXACT);
      expect(furthest(weights, oracle.weights.flatMap((head) => [...picked].flatMap((row) => head[row])))).toBeLessThanOrEqual(EXACT);
    });
  });

  describe('ties and order', () => {
    it('equal candidates come in the order of their rows', async () => {
      const { catalog, request } = kernelCases.find(({ name }) => name.startsWith('all candidates equal'))!.make();
      const { rows } = await (await kernels.load(catalog)).rank(request);
      expect([...rows]).toEqual(Array.from({ length: request.k }, (_, row) => row));
    });

    it('every result is a prefix of the full sort, and excluded rows never appear', async () => {
      await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 100 }), fc.integer(), async (rows, k, seed) => {
        const input = makeInput(rows, 5, 16, [{}], seed);
        const excluded = Uint32Array.from({ length: Math.ceil(rows / 32) }, (_, word) => Math.imul(seed + word, 0x9e3779b1));
        const scores = await scoresOf(input);
        const { rows: best } = await (await kernels.load(input.catalog)).rank({ ...input.request, excluded, k });
        const all = [...scores.keys()].filter((row) => !((excluded[row >> 5] >>> (row & 31)) & 1)).sort((a, b) => scores[b] - scores[a] || a - b);
        expect([...best]).toEqual(all.slice(0, k));
      }), { numRuns: 40 });
    });
  });

  describe('properties of attention', () => {
    const shapes = fc.record({ rows: fc.integer({ min: 2, max: 30 }), events: fc.integer({ min: 1, max: 20 }), seed: fc.integer() });
    const readout = fc.constantFrom('lse' as const, 'mean' as const);

    it('the order of the history changes nothing', async () => {
      await fc.assert(fc.asyncProperty(shapes, readout, async ({ rows, events, seed }, readout) => {
        const input = withRequest(makeInput(rows, events, 24, [{ readout }], seed), raw);
        const order = Array.from({ length: events }, (_, h) => events - 1 - h);
        const [head] = input.request.heads;
        const turned = withRequest(input, { history: pickRows(input.request.history, order), heads: [{ ...head, bias: Float32Array.from(order, (h) => head.bias[h]) }] });
        expect(furthest(await scoresOf(input), await scoresOf(turned))).toBeLessThanOrEqual(EXACT);
      }), { numRuns: 30 });
    });

    it('permuting the candidates permutes the scores', async () => {
      await fc.assert(fc.asyncProperty(shapes, async ({ rows, events, seed }) => {
        const input = makeInput(rows, events, 24, [{}, { readout: 'mean' }], seed);
        const order = Array.from({ length: rows }, (_, row) => rows - 1 - row);
        const turned = await scoresOf({ ...withRequest(input, raw), catalog: pickRows(input.catalog, order) });
        const scores = await scoresOf(withRequest(input, raw));
        expect([...turned]).toEqual(order.map((row) => scores[row]));
      }), { numRuns: 30 });
    });

    it('weights are not negative and sum to 1, and the mean lies within the similarities', async () => {
      await fc.assert(fc.asyncProperty(shapes, async ({ rows, events, seed }) => {
        const { catalog, request } = withRequest(makeInput(rows, events, 24, [{ readout: 'mean' }], seed), raw);
        const resident = await kernels.load(catalog);
        const picked = Uint32Array.from({ length: rows }, (_, row) => row);
        const { similarities, weights } = await resident.weigh(picked, request);
        const scores = await resident.scores(request);
        for (const row of picked) {
          const own = weights.subarray(row * events, (row + 1) * events);
          const near = similarities.subarray(row * events, (row + 1) * events);
          expect(Math.min(...own)).toBeGreaterThanOrEqual(0);
          expect(own.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
          expect(scores[row]).toBeGreaterThanOrEqual(Math.min(...near) - EXACT);
          expect(scores[row]).toBeLessThanOrEqual(Math.max(...near) + EXACT);
        }
      }), { numRuns: 30 });
    });

    it('a common shift δ of the logits moves log-sum-exp by τ·δ and the mean not at all', async () => {
      await fc.assert(fc.asyncProperty(shapes, readout, fc.float({ min: -20, max: 20, noNaN: true }), async ({ rows, events, seed }, readout, shift) => {
        const input = withRequest(makeInput(rows, events, 24, [{ readout, temperature: 0.2 }], seed), raw);
        const [head] = input.request.heads;
        const shifted = await scoresOf(withRequest(input, { heads: [{ ...head, bias: head.bias.map((nats) => nats + shift) }] }));
        const moved = (await scoresOf(input)).map((score) => score + (readout === 'lse' ? 0.2 * shift : 0));
        expect(furthest(shifted, moved)).toBeLessThanOrEqual(3e-6);
      }), { numRuns: 30 });
    });

    it('an event that happened twice is one with log 2 more bias', async () => {
      await fc.assert(fc.asyncProperty(shapes, readout, async ({ rows, events, seed }, readout) => {
        const input = withRequest(makeInput(rows, events, 24, [{ readout }], seed), raw);
        const [head] = input.request.heads;
        const twice = withRequest(input, { history: pickRows(input.request.history, [...head.bias.keys(), 0]), heads: [{ ...head, bias: Float32Array.of(...head.bias, head.bias[0]) }] });
        const weighted = withRequest(input, { heads: [{ ...head, bias: head.bias.map((nats, h) => (h === 0 ? nats + Math.LN2 : nats)) }] });
        expect(furthest(await scoresOf(twice), await scoresOf(weighted))).toBeLessThanOrEqual(EXACT);
      }), { numRuns: 30 });
    });

    it('a masked event changes no bit', async () => {
      const input = withRequest(makeInput(40, 9, 24, [{}]), raw);
      const bias = Float32Array.of(...input.request.heads[0].bias, MASKED);
      const longer = withRequest(input, { history: pickRows(input.request.history, [...Array(9).keys(), 3]), heads: [makeHead(10, { bias })] });
      expect([...(await scoresOf(longer))]).toEqual([...(await scoresOf(input))]);
    });

    it('a high temperature reads the plain mean, a low one the best match', async () => {
      const flat = [new Float32Array(6)].map((bias) => ({ bias }))[0];
      const input = withRequest(makeInput(30, 6, 24, [{ readout: 'mean', temperature: 1e5 }]), raw);
      const { similarities } = referenceScores(input.catalog, input.request);
      const warm = withRequest(input, { heads: [{ ...input.request.heads[0], ...flat }] });
      const cold = withRequest(input, { heads: [{ ...input.request.heads[0], ...flat, temperature: 1e-5 }] });
      expect(furthest(await scoresOf(warm), similarities.map((s) => s.reduce((a, b) => a + b, 0) / 6))).toBeLessThanOrEqual(2e-5);
      expect(furthest(await scoresOf(cold), similarities.map((s) => Math.max(...s)))).toBeLessThanOrEqual(EXACT);
    });

    it('without history every score is its prior', async () => {
      const { catalog, request } = kernelCases[0].make();
      expect([...(await scoresOf({ catalog, request }))]).toEqual([...request.prior!]);
    });
  });

  describe('giving up and bad requests', () => {
    it('an abort arrives in the middle of long work, and rejects with AbortError', async () => {
      const { catalog, request } = makeInput(6000, kernels.name === 'simd' ? 4000 : 400, 256);
      const resident = await kernels.load(catalog);
      const abort = new AbortController();
      // A timer fires only if the work lets it: without turns the ranking would end first, and resolve.
      setTimeout(() => abort.abort(), 1);
      await expect(resident.rank(request, abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
    });

    it('an abort that came before refuses at once', async () => {
      const { catalog, request } = makeInput(10, 2, 8);
      const resident = await kernels.load(catalog);
      await expect(kernels.load(catalog, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
      await expect(resident.rank(request, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
      await expect(resident.weigh(Uint32Array.of(1), request, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    });

    const { request } = makeInput(10, 3, 8);
    const [head] = request.heads;
    it.each<[string, Partial<RankRequest>, string]>([
      ['another dimension', { history: makeInput(1, 3, 9).request.history }, 'history: expected rows of 8, got 9'],
      ['too many heads', { heads: [head, head, head, head, head] }, 'heads: expected at most 4, got 5'],
      ['a short bias', { heads: [{ ...head, bias: new Float32Array(2) }] }, 'head 0 bias: expected length 3, got 2'],
      ['an infinite bias', { heads: [{ ...head, bias: Float32Array.of(0, -Infinity, 0) }] }, 'head 0: expected a bias from -1e6 to 1e6 nats, got -Infinity for event 1'],
      ['no temperature', { heads: [{ ...head, temperature: 0 }] }, 'head 0: expected a temperature from 1e-6 to 1e6, got 0'],
      ['a blend weight of NaN', { heads: [{ ...head, blendWeight: NaN }] }, 'head 0: expected a finite blend weight, got NaN'],
      ['a short prior', { prior: new Float32Array(9) }, 'rank: prior: expected length 10, got 9'],
      ['a long excluded set', { excluded: new Uint32Array(2) }, 'rank: excluded: expected length 1, got 2'],
      ['a sampled row that is not there', { sample: Uint32Array.of(3, 10) }, 'rank: sample: expected rows below 10, got 10'],
      ['half a result', { k: 1.5 }, 'rank: expected k to be a whole number of at least 0, got 1.5'],
      ['a truncated history', { history: { ...request.history, blocks: request.history.blocks.subarray(1) } }, 'history blocks: expected length 2048, got 2047'],
    ])('%s is named', async (_, change, message) => {
      const resident = await kernels.load(makeInput(10, 3, 8).catalog);
      await expect(resident.rank({ ...request, ...change })).rejects.toThrow(new RangeError(message));
    });

    it('a catalog with a scale that is no number is refused, and so is a released one', async () => {
      const { catalog } = makeInput(10, 3, 8);
      await expect(kernels.load({ ...catalog, scales: catalog.scales.map((scale, row) => (row === 4 ? NaN : scale)) })).rejects.toThrow('catalog: expected a scale from 0 to 1000, got NaN in row 4');
      const resident = await kernels.load(catalog);
      resident.release();
      await expect(resident.rank(request)).rejects.toThrow('expected a loaded catalog, got a released one');
      await expect((await kernels.load(catalog)).weigh(Uint32Array.of(10), request)).rejects.toThrow('weigh: rows: expected rows below 10, got 10');
    });
  });
});
