import type { LocaleModule } from '@lit/localize';
import type { Locale } from '../../localisation.ts';

/**
 * The elements' words for popularity, which speak of what people chose, as this shop has to put them: it has no other
 * shoppers, and what it counts is downloads from Project Gutenberg.
 */
export const popularity: Record<Locale, LocaleModule['templates']> = {
  en: {
    'because.popularity': 'Popular at Project Gutenberg',
    'tagline.trending': 'Most downloaded from Project Gutenberg.',
  },
  'zh-Hans': {
    'because.popularity': '在古登堡计划很受欢迎',
    'tagline.trending': '在古登堡计划下载最多的作品。',
  },
};
