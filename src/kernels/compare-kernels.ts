import type { Kernels, RankRequest, RankResult, WeighResult } from './kernels.ts';
import type { KernelInput } from './make-case.ts';
import { selectTop } from './select-top.ts';

/** Largest difference of a score, a readout, a moment or of weights (total variation) between two implementations; of numbers above 1, their share. */
const TOLERANCE = 1e-5;
/** Rows are compared where the twin's scores are farther apart than two such differences. */
const GAP = 2 * TOLERANCE;

/**
 * Where `tested` disagrees with `twin` on one input, as sentences; none when they agree.
 *
 * Scores, readouts and moments within 1e-5, weights within 1e-5 total variation, rows equal where the twin's scores are
 * more than 2e-5 apart, and the rows of `rank` exactly those that sorting `scores` gives.
 */
export async function compareKernels(twin: Kernels, tested: Kernels, { catalog, request }: KernelInput, signal?: AbortSignal): Promise<string[]> {
  const resident = [await twin.load(catalog, signal), await tested.load(catalog, signal)];
  try {
    const [expected, got] = [await resident[0].scores(request, signal), await resident[1].scores(request, signal)];
    const [wanted, ranked] = [await resident[0].rank(request, signal), await resident[1].rank(request, signal)];
    const rows = Uint32Array.from(new Set([...wanted.rows.subarray(0, 20), ...Array.from({ length: Math.min(3, catalog.rows) }, (_, i) => catalog.rows - 1 - i)]));
    const [weighed, weights] = [await resident[0].weigh(rows, request, signal), await resident[1].weigh(rows, request, signal)];
    return [
      ...differences('score', expected, got),
      ...rankFaults(expected, got, wanted, ranked, request),
      ...weightFaults(weighed, weights, request.history.rows),
    ];
  } finally {
    for (const each of resident) each.release();
  }
}

function rankFaults(expected: Float32Array, scores: Float32Array, wanted: RankResult, got: RankResult, request: RankRequest): string[] {
  const order = selectTop(scores, request.k, request.excluded);
  const faults = [
    ...differences('ranked score', wanted.scores, got.scores),
    ...differences('mean', wanted.moments.map(({ mean }) => mean), got.moments.map(({ mean }) => mean)),
    ...differences('deviation', wanted.moments.map(({ deviation }) => deviation), got.moments.map(({ deviation }) => deviation)),
  ];
  if (order.join() !== got.rows.join()) faults.push(`rows: expected the order of the scores, ${order.join()}, got ${got.rows.join()}`);
  for (const [place, row] of wanted.rows.entries()) {
    const other = got.rows[place];
    if (other === row || Math.abs(expected[other] - expected[row]) <= GAP * Math.max(1, Math.abs(expected[row]))) continue;
    faults.push(`rows: expected ${row} at place ${place}, got ${got.rows[place]}`);
  }
  if (wanted.rows.join() === got.rows.join()) faults.push(...differences('readout', wanted.readouts, got.readouts));
  return faults;
}

function weightFaults(wanted: WeighResult, got: WeighResult, events: number): string[] {
  const faults = differences('similarity', wanted.similarities, got.similarities);
  if (wanted.weights.length !== got.weights.length) return [...faults, `weights: expected ${wanted.weights.length}, got ${got.weights.length}`];
  for (let from = 0; from < wanted.weights.length; from += events) {
    let variation = 0;
    for (let h = from; h < from + events; h++) variation += Math.abs(wanted.weights[h] - got.weights[h]) / 2;
    if (!(variation <= TOLERANCE)) faults.push(`weights of row ${from / events}: expected within ${TOLERANCE}, got ${variation} apart`);
  }
  return faults;
}

function differences(what: string, expected: ArrayLike<number>, got: ArrayLike<number>): string[] {
  if (expected.length !== got.length) return [`${what}: expected ${expected.length} numbers, got ${got.length}`];
  let worst = -1;
  let most = 1;
  for (let i = 0; i < expected.length; i++) {
    if (Number.isNaN(expected[i]) && Number.isNaN(got[i])) continue;
    const difference = Math.abs(expected[i] - got[i]) / (TOLERANCE * Math.max(1, Math.abs(expected[i])));
    if (difference <= most) continue;
    worst = i;
    most = difference;
  }
  return worst < 0 ? [] : [`${what} ${worst}: expected ${expected[worst]} within ${TOLERANCE}, got ${got[worst]}`];
}
