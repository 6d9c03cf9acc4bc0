import type { Recommender } from '../domain/recommender.ts';

/**
 * A recommender whose code is fetched when it is first called; every call waits for it. Where it could not be had the call fails, and the next tries again.
 */
export function lazyRecommender(open: () => Promise<Recommender>): Recommender {
  let opened: Promise<Recommender> | null = null;
  const opening = (): Promise<Recommender> => (opened ??= open().catch((error: unknown) => {
    opened = null;
    throw error;
  }));
  const call = (name: keyof Recommender) => async (...given: never[]): Promise<unknown> => {
    const recommender = await opening();
    return (recommender[name] as (...all: never[]) => Promise<unknown>)(...given);
  };
  // A promise is told by its `then`: this is none.
  return new Proxy({} as Recommender, { get: (_, name) => (typeof name === 'symbol' || name === 'then' ? undefined : call(name as keyof Recommender)) });
}
