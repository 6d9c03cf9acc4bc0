import type { EventId } from '../domain/event.ts';
import type { Preference } from '../domain/learning.ts';
import { memoryOf } from '../domain/memory.ts';
import type { Recommender } from '../domain/recommender.ts';

/**
 * Forgets events as if they had not been said: what other choices taught of their items stays.
 *
 * @param said whether a preference was taught by what is taken back
 */
export async function takeBack(recommender: Recommender, ids: EventId[], said: (preference: Preference) => boolean = () => false): Promise<void> {
  const { preferences } = await recommender.memory({ ids });
  await recommender.forget({ ids });
  const others = preferences.filter((each) => !said(each));
  if (others.length > 0) await recommender.restore(memoryOf({ preferences: others }));
}
