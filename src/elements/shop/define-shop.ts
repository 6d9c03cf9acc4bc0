import { defineElements } from '../define.ts';
import { addTemplates, LOCALES } from '../localisation.ts';
import { AttuneShop } from './attune-shop.ts';
import { BenchmarkPanel } from './benchmark-panel.ts';
import { BookPage } from './book-page.ts';
import { BrowsePage } from './browse-page.ts';
import { HomePage } from './home-page.ts';
import { popularity } from './locales/popularity.ts';
import { PickGuide } from './pick-guide.ts';
import { PlainPages } from './plain-pages.ts';
import { MeasuredPanel } from './quality/measured-panel.ts';
import { OwnPanel } from './quality/own-panel.ts';
import { SearchPage } from './search-page.ts';
import { ShelfPage } from './shelf-page.ts';
import { ShopHeader } from './shop-header.ts';
import { TheoryPage } from './theory/theory-page.ts';

const ELEMENTS = {
  'shop-header': ShopHeader,
  'shop-pick-guide': PickGuide,
  'shop-home': HomePage,
  'shop-browse': BrowsePage,
  'shop-shelf': ShelfPage,
  'shop-search': SearchPage,
  'shop-book': BookPage,
  'shop-benchmark': BenchmarkPanel,
  'shop-theory': TheoryPage,
  'shop-measured': MeasuredPanel,
  'shop-own-evaluation': OwnPanel,
  'shop-plain': PlainPages,
  'attune-shop': AttuneShop,
} satisfies Record<string, CustomElementConstructor>;

/** Registers `<attune-shop>`, its pages and the elements that they are made of, and brings the shop's sentences. */
export function defineShop(): void {
  addTemplates('zh-Hans', () => import('./locales/zh-Hans.ts'));
  for (const locale of LOCALES) addTemplates(locale, async () => ({ templates: popularity[locale] }));
  defineElements();
  for (const [name, element] of Object.entries(ELEMENTS)) if (!customElements.get(name)) customElements.define(name, element);
}
