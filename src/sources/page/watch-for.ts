import type { Recommender } from '../../domain/recommender.ts';
import { asksForPrivacy } from './privacy-signal.ts';
import { watchPage } from './watch-page.ts';

const watched = new WeakSet<Recommender>();

/**
 * Watches the page for a recommender while that is not paused: once, however often it is asked to. Where the recommender cannot
 * tell its status nothing is watched, and the next to ask tries again.
 */
export async function watchFor(recommender: Recommender): Promise<void> {
  if (watched.has(recommender)) return;
  watched.add(recommender);
  let paused = true;
  try {
    await recommender.subscribe((change) => {
      if (change.type === 'status') paused = change.status.store.paused;
    });
    ({ paused } = (await recommender.status()).store);
  } catch {
    return void watched.delete(recommender);
  }
  watchPage((events) => recommender.observe(events), { allowed: () => !paused, sessionOnly: asksForPrivacy(navigator) });
}
