import { expect, it, vi } from 'vitest';
import type { Derivation } from '../../../domain/derivation.ts';
import { FakeRecommender } from '../../testing/fake-recommender.ts';
import { type DerivationAsk, DerivationLoader } from './derivation-loader.ts';

it('asks for the latest only, one at a time, and goes on after a failure', async () => {
  const recommender = new FakeRecommender();
  const asked = vi.spyOn(recommender, 'derivation');
  const [derived, failed] = [vi.fn<(each: Derivation, ask: DerivationAsk) => void>(), vi.fn()];
  const loader = new DerivationLoader({ derived, failed }, (work) => setTimeout(work, 0));
  const ask = (temperature: number): void => loader.ask({ recommender, id: 'emma', query: { temperature }, limit: 3 });
  recommender.hold();
  ask(0.1);
  ask(0.2);
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
  ask(0.3);
  ask(0.4);
  recommender.release();
  await vi.waitFor(() => expect(derived).toHaveBeenCalledTimes(2));
  expect(asked.mock.calls.map(([, query]) => query?.temperature)).toEqual([0.2, 0.4]);
  expect(derived.mock.calls.map(([{ settings }, { query }]) => [settings.temperature, query.temperature])).toEqual([[0.2, 0.2], [0.4, 0.4]]);
  ask(-1);
  await vi.waitFor(() => expect(failed).toHaveBeenCalledWith(expect.objectContaining({ name: 'RangeError' })));
  ask(0.5);
  await vi.waitFor(() => expect(derived).toHaveBeenCalledTimes(3));
});

it('tells nothing after it was stopped', async () => {
  const recommender = new FakeRecommender();
  const derived = vi.fn();
  const loader = new DerivationLoader({ derived, failed: derived }, (work) => setTimeout(work, 0));
  recommender.hold();
  loader.ask({ recommender, id: null, query: {}, limit: 3 });
  await new Promise((resolve) => setTimeout(resolve, 10));
  loader.stop();
  recommender.release();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(derived).not.toHaveBeenCalled();
});
