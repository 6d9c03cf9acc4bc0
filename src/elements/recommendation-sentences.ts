import { msg, str } from '@lit/localize';
import type { Because, HeadName, Recommendation, Strategy } from '../domain/recommendation.ts';
import { becauseYou, named } from './event-sentences.ts';
import type { CardFormat } from './card-format.ts';

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
export function reasonLine({ because, explored }: Pick<Recommendation, 'because' | 'explored'>, format: CardFormat): string {
  return explored ? msg('Something different: to learn what you like', { id: 'because.explored' }) : becauseLine(because, format);
}

/** The one quiet line of why. */
export function becauseLine(because: Because, format: CardFormat): string {
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
