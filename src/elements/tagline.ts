import { msg } from '@lit/localize';
import type { Strategy } from '../domain/recommendation.ts';

/** The line under the heading when the list is what it was asked to be. */
export function tagline(strategy: Strategy, profiling: 'on' | 'off'): string {
  if (profiling === 'off') return msg('Made without your history.', { id: 'tagline.off' });
  switch (strategy) {
    case 'for-you':
      return msg('From what you opened, saved and liked. It stays on this device.', { id: 'tagline.for-you' });
    case 'related':
      return msg('Close to what you are looking at.', { id: 'tagline.related' });
    case 'bought-together':
      return msg('From what others bought with it.', { id: 'tagline.bought-together' });
    case 'trending':
      return msg('What most people chose.', { id: 'tagline.trending' });
    case 'recently-viewed':
      return msg('What you opened, newest first.', { id: 'tagline.recently-viewed' });
    case 'buy-again':
      return msg('What you bought before.', { id: 'tagline.buy-again' });
  }
}
