import { msg } from '@lit/localize';
import type { EventKind } from '../domain/event.ts';

/** What was done, as a label before a title. */
export function kindLabel(kind: EventKind): string {
  switch (kind) {
    case 'view':
      return msg('Looked at', { id: 'kind.view' });
    case 'open':
      return msg('Opened', { id: 'kind.open' });
    case 'play':
      return msg('Played', { id: 'kind.play' });
    case 'save':
      return msg('Saved', { id: 'kind.save' });
    case 'share':
      return msg('Shared', { id: 'kind.share' });
    case 'cart':
      return msg('Put in the cart', { id: 'kind.cart' });
    case 'buy':
      return msg('Bought', { id: 'kind.buy' });
    case 'search':
      return msg('Searched for', { id: 'kind.search' });
    case 'comment':
      return msg('Wrote', { id: 'kind.comment' });
    case 'rate':
      return msg('Rated', { id: 'kind.rate' });
    case 'like':
      return msg('Liked', { id: 'kind.like' });
    case 'dismiss':
      return msg('Dismissed', { id: 'kind.dismiss' });
  }
}
