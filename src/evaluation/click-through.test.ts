import { expect, it } from 'vitest';
import { matrixOf } from '../domain/matrix.ts';
import { clickModelOf, clicksOn } from './click-through.ts';

const unit = (cosine: number): [number, number] => [cosine, Math.sqrt(1 - cosine * cosine)];
const vectorsOf = (...cosines: number[]) => matrixOf(Float32Array.from(cosines.flatMap(unit)), 2, 'space');

it('clicks the item by its place, and what is beyond the tenth never', () => {
  const model = { vectors: vectorsOf(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), alike: 0.5 };
  const list = Array.from({ length: 11 }, (_, row) => (row + 1) % 11);
  expect(clicksOn(list.toReversed(), 0, model).target).toBeCloseTo(0.68 * 0.995, 12);
  expect(clicksOn(list.slice(8), 0, model).target).toBeCloseTo(0.48 * 0.995, 12);
  expect(clicksOn(list, 0, model).target).toBe(0);
  expect(clicksOn([], 0, model)).toEqual({ target: 0, any: 0 });
});

it('takes what is alike for as much as it is beyond what unrelated items are', () => {
  // Rows 1 and 2 are .9 and .6 like the target: of the .4 between .6 and 1 that is ¾ and nothing.
  const model = { vectors: vectorsOf(1, 0.9, 0.6, -1), alike: 0.6 };
  const chances = [0.68 * (0.005 + 0.99 * 0.75), 0.61 * 0.005, 0.48 * 0.995, 0.34 * 0.005];
  const { target, any } = clicksOn([1, 2, 0, 3], 0, model);
  expect(target).toBeCloseTo(chances[2], 6);
  expect(any).toBeCloseTo(1 - chances.reduce((none, chance) => none * (1 - chance), 1), 6);
});

it('finds how alike one pair in a thousand is', () => {
  // 46 rows make 1,035 pairs: two of equal vectors are within the last of a thousand, one is not.
  const away = Array.from({ length: 46 }, (_, row) => Array.from({ length: 46 }, (_, d) => Number(d === row)));
  const modelOf = (rows: number[][]) => clickModelOf(matrixOf(Float32Array.from(rows.flat()), 46, 'space'), 0).alike;
  expect(modelOf(away.with(1, away[0]))).toBe(0);
  expect(modelOf(away.with(1, away[0]).with(3, away[2]))).toBe(1);
  expect(modelOf([away[0]])).toBe(1);
});

it('draws pairs of a large catalog, never an item with itself', () => {
  const rows = 2000;
  const angles = Float32Array.from({ length: rows }, (_, row) => (Math.PI * row) / rows);
  const circle = matrixOf(Float32Array.from([...angles].flatMap((angle) => [Math.cos(angle), Math.sin(angle)])), 2, 'space');
  // On the half circle the difference d of two angles has density 2(π − d)/π²: one pair in a thousand is nearer than about π/2000.
  const { alike } = clickModelOf(circle, 1);
  expect(Math.acos(alike)).toBeGreaterThan((0.8 * Math.PI) / 2000);
  expect(Math.acos(alike)).toBeLessThan((2.2 * Math.PI) / 2000);
});
