import { describe, expect, it } from 'vitest';
import type { Preference } from '../../domain/learning.ts';
import type { Blend } from '../../domain/recommendation.ts';
import { seededRandom } from '../../domain/seeded-random.ts';
import { sparseRows } from '../../domain/sparse-rows.ts';
import { DEFAULT_BLEND } from '../blend.ts';
import { coVisitationHead } from '../evidence/co-visitation-head.ts';
import { beliefAt, deviations, drawnBlend, meanBlend, taught, untaught } from './learn-weights.ts';
import { learnableHeads, learnableWeights } from './learnable-heads.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-01-01');
const at = (days: number) => new Date(START + days * DAY).toISOString();
const BLEND: Blend = { ...DEFAULT_BLEND, content: 0.6, words: 0.1, author: 0.1, popularity: 0.2, freshness: 0 };
const weights = learnableWeights(['content', 'words', 'author', 'popularity', 'freshness'], BLEND);
const preference = (readouts: Preference['readouts'], n = 0, changed: Partial<Preference> = {}): Preference => ({ listId: `l${n}`, kind: 'select', better: `b${n}`, worse: `w${n}`, at: at(0), weight: 1, places: n % 2 === 0 ? [1, 0] : [0, 1], readouts, ...changed });
const blendAfter = (preferences: Preference[], now = at(0)) => meanBlend(beliefAt(taught(untaught(weights), preferences, weights, BLEND), weights, now), weights) as Blend;
const sumOf = (blend: Partial<Blend>) => Object.values(blend).reduce((sum, weight) => sum + weight, 0);

describe('what can be learned', () => {
  const none = { evidence: [], popularity: null, published: null, blend: BLEND };

  it('is what the catalog has something to say by: no head that is dear to read and has no weight', () => {
    expect(learnableHeads(none)).toEqual(['content']);
    expect(learnableHeads({ ...none, popularity: new Float32Array(1), published: new Float64Array(1) })).toEqual(['content', 'popularity', 'freshness']);
    expect(learnableHeads({ ...none, popularity: new Float32Array(1), blend: { ...BLEND, content: 0, popularity: 0 } })).toEqual([]);
    expect(learnableHeads({ ...none, evidence: [coVisitationHead(sparseRows([]), null)], blend: { ...BLEND, 'long-term': 0.3 } })).toEqual(['content', 'long-term', 'co-visitation']);
  });

  it('begins at the pack, with the sum of weights held', () => {
    const { prior, pack, bounds } = weights;
    expect([...pack]).toEqual([0.6, 0.1, 0.1, 0.2, 0]);
    expect([...bounds.most].map((each) => Number(each.toFixed(6)))).toEqual([1.8, 0.3, 0.3, 0.6, 0.05]);
    const size = prior.mean.length;
    for (let h = 0; h < 5; h++) expect(Array.from({ length: 5 }, (_, j) => prior.covariance[h * size + j]).reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 12);
    expect(blendAfter([])).toMatchObject({ content: expect.closeTo(0.6, 6), freshness: expect.closeTo(0, 6) });
  });
});

describe('learning', () => {
  it('raises the weight of a head that choices go by, and keeps the sum', () => {
    const blend = blendAfter(Array.from({ length: 30 }, (_, n) => preference({ content: -0.5, author: 1.5 }, n)));
    expect(blend.author).toBeGreaterThan(0.15);
    expect(blend.content).toBeLessThan(0.6);
    expect(sumOf(blend)).toBeCloseTo(1, 6);
  });

  it('gives a head without weight its part, up to its bound', () => {
    const blend = blendAfter(Array.from({ length: 200 }, (_, n) => preference({ freshness: 3 }, n)));
    expect(blend.freshness).toBeGreaterThan(0.02);
    expect(blend.freshness).toBeLessThanOrEqual(0.05 + 1e-9);
  });

  it('is undone by time: after many half-lives the pack counts again, and nothing is sure', () => {
    const preferences = Array.from({ length: 30 }, (_, n) => preference({ content: -0.5, author: 1.5 }, n));
    const state = taught(untaught(weights), preferences, weights, BLEND);
    const [now, later, end] = [0, 60, 3000].map((days) => meanBlend(beliefAt(state, weights, at(days)), weights).author!);
    expect(later - 0.1).toBeCloseTo((now - 0.1) / 2, 3);
    expect(end).toBeCloseTo(0.1, 6);
    expect(deviations(beliefAt(state, weights, at(3000)), weights)).toEqual(deviations(weights.prior, weights).map((each) => expect.closeTo(each, 6)));
  });

  it('goes on from where it was as it does from the beginning', () => {
    const preferences = Array.from({ length: 9 }, (_, n) => preference({ content: 0.5 - n / 8, author: 0.3 }, n, { listId: `l${n >> 1}`, at: at(n / 3) }));
    const whole = taught(untaught(weights), preferences, weights, BLEND);
    const parts = taught(taught(untaught(weights), preferences.slice(0, 4), weights, BLEND), preferences.slice(4), weights, BLEND);
    expect(parts).toEqual(whole);
  });

  it('takes what heads that are not learned say as said', () => {
    const [explained, not] = [-4, 0].map((dislikes) => blendAfter([preference({ content: -0.5, author: 1, dislikes })]).author);
    expect(explained).toBeLessThan(not);
  });

  it('a clock that was set back does no harm', () => {
    expect(blendAfter([preference({ author: 1 }, 0, { at: at(5) }), preference({ author: 1 }, 1, { at: at(1) })], at(0)).author).toBeGreaterThan(0.1);
  });
});

it('drawn weights lie around the learned ones, within bounds, and nearer the more was learned', () => {
  const spread = (preferences: Preference[]) => {
    const belief = taught(untaught(weights), preferences, weights, BLEND).belief;
    const random = seededRandom(9);
    const draws = Array.from({ length: 300 }, () => drawnBlend(belief, weights, random) as Blend);
    for (const draw of draws) expect(sumOf(draw)).toBeCloseTo(1, 6);
    const mean = draws.reduce((sum, { author }) => sum + author, 0) / draws.length;
    return Math.sqrt(draws.reduce((sum, { author }) => sum + (author - mean) ** 2, 0) / draws.length);
  };
  const random = seededRandom(2);
  const taughtMuch = Array.from({ length: 100 }, (_, n) => preference({ content: random() - 0.5, author: 6 * random() - 3 }, n)).map((each) => (each.readouts.author! * 0.1 + each.readouts.content! * 0.6 > 0 ? each : { ...each, readouts: { content: -each.readouts.content!, author: -each.readouts.author! } }));
  expect(spread([])).toBeGreaterThan(0.04);
  expect(spread(taughtMuch)).toBeLessThan(0.9 * spread([]));
});
