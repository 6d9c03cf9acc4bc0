import { msg, str } from '@lit/localize';
import type { EventKind } from '../domain/event.ts';

/** A title inside a sentence. */
export function titled(title: string): string {
  return msg(str`${title}`, { id: 'title' });
}

/** Words in quotes, inside a sentence: such as somebody typed. */
export function quoted(text: string): string {
  return msg(str`“${text}”`, { id: 'quoted' });
}

/** How an event's item is named in a sentence: typed words in quotes, everything else by its title. */
export function named(event: { kind: EventKind; title: string }): string {
  return event.kind === 'search' || event.kind === 'comment' ? quoted(event.title) : titled(event.title);
}

/** The reason on a card: what the events of one kind have to do with it. */
export function becauseYou(kind: EventKind | 'mixed', what: string): string {
  switch (kind) {
    case 'view':
      return msg(str`Because you looked at ${what}`, { id: 'because.view' });
    case 'open':
      return msg(str`Because you opened ${what}`, { id: 'because.open' });
    case 'play':
      return msg(str`Because you played ${what}`, { id: 'because.play' });
    case 'save':
      return msg(str`Because you saved ${what}`, { id: 'because.save' });
    case 'share':
      return msg(str`Because you shared ${what}`, { id: 'because.share' });
    case 'cart':
      return msg(str`Because ${what} is in your cart`, { id: 'because.cart' });
    case 'buy':
      return msg(str`Because you bought ${what}`, { id: 'because.buy' });
    case 'search':
      return msg(str`Because you searched for ${what}`, { id: 'because.search' });
    case 'comment':
      return msg(str`Because you wrote ${what}`, { id: 'because.comment' });
    case 'rate':
      return msg(str`Because you rated ${what}`, { id: 'because.rate' });
    case 'like':
      return msg(str`Because you like ${what}`, { id: 'because.like' });
    case 'dismiss':
      return msg(str`Unlike ${what}, which you dismissed`, { id: 'because.dismiss' });
    case 'mixed':
      return msg(str`Because of ${what}`, { id: 'because.mixed' });
  }
}
