import { aligned } from './aligned.ts';
import type { EvaluationResult } from './run-evaluation.ts';
import { placeOf, type TradeOffCurves, tradeOffCurves } from './trade-off-curves.ts';

const WIDTH = 65;
const HEIGHT = 17;
/** Where more than one point falls. */
const SEVERAL = '+';

/** What variety costs, for a terminal: a chart of nDCG by intra-list diversity, and a line for each of its points. */
export function curveSections(result: EvaluationResult): string[][] {
  const curves = tradeOffCurves(result);
  if (!curves || curves.methods.length === 0) return [];
  return [chartLines(curves), pointLines(curves)];
}

function chartLines({ methods, marks, x, y }: TradeOffCurves): string[] {
  const rows = Array.from({ length: HEIGHT }, () => Array.from({ length: WIDTH }, () => ' '));
  const step = (value: number, [least, most]: [number, number], steps: number): number => (most > least ? Math.round(((value - least) / (most - least)) * (steps - 1)) : 0);
  const put = (mark: string, place: { x: number; y: number }): void => {
    const [row, column] = [HEIGHT - 1 - step(place.y, y, HEIGHT), step(place.x, x, WIDTH)];
    rows[row][column] = [' ', mark].includes(rows[row][column]) ? mark : SEVERAL;
  };
  for (const { method, points } of methods) for (const point of points) put(method[0], placeOf(point));
  for (const { name, ...place } of marks) put(MARKS[name], place);
  const legend = [...methods.map(({ method }) => `${method[0]} ${method}`), ...marks.map(({ name }) => `${MARKS[name]} ${name}`), `${SEVERAL} several`];
  const labels = rows.map((_, row) => (row === 0 ? y[1].toFixed(4) : row === HEIGHT - 1 ? y[0].toFixed(4) : '').padStart(6));
  return [
    `ndcg by intra-list diversity: ${legend.join(', ')}`,
    ...rows.map((cells, row) => `${labels[row]} │${cells.join('').trimEnd()}`),
    `       └${'─'.repeat(WIDTH)}`,
    `        ${x[0].toFixed(4)}${x[1].toFixed(4).padStart(WIDTH - 6)}`,
  ];
}

const MARKS: Record<string, string> = { 'attune-plain': 'o', attune: 'x' };

function pointLines({ methods, base }: TradeOffCurves): string[] {
  const mixed = methods.some(({ points }) => points.some(({ miscalibration }) => miscalibration !== undefined));
  const change = (value: number, from: number | undefined): string[] => (base === null ? [] : [from ? signed((100 * (value - from)) / from) : '–']);
  const header = ['variety', 'at', 'ndcg', ...(base ? [''] : []), 'diversity', ...(base ? [''] : []), 'recall', 'coverage', 'gini', ...(mixed ? ['miscal.'] : [])];
  return aligned([header, ...methods.flatMap(({ method, points }) => points.map((point, at) => [
    at === 0 ? method : '',
    String(point.diversity),
    point.ndcg.toFixed(4), ...change(point.ndcg, base?.y),
    point.intraListDiversity.toFixed(4), ...change(point.intraListDiversity, base?.x),
    point.recall.toFixed(4), point.coverage.toFixed(4), point.gini.toFixed(4),
    ...(mixed ? [point.miscalibration?.toFixed(2) ?? '–'] : []),
  ]))]);
}

function signed(percent: number): string {
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)} %`;
}
