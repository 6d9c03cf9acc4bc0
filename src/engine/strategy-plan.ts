import type { HistoryEvent } from '../domain/event.ts';
import type { RecommendationList, RecommendRequest, Strategy } from '../domain/recommendation.ts';
import { historyStrengths } from '../ranker/event-strength.ts';
import type { Blend } from '../ranker/ranker.ts';

/** How a request is carried out: which strategy really runs, and what of history and context it sees. */
export interface Plan {
  strategy: Strategy;
  fallback?: RecommendationList['fallback'];
  seesHistory: boolean;
  seesContext: boolean;
  blend?: Partial<Blend>;
}

export interface PlanFacts {
  events: readonly HistoryEvent[];
  popularity: boolean;
  interactions: boolean;
}

/**
 * The plan for a request. A strategy that lacks what it needs falls back one step at a time, and the first reason is told:
 * bought-together → related → for-you → trending → for-you without evidence (the catalog, diversified).
 */
export function planStrategy(request: RecommendRequest, facts: PlanFacts): Plan {
  const wanted = request.strategy ?? 'for-you';
  let strategy = wanted;
  let reason: NonNullable<Plan['fallback']>['reason'] | undefined;
  const fall = (to: Strategy, why: NonNullable<Plan['fallback']>['reason']): void => {
    strategy = to;
    reason ??= why;
  };
  const profiled = request.profiling !== 'off';
  const liked = profiled && historyStrengths(facts.events).some((strength) => strength > 0);
  const context = Boolean(request.for?.length);
  if (strategy === 'bought-together' && !facts.interactions) fall(context ? 'related' : 'for-you', 'no-interactions');
  if (strategy === 'related' && !context) fall('for-you', 'no-context');
  if (strategy === 'for-you' && !liked && !context) fall('trending', 'no-history');
  if (strategy === 'trending' && !facts.popularity) fall('for-you', 'no-popularity');
  return {
    strategy,
    fallback: reason && strategy !== wanted ? { strategy, reason } : undefined,
    seesHistory: profiled && strategy !== 'trending',
    seesContext: context && strategy !== 'trending',
    blend: BLENDS[strategy],
  };
}

/** Blends that differ from the ranker's default: the page's own item leads `related`, counts alone make `trending`. */
const BLENDS: Partial<Record<Strategy, Partial<Blend>>> = {
  related: { context: 1, content: 0.2, popularity: 0.05 },
  trending: { content: 0, dislikes: 0, context: 0, popularity: 1 },
};
