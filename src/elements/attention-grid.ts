import type { AttentionMap, EventSummary } from '../domain/recommendation.ts';

/** Values printed at rest: the strongest of each row, where they are more than an even share and at least this. */
const PRINTED_PER_ROW = 2;
const PRINTED_FROM = 0.05;

export interface GridRow {
  id: string;
  title: string;
  /** [columns] weights. */
  cells: number[];
  /** [columns] whether the value stands there at rest. */
  printed: boolean[];
  /** Sum of the weights that have no column. */
  others: number;
}

/** An attention map that fits a page: the events with most weight as columns, the rest as one sum. */
export interface AttentionGrid {
  /** In order of time. */
  columns: EventSummary[];
  rows: GridRow[];
  /** Events without a column. */
  otherCount: number;
  /** Largest cell; 0 when nothing has weight. */
  max: number;
}

/**
 * Chooses at most `limit` columns by their summed weight; nothing is dropped, what has no column is in `others`.
 *
 * @throws {RangeError} when `weights` does not have rows × events numbers
 */
export function attentionGrid(map: AttentionMap, limit: number): AttentionGrid {
  const { recommendations, events, weights } = map;
  const width = events.length;
  if (weights.length !== recommendations.length * width) throw new RangeError(`attentionGrid: expected ${recommendations.length} × ${width} weights, got ${weights.length}`);
  const mass = events.map((_, h) => recommendations.reduce((sum, _row, c) => sum + weights[c * width + h], 0));
  const chosen = mass.map((_, h) => h).toSorted((a, b) => mass[b] - mass[a] || b - a).slice(0, Math.max(1, limit)).toSorted((a, b) => a - b);
  const rows = recommendations.map(({ id, title }, c) => {
    const all = weights.subarray(c * width, (c + 1) * width);
    const cells = chosen.map((h) => all[h]);
    const others = Math.max(0, sum(all) - sum(cells));
    return { id, title, cells, printed: strongest(cells), others: width > chosen.length ? others : 0 };
  });
  return { columns: chosen.map((h) => events[h]), rows, otherCount: width - chosen.length, max: Math.max(0, ...rows.flatMap(({ cells }) => cells)) };
}

function strongest(cells: readonly number[]): boolean[] {
  const floor = Math.max(PRINTED_FROM, 1 / Math.max(1, cells.length));
  const best = new Set(cells.map((_, i) => i).toSorted((a, b) => cells[b] - cells[a] || a - b).slice(0, PRINTED_PER_ROW));
  return cells.map((weight, i) => best.has(i) && weight >= floor);
}

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}
