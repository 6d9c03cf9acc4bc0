import type { Catalog } from '../catalog/catalog.ts';
import type { Matrix, QuantisedMatrix } from '../domain/matrix.ts';
import { openProducts } from '../kernels/open-products.ts';
import { mapMatrix, mapQuantised } from '../ranker/low-rank-map.ts';

/** A catalog's vectors as they are ranked: through its learned W, or as they are where it has none. */
export interface LearnedVectors {
  /** [C, D] the candidates' side. */
  queries: QuantisedMatrix;
  /** The history's side of rows; null where that is the rows themselves. `spaceOf` numbered as in the catalog. */
  /** What the candidates' side makes of texts that were read anew, of the catalog's spaces. */
  queriesOf: (rows: Matrix) => Matrix;
  keysOf: ((rows: QuantisedMatrix) => QuantisedMatrix) | null;
}

export async function learnedVectors({ vectors, transform }: Pick<Catalog, 'vectors' | 'transform'>): Promise<LearnedVectors> {
  if (!transform) return { queries: vectors, queriesOf: (rows) => rows, keysOf: null };
  const products = await openProducts();
  return { queries: mapQuantised(products, transform.queries, vectors), queriesOf: (rows) => mapMatrix(products, transform.queries, rows), keysOf: (rows) => mapQuantised(products, transform.keys, rows) };
}
