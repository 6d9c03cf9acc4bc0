/**
 * Whether rows `a` and `b` are variants of one product.
 *
 * @param groups [C] number of the variant group, −1 without one; null when there are none
 */
export function areVariants(a: number, b: number, groups: Int32Array | null): boolean {
  return groups !== null && groups[a] >= 0 && groups[a] === groups[b];
}

/**
 * `rows` and all other variants of their products: who met one met the product.
 *
 * @param rows   below 0 for none
 * @param groups as for areVariants()
 */
export function withVariants(rows: Iterable<number>, groups: Int32Array | null): Iterable<number> {
  if (groups === null) return rows;
  const given = new Set(rows);
  const met = new Set<number>();
  for (const row of given) if (row >= 0 && groups[row] >= 0) met.add(groups[row]);
  if (met.size > 0) for (const [row, group] of groups.entries()) if (met.has(group)) given.add(row);
  return given;
}
