import type { HistoryEvent } from '../domain/event.ts';
import type { CompleteRequest } from '../domain/complete-request.ts';
import { type Blend, HEADS, type RecommendationList, type Strategy } from '../domain/recommendation.ts';
import type { EvidenceShares } from '../ranker/content-heads.ts';
import { historyStrengths } from '../ranker/event-strength.ts';
import { listsThePast } from './past-list.ts';

/** How a request is carried out: which strategy really runs, and what of history and context it sees. */
export interface Plan {
  strategy: Strategy;
  fallback?: RecommendationList['fallback'];
  /** What it ranks by. */
  seesHistory: boolean;
  seesContext: boolean;
  /** Which items the history keeps out of the list: those it holds, or those that were spoken against alone. */
  leavesOut: 'held' | 'disliked';
  blend?: Partial<Blend>;
  evidence?: EvidenceShares;
}

export interface PlanFacts {
  events: readonly HistoryEvent[];
  /** Whether the history holds something that the strategy lists, where the list is the history itself. */
  past: boolean;
  /** Whether an item of `for` has a vector. */
  context: boolean;
  popularity: boolean;
  interactions: boolean;
}

/**
 * The plan for a request. A strategy that lacks what it needs falls back one step at a time, and the first reason is told:
 * bought-together → related → for-you → trending → for-you without evidence (the catalog, diversified); a list of the past
 * → trending.
 */
export function planStrategy(request: Pick<CompleteRequest, 'strategy' | 'profiling'>, { events, past, context, popularity, interactions }: PlanFacts): Plan {
  const wanted = request.strategy;
  let strategy = wanted;
  let reason: NonNullable<Plan['fallback']>['reason'] | undefined;
  const fall = (to: Strategy, why: NonNullable<Plan['fallback']>['reason']): void => {
    strategy = to;
    reason ??= why;
  };
  const profiled = request.profiling === 'on';
  const liked = profiled && historyStrengths(events).some((strength) => strength > 0);
  if (listsThePast(strategy) && !(profiled && past)) fall('trending', 'no-history');
  if (strategy === 'bought-together' && !interactions) fall(context ? 'related' : 'for-you', 'no-interactions');
  if (strategy === 'bought-together' && !context) fall('for-you', 'no-context');
  if (strategy === 'related' && !context) fall('for-you', 'no-context');
  if (strategy === 'for-you' && !liked && !context) fall('trending', 'no-history');
  if (strategy === 'trending' && !popularity) fall('for-you', 'no-popularity');
  return {
    strategy,
    fallback: reason && strategy !== wanted ? { strategy, reason } : undefined,
    seesHistory: profiled && strategy !== 'trending',
    seesContext: context && strategy !== 'trending',
    leavesOut: profiled ? 'held' : 'disliked',
    blend: BLENDS[strategy],
    evidence: EVIDENCE[strategy],
  };
}

/** Blends that differ from the ranker's default: the page's own item leads `related`, its companions `bought-together`; counts alone make `trending`. */
const BLENDS: Partial<Record<Strategy, Partial<Blend>>> = {
  related: { context: 1, content: 0.2, 'long-term': 0, popularity: 0.05 },
  'bought-together': { context: 0.2, content: 0, 'long-term': 0, 'co-visitation': 1, popularity: 0 },
  trending: { ...(Object.fromEntries(HEADS.map((head) => [head, 0])) as Blend), popularity: 1 },
};

/** What evidence of the history counts beside that of the context, where the page's own item leads. */
const EVIDENCE: Partial<Record<Strategy, EvidenceShares>> = {
  related: { history: 0.2, context: 1 },
  'bought-together': { history: 0, context: 1 },
};
