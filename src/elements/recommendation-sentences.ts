import { msg, str } from '@lit/localize';
import type { Because, Explanation, HeadName, HeadShare, Recommendation, RecommendationList, Strategy } from '../domain/recommendation.ts';
import { becauseYou, named, titled } from './event-sentences.ts';
import type { Format } from './format.ts';

/** Events that one line on a card has room for. */
const NAMED_EVENTS = 2;

/** Heading of a list that was given none. */
export function strategyHeading(strategy: Strategy): string {
  switch (strategy) {
    case 'for-you':
      return msg('For you', { id: 'strategy.for-you' });
    case 'related':
      return msg('More like this', { id: 'strategy.related' });
    case 'bought-together':
      return msg('Bought together', { id: 'strategy.bought-together' });
    case 'trending':
      return msg('Popular here', { id: 'strategy.trending' });
    case 'recently-viewed':
      return msg('Recently viewed', { id: 'strategy.recently-viewed' });
    case 'buy-again':
      return msg('Buy again', { id: 'strategy.buy-again' });
  }
}

/** The line on a card: why it is there. */
export function reasonLine({ because, explored }: Pick<Recommendation, 'because' | 'explored'>, format: Format): string {
  return explored ? msg('Something different: to learn what you like', { id: 'because.explored' }) : becauseLine(because, format);
}

/** The one quiet line of why. */
export function becauseLine(because: Because, format: Format): string {
  switch (because.kind) {
    case 'events': {
      const events = because.events.slice(0, NAMED_EVENTS);
      const what = format.list([...new Set(events.map(named))]);
      const shared = because.borrowed ? msg(str`Others chose things like it along with things like ${what}`, { id: 'because.borrowed' }) : because.head && sharedLine(because.head, what);
      if (shared) return shared;
      if (because.lexical) return msg(str`Shares its words with ${what}`, { id: 'because.lexical' });
      return becauseYou(events.every((event) => event.kind === events[0]?.kind) ? (events[0]?.kind ?? 'mixed') : 'mixed', what);
    }
    case 'context':
      if (because.borrowed) return msg('Others chose things like it along with things like this', { id: 'because.context-borrowed' });
      return because.head === 'co-visitation' ? msg('Others chose it along with this', { id: 'because.context-co-visitation' }) : msg('Close to what you are looking at', { id: 'because.context' });
    case 'popularity':
      return msg('Chosen by many', { id: 'because.popularity' });
    case 'freshness':
      return msg('New', { id: 'because.freshness' });
    case 'catalog':
      return msg('From the catalog', { id: 'because.catalog' });
  }
}

/** What it has in common with `what`; empty where the head is no evidence. */
function sharedLine(head: HeadName, what: string): string {
  switch (head) {
    case 'co-visitation':
      return msg(str`Others chose it along with ${what}`, { id: 'because.co-visitation' });
    case 'words':
      return msg(str`Shares its words with ${what}`, { id: 'because.lexical' });
    case 'site':
      return msg(str`From the same site as ${what}`, { id: 'because.site' });
    case 'brand':
      return msg(str`Of the same brand as ${what}`, { id: 'because.brand' });
    case 'author':
      return msg(str`By the author of ${what}`, { id: 'because.author' });
    case 'category':
      return msg(str`Of the same kind as ${what}`, { id: 'because.category' });
    case 'tag':
      return msg(str`Tagged like ${what}`, { id: 'because.tag' });
    default:
      return '';
  }
}

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

export function headLabel(head: HeadName): string {
  switch (head) {
    case 'content':
      return msg('Your history', { id: 'head.content' });
    case 'long-term':
      return msg('Your lasting interests', { id: 'head.long-term' });
    case 'dislikes':
      return msg('What you dismissed', { id: 'head.dislikes' });
    case 'context':
      return msg('What you are looking at', { id: 'head.context' });
    case 'co-visitation':
      return msg('What others chose along with it', { id: 'head.co-visitation' });
    case 'words':
      return msg('Words in common', { id: 'head.words' });
    case 'site':
      return msg('Sites you visit', { id: 'head.site' });
    case 'brand':
      return msg('Brands you choose', { id: 'head.brand' });
    case 'author':
      return msg('Authors you choose', { id: 'head.author' });
    case 'category':
      return msg('Categories you choose', { id: 'head.category' });
    case 'tag':
      return msg('Tags you choose', { id: 'head.tag' });
    case 'popularity':
      return msg('Popularity', { id: 'head.popularity' });
    case 'freshness':
      return msg('How new it is', { id: 'head.freshness' });
  }
}

/** The whole explanation in two or three sentences. */
export function explanationSentences(explanation: Explanation, format: Format): string[] {
  const title = titled(explanation.item.title);
  const place = format.number(explanation.relevanceRank);
  const sentences: string[] = [];
  // What speaks against an item may be larger, and is no reason for it.
  const strongest = explanation.events.find(({ share }) => share > 0);
  const head = explanation.heads.toSorted((a, b) => b.share - a.share)[0];
  if (strongest && head && isOfHistory(head)) {
    const share = format.percent(strongest.share);
    const because = becauseYou(strongest.kind, named(strongest));
    sentences.push(msg(str`${title} is number ${place} by relevance. ${because}: that alone is ${share} of its score.`, { id: 'explain.event' }));
  } else if (head && head.share > 0) {
    const share = format.percent(head.share);
    const label = headLabel(head.head);
    sentences.push(msg(str`${title} is number ${place} by relevance. ${share} of its score is this: ${label}.`, { id: 'explain.head' }));
  } else if (head && head.share < 0) {
    const label = headLabel(explanation.heads.toSorted((a, b) => a.share - b.share)[0].head);
    sentences.push(msg(str`${title} is number ${place} by relevance: nothing speaks for it more than for others. Most against it: ${label}.`, { id: 'explain.against' }));
  } else {
    sentences.push(msg(str`${title} is number ${place} by relevance.`, { id: 'explain.place' }));
  }
  if (explanation.explored) sentences.push(msg('It is listed to learn what you like: the weights below were drawn at random from what your choices say so far.', { id: 'explain.explored' }));
  else if (explanation.listRank !== undefined && explanation.listRank !== explanation.relevanceRank) {
    const listed = format.number(explanation.listRank);
    sentences.push(msg(str`For variety it is shown at place ${listed}.`, { id: 'explain.variety' }));
  }
  if (explanation.lexical) sentences.push(msg('The encoder does not know this text, so words were compared instead of meaning.', { id: 'explain.lexical' }));
  return sentences;
}

function isOfHistory({ head, share }: HeadShare): boolean {
  return share > 0 && (head === 'content' || head === 'long-term' || head === 'dislikes');
}

/** What would be, had the strongest event never happened; empty when that was not asked. */
export function withoutSentence(explanation: Explanation, format: Format): string {
  const { without } = explanation;
  const event = without && explanation.events.find((each) => each.id === without.eventId);
  if (!without || !event) return '';
  const what = named(event);
  const place = format.number(without.relevanceRank);
  return without.relevanceRank === explanation.relevanceRank
    ? msg(str`Without ${what} it would still be number ${place}.`, { id: 'without.same' })
    : msg(str`Without ${what} it would be number ${place}.`, { id: 'without.moved' });
}
