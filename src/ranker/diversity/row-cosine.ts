import { BLOCK_ROWS, paddedDimension, type QuantisedMatrix } from '../../domain/matrix.ts';

/** Cosine of two catalog rows; 0 across spaces. */
export function rowCosine(vectors: QuantisedMatrix, a: number, b: number): number {
  if (vectors.spaceOf[a] !== vectors.spaceOf[b]) return 0;
  const { blocks, scales } = vectors;
  const padded = paddedDimension(vectors.dimension);
  let dot = 0;
  for (let chunk = 0; chunk < padded; chunk += 16) {
    const atA = Math.floor(a / BLOCK_ROWS) * BLOCK_ROWS * padded + chunk * BLOCK_ROWS + (a % BLOCK_ROWS) * 16;
    const atB = Math.floor(b / BLOCK_ROWS) * BLOCK_ROWS * padded + chunk * BLOCK_ROWS + (b % BLOCK_ROWS) * 16;
    for (let i = 0; i < 16; i++) dot += blocks[atA + i] * blocks[atB + i];
  }
  return dot * scales[a] * scales[b];
}
