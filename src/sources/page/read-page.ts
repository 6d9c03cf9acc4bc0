import type { Item, ItemId } from '../../domain/item.ts';
import { breadcrumbsOf } from './categories-of-thing.ts';
import { chooseMain } from './choose-main.ts';
import { findProducts } from './find-products.ts';
import { readJsonLd } from './json-ld.ts';
import { mergeTellings } from './merge-tellings.ts';
import { readMicrodata } from './microdata.ts';
import { readOpenGraph } from './open-graph.ts';
import { type Metas, metasOf, type PageFacts, pageFacts } from './page-facts.ts';
import { readRdfa } from './rdfa.ts';
import { ReadingBudget } from './reading-budget.ts';
import { contradicts, fill, IDENTIFIERS, type Telling } from './telling.ts';
import { tellingOfThing } from './telling-of-thing.ts';
import type { Thing } from './thing.ts';

/** What the markup of a page tells. */
export interface PageReading {
  items: Item[];
  /** The item that the page is about. */
  main: Item | null;
  /** The address that the markup gives it. */
  mainUrl?: string;
  /** Items by all ids that the page has for them (SKU, product ID, GTIN, MPN), for those who call them by another. */
  known: ReadonlyMap<ItemId, Item>;
  /** What could not be read: the place, what was expected and what stood there. */
  faults: string[];
}

/** More than any page shows. */
const MAX_ITEMS = 1_000;

/**
 * Reads the items of a page from JSON-LD, microdata, RDFa and OpenGraph, each once; what comes earlier in this order is
 * believed first. At most 20,000 elements and values, 2 million characters and 1,000 items are read.
 *
 * @param url the page's address, where the document does not know it
 */
export function readPage(document: Document, url?: string): PageReading {
  const budget = new ReadingBudget();
  const metas = metasOf(document);
  const facts = pageFacts(document, url, metas);
  const things = { 'json-ld': readJsonLd(document, budget), microdata: readMicrodata(document, budget), rdfa: readRdfa(document, budget) };
  const told = Object.entries(things).flatMap(([syntax, roots]) => tellingsOf(roots, syntax as Telling['syntax'], facts, budget));
  const tellings = mergeTellings(told);
  const main = mainOf(tellings, metas, facts);
  const crumbs = main && breadcrumbsOf(Object.values(things).flat(), main.item.title, facts);
  if (crumbs) main.item = { categories: crumbs, ...main.item };
  return { ...identified(tellings, main, facts, budget), faults: budget.faults };
}

function tellingsOf(roots: readonly Thing[], syntax: Telling['syntax'], facts: PageFacts, budget: ReadingBudget): Telling[] {
  const found = findProducts(roots);
  if (found.length > MAX_ITEMS) budget.fault(`${syntax}: expected at most ${MAX_ITEMS} items, got ${found.length}`);
  return found.slice(0, MAX_ITEMS).flatMap((each) => {
    const telling = tellingOfThing(each, syntax, facts);
    if (!telling) budget.fault(`${syntax}: expected a ${each.thing.types[0]} to have a name, got ${each.thing.id ?? 'nothing'}`);
    return telling ?? [];
  });
}

/** The main item, with what OpenGraph adds to it; where nothing else tells of one, OpenGraph's own. */
function mainOf(tellings: Telling[], metas: Metas, facts: PageFacts): Telling | null {
  const main = chooseMain(tellings, facts);
  const graph = readOpenGraph(metas, facts);
  if (main && graph && !contradicts(main, graph.telling)) fill(main, graph.telling);
  if (main || !graph?.item) return main;
  tellings.push(graph.telling);
  return graph.telling;
}

function identified(tellings: readonly Telling[], main: Telling | null, facts: PageFacts, budget: ReadingBudget): Omit<PageReading, 'faults'> {
  const items = new Map<ItemId, Item>();
  const known = new Map<ItemId, Item>();
  let mainItem: Item | null = null;
  for (const telling of tellings) {
    const page = telling === main ? (facts.canonical ?? facts.url) : undefined;
    const id = IDENTIFIERS.map((kind) => telling.identifiers[kind]).find((each) => each !== undefined) ?? telling.item.url ?? page;
    const fault = id === undefined ? 'sku, productID, gtin, mpn or url, got none' : items.has(id) ? `an id of its own, got ${JSON.stringify(id)} again` : null;
    if (fault !== null) budget.fault(`${telling.syntax}: expected ${JSON.stringify(telling.item.title.slice(0, 60))} to have ${fault}`);
    if (id === undefined || items.has(id)) continue;
    const item = { id, ...(page !== undefined && { url: page }), ...telling.item };
    items.set(id, item);
    if (telling === main) mainItem = item;
    for (const kind of IDENTIFIERS) if (telling.identifiers[kind] !== undefined && !known.has(telling.identifiers[kind])) known.set(telling.identifiers[kind], item);
  }
  for (const [id, item] of items) known.set(id, item);
  return { items: [...items.values()], main: mainItem, mainUrl: main?.item.url, known };
}
