/**
 * The sRGB colour `#rrggbb` nearest to an OKLCH one: chroma is lowered until it fits the gamut.
 *
 * @param lightness 0 to 1
 * @param chroma    0 to about 0.3
 * @param hue       degrees
 */
export function oklch(lightness: number, chroma: number, hue: number): string {
  for (let fitting = chroma; ; fitting -= 0.005) {
    const linear = linearOf(lightness, Math.max(0, fitting), (hue * Math.PI) / 180);
    if (fitting > 0 && linear.some((part) => part < -0.0005 || part > 1.0005)) continue;
    return `#${linear.map((part) => Math.round(255 * gamma(Math.min(1, Math.max(0, part)))).toString(16).padStart(2, '0')).join('')}`;
  }
}

// Matrices of Björn Ottosson's OKLab, https://bottosson.github.io/posts/oklab/
function linearOf(lightness: number, chroma: number, hue: number): number[] {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function gamma(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}

/** WCAG contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
