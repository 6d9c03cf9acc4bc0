import { dequantise, type QuantisedMatrix } from '../../domain/matrix.ts';

/** Cosines of catalog rows, 0 across spaces. Rows are unpacked when first asked for, and kept. */
export class RowCosines {
  readonly #vectors: QuantisedMatrix;
  readonly #rows = new Map<number, Float32Array>();

  constructor(vectors: QuantisedMatrix) {
    this.#vectors = vectors;
  }

  of(a: number, b: number): number {
    const { spaceOf } = this.#vectors;
    return spaceOf[a] === spaceOf[b] ? dot(this.#row(a), this.#row(b)) : 0;
  }

  #row(row: number): Float32Array {
    const known = this.#rows.get(row) ?? dequantise(this.#vectors, [row]).data;
    this.#rows.set(row, known);
    return known;
  }
}

/** In four sums at a time: one waits for the addition before it. */
function dot(a: Float32Array, b: Float32Array): number {
  const whole = a.length - (a.length % 4);
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let d = 0; d < whole; d += 4) {
    first += a[d] * b[d];
    second += a[d + 1] * b[d + 1];
    third += a[d + 2] * b[d + 2];
    fourth += a[d + 3] * b[d + 3];
  }
  let sum = first + second + third + fourth;
  for (let d = whole; d < a.length; d++) sum += a[d] * b[d];
  return sum;
}
