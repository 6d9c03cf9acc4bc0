/**
 * The best rows: score descending, then row ascending; NaN and excluded rows never.
 *
 * @param scores   [C]
 * @param excluded bit set of ⌈C/32⌉ words; a set bit keeps the row out
 * @returns [≤ k] rows; fewer when fewer rows can be chosen
 */
export function selectTop(scores: Float32Array, k: number, excluded?: Uint32Array): Uint32Array {
  const size = Math.min(k, scores.length);
  const heap = new Uint32Array(size);
  let held = 0;
  if (size === 0) return heap;
  // The worst score held, once all places are taken: a later row of the same score is no better.
  let worst = -Infinity;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row];
    if (!(score > worst || (held < size && score === worst)) || isExcluded(row, excluded)) continue;
    if (held < size) {
      heap[held] = row;
      siftUp(heap, held++, scores);
    } else {
      heap[0] = row;
      siftDown(heap, held, scores);
    }
    if (held === size) worst = scores[heap[0]];
  }
  return heap.slice(0, held).sort((a, b) => (isBetter(a, b, scores) ? -1 : 1));
}

function isExcluded(row: number, excluded?: Uint32Array): boolean {
  return excluded !== undefined && ((excluded[row >> 5] >>> (row & 31)) & 1) === 1;
}

function isBetter(a: number, b: number, scores: Float32Array): boolean {
  return scores[a] > scores[b] || (scores[a] === scores[b] && a < b);
}

/** The heap's root is the worst row held. */
function siftUp(heap: Uint32Array, from: number, scores: Float32Array): void {
  const row = heap[from];
  let at = from;
  for (let parent = (at - 1) >> 1; at > 0 && isBetter(heap[parent], row, scores); parent = (at - 1) >> 1) {
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = row;
}

function siftDown(heap: Uint32Array, held: number, scores: Float32Array): void {
  const row = heap[0];
  let at = 0;
  for (let child = 1; child < held; child = 2 * at + 1) {
    if (child + 1 < held && isBetter(heap[child], heap[child + 1], scores)) child++;
    if (!isBetter(row, heap[child], scores)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = row;
}
