import { msg, str } from '@lit/localize';
import type { RecommendationList, Strategy } from '../domain/recommendation.ts';

/** What a list shows in place of what it was asked for; empty when it shows just that. */
export function fallbackNotice(list: Pick<RecommendationList, 'fallback'>): string {
  if (!list.fallback) return '';
  const reason = fallbackReason(list.fallback.reason);
  const instead = fallbackInstead(list.fallback.strategy);
  return msg(str`${reason}: showing ${instead} instead.`, { id: 'fallback' });
}

function fallbackReason(reason: NonNullable<RecommendationList['fallback']>['reason']): string {
  switch (reason) {
    case 'no-interactions':
      return msg('No purchase data here', { id: 'fallback.no-interactions' });
    case 'no-history':
      return msg('Nothing in your history yet', { id: 'fallback.no-history' });
    case 'no-context':
      return msg('Nothing to compare with here', { id: 'fallback.no-context' });
    case 'no-popularity':
      return msg('No popularity data here', { id: 'fallback.no-popularity' });
  }
}

function fallbackInstead(strategy: Strategy): string {
  switch (strategy) {
    case 'for-you':
      return msg('what fits your history', { id: 'instead.for-you' });
    case 'related':
      return msg('similar works', { id: 'instead.related' });
    case 'trending':
      return msg('popular works', { id: 'instead.trending' });
    default:
      return msg('works from the catalog', { id: 'instead.other' });
  }
}
