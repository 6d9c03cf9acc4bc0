import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { dispatchSize, GROUPS_PER_DIMENSION } from './dispatch-size.ts';
import { shardRanges } from './resident-shards.ts';

it.each([
  [1, [1, 1]],
  [65_535, [65_535, 1]],
  [65_536, [32_768, 2]],
  [200_000, [50_000, 4]],
])('%i workgroups are a grid of %j', (groups, grid) => {
  expect(dispatchSize(groups)).toEqual(grid);
});

it('a grid holds all workgroups, wastes less than a row, and keeps to the limit', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (limit, share) => {
    const groups = 1 + Math.floor(share * (limit * limit - 1));
    const [x, y] = dispatchSize(groups, limit);
    expect(Math.max(x, y)).toBeLessThanOrEqual(limit);
    expect(x * y).toBeGreaterThanOrEqual(groups);
    expect(x * y - groups).toBeLessThan(y);
  }));
});

it.each([0, -1, 1.5, GROUPS_PER_DIMENSION ** 2 + 1])('%d workgroups are refused', (groups) => {
  expect(() => dispatchSize(groups)).toThrow(RangeError);
});

it('shards are whole blocks, as many as a binding holds, and cover every row once', () => {
  expect(shardRanges(1_000_000, 384, 128 * 2 ** 20)).toEqual([{ firstRow: 0, rows: 349_504 }, { firstRow: 349_504, rows: 349_504 }, { firstRow: 699_008, rows: 300_992 }]);
  expect(shardRanges(0, 384, 1)).toEqual([]);
  expect(shardRanges(65, 384, 1)).toEqual([{ firstRow: 0, rows: 64 }, { firstRow: 64, rows: 1 }]);
});
