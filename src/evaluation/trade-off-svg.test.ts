import { expect, it } from 'vitest';
import { tradeOffSvg } from './trade-off-svg.ts';
import { tradeOffResult } from './testing/trade-off-result.ts';

it('draws every point at its place, and says in words what it shows', () => {
  const svg = tradeOffSvg(tradeOffResult());
  // Diversity .4 … .8 spans 72 … 624 and nDCG .1 … .2 spans 396 … 64, both ends being ticks.
  expect(svg.match(/<circle class="dot" [^>]*>/g)).toEqual(['<circle class="dot" cx="72" cy="64" r="4.5"/>', '<circle class="dot" cx="624" cy="396" r="4.5"/>', expect.stringContaining('cx="659"')]);
  expect(svg).toContain('<rect class="dot" x="344" y="226" width="8" height="8"/>');
  expect(svg).toContain('<desc id="told">nDCG@10 by intra-list diversity of 100 lists of 10. MMR: at 0 nDCG 0.2000, diversity 0.4000; at 1 nDCG 0.1000, diversity 0.8000. DPP: at 0.5 nDCG 0.1500, diversity 0.6000</desc>');
  // −5 % of .2 is .19, a tenth of the way down; +15 % of .4 is .46.
  expect(svg).toContain('<path class="target" d="M72 97.2H624"/>');
  expect(svg).toContain('<path class="target" d="M154.8 64V396"/>');
  expect(svg).toContain('tea &amp; cups');
  expect(svg).toContain('@media (prefers-color-scheme: dark)');
});

it('closes what it opens', () => {
  const open: string[] = [];
  for (const [, closing, name, own] of tradeOffSvg(tradeOffResult()).matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (closing) expect(open.pop()).toBe(name);
    else if (!own) open.push(name);
  }
  expect(open).toEqual([]);
});

it('needs curves', () => {
  expect(() => tradeOffSvg({ ...tradeOffResult(), byDiversity: {} })).toThrow('tradeOffSvg: expected a result whose variety was measured, got one without');
});
