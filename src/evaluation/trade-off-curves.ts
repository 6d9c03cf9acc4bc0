import type { EvaluationResult } from './run-evaluation.ts';
import { VARIETY_METHODS, type TradeOffPoint, type VarietyMethod } from './trade-off.ts';

/** A place in the plane of a trade-off: how varied the lists are, and how accurate. */
export interface CurvePlace {
  x: number;
  y: number;
}

/** What a chart of a trade-off shows. */
export interface TradeOffCurves {
  methods: { method: VarietyMethod; points: readonly TradeOffPoint[] }[];
  /** Rankers that were measured as well: by score alone, and as shipped. */
  marks: (CurvePlace & { name: string })[];
  /** By score alone: what a change is told from. Null where it was not measured. */
  base: CurvePlace | null;
  /** [least, most] of what is shown. */
  x: [number, number];
  y: [number, number];
}

const PLAIN = 'attune-plain';
const SHIPPED = 'attune';

/** The curves of a result; null where variety was not measured. */
export function tradeOffCurves({ byDiversity, rankers }: Pick<EvaluationResult, 'byDiversity' | 'rankers'>): TradeOffCurves | null {
  if (!byDiversity) return null;
  const methods = VARIETY_METHODS.flatMap((method) => (byDiversity[method] ? [{ method, points: byDiversity[method] }] : []));
  const marks = [PLAIN, SHIPPED].flatMap((name) => (rankers[name] ? [{ name, x: rankers[name].diversity, y: rankers[name].ndcg }] : []));
  const places = [...methods.flatMap(({ points }) => points.map(placeOf)), ...marks];
  const range = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
  return { methods, marks, base: marks.find(({ name }) => name === PLAIN) ?? null, x: range(places.map(({ x }) => x)), y: range(places.map(({ y }) => y)) };
}

export function placeOf({ intraListDiversity, ndcg }: TradeOffPoint): CurvePlace {
  return { x: intraListDiversity, y: ndcg };
}
