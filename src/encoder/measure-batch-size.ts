/** A batch keeps a vector when its cosine with the vector of the text alone is at least this. */
export const SAME_VECTOR = 0.9999;
/** Larger batches gain nothing on a CPU and hold more memory. */
const SIZES = [4, 16];
/** Of the lengths that occur: titles, questions, a description. */
const PROBES = [
  'wireless mouse',
  'A field guide to the birds of northern coasts',
  'red shoes size 42',
  'How do lighthouses get their power?',
  'A short history of maps, from clay tablets to satellites, with two hundred drawings of coastlines that were never there',
  'soup',
  'Refillable fountain pen with a steel nib and blue ink',
  'The committee met again on Tuesday and put off the vote',
];

export interface BatchMeasurement {
  size: number;
  /** Least cosine between a text's vector in a batch of this size and alone. */
  minCosine: number;
  textsPerSecond: number;
}

/** Texts → [n, D] unit rows, all in one call. */
export type RunBatch = (texts: readonly string[]) => Promise<Float32Array>;

/**
 * Tries one text per call, then larger batches, until one changes a vector (dynamically quantised activations share a
 * scale per call; larger batches then change them too).
 */
export async function measureBatches(run: RunBatch, now: () => number = () => performance.now()): Promise<BatchMeasurement[]> {
  await run(PROBES.slice(0, 1)); // The first call allocates.
  const alone: Float32Array[] = [];
  const texts = [...PROBES, ...PROBES];
  const started = now();
  for (const text of PROBES.slice(0, SIZES[0])) alone.push(await run([text]));
  const measured: BatchMeasurement[] = [{ size: 1, minCosine: 1, textsPerSecond: alone.length / seconds(started, now()) }];
  for (const size of SIZES) {
    for (let i = alone.length; i < size; i++) alone.push(await run([texts[i]]));
    const began = now();
    const together = await run(texts.slice(0, size));
    const textsPerSecond = size / seconds(began, now());
    const minCosine = Math.min(...alone.slice(0, size).map((row, n) => dot(row, together.subarray(n * row.length, (n + 1) * row.length))));
    measured.push({ size, minCosine, textsPerSecond });
    if (!(minCosine >= SAME_VECTOR)) break;
  }
  return measured;
}

/** The fastest among those that keep vectors. */
export function bestBatch(measured: readonly BatchMeasurement[]): BatchMeasurement {
  const kept = measured.filter(({ minCosine }) => minCosine >= SAME_VECTOR);
  return kept.reduce((best, each) => (each.textsPerSecond > best.textsPerSecond ? each : best));
}

function seconds(from: number, to: number): number {
  return Math.max(to - from, 0.01) / 1000;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[d];
  return sum;
}
