import { BLOCK_ROWS, NO_SPACE, paddedDimension, type QuantisedMatrix } from '../domain/matrix.ts';

/** Two integers share one f64: high · 2²⁶ + low. Dots of up to this many int8 pairs stay apart (1040 · 127² < 2²⁴). */
const SEGMENT = 1024;
const HIGH = 2 ** 26;
/** Adding and taking away 1.5 · 2⁷⁸ rounds an f64 to a multiple of 2²⁶. */
const ROUNDER = 1.5 * 2 ** 78;
/** Candidate rows per tile; histories are padded to whole groups of as many events. */
export const TILE_ROWS = 4;

/** A history widened once: each f64 of `pairs` holds element d of two events, so that one multiplication gives two products. */
export interface WidenedHistory {
  events: number;
  /** [⌈H/4⌉][paddedDimension][2] */
  pairs: Float64Array;
  scales: Float32Array;
  spaceOf: Uint8Array;
}

export function widenHistory(history: QuantisedMatrix): WidenedHistory {
  const { rows, dimension, blocks, scales, spaceOf } = history;
  const depth = paddedDimension(dimension);
  const pairs = new Float64Array(Math.ceil(rows / TILE_ROWS) * depth * 2);
  for (let row = 0; row < rows; row++) {
    const from = rowStart(row, depth);
    const unit = (row & 1) === 1 ? HIGH : 1;
    const to = (row >> 2) * depth * 2 + ((row >> 1) & 1);
    for (let d = 0; d < depth; d++) pairs[to + 2 * d] += unit * blocks[from + (d >> 4) * BLOCK_ROWS * 16 + (d & 15)];
  }
  return { events: rows, pairs, scales, spaceOf };
}

/**
 * Cosines of four candidates with every event, from exact integer dots.
 *
 *   s[r,h] = scale[c]·scale[h]·(q[c]·q[h]);   0 where the spaces differ or are NO_SPACE
 */
export class SimilarityTile {
  /** [TILE_ROWS, H padded to whole groups of 4] */
  readonly similarities: Float64Array;
  readonly stride: number;
  readonly #catalog: QuantisedMatrix;
  readonly #history: WidenedHistory;
  readonly #depth: number;
  /** Four candidate rows, widened. */
  readonly #rows: Float64Array[];

  constructor(catalog: QuantisedMatrix, history: WidenedHistory) {
    this.#catalog = catalog;
    this.#history = history;
    this.#depth = paddedDimension(catalog.dimension);
    this.#rows = Array.from({ length: TILE_ROWS }, () => new Float64Array(this.#depth));
    this.stride = Math.ceil(history.events / TILE_ROWS) * TILE_ROWS;
    this.similarities = new Float64Array(TILE_ROWS * this.stride);
  }

  /** Computes the tile of the candidates `rows`: TILE_ROWS of them at most. */
  compute(rows: Uint32Array): void {
    for (let r = 0; r < TILE_ROWS; r++) {
      if (r < rows.length) widenRow(this.#catalog.blocks, rows[r], this.#rows[r]);
      else this.#rows[r].fill(0);
    }
    this.similarities.fill(0);
    const [c0, c1, c2, c3] = this.#rows;
    for (let group = 0; group * TILE_ROWS < this.stride; group++) {
      for (let from = 0; from < this.#depth; from += SEGMENT) {
        const to = Math.min(this.#depth, from + SEGMENT);
        dotTile(c0, c1, c2, c3, this.#history.pairs, group * this.#depth * 2, from, to, this.similarities, group * TILE_ROWS, this.stride);
      }
    }
    for (let r = 0; r < rows.length; r++) this.#scaleRow(r, rows[r]);
  }

  #scaleRow(r: number, row: number): void {
    const { events, scales, spaceOf } = this.#history;
    const scale = this.#catalog.scales[row];
    const space = this.#catalog.spaceOf[row];
    for (let h = 0, at = r * this.stride; h < events; h++, at++) {
      this.similarities[at] = space === spaceOf[h] && space !== NO_SPACE ? this.similarities[at] * (scale * scales[h]) : 0;
    }
  }
}

function rowStart(row: number, depth: number): number {
  return Math.floor(row / BLOCK_ROWS) * BLOCK_ROWS * depth + (row % BLOCK_ROWS) * 16;
}

function widenRow(blocks: Int8Array, row: number, into: Float64Array): void {
  const from = rowStart(row, into.length);
  for (let chunk = 0; chunk < into.length; chunk += 16) {
    for (let d = 0, at = from + chunk * BLOCK_ROWS; d < 16; d++) into[chunk + d] = blocks[at + d];
  }
}

/** Adds 4 × 4 integer dots over the depths [from, to) to `out`: 8 accumulators, each of two dots. */
function dotTile(c0: Float64Array, c1: Float64Array, c2: Float64Array, c3: Float64Array, pairs: Float64Array, base: number, from: number, to: number, out: Float64Array, at: number, stride: number): void {
  let a0 = 0, a1 = 0, a2 = 0, a3 = 0, b0 = 0, b1 = 0, b2 = 0, b3 = 0;
  for (let d = from, p = base + 2 * from; d < to; d++, p += 2) {
    const h0 = pairs[p], h1 = pairs[p + 1];
    const x0 = c0[d], x1 = c1[d], x2 = c2[d], x3 = c3[d];
    a0 += x0 * h0; b0 += x0 * h1;
    a1 += x1 * h0; b1 += x1 * h1;
    a2 += x2 * h0; b2 += x2 * h1;
    a3 += x3 * h0; b3 += x3 * h1;
  }
  addPair(out, at, a0); addPair(out, at + 2, b0);
  addPair(out, at + stride, a1); addPair(out, at + stride + 2, b1);
  addPair(out, at + 2 * stride, a2); addPair(out, at + 2 * stride + 2, b2);
  addPair(out, at + 3 * stride, a3); addPair(out, at + 3 * stride + 2, b3);
}

function addPair(out: Float64Array, at: number, pair: number): void {
  const high = (pair + ROUNDER) - ROUNDER;
  out[at] += pair - high;
  out[at + 1] += high / HIGH;
}
