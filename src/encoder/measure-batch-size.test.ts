import { describe, expect, it } from 'vitest';
import { bestBatch, measureBatches, type RunBatch } from './measure-batch-size.ts';

/** A model whose call costs `overhead` and a text 1 ms, and whose vectors turn by `drift` per text that comes along. */
function model(overhead: number, drift: number): { run: RunBatch; now: () => number } {
  let clock = 0;
  const run: RunBatch = async (texts) => {
    clock += overhead + texts.length;
    const rows = texts.map((text) => {
      const angle = text.length + drift * (texts.length - 1);
      return [Math.cos(angle), Math.sin(angle)];
    });
    return Float32Array.from(rows.flat());
  };
  return { run, now: () => clock };
}

describe('batch size', () => {
  it('is the fastest where company changes nothing', async () => {
    const { run, now } = model(10, 0);
    const measured = await measureBatches(run, now);
    expect(measured.map(({ size }) => size)).toEqual([1, 4, 16]);
    expect(measured.every(({ minCosine }) => minCosine > 0.9999)).toBe(true);
    expect(bestBatch(measured).size).toBe(16);
  });

  it('is 1 where company changes vectors, however fast', async () => {
    const { run, now } = model(10, 0.05);
    const measured = await measureBatches(run, now);
    expect(measured.map(({ size }) => size)).toEqual([1, 4]);
    expect(measured[1].textsPerSecond).toBeGreaterThan(measured[0].textsPerSecond);
    expect(bestBatch(measured).size).toBe(1);
  });

  it('is 1 where batches gain nothing', () => {
    expect(bestBatch([{ size: 1, minCosine: 1, textsPerSecond: 100 }, { size: 4, minCosine: 1, textsPerSecond: 90 }]).size).toBe(1);
  });

  it('takes vectors that are no numbers for changed', async () => {
    const { now } = model(1, 0);
    const measured = await measureBatches(async (texts) => new Float32Array(texts.length * 2).fill(texts.length === 1 ? Math.SQRT1_2 : Number.NaN), now);
    expect(bestBatch(measured).size).toBe(1);
  });
});
