import { paddedDimension, type QuantisedMatrix } from '../domain/matrix.ts';
import type { Attended } from './continuation.ts';
import { MASKED_BELOW } from './kernels.ts';

/** Smallest power of e that is still well within f32's normal numbers. */
const MOST_NATS = 80;

/** max over rows of scale · ‖q‖: about 1 for unit vectors. */
export function largestNorm({ rows, dimension, blocks, scales }: QuantisedMatrix): number {
  const depth = paddedDimension(dimension);
  const squares = new Float64Array(64);
  let largest = 0;
  for (let block = 0; block * 64 < rows; block++) {
    squares.fill(0);
    for (let at = block * 64 * depth, end = at + 64 * depth; at < end; at++) squares[(at >> 4) & 63] += blocks[at] * blocks[at];
    for (let r = 0; r < 64 && block * 64 + r < rows; r++) largest = Math.max(largest, scales[block * 64 + r] * Math.sqrt(squares[r]));
  }
  return largest;
}

/**
 * For each head a number that no logit of a visible event exceeds: N/τ + max bias, by Cauchy–Schwarz.
 *
 * @param norms the product N of the largest norms of candidates and of events
 * @returns null where some e^(logit − bound) of a softmax could leave f32: then the largest logit must be sought.
 *   A head that sees nothing, or that has no largest logit, gets `none`.
 */
export function logitBounds({ heads }: Pick<Attended, 'heads'>, norms: number, none: number): number[] | null {
  const bounds: number[] = [];
  for (const { temperature, activation = 'softmax', bias } of heads) {
    let least = Infinity;
    let most = -Infinity;
    for (let event = 0; event < bias.length; event++) {
      if (bias[event] <= MASKED_BELOW) continue;
      least = Math.min(least, bias[event]);
      most = Math.max(most, bias[event]);
    }
    if (activation !== 'softmax' || most === -Infinity) bounds.push(none);
    else if ((2 * norms) / temperature + most - least > MOST_NATS) return null;
    else bounds.push(norms / temperature + most);
  }
  return bounds;
}
