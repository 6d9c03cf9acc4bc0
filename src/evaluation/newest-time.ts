import { PRESENT } from '../ranker/history-of-rows.ts';
import type { EvaluationData } from './evaluation-ranker.ts';

/** The newest time of train as ISO; `PRESENT` where it has none. */
export function newestTime(times: EvaluationData['times'] = []): string {
  let newest = -Infinity;
  for (const each of times) for (const ms of each ?? []) newest = Math.max(newest, ms);
  return newest === -Infinity ? PRESENT : new Date(newest).toISOString();
}
