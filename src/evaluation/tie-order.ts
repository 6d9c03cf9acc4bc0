/**
 * The order of candidates with equal scores: a random permutation of the rows for each salt, never the rows' own order.
 *
 *   the smaller tieKey(row, salt) goes first; distinct rows have distinct keys
 *
 * @param salt from tieSalt()
 * @returns an integer in [0, 2³²)
 */
export function tieKey(row: number, salt: number): number {
  return mix((mix(row ^ salt) + 0x9e3779b9) | 0) >>> 0;
}

/** The salt of one case under a seed: every case has an order of its own. */
export function tieSalt(seed: number, caseIndex: number): number {
  return mix(mix(seed | 0) ^ Math.imul(caseIndex + 1, 0x9e3779b1));
}

/** MurmurHash3's finaliser: a bijection of 32-bit integers, so that no two rows can share a key. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
