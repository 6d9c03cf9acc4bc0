/** One step of the last request. */
export interface Step {
  name: string;
  ms: number;
  /** Where its bar begins and how long it is, as shares of the whole. */
  from: number;
  share: number;
}

/** The steps of `timings` one after another; what `total` has beyond their sum is a last step, `other`. A total alone has no steps. */
export function timeline(timings: Readonly<Record<string, number>>): { steps: Step[]; totalMs: number } {
  const named = Object.entries(timings).filter(([name, ms]) => name !== 'total' && Number.isFinite(ms) && ms >= 0);
  const sum = named.reduce((total, [, ms]) => total + ms, 0);
  const totalMs = Math.max(sum, timings.total ?? 0);
  const all: [string, number][] = named.length > 0 && totalMs - sum > 0.05 ? [...named, ['other', totalMs - sum]] : named;
  let before = 0;
  const steps = all.map(([name, ms]) => {
    const step = { name, ms, from: totalMs > 0 ? before / totalMs : 0, share: totalMs > 0 ? ms / totalMs : 0 };
    before += ms;
    return step;
  });
  return { steps, totalMs };
}
