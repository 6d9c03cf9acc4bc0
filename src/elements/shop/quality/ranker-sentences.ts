import { msg } from '@lit/localize';

/** What the ranker that `attune evaluate` calls `name` does, in a few words; the name itself where it is unknown. */
export function rankerName(name: string): string {
  switch (name) {
    case 'random':
      return msg('Chance', { id: 'shop.ranker.random' });
    case 'popularity':
      return msg('What is popular', { id: 'shop.ranker.popularity' });
    case 'last':
      return msg('Like the last one', { id: 'shop.ranker.last' });
    case 'mean':
      return msg('Like the average', { id: 'shop.ranker.mean' });
    case 'mean-decay':
      return msg('Like the average, newest loudest', { id: 'shop.ranker.mean-decay' });
    case 'max':
      return msg('Like any one of them', { id: 'shop.ranker.max' });
    case 'tfidf':
      return msg('The same words', { id: 'shop.ranker.tfidf' });
    case 'source':
      return msg('The same source', { id: 'shop.ranker.source' });
    case 'knn':
      return msg('What others took along', { id: 'shop.ranker.knn' });
    case 'mean-w':
      return msg('The average, trained', { id: 'shop.ranker.mean-w' });
    case 'attention':
      return msg('Attention alone', { id: 'shop.ranker.attention' });
    case 'attention-w':
      return msg('Attention alone, trained', { id: 'shop.ranker.attention-w' });
    case 'attune-untrained':
      return msg('Attune, untrained', { id: 'shop.ranker.attune-untrained' });
    case 'attune-plain':
      return msg('Attune without variety', { id: 'shop.ranker.attune-plain' });
    case 'attune':
      return msg('Attune as shipped', { id: 'shop.ranker.attune' });
    default:
      return name;
  }
}

/** Whether a ranker is one of ours, which the others are there to be compared with. */
export function isOurs(name: string): boolean {
  return name.startsWith('attune') || name.startsWith('attention');
}

/** The ranker that the shop uses. */
export const SHIPPED = 'attune';
