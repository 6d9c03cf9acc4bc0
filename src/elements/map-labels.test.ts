import { describe, expect, it } from 'vitest';
import { placeLabels, textWidth } from './map-labels.ts';

const frame = { width: 400, height: 300 };
const label = { id: 'topic a', text: 'whales', x: 200, y: 150, reach: 20, size: 10 };

describe('placeLabels', () => {
  it('puts a label above what it names, below where a mark is above', () => {
    // Half of 13.5 px of height, 4 px of gap and 20 px of reach: 30.75 px away.
    expect(textWidth('whales', 10)).toBeCloseTo(36, 9);
    expect(placeLabels([label], frame)[0].at).toEqual({ x: 200, y: 119.25 });
    expect(placeLabels([label], frame, [{ x: 210, y: 112 }])[0].at).toEqual({ x: 200, y: 180.75 });
  });

  it('stands beside what it names where marks are above and below', () => {
    const crowd = Array.from({ length: 2000 }, (_, n) => ({ x: (n % 50) * 8, y: Math.floor(n / 50) * 8 })).filter(({ x, y }) => x < 215 || y > 190);
    const [{ at, width, height }] = placeLabels([label], frame, crowd);
    const covered = crowd.filter(({ x, y }) => Math.abs(x - at.x) < width / 2 + 6 && Math.abs(y - at.y) < height / 2 + 6);
    expect(at.x).toBeGreaterThan(200);
    expect(covered).toEqual([]);
  });

  it('leaves out what finds no place beside the others', () => {
    const low = { ...label, x: 30, y: 10 };
    expect(placeLabels([low, { ...low, id: 'topic b' }], { width: 60, height: 20 }).map(({ id }) => id)).toEqual(['topic a']);
  });
});
