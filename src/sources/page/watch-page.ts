import type { Item, ItemId } from '../../domain/item.ts';
import type { EventKind } from '../../domain/event.ts';
import { watchAttention } from './attention-clock.ts';
import { type Bots, whenReal } from './bot-guard.ts';
import type { CommerceEvent } from './commerce-event.ts';
import { DataLayer } from './data-layer.ts';
import { eventIdOf, openingOf } from './event-ids.ts';
import { EventSender, type Observe } from './event-sender.ts';
import { isSamePage } from './page-facts.ts';
import { type PageReading, readPage } from './read-page.ts';
import { queryOfPage, searchQuery } from './search-query.ts';
import { Visits } from './visits.ts';
import { MarkupWatch } from './watch-markup.ts';
import { watchNavigation } from './watch-navigation.ts';

export interface WatchOptions {
  /** Whether events may be observed (consent, pause); asked before each. */
  allowed: () => boolean;
  /** Whether browsers that a program drives are watched; `ignore` unless given. */
  bots?: Bots;
  /** The global name of the shop's data layer; `dataLayer` unless given, none with null. */
  dataLayer?: string | null;
  /** Writes nothing down on the device; an event of a page that is torn down may then be lost. */
  sessionOnly?: boolean;
}

const KINDS: Readonly<Record<Exclude<CommerceEvent['does'], 'search'>, EventKind>> = { view: 'view', select: 'view', cart: 'cart', save: 'save', buy: 'buy' };

/**
 * Observes what somebody does on the open page, as events of its items: `open` with the time of looking, and of the shop's data
 * layer `view`, `cart`, `save`, `buy`; `search` from it and from addresses of result pages. Call the result to stop: the page is
 * then as it was.
 *
 * @throws {TypeError} when an option is none
 */
export function watchPage(observe: Observe, options: WatchOptions): () => void {
  const { allowed, bots = 'ignore', dataLayer = 'dataLayer', sessionOnly = false } = options;
  if (typeof allowed !== 'function') throw new TypeError(`watchPage: expected allowed to be a function, got ${JSON.stringify(allowed)}`);
  if (bots !== 'ignore' && bots !== 'observe') throw new TypeError(`watchPage: expected bots to be ignore or observe, got ${JSON.stringify(bots)}`);
  if (dataLayer !== null && (typeof dataLayer !== 'string' || dataLayer === '')) throw new TypeError(`watchPage: expected dataLayer to be a name or null, got ${JSON.stringify(dataLayer)}`);
  return whenReal(bots, () => {
    const watch = new PageWatch(new EventSender(observe, allowed, sessionOnly), dataLayer);
    return () => watch.stop();
  });
}

class PageWatch {
  readonly #ended = new AbortController();
  readonly #sender: EventSender;
  readonly #visits: Visits;
  readonly #markup: MarkupWatch;
  readonly #layer: DataLayer | null;
  readonly #searched = new Set<string>();
  #href = location.href;
  /** Whether only parameters of the address changed since the page was read. */
  #moved = false;
  /** What the page tells; null where that may have changed. */
  #reading: PageReading | null = null;
  /** Whether the markup changed since the page's address did. */
  #retold = true;
  /** Whether the page's item was looked for since its address changed. */
  #settled = false;
  /** Items that the data layer called viewed on this page, with their entries, until the page's item is known. */
  #viewed: { item: ItemId | Item; entry: number }[] = [];
  /** The item of a page without markup, by its data layer. */
  #toldItem: Item | null = null;

  constructor(sender: EventSender, dataLayer: string | null) {
    const { signal } = this.#ended;
    this.#sender = sender;
    this.#visits = new Visits(watchAttention(signal), (event) => sender.send(event), shownAt());
    sender.sendWritten();
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.#leave(), { signal });
    addEventListener('pagehide', () => this.#leave(), { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && this.#begin(), { signal });
    watchNavigation(() => this.#move(), signal);
    this.#markup = new MarkupWatch(document, (changed) => this.#settle(changed), signal);
    this.#layer = dataLayer === null ? null : new DataLayer(dataLayer, (event, entry) => this.#hear(event, entry), signal);
  }

  stop(): void {
    this.#leave();
    this.#ended.abort();
  }

  /** The address changed: another path is another page, other parameters may be another variant. */
  #move(): void {
    const same = isSamePage(location.href, this.#href);
    this.#href = location.href;
    if (same) this.#markup.expect();
    else this.#begin();
    this.#moved = same;
    this.#reading = null;
  }

  #begin(): void {
    this.#visits.begin(performance.now());
    this.#reading = null;
    this.#retold = false;
    this.#settled = false;
    this.#toldItem = null;
    this.#viewed = [];
    this.#markup.expect();
  }

  #leave(): void {
    if (!this.#settled) this.#settle(false);
    this.#visits.leave();
  }

  /** The page is quiet: looks for its item, and for the query of a page of results. */
  #settle(changed: boolean): void {
    this.#reading = null;
    this.#retold ||= changed;
    this.#settled = true;
    this.#layer?.look();
    const item = this.#main() ?? this.#toldItem;
    // A page that draws itself anew has no markup for a moment.
    if (item || this.#moved) this.#visits.show(item, performance.now());
    this.#moved = false;
    for (const { item, entry } of this.#viewed.splice(0)) this.#view(item, entry);
    const query = queryOfPage(document, location.href);
    if (query !== null) this.#search(query);
  }

  /** The page's item, unless its markup is that of the page before. */
  #main(): Item | null {
    const { main, mainUrl } = this.#read();
    const stale = main !== null && main.id === this.#visits.before && !this.#retold && !isSamePage(mainUrl, location.href);
    return stale ? null : main;
  }

  #read(): PageReading {
    return (this.#reading ??= readPage(document, location.href));
  }

  #hear(event: CommerceEvent, entry: number): void {
    if (event.does === 'search') {
      const query = searchQuery(event.query, document);
      if (query !== null) this.#search(query);
    } else if (event.does === 'view') {
      for (const item of event.items) this.#view(this.#known(item), entry);
    } else {
      for (const item of event.items) this.#act(event, this.#known(item), entry);
    }
  }

  #act({ does, transactionId }: CommerceEvent, item: ItemId | Item, entry: number): void {
    const id = typeof item === 'string' ? item : item.id;
    const eventId = transactionId === undefined ? eventIdOf(does, openingOf(), entry, id) : eventIdOf(does, transactionId, id);
    this.#sender.send({ id: eventId, kind: KINDS[does as keyof typeof KINDS], at: new Date().toISOString(), item });
  }

  /** To see the page's item is its visit; on a page without markup the first that is seen is its item; others are looked at in passing. */
  #view(item: ItemId | Item, entry: number): void {
    if (!this.#settled) return void this.#viewed.push({ item, entry });
    const id = typeof item === 'string' ? item : item.id;
    const main = this.#main() ?? this.#toldItem;
    if (main?.id === id) return;
    if (main || typeof item === 'string' || this.#read().items.length > 1) return this.#act({ does: 'view', items: [] }, item, entry);
    this.#toldItem = item;
    this.#visits.show(item, performance.now());
  }

  /** What the page's markup knows of an item that the data layer names. */
  #known(item: ItemId | Item): ItemId | Item {
    return this.#read().known.get(typeof item === 'string' ? item : item.id) ?? item;
  }

  /** Once per query and day. */
  #search(query: string): void {
    const folded = query.toLowerCase();
    if (this.#searched.has(folded)) return;
    this.#searched.add(folded);
    const at = new Date().toISOString();
    this.#sender.send({ id: eventIdOf('search', at.slice(0, 10), folded), kind: 'search', at, item: { id: `search:${folded}`, title: query } });
  }
}

/** When the document began to be shown: a page prepared in advance later than it was opened. */
function shownAt(): number {
  const [navigation] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & { activationStart?: number })[];
  return navigation?.activationStart ?? 0;
}
