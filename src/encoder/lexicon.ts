import type { EmbeddingSpace } from '../domain/embedding-space.ts';

/**
 * A text's vector without a model: words and CJK character bigrams, hashed to signed buckets, weighted by tf-idf.
 * It speaks where the encoder does not know the text.
 */
export interface Lexicon {
  /** `lexical-<dimension>-<hash of the table>`: vectors of two lexicons never meet. */
  readonly space: EmbeddingSpace;
  readonly dimension: number;
  /** What a pack stores: quantised inverse document frequencies by feature hash. */
  readonly table: Uint8Array;
  /** Unit vector [dimension]; all 0 for a text without a word. */
  vector(text: string): Float32Array;
}
