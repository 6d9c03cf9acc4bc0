import { describe, expect, it } from 'vitest';
import type { Blend } from '../domain/recommendation.ts';
import { openPlainKernels } from '../kernels/plain-kernels.ts';
import { openSimdProducts } from '../kernels/simd/simd-products.ts';
import { DEFAULT_BLEND, FITTED_HEADS } from '../ranker/blend.ts';
import { learnCatalog } from './learn-catalog.ts';
import type { LearnedCatalog, LearnInput } from './learned-catalog.ts';
import { makeNews } from './make-news.ts';

const PACE = 2;
const NEWS = makeNews(150, PACE);

async function learn(news: Partial<LearnInput>): Promise<LearnedCatalog> {
  return learnCatalog({ ...NEWS, ...news, kernels: openPlainKernels(), products: await openSimdProducts(), seed: 1 });
}

describe('learnCatalog, where items have dates and choices times', () => {
  it('weighs freshness as people do, within the usual sum', async () => {
    const { blend, sharpness } = await learn({});
    // Last choices are made of some 35 days: P ∝ (1 + age)^−pace = e^(pace · deviation · z), and of a score e^(sharpness · weight · z).
    const ages = Array.from({ length: 36 }, (_, age) => Math.log1p(age));
    const mean = ages.reduce((sum, log) => sum + log) / ages.length;
    const deviation = Math.sqrt(ages.reduce((sum, log) => sum + (log - mean) ** 2, 0) / ages.length);
    expect(Math.abs((sharpness * blend.freshness) / deviation - PACE)).toBeLessThan(0.3);
    const sum = (weights: Blend): number => FITTED_HEADS.reduce((all, head) => all + weights[head], 0);
    expect(sum(blend)).toBeCloseTo(sum(DEFAULT_BLEND), 2);
  });

  it('gives it next to nothing where age does not matter', async () => {
    expect((await learn(makeNews(150, 0))).blend.freshness).toBeLessThan(0.05);
  });

  it('is as without both where times or dates are missing, or no two dates differ', async () => {
    // So few that choices are not held out at one moment: times tell nothing but ages.
    const few = makeNews(40, PACE);
    const undated = few.items.map((item) => ({ ...item, publishedAt: undefined }));
    const neither = await learn({ ...few, items: undated, times: undefined });
    expect(neither.blend.freshness).toBe(0);
    expect(await learn({ ...few, times: undefined })).toEqual(neither);
    expect(await learn({ ...few, times: few.times.map(() => null) })).toEqual(neither);
    expect(await learn({ ...few, items: undated })).toEqual(neither);
    expect(await learn({ ...few, items: undated.map((item) => ({ ...item, publishedAt: '2025-01-01' })) })).toEqual(neither);
  });
});
