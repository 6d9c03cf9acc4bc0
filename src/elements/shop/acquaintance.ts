import type { Recommender } from '../../domain/recommender.ts';
import { markGuideSeen } from './preferences.ts';
import { recall, remember } from './remembered.ts';
import { visitPending } from './visit.ts';

/** How well the shop knows the visitor: not at all, by something in the history, or by books that were opened. */
export type Acquaintance = 'stranger' | 'known' | 'reader';

const ACQUAINTANCE = 'attune-shop-acquaintance';
const ALL: readonly Acquaintance[] = ['stranger', 'known', 'reader'];

/** What the history said last, so that a page can be laid out before it is read; null when it was never read. */
export function lastAcquaintance(): Acquaintance | null {
  if (visitPending()) return 'reader';
  const kept = recall(ACQUAINTANCE);
  return ALL.find((each) => each === kept) ?? null;
}

/** Reads the history, a visit that just ended included, and keeps the answer. Who has a history needs no guide. */
export async function readAcquaintance(recommender: Recommender): Promise<Acquaintance> {
  const [event] = await recommender.history({ limit: 1 });
  const [open] = event ? await recommender.history({ kinds: ['open'], limit: 1 }) : [];
  const acquaintance = open ? 'reader' : event ? 'known' : 'stranger';
  if (event) markGuideSeen();
  remember(ACQUAINTANCE, acquaintance);
  return acquaintance;
}
