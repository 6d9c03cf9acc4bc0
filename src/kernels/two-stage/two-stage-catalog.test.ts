import { describe, expect, it } from 'vitest';
import { appendRows, matrixOf, pickRows, quantise, type QuantisedMatrix } from '../../domain/matrix.ts';
import { seededRandom } from '../../domain/seeded-random.ts';
import { MASKED, type RankRequest, type ResidentCatalog } from '../kernels.ts';
import { openSimdKernels } from '../simd/simd-kernels.ts';
import { TwoStageCatalog, type TwoStageOptions } from './two-stage-catalog.ts';

const ROWS = 12_000, EVENTS = 256, DIMENSION = 64, SURVIVORS = 600;

/** Unit rows around 120 topics; those of a history around six of them. */
function rowsAround(rows: number, topics: number, seed: number): QuantisedMatrix {
  const random = seededRandom(seed);
  const normal = () => random() + random() + random() - 1.5;
  const centres = Array.from({ length: topics }, (_, topic) => {
    const own = seededRandom(100 + topic);
    return Array.from({ length: DIMENSION }, () => own() + own() + own() - 1.5);
  });
  const data = new Float32Array(rows * DIMENSION);
  for (let row = 0; row < rows; row++) {
    const centre = centres[Math.floor(random() * topics)];
    const vector = centre.map((x) => x + 1.2 * normal());
    data.set(vector.map((x) => x / Math.hypot(...vector)), row * DIMENSION);
  }
  return quantise(matrixOf(data, DIMENSION, 'case'));
}

const catalog = rowsAround(ROWS, 120, 1);
const history = rowsAround(EVENTS + 40, 6, 2);

function requestOf(events: number, changed: Partial<RankRequest> = {}): RankRequest {
  const bias = Float32Array.from({ length: events }, (_, h) => -0.1 * (events - 1 - h));
  return {
    history: pickRows(history, Uint32Array.from({ length: events }, (_, h) => h)),
    heads: [
      { bias: bias.map((nats, h) => (h % 9 === 0 ? MASKED : nats)), temperature: 0.1, readout: 'lse', blendWeight: 1 },
      { bias: bias.map((nats, h) => (h % 9 === 0 ? nats : MASKED)), temperature: 0.1, readout: 'mean', blendWeight: -0.5 },
    ],
    prior: PRIOR,
    excluded: EXCLUDED,
    sample: Uint32Array.from({ length: 500 }, (_, n) => n * 7),
    k: 100,
    ...changed,
  };
}

const PRIOR = Float32Array.from({ length: ROWS }, (_, row) => (row % 11 === 0 ? 0.3 : 0));
const EXCLUDED = Uint32Array.from({ length: ROWS / 32 }, () => 0x10);

async function opened(scan: 'auto' | 'exact' | 'coarse', options: Partial<TwoStageOptions> = {}) {
  const kernels = await openSimdKernels();
  const exact = await kernels.load(catalog);
  let columns = 0;
  const resident = await kernels.load(catalog);
  const counted: ResidentCatalog = {
    rows: resident.rows,
    dimension: resident.dimension,
    eventsDue: (request) => resident.eventsDue(request),
    rank: (request, signal) => {
      columns += resident.eventsDue(request);
      return resident.rank(request, signal);
    },
    scores: (...given) => resident.scores(...given),
    weigh: (...given) => resident.weigh(...given),
    forget: () => resident.forget(),
    release: () => resident.release(),
  };
  const twoStage = new TwoStageCatalog(kernels, counted, catalog, scan, { survivors: SURVIVORS, idleMs: 0, ...options });
  return { exact, twoStage, columns: () => columns };
}

function share(of: ArrayLike<number>, among: ArrayLike<number>): number {
  const known = new Set(Array.from(among));
  return Array.from(of).filter((row) => known.has(row)).length / of.length;
}

describe('two stages', () => {
  it('finds the best hundred, with the scores that all rows are given', async () => {
    const { exact, twoStage } = await opened('coarse');
    const request = requestOf(EVENTS);
    const [want, got, scores] = [await exact.rank(request), await twoStage.rank(request), await exact.scores({ ...request, k: 0 })];
    expect(share(want.rows, got.rows)).toBeGreaterThanOrEqual(0.99);
    for (const [place, row] of got.rows.entries()) expect(Math.abs(got.scores[place] - scores[row])).toBeLessThan(1e-5);
    expect(got.moments.map(({ mean }) => mean)).toEqual(want.moments.map(({ mean }) => expect.closeTo(mean, 5)));
    expect(Array.from(got.rows).some((row) => row % 32 === 4)).toBe(false);
    expect(twoStage.figures).toMatchObject({ ran: 'coarse', survivors: SURVIVORS });
  });

  it('reads a new event as one column of the first stage', async () => {
    const { exact, twoStage, columns } = await opened('coarse');
    await twoStage.rank(requestOf(EVENTS));
    const before = columns();
    expect(before).toBeLessThanOrEqual(80);
    for (let more = 1; more <= 5; more++) {
      const request = requestOf(EVENTS + more);
      expect(share((await exact.rank(request)).rows, (await twoStage.rank(request)).rows)).toBeGreaterThanOrEqual(0.99);
      expect(columns() - before).toBe(more);
    }
  });

  it('makes centroids anew when many events came, or one went', async () => {
    const { twoStage, columns } = await opened('coarse');
    await twoStage.rank(requestOf(EVENTS));
    const before = columns();
    await twoStage.rank(requestOf(EVENTS + 20));
    expect(columns() - before).toBeGreaterThan(20);
  });

  it('measures recall when nothing else is asked, and tells it', async () => {
    let hear = (): void => undefined;
    const heard = new Promise<void>((resolve) => (hear = resolve));
    const { twoStage, exact } = await opened('coarse', { measured: () => hear() });
    const request = requestOf(EVENTS);
    const got = await twoStage.rank(request);
    await heard;
    const { recall } = twoStage.figures;
    expect(recall).toMatchObject({ at: 100, rows: 4 * SURVIVORS + 4096 });
    const truth = share((await exact.rank(request)).rows, got.rows);
    expect(Math.abs(recall!.value - truth)).toBeLessThanOrEqual(0.03);
  });

  it('leaves more to the second stage where the first misses too much, and in the end all', async () => {
    // So few survivors cannot hold the best hundred.
    const measured: (() => void)[] = [];
    const { twoStage } = await opened('auto', { survivors: 20, longestExactMs: 0, measured: () => measured.shift()?.() });
    const seen: unknown[] = [];
    for (let round = 0; round < 3; round++) {
      const known = new Promise<void>((resolve) => measured.push(resolve));
      await twoStage.rank(requestOf(EVENTS, { k: 5 }));
      const { ran, survivors } = twoStage.figures;
      seen.push([ran, survivors]);
      if (ran === 'coarse') await known;
    }
    expect(seen).toEqual([['coarse', 20], ['coarse', 40], ['exact', undefined]]);
  });

  it.each([
    ['exact', 'a person wants it', requestOf(EVENTS), {}],
    ['auto', 'an exact list is quick', requestOf(EVENTS), { longestExactMs: 1e6 }],
    ['coarse', 'nothing in the history is alike', requestOf(4), {}],
    ['coarse', 'as many results as survivors are asked for', requestOf(EVENTS, { k: SURVIVORS }), {}],
    ['coarse', 'there is nothing to attend to', requestOf(EVENTS, { heads: [] }), {}],
    ['coarse', 'the catalog is not that large', requestOf(EVENTS), { survivors: 6000 }],
  ] as const)('reads all rows (%s) when %s', async (scan, _, request, options) => {
    const { exact, twoStage } = await opened(scan, options);
    const [want, got] = [await exact.rank(request), await twoStage.rank(request)];
    expect(got.rows).toEqual(want.rows);
    expect(got.scores).toEqual(want.scores);
    expect(twoStage.figures.ran).not.toBe('coarse');
  });

  it('goes on exactly where only new events are due, however slow a whole list is', async () => {
    const { exact, twoStage } = await opened('exact');
    await twoStage.rank(requestOf(EVENTS));
    twoStage.scan = 'auto';
    const request = requestOf(EVENTS + 1);
    expect((await twoStage.rank(request)).rows).toEqual((await exact.rank(request)).rows);
    expect(twoStage.figures.ran).toBe('exact');
  });

  it('keeps spaces apart: an event of one is no company for an event of another', async () => {
    const { exact, twoStage } = await opened('coarse');
    const request = requestOf(EVENTS);
    request.history = { ...request.history, spaceOf: request.history.spaceOf.map((_, h) => h % 2) };
    const [want, got] = [await exact.rank(request), await twoStage.rank(request)];
    expect(share(want.rows, got.rows)).toBeGreaterThanOrEqual(0.99);
  });

  it('serves values, sums and equal events', async () => {
    const { exact, twoStage } = await opened('coarse');
    const request = requestOf(EVENTS);
    request.history = appendRows(pickRows(request.history, new Uint32Array(128)), pickRows(request.history, Uint32Array.from({ length: 128 }, (_, h) => h)));
    request.values = pickRows(history, Uint32Array.from({ length: EVENTS }, (_, h) => h));
    const [lse] = request.heads;
    request.heads = [lse, { ...lse, activation: 'sigmoid', readout: 'sum', threshold: 4 }, { ...lse, activation: 'relu', readout: 'sum', threshold: 2, blendWeight: 0.5 }];
    const [want, got] = [await exact.rank(request), await twoStage.rank(request)];
    expect(share(want.rows, got.rows)).toBeGreaterThanOrEqual(0.95);
  });

  it.each(['auto', 'exact', 'coarse'] as const)('reads few rows alone (%s), and goes on from the list before', async (scan) => {
    const { exact, twoStage, columns } = await opened(scan);
    await twoStage.rank(requestOf(EVENTS));
    const before = columns();
    const excluded = new Uint32Array(ROWS / 32).fill(0xffffffff);
    for (const row of [3, 4097, 11_999]) excluded[row >> 5] &= ~(1 << (row & 31));
    const request = requestOf(EVENTS, { excluded });
    const [want, got] = [await exact.rank(request), await twoStage.rank(request)];
    expect(got.rows).toEqual(want.rows);
    for (const [place, score] of want.scores.entries()) expect(got.scores[place]).toBeCloseTo(score, 4);
    expect(columns()).toBe(before);
    await twoStage.rank(requestOf(EVENTS + 1));
    expect(columns() - before).toBe(1);
  });

  it('can be given up in either stage, and serves the next request', async () => {
    const { exact, twoStage } = await opened('coarse');
    const request = requestOf(EVENTS);
    const controller = new AbortController();
    const given = twoStage.rank(request, controller.signal);
    controller.abort();
    await expect(given).rejects.toThrow(/abort/i);
    expect(share((await exact.rank(request)).rows, (await twoStage.rank(request)).rows)).toBeGreaterThanOrEqual(0.99);
  });

  it('measures nothing of a history that was forgotten under its list', async () => {
    let measured = 0;
    const { twoStage } = await opened('coarse', { measured: () => measured++ });
    const list = twoStage.rank(requestOf(EVENTS));
    twoStage.forget();
    await list;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(measured).toBe(0);
  });

  it('forgets centroids and what was measured of them', async () => {
    const { twoStage, columns } = await opened('coarse');
    await twoStage.rank(requestOf(EVENTS));
    const before = columns();
    twoStage.forget();
    await twoStage.rank(requestOf(EVENTS));
    expect(columns() - before).toBeGreaterThan(20);
    twoStage.release();
  });

  it('refuses what the kernels refuse, with their words', async () => {
    const { twoStage } = await opened('coarse');
    await expect(twoStage.rank(requestOf(EVENTS, { prior: new Float32Array(3) }))).rejects.toThrow(/prior: expected length 12000/);
  });
});
