import type { LearnedTransform } from '../domain/learned-transform.ts';
import { type Matrix, quantise, type QuantisedMatrix } from '../domain/matrix.ts';
import type { Products } from '../kernels/kernels.ts';
import { mapMatrix } from '../ranker/low-rank-map.ts';
import { reachOfMet } from '../ranker/reach-of-met.ts';

/** The history's side of items: through W where it was learned. */
export function keysThrough(products: Products, transform: LearnedTransform | null, vectors: Matrix): QuantisedMatrix {
  return quantise(transform ? mapMatrix(products, transform.keys, vectors) : vectors);
}

/** The candidates' side of the catalog. @param popularity [C] as learned */
export function queriesThrough(products: Products, transform: LearnedTransform | null, vectors: Matrix, popularity: Float32Array | null): QuantisedMatrix {
  return quantise(transform ? mapMatrix(products, transform.queries, vectors, popularity ? reachOfMet(popularity) : undefined) : vectors);
}
