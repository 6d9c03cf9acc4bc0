import type { HistoryEvent } from '../domain/event.ts';
import type { Recommender } from '../domain/recommender.ts';

/** Puts deleted events back, the very ones. Recording may be paused; putting back what was there is not recording. */
export async function putBack(recommender: Recommender, events: HistoryEvent[]): Promise<void> {
  const { paused } = (await recommender.status()).store;
  if (paused) await recommender.pause(false);
  try {
    await recommender.observe(events);
  } finally {
    if (paused) await recommender.pause(true);
  }
}
