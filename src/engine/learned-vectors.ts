import type { Catalog } from '../catalog/catalog.ts';
import type { Matrix, QuantisedMatrix } from '../domain/matrix.ts';
import { openProducts } from '../kernels/open-products.ts';
import { mapMatrix, mapQuantised } from '../ranker/low-rank-map.ts';
import { reachOfMet } from '../ranker/reach-of-met.ts';

/** A catalog's vectors as they are ranked: through its learned W, or as they are where it has none. */
export interface LearnedVectors {
  /** [C, D] the candidates' side. */
  queries: QuantisedMatrix;
  /** What the candidates' side makes of texts of the catalog's `row` that were read anew; in the catalog's spaces. */
  queriesOf: (texts: Matrix, row: number) => Matrix;
  /** The history's side of rows; null where that is the rows themselves. `spaceOf` numbered as in the catalog. */
  keysOf: ((rows: QuantisedMatrix) => QuantisedMatrix) | null;
}

export async function learnedVectors({ vectors, transform, popularity }: Pick<Catalog, 'vectors' | 'transform' | 'popularity'>): Promise<LearnedVectors> {
  if (!transform) return { queries: vectors, queriesOf: (texts) => texts, keysOf: null };
  const products = await openProducts();
  const reach = popularity ? reachOfMet(popularity) : undefined;
  return {
    queries: mapQuantised(products, transform.queries, vectors, reach),
    queriesOf: (texts, row) => mapMatrix(products, transform.queries, texts, reach && new Float32Array(texts.rows).fill(reach[row])),
    keysOf: (rows) => mapQuantised(products, transform.keys, rows),
  };
}
