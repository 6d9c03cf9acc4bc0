import { describe, expect, it } from 'vitest';
import { matrixOf } from '../../domain/matrix.ts';
import { seededRandom } from '../../domain/seeded-random.ts';
import { makeTopics } from '../../training/make-walks.ts';
import { projectPca } from './project-pca.ts';
import { projectUmap } from './project-umap.ts';

describe('projectPca', () => {
  it('finds the plane that points lie in, and keeps their distances in it', () => {
    const random = seededRandom(4);
    const [a, b] = [[0.6, 0, 0.8, 0], [0, 1, 0, 0]];
    const plane = Array.from({ length: 30 }, () => [3 * (random() - 0.5), random() - 0.5]);
    const matrix = matrixOf(Float32Array.from(plane.flatMap(([x, y]) => a.map((value, d) => value * x + b[d] * y + 7))), 4, 'four');
    const { points, explained } = projectPca(matrix);
    expect(explained).toBeCloseTo(1, 6);
    const distance = (of: ArrayLike<number>, i: number, j: number) => Math.hypot(of[2 * i] - of[2 * j], of[2 * i + 1] - of[2 * j + 1]);
    const factor = distance(points, 0, 1) / distance(plane.flat(), 0, 1);
    for (let i = 0; i < 30; i++) for (let j = 0; j < i; j++) expect(distance(points, i, j)).toBeCloseTo(factor * distance(plane.flat(), i, j), 4);
    expect(Math.max(...points.map(Math.abs))).toBeCloseTo(1, 5);
  });

  it('of one point, of equal ones and of none is in the middle', () => {
    expect([...projectPca(matrixOf(Float32Array.of(0, 1), 2, 'two')).points]).toEqual([0, 0]);
    expect([...projectPca(matrixOf(Float32Array.of(0, 1, 0, 1), 2, 'two')).points]).toEqual([0, 0, 0, 0]);
    expect(projectPca(matrixOf(new Float32Array(0), 2, 'two'))).toEqual({ points: new Float32Array(0), explained: 0 });
    expect([...projectPca(matrixOf(Float32Array.of(1, 0, 0, 1), 2, 'two')).points].map(Math.abs)).toEqual([1, 0, 1, 0]);
  });

  it('of the same vectors is the same', () => {
    expect(projectPca(makeTopics())).toEqual(projectPca(makeTopics()));
  });
});

it('UMAP keeps neighbours together, within −1 … 1, the same every time', () => {
  const matrix = makeTopics();
  const points = projectUmap(matrix);
  expect(points).toEqual(projectUmap(matrix));
  expect(points.every((value) => Math.abs(value) <= 1.000001)).toBe(true);
  let kept = 0;
  for (let row = 0; row < matrix.rows; row++) {
    const distances = Array.from({ length: matrix.rows }, (_, other) => (other === row ? Infinity : Math.hypot(points[2 * row] - points[2 * other], points[2 * row + 1] - points[2 * other + 1])));
    if (Math.floor(distances.indexOf(Math.min(...distances)) / 25) === Math.floor(row / 25)) kept++;
  }
  expect(kept / matrix.rows).toBeGreaterThan(0.98);
});
