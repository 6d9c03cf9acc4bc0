/** From here on two items say the same thing (ALGORITHM 5). */
const NEAR_DUPLICATE = 0.95;

/** Whether an item repeats another by its text, at this cosine of theirs. */
export function isNearDuplicate(cosine: number): boolean {
  return cosine >= NEAR_DUPLICATE;
}
