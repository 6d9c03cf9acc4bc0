/**
 * How many of the best `k` rows are among the survivors of a first stage, by exact scores of all survivors, of all rows
 * just below them and of a random few of the rest:
 *
 *   recall = Σ survivors in the best k / k,   a row of the rest counting as the many that it stands for
 *
 * @param survivors exact scores
 * @param near      exact scores of rows that came just below the survivors
 * @param far       exact scores of random rows from all the others, each for `farWeight` of them
 * @returns 0 … 1; 1 where nothing scores a number
 */
export function estimateRecall(survivors: Float32Array, near: Float32Array, far: Float32Array, farWeight: number, k: number): number {
  const rows = [survivors, near, far].flatMap((scores, stage) => Array.from(scores, (score) => ({ score, survived: stage === 0, weight: stage === 2 ? farWeight : 1 })));
  rows.sort((a, b) => b.score - a.score);
  let [counted, kept] = [0, 0];
  for (const { score, survived, weight } of rows) {
    if (counted >= k || Number.isNaN(score)) break;
    const share = Math.min(weight, k - counted);
    counted += share;
    if (survived) kept += share;
  }
  return counted === 0 ? 1 : kept / counted;
}
