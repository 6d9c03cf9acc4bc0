import { categoriesOfPath, distinct } from '../products/categories.ts';
import { absoluteUrl, type PageFacts } from './page-facts.ts';
import { hasType, referencesOf, type Thing, textOf, textsOf, thingsOf } from './thing.ts';
import { foldedText } from './telling.ts';

const BREADCRUMBS = new Set(['BreadcrumbList']);

/** The categories that a product, a work or an article names; a path (`Home > Tea`) is its parts. */
export function categoriesOf(thing: Thing): string[] | undefined {
  return someOf(textsOf(thing, 'category', 'articleSection', 'genre').flatMap(categoriesOfPath));
}

/** A list of the names, each once; undefined for none. */
export function someOf(names: Iterable<string>): string[] | undefined {
  const kept = distinct(names);
  return kept.length > 0 ? kept : undefined;
}

/** The categories on the way to the page's item: its breadcrumbs without the way's beginning and without the item. */
export function breadcrumbsOf(things: readonly Thing[], title: string, facts: PageFacts): string[] | undefined {
  for (const list of things.filter((thing) => hasType(thing, BREADCRUMBS))) {
    const steps = thingsOf(list, 'itemListElement').toSorted((a, b) => Number(textOf(a, 'position')) - Number(textOf(b, 'position')) || 0);
    const names = steps.filter((step) => !isHome(step, facts)).flatMap((step) => textOf(step, 'name', 'item') ?? []);
    if (foldedText(names.at(-1) ?? '') === foldedText(title)) names.pop();
    if (names.length > 0) return someOf(names);
  }
  return undefined;
}

function isHome(step: Thing, facts: PageFacts): boolean {
  const url = absoluteUrl(referencesOf(step, 'item')[0] ?? step.id, facts.base);
  const home = url !== undefined && /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?)?$/i.test(new URL(url).pathname);
  return home || /^(?:home|home ?page|start|startseite|accueil|inicio|首页|主页|ホーム)$/i.test(textOf(step, 'name', 'item') ?? '');
}
