import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';

const COLUMNS = 48;
/** A cell is as deep as its number is large, in steps that an eye tells apart. */
const DEPTHS = [0.1, 0.28, 0.5, 0.75, 1];

/** Numbers as a field of cells, row by row: one hue above 0, another with a gap in it below. */
export function vectorCells(numbers: ArrayLike<number>, label: string): TemplateResult {
  const rows = Math.ceil(numbers.length / COLUMNS);
  return html`<svg class="cells" viewBox=${`0 0 ${COLUMNS} ${rows}`} role="img" aria-label=${label} preserveAspectRatio="none">${[...cellPaths(numbers)].map(([depth, path]) => svg`<path class=${depth > 0 ? 'for' : 'not'} fill-opacity=${DEPTHS[Math.abs(depth) - 1]} d=${path} />`)}</svg>`;
}

/** One path for all cells of a sign and a depth (1 … DEPTHS.length, signed): ten nodes in place of 384. */
export function cellPaths(numbers: ArrayLike<number>): Map<number, string> {
  let most = 0;
  for (let d = 0; d < numbers.length; d++) most = Math.max(most, Math.abs(numbers[d]));
  const paths = new Map<number, string>();
  for (let d = 0; d < numbers.length; d++) {
    if (numbers[d] === 0) continue;
    const depth = Math.sign(numbers[d]) * Math.ceil((Math.abs(numbers[d]) / most) * DEPTHS.length);
    paths.set(depth, `${paths.get(depth) ?? ''}M${d % COLUMNS} ${Math.floor(d / COLUMNS)}${depth > 0 ? 'h.92v.9h-.92z' : 'h.92v.35h-.92zm0 .55h.92v.35h-.92z'}`);
  }
  return paths;
}
