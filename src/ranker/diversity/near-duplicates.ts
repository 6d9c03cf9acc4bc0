/** From here on two items say the same thing (ALGORITHM 5). */
const NEAR_DUPLICATE = 0.95;

/**
 * Whether row `a` of a catalog repeats row `b`: a near duplicate by its text, or a variant of the same product.
 *
 * @param groups [C] variant group by row, −1 without one
 */
export function repeats(a: number, b: number, cosine: number, groups: Int32Array | null): boolean {
  return cosine >= NEAR_DUPLICATE || (groups !== null && groups[a] >= 0 && groups[a] === groups[b]);
}
