import { elementText } from './element-text.ts';
import { type Markup, readMarkup } from './marked-up-things.ts';
import type { ReadingBudget } from './reading-budget.ts';
import { localName, type Thing } from './thing.ts';

/** Attributes whose value stands for the element's text. */
const VALUED: Readonly<Record<string, string>> = {
  audio: 'src', embed: 'src', iframe: 'src', img: 'src', source: 'src', track: 'src', video: 'src', link: 'href', area: 'href', object: 'data', data: 'value', meter: 'value', time: 'datetime', meta: 'content',
};
/** Of a link on a page these are its address; of other properties, what is read. */
const ADDRESSES = new Set(['url', 'image', 'sameAs', 'mainEntityOfPage', 'item', 'availability', 'logo', 'contentUrl', 'thumbnailUrl']);

/** The things of a page's microdata (HTML, section 5): `itemscope`, `itemtype`, `itemprop`, `itemref`. */
export function readMicrodata(document: Document, budget: ReadingBudget): Thing[] {
  return readMarkup(document, MICRODATA, budget);
}

/** What an element says as the value of a property, in microdata and RDFa alike; `content` comes before all else. */
export function valueOf(element: Element, property: string, budget: ReadingBudget): string {
  const attribute = element.hasAttribute('content') ? 'content' : (VALUED[element.localName] ?? (ADDRESSES.has(property) ? 'href' : ''));
  const value = attribute === '' ? null : element.getAttribute(attribute);
  // What a script will show later has its address aside.
  if (attribute === 'src' && (value === null || value.startsWith('data:'))) return element.getAttribute('data-src') ?? '';
  return value?.trim() ?? elementText(element, budget);
}

const MICRODATA: Markup = {
  scope: 'itemscope',
  typesOf: (element) => words(element, 'itemtype').filter((type) => /^https?:\/\/(?:www\.)?schema\.org\//i.test(type)).map(localName),
  idOf: (element) => element.getAttribute('itemid')?.trim() || undefined,
  propertiesOf: (element) => words(element, 'itemprop').map(localName),
  valueOf: (element, property, _, budget) => valueOf(element, property, budget),
  elsewhere: (element) => words(element, 'itemref').flatMap((id) => element.ownerDocument.getElementById(id) ?? []),
};

function words(element: Element, attribute: string): string[] {
  return element.getAttribute(attribute)?.split(/\s+/).filter(Boolean) ?? [];
}
