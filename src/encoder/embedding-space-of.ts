import type { EmbeddingSpace } from '../domain/embedding-space.ts';
import { FULL_MODEL } from './known-models.ts';

/**
 * Models whose vectors may be compared: a teacher, its conversions and its students. Listed by hand, because nothing in a
 * model's files tells that it was trained into another model's space.
 */
const SHARED: Record<string, EmbeddingSpace> = {
  [FULL_MODEL]: 'all-MiniLM-L6-v2',
  'sentence-transformers/all-MiniLM-L6-v2': 'all-MiniLM-L6-v2',
  'onnx-community/all-MiniLM-L6-v2-ONNX': 'all-MiniLM-L6-v2',
};

/** The embedding space of a model's vectors: the space it shares, else one of its own, named by its id. */
export function embeddingSpaceOf(model: string): EmbeddingSpace {
  return Object.hasOwn(SHARED, model) ? SHARED[model] : model;
}
