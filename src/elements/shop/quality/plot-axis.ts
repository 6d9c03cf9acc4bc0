/** Most steps that an axis is marked in. */
const STEPS = 5;

/** Marks of an axis from 0, in steps of 1, 2 or 5 times a power of ten; the last is at least `most`. */
export function marksTo(most: number): number[] {
  const rough = Math.max(most, 1e-6) / STEPS;
  const power = 10 ** Math.floor(Math.log10(rough) + 1e-9);
  const step = [1, 2, 5, 10].find((each) => each * power >= rough * (1 - 1e-9))! * power;
  const count = Math.max(1, Math.ceil(most / step - 1e-9));
  // Without the rounding errors that a label would show.
  return Array.from({ length: count + 1 }, (_, n) => Number((n * step).toPrecision(12)));
}
