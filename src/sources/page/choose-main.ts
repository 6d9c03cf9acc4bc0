import { isSamePage, type PageFacts } from './page-facts.ts';
import type { Telling } from './telling.ts';

/**
 * The item that a page is about: its `mainEntity`; else the one whose address is the page's; else the only product that is no
 * part of a list; else the only such article. Of several variants the one at the page's very address, else the first.
 */
export function chooseMain(tellings: readonly Telling[], facts: PageFacts): Telling | null {
  const here = tellings.filter(({ item }) => isSamePage(item.url, facts.url) || isSamePage(item.url, facts.canonical));
  const top = tellings.filter(({ place }) => place === 'top');
  const named = tellings.filter(({ place }) => place === 'main');
  for (const candidates of [named, here, top]) {
    const found = onlyOne(candidates.filter(({ article }) => !article), facts) ?? onlyOne(candidates.filter(({ article }) => article), facts);
    if (found) return found;
  }
  return null;
}

function onlyOne(tellings: readonly Telling[], facts: PageFacts): Telling | null {
  const [first, ...others] = tellings;
  if (!first || others.some(({ item }) => item.group === undefined || item.group !== first.item.group)) return null;
  return tellings.find(({ item }) => item.url !== undefined && item.url === facts.url) ?? first;
}
