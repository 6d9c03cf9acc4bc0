/**
 * The id of the space a vector lives in. Vectors of two spaces never meet: their similarity is 0 by definition.
 * Encoders that are exchangeable (a teacher and its student) share one id.
 */
export type EmbeddingSpace = string;
