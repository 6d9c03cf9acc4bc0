import { tieKey } from './tie-order.ts';

/** Where the target of one case stands. */
export interface Place {
  /** 1 is best. */
  rank: number;
  /** Candidates that were ranked: all rows that are not excluded. */
  candidates: number;
  /** Candidates that rank after the target. */
  below: number;
}

/**
 * The exact place of `target` in the full ranking by score descending, equal scores in the salt's random order.
 *
 * @param scores   [C]
 * @param excluded [C] 1 keeps a row out; the target must not be excluded
 * @throws {RangeError} when a candidate's score is NaN
 */
export function placeOf(target: number, scores: Float32Array, excluded: Uint8Array, salt: number): Place {
  const wanted = scores[target];
  const key = tieKey(target, salt);
  let candidates = 0;
  let above = 0;
  for (let row = 0; row < scores.length; row++) {
    if (excluded[row]) continue;
    candidates++;
    const score = scores[row];
    if (score > wanted) above++;
    else if (score === wanted) above += tieKey(row, salt) < key ? 1 : 0;
    else if (!(score < wanted)) throw new RangeError(`placeOf: expected comparable scores, got ${score} in row ${row} and ${wanted} for the target`);
  }
  return { rank: above + 1, candidates, below: candidates - above - 1 };
}

/**
 * The best `k` rows in the same order as `placeOf`, by partial selection: one pass, and an insertion for each row that
 * beats the worst one kept.
 *
 * @returns rows, best first; fewer than k when fewer are not excluded
 */
export function topOf(k: number, scores: Float32Array, excluded: Uint8Array, salt: number): Uint32Array {
  const top = new Uint32Array(k);
  let size = 0;
  let worst = -Infinity;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row];
    if (excluded[row] || (size === k && score < worst)) continue;
    if (size === k && !before(row, top[k - 1], scores, salt)) continue;
    let at = size < k ? size++ : k - 1;
    for (; at > 0 && before(row, top[at - 1], scores, salt); at--) top[at] = top[at - 1];
    top[at] = row;
    worst = scores[top[size - 1]];
  }
  return top.subarray(0, size);
}

function before(a: number, b: number, scores: Float32Array, salt: number): boolean {
  return scores[a] > scores[b] || (scores[a] === scores[b] && tieKey(a, salt) < tieKey(b, salt));
}
