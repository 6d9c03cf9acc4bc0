import type { Moments, RankResult } from '../kernels.ts';
import { MAX_HEADS } from '../kernels.ts';

/** Bytes of `moments` for all heads. */
export const MOMENTS_BYTES = MAX_HEADS * 8;
const COUNT_BYTES = 16;
const WINNER_WORDS = 8;

/** Bytes of `Winners` in `shaders/select-compact.wgsl` for so many results. */
export function winnersBytes(results: number): number {
  return COUNT_BYTES + results * WINNER_WORDS * 4;
}

/**
 * The result that was read back: moments, then winners in the order they arrived, here sorted by score descending, then row
 * ascending. So few are sorted faster here than by one more dispatch, and any K fits.
 */
export function readWinners(bytes: ArrayBuffer, heads: number, k: number): RankResult {
  const words = new Uint32Array(bytes, MOMENTS_BYTES);
  const floats = new Float32Array(bytes, MOMENTS_BYTES);
  const at = (winner: number) => COUNT_BYTES / 4 + winner * WINNER_WORDS;
  const order = Array.from({ length: k > 0 ? Math.min(k, words[0]) : 0 }, (_, winner) => winner);
  order.sort((a, b) => floats[at(b) + 1] - floats[at(a) + 1] || words[at(a)] - words[at(b)]);
  const readouts = new Float32Array(order.length * heads);
  for (const [place, winner] of order.entries()) readouts.set(floats.subarray(at(winner) + 4, at(winner) + 4 + heads), place * heads);
  return {
    rows: Uint32Array.from(order, (winner) => words[at(winner)]),
    scores: Float32Array.from(order, (winner) => floats[at(winner) + 1]),
    readouts,
    moments: readMoments(new Float32Array(bytes, 0, heads * 2)),
  };
}

function readMoments(pairs: Float32Array): Moments[] {
  return Array.from({ length: pairs.length / 2 }, (_, head) => ({ mean: pairs[2 * head], deviation: pairs[2 * head + 1] }));
}
