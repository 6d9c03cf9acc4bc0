import type { Recommender } from '../domain/recommender.ts';
import type { Problem } from '../domain/status.ts';

/** What a recommender says is wrong; nothing where it cannot say. */
export async function problemsOf(recommender: Recommender | null): Promise<readonly Problem[]> {
  try {
    return (await recommender?.status())?.problems ?? [];
  } catch {
    return [];
  }
}
