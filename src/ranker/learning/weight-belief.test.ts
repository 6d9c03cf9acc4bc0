import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/seeded-random.ts';
import { type Choice, faded, NUISANCES, type WeightBelief, withChoice } from './weight-belief.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const choice = (readouts: number[], changed: Partial<Choice> = {}): Choice => ({ readouts, offset: 0, ahead: 0, kind: 'select', weight: 1, ...changed });

/** Independent weights of these deviations; sharpness 1 and no pull of places, unless they are given room. */
function belief(means: number[], deviations: number[], nuisances = [0, 0, 0]): WeightBelief {
  const all = [...deviations, ...nuisances];
  const covariance = new Float64Array(all.length ** 2);
  all.forEach((deviation, i) => (covariance[i * (all.length + 1)] = deviation ** 2));
  return { mean: Float64Array.from([...means, 0, 0, 0]), covariance };
}

const varianceOf = ({ covariance, mean }: WeightBelief, i: number) => covariance[i * (mean.length + 1)];

describe('a choice', () => {
  it('by hand: w ~ N(0, 1), readout 2: t = 1 − σ(4t), w = 2t, 1/variance = 1 + 4·σ·(1 − σ)', () => {
    const after = withChoice(belief([0], [1]), choice([2]));
    const w = after.mean[0];
    expect(w / 2).toBeCloseTo(1 - sigmoid(2 * w), 9);
    expect(w).toBeCloseTo(0.5213, 3);
    const chance = sigmoid(2 * w);
    expect(1 / varianceOf(after, 0)).toBeCloseTo(1 + 4 * chance * (1 - chance), 9);
  });

  it('counts by its weight, and not at all with none', () => {
    const before = belief([0.5], [1]);
    const [half, whole] = [0.5, 1].map((weight) => withChoice(before, choice([1], { weight })).mean[0]);
    expect(withChoice(before, choice([1], { weight: 0 })).mean[0]).toBe(0.5);
    expect(half).toBeGreaterThan(0.5);
    expect(whole).toBeGreaterThan(half);
  });

  it('that the other heads explain moves little', () => {
    const moved = (offset: number) => withChoice(belief([0], [1]), choice([1], { offset })).mean[0];
    expect(moved(4)).toBeLessThan(0.05);
    expect(moved(-4)).toBeGreaterThan(0.5);
  });

  it('is as well explained by its place, where that has room', () => {
    const room = [0, 1, 1];
    const ahead = withChoice(belief([0], [1], room), choice([1], { ahead: 2 }));
    const level = withChoice(belief([0], [1], room), choice([1]));
    expect(ahead.mean[2]).toBeGreaterThan(0.1);
    expect(ahead.mean[0]).toBeLessThan(0.7 * level.mean[0]);
    // What is dismissed at the top may be so for its place: the better one stands further down.
    const dismissed = withChoice(belief([0], [1], room), choice([1], { ahead: -2, kind: 'dismiss' }));
    expect(dismissed.mean[3]).toBeGreaterThan(0.1);
    expect(dismissed.mean[0]).toBeCloseTo(ahead.mean[0], 9);
  });

  it('is seldom well explained by an extreme one: no number leaves the finite', () => {
    let state = belief([1, 1], [1, 1], [1, 1, 1]);
    for (const readouts of [[1e3, -1e3], [-1e3, 1e3], [1e3, 1e3], [0, 0]]) state = withChoice(state, choice(readouts));
    expect([...state.mean, ...state.covariance].every(Number.isFinite)).toBe(true);
    expect(Math.abs(state.mean[2])).toBeLessThanOrEqual(2.5);
  });
});

/** Mean and variances of the exact posterior over a grid of the two weights, nuisances fixed. */
function bruteForce(means: number[], deviations: number[], choices: Choice[]): { mean: number[]; variance: number[] } {
  const steps = 161;
  const axes = means.map((mean, h) => Array.from({ length: steps }, (_, i) => mean + deviations[h] * 5 * ((2 * i) / (steps - 1) - 1)));
  let mass = 0;
  const sums = [0, 0];
  const squares = [0, 0];
  for (const a of axes[0]) for (const b of axes[1]) {
    let log = -0.5 * (((a - means[0]) / deviations[0]) ** 2 + ((b - means[1]) / deviations[1]) ** 2);
    for (const { readouts, offset, weight } of choices) log -= weight * Math.log1p(Math.exp(-(a * readouts[0] + b * readouts[1] + offset)));
    const density = Math.exp(log);
    mass += density;
    [a, b].forEach((value, h) => {
      sums[h] += density * value;
      squares[h] += density * value * value;
    });
  }
  const mean = sums.map((sum) => sum / mass);
  return { mean, variance: squares.map((square, h) => square / mass - mean[h] ** 2) };
}

it('many choices come to what the exact posterior says, over a grid of two weights', () => {
  const random = seededRandom(3);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const [means, deviations, truth] = [[0.6, 0.2], [0.5, 0.3], [0.2, 0.7]];
  const choices = Array.from({ length: 60 }, () => {
    const readouts = [normal(), normal()];
    const better = random() < sigmoid(readouts[0] * truth[0] + readouts[1] * truth[1]);
    return choice(better ? readouts : readouts.map((each) => -each), { weight: 0.5 + random() / 2 });
  });
  const after = choices.reduce(withChoice, belief(means, deviations));
  const exact = bruteForce(means, deviations, choices);
  for (const h of [0, 1]) {
    expect(Math.abs(after.mean[h] - exact.mean[h])).toBeLessThan(0.1 * deviations[h]);
    expect(varianceOf(after, h) / exact.variance[h]).toBeGreaterThan(0.85);
    expect(varianceOf(after, h) / exact.variance[h]).toBeLessThan(1.15);
  }
});

it('choices that contradict each other lower the sharpness, and leave the weights about where they were', () => {
  const random = seededRandom(5);
  let state = belief([0.6, 0.2], [0.45, 0.15], [1, 1, 1]);
  for (let n = 0; n < 200; n++) {
    const readouts = [random() - 0.5, random() - 0.5].map((each) => 4 * each);
    state = withChoice(state, choice(random() < 0.5 ? readouts : readouts.map((each) => -each)));
  }
  expect(state.mean[2]).toBeLessThan(-0.7);
  expect(Math.abs(state.mean[0] - 0.6)).toBeLessThan(0.6);
});

it('fades to where it began, by half every half-life', () => {
  const began = belief([1, 0], [1, 2]);
  const after = withChoice(began, choice([1, -1]));
  const half = faded(after, began, 0.5);
  expect(half.mean[0] - 1).toBeCloseTo((after.mean[0] - 1) / 2, 12);
  expect(varianceOf(half, 0)).toBeCloseTo(0.25 * varianceOf(after, 0) + 0.75, 12);
  expect(faded(after, began, 0)).toEqual(began);
  expect(faded(after, began, 1)).toEqual(after);
  expect(NUISANCES).toBe(after.mean.length - 2);
});
