/** Whole numbers drawn evenly from 0 … n − 1, n at most 2⁵³. */
export type DrawBelow = (n: number) => number;

/** Drawn from the system's generator of secrets: noise that can be foretold hides nobody. */
export function secretDraws(): DrawBelow {
  const words = new Uint32Array(1024);
  let used = words.length;
  return drawsOf(() => {
    if (used === words.length) {
      crypto.getRandomValues(words);
      used = 0;
    }
    return words[used++];
  });
}

/** Of a source of even 32-bit words; what would favour small numbers is drawn again. */
export function drawsOf(word: () => number): DrawBelow {
  return (n) => {
    const top = 2 ** 53 - (2 ** 53 % n);
    for (;;) {
      const value = (word() >>> 11) * 2 ** 32 + word();
      if (value < top) return value % n;
    }
  };
}

/**
 * Draws a whole number x with probability proportional to e^(−|x| · s/t), exactly: by whole numbers alone, since rounded
 * logarithms let the low bits of noise tell what it hides (Mironov 2012).
 *
 * Source: Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy (2020), algorithms 1 and 2.
 *
 * @param t, s whole numbers of at least 1; the scale is t/s
 */
export function discreteLaplace(t: number, s: number, draw: DrawBelow): number {
  for (;;) {
    const rest = draw(t);
    if (!bernoulliExp(rest, t, draw)) continue;
    let whole = 0;
    while (bernoulliExp(1, 1, draw)) whole++;
    const size = Math.floor((rest + t * whole) / s);
    const isNegative = draw(2) === 1;
    if (isNegative && size === 0) continue; // Zero has one sign.
    return isNegative ? -size : size;
  }
}

/** True with probability e^(−a/b), 0 ≤ a ≤ b. */
function bernoulliExp(a: number, b: number, draw: DrawBelow): boolean {
  let k = 1;
  while (draw(b * k) < a) k++;
  return k % 2 === 1;
}
