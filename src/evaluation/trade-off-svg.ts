import { ChartLabels } from './chart-labels.ts';
import { ticks } from './chart-ticks.ts';
import type { EvaluationResult } from './run-evaluation.ts';
import type { TradeOffPoint, VarietyMethod } from './trade-off.ts';
import { type CurvePlace, placeOf, type TradeOffCurves, tradeOffCurves } from './trade-off-curves.ts';

const WIDTH = 760;
const HEIGHT = 460;
const PLOT = { left: 72, top: 64, right: 624, bottom: 396 };
/** What a list may cost, and what it should bring for that. */
const COST = -0.05;
const GAIN = 0.15;

const NAMES: Record<VarietyMethod, string> = { mmr: 'MMR', dpp: 'DPP', calibrated: 'calibrated' };
const RANKERS: Record<string, string> = { 'attune-plain': 'by score alone', attune: 'as shipped' };

type Scale = (value: number) => number;

/**
 * The curves of a result as an SVG picture: nDCG by intra-list diversity, a line and a shape for each method, the value of its
 * diversity at each point, and dashed where nDCG is 5 % lower, and diversity 15 % higher, than by score alone. It follows the
 * colour scheme of whoever looks at it.
 *
 * @throws {RangeError} when variety was not measured
 */
export function tradeOffSvg(result: Pick<EvaluationResult, 'dataset' | 'k' | 'cases' | 'byDiversity' | 'rankers'>): string {
  const curves = tradeOffCurves(result);
  if (!curves || curves.methods.length === 0) throw new RangeError('tradeOffSvg: expected a result whose variety was measured, got one without');
  const [xTicks, yTicks] = [ticks(...curves.x), ticks(...curves.y)];
  const x = scaleOf(xTicks, PLOT.left, PLOT.right);
  const y = scaleOf(yTicks, PLOT.bottom, PLOT.top);
  const title = `${result.dataset}: what variety costs`;
  const told = `nDCG@${result.k} by intra-list diversity of ${result.cases} lists of ${result.k}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title told" font-family="system-ui, sans-serif" font-size="13">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="told">${escaped([told, ...curves.methods.map(({ method, points }) => `${NAMES[method]}: ${points.map((point) => `at ${point.diversity} ${figures(placeOf(point))}`).join('; ')}`)].join('. '))}</desc>`,
    STYLE,
    `<rect class="ground" width="${WIDTH}" height="${HEIGHT}"/>`,
    `<text class="title" x="${PLOT.left}" y="28">${escaped(title)}</text>`,
    `<text class="quiet" x="${PLOT.left}" y="47">${escaped(told)}; numbers at points: diversity asked for</text>`,
    ...axes(xTicks, yTicks, x, y, result.k),
    ...target(curves, x, y),
    ...curves.methods.map(({ method, points }) => curve(method, points, x, y)),
    ...curves.marks.map(({ name, ...place }) => mark(RANKERS[name] ?? name, place, x, y)),
    ...labels(curves, x, y),
    ...legend(curves),
    '</svg>',
    '',
  ].join('\n');
}

const STYLE = `<style>
.ground { fill: #fff } text { fill: #1c2024 } .title { font-size: 17px; font-weight: 600 } .quiet { fill: #5b6470 }
.grid { stroke: #e3e6ea } .axis { stroke: #8a929c } .target { stroke: #5b6470; stroke-dasharray: 4 4 }
.line { fill: none; stroke-width: 2 } .small { font-size: 11px } .halo { paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round }
.mmr { --c: #1f5fae } .dpp { --c: #b3480f } .calibrated { --c: #1d7a55 } .line { stroke: var(--c) } .dot, .name { fill: var(--c) }
.mark { fill: none; stroke: #1c2024; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
.ground { fill: #14171b } text { fill: #e8eaed } .quiet { fill: #a2abb6 } .grid { stroke: #2a3037 } .axis { stroke: #77808b }
.target { stroke: #a2abb6 } .halo { stroke: #14171b } .mark { stroke: #e8eaed }
.mmr { --c: #7fb2f5 } .dpp { --c: #f2a06b } .calibrated { --c: #6fcfa4 } .name { fill: var(--c) }
}
</style>`;

/** Linear from the first tick to the last. */
function scaleOf(steps: readonly number[], from: number, to: number): Scale {
  const [least, most] = [steps[0], steps.at(-1)!];
  return (value) => from + ((to - from) * (value - least)) / (most - least);
}

function axes(xTicks: readonly number[], yTicks: readonly number[], x: Scale, y: Scale, k: number): string[] {
  return [
    ...yTicks.flatMap((value) => [`<path class="grid" d="M${PLOT.left} ${at(y(value))}H${PLOT.right}"/>`, `<text class="quiet" x="${PLOT.left - 10}" y="${at(y(value) + 4)}" text-anchor="end">${shown(value, yTicks)}</text>`]),
    ...xTicks.map((value) => `<text class="quiet" x="${at(x(value))}" y="${PLOT.bottom + 20}" text-anchor="middle">${shown(value, xTicks)}</text>`),
    `<path class="axis" d="M${PLOT.left} ${PLOT.bottom}H${PLOT.right}"/>`,
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 44}" text-anchor="middle">intra-list diversity, mean of 1 − cosine</text>`,
    `<text transform="translate(20 ${(PLOT.top + PLOT.bottom) / 2}) rotate(-90)" text-anchor="middle">nDCG@${k}</text>`,
  ];
}

/** Dashed lines at what a list may cost and should bring; none where they lie outside, or nothing was measured by score alone. */
function target({ base }: TradeOffCurves, x: Scale, y: Scale): string[] {
  if (!base) return [];
  const [across, down] = [y(base.y * (1 + COST)), x(base.x * (1 + GAIN))];
  return [
    ...(across <= PLOT.bottom ? [`<path class="target" d="M${PLOT.left} ${at(across)}H${PLOT.right}"/>`, `<text class="quiet small halo" x="${PLOT.right - 6}" y="${at(across - 5)}" text-anchor="end">nDCG −5 %</text>`] : []),
    ...(down <= PLOT.right ? [`<path class="target" d="M${at(down)} ${PLOT.top}V${PLOT.bottom}"/>`, `<text class="quiet small halo" x="${at(down + 5)}" y="${PLOT.bottom - 8}">diversity +15 %</text>`] : []),
  ];
}

function curve(method: VarietyMethod, points: readonly TradeOffPoint[], x: Scale, y: Scale): string {
  const places = points.map((point) => onPlot(placeOf(point), x, y));
  return [
    `<g class="${method}">`,
    `<path class="line" d="M${places.map((place) => `${at(place.x)} ${at(place.y)}`).join('L')}"/>`,
    ...places.map((place, index) => `<g><title>${NAMES[method]} ${points[index].diversity}: ${figures(placeOf(points[index]))}</title>${shape(method, place)}</g>`),
    '</g>',
  ].join('\n');
}

function mark(name: string, place: CurvePlace, x: Scale, y: Scale): string {
  return `<circle class="mark" cx="${at(x(place.x))}" cy="${at(y(place.y))}" r="8"><title>${escaped(name)}: ${figures(place)}</title></circle>`;
}

/** Names beside rankers and at the ends of curves, then the diversity of every point that has room for it. */
function labels({ methods, marks }: TradeOffCurves, x: Scale, y: Scale): string[] {
  const room = new ChartLabels();
  for (const { points } of methods) for (const point of points) room.keepOff(x(placeOf(point).x), y(placeOf(point).y), 5);
  for (const place of marks) room.keepOff(x(place.x), y(place.y), 8);
  const label = (text: string, place: CurvePlace, size: number, gap: number, kind: string): string => {
    const { x: left, y: top } = onPlot(place, x, y);
    const found = room.place(text, left, top, size, gap);
    return found ? `<text class="${kind} halo" x="${at(found.x)}" y="${at(found.y)}" font-size="${size}" text-anchor="middle">${escaped(text)}</text>` : '';
  };
  const all = [
    ...marks.map(({ name, ...place }) => label(RANKERS[name] ?? name, place, 12, 11, 'own')),
    ...methods.map(({ method, points }) => label(NAMES[method], placeOf(points.at(-1)!), 13, 8, `name ${method}`)),
    ...methods.flatMap(({ points }) => points.map((point) => label(String(point.diversity), placeOf(point), 11, 7, 'quiet'))),
  ];
  return all.filter((text) => text !== '');
}

function onPlot(place: CurvePlace, x: Scale, y: Scale): CurvePlace {
  return { x: x(place.x), y: y(place.y) };
}

function shape(method: VarietyMethod, { x, y }: CurvePlace): string {
  switch (method) {
    case 'mmr':
      return `<circle class="dot" cx="${at(x)}" cy="${at(y)}" r="4.5"/>`;
    case 'dpp':
      return `<rect class="dot" x="${at(x - 4)}" y="${at(y - 4)}" width="8" height="8"/>`;
    case 'calibrated':
      return `<path class="dot" d="M${at(x)} ${at(y - 5.5)}l5 9h-10z"/>`;
  }
}

function legend({ methods }: TradeOffCurves): string[] {
  const left = PLOT.right + 22;
  return methods.flatMap(({ method }, index) => {
    const top = PLOT.top + 8 + 22 * index;
    return [`<g class="${method}"><path class="line" d="M${left} ${top}h26"/>${shape(method, { x: left + 13, y: top })}</g>`, `<text x="${left + 36}" y="${top + 4}">${NAMES[method]}</text>`];
  });
}

function figures({ x, y }: CurvePlace): string {
  return `nDCG ${y.toFixed(4)}, diversity ${x.toFixed(4)}`;
}

/** A coordinate to a tenth of a pixel. */
function at(value: number): string {
  return String(Math.round(10 * value) / 10);
}

/** A tick with as many digits as tell it from its neighbour. */
function shown(value: number, all: readonly number[]): string {
  return value.toFixed(Math.max(0, Math.ceil(-Math.log10(all[1] - all[0]) - 1e-9)));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
