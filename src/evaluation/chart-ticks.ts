/** Steps between ticks, in powers of ten. */
const STEPS = [1, 2, 5, 10];
/** Ticks are this many, or a few more. */
const LEAST_TICKS = 4;

/** What is no more than rounding. */
const TINY = 1e-12;

/** Round numbers in even steps, from at most `least` to at least `most`; two of them, around it, where these are equal. */
export function ticks(least: number, most: number): number[] {
  const span = most - least || (Math.abs(least) > TINY ? Math.abs(least) : 1);
  const power = 10 ** Math.floor(Math.log10(span / LEAST_TICKS));
  const step = power * STEPS.findLast((each) => span / (power * each) >= LEAST_TICKS - 1e-9)!;
  // Decimals: products of a step gather its error.
  const tick = (at: number): number => Number((at * step).toPrecision(12));
  let [first, last] = [Math.floor(least / step + 1e-9), Math.ceil(most / step - 1e-9)];
  if (tick(first) > least) first--;
  if (tick(last) < most) last++;
  return Array.from({ length: Math.max(2, last - first + 1) }, (_, at) => tick(first + at));
}
