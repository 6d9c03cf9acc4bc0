import { isJsonLd } from './json-ld.ts';

/** A page is settled when nothing changed for so long. */
const QUIET_MS = 250;
/** A page that goes on changing is read all the same, and one that is settled this often at most. */
const PATIENCE_MS = 1_000;
/** So long after a navigation any change may bring the item. */
const SETTLING_MS = 5_000;
/** More changes at once are taken for a new page. */
const MAX_RECORDS = 200;
const MARKUP = '[itemscope], [itemprop], [typeof], [property], link[rel~="canonical" i]';
const SCRIPTS = 'script[type^="application/ld+json" i]';

/** Watches a document for changes of what its markup tells. */
export class MarkupWatch {
  readonly #document: Document;
  readonly #settled: (markup: boolean) => void;
  readonly #observer: MutationObserver;
  #settlingUntil = 0;
  #toldAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The first change that is not told yet, and whether one was of markup. */
  #waiting: { since: number; markup: boolean } | null = null;

  /** @param settled told after changes, and after expect(), once the page is quiet: whether markup changed */
  constructor(document: Document, settled: (markup: boolean) => void, signal: AbortSignal) {
    this.#document = document;
    this.#settled = settled;
    this.#observer = new MutationObserver((records) => this.#notice(records));
    this.#observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['content', 'href', 'itemid', 'resource'] });
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      clearTimeout(this.#timer);
    }, { once: true });
    this.expect();
  }

  /** Says that another page comes: any change counts for a while. */
  expect(): void {
    this.#settlingUntil = performance.now() + SETTLING_MS;
    this.#wait(false);
  }

  #notice(records: readonly MutationRecord[]): void {
    const markup = records.length > MAX_RECORDS || records.some(isOfMarkup);
    const settling = performance.now() < this.#settlingUntil && records.some(({ type }) => type === 'childList');
    if (markup || settling) this.#wait(markup);
  }

  #wait(markup: boolean): void {
    const now = performance.now();
    this.#waiting ??= { since: now, markup };
    this.#waiting.markup ||= markup;
    clearTimeout(this.#timer);
    const rest = now < this.#settlingUntil ? 0 : this.#toldAt + PATIENCE_MS - now;
    this.#timer = setTimeout(() => this.#tell(), Math.max(rest, Math.min(QUIET_MS, this.#waiting.since + PATIENCE_MS - now)));
  }

  #tell(): void {
    const loading = this.#document.readyState === 'loading';
    const markup = this.#waiting?.markup ?? false;
    this.#waiting = null;
    this.#toldAt = performance.now();
    // What is still being parsed may not have come to its markup; the rest of it is a change.
    if (loading) this.#wait(markup);
    else this.#settled(markup);
  }
}

function isOfMarkup({ type, target, addedNodes, removedNodes }: MutationRecord): boolean {
  const element = target.nodeType === 1 ? (target as Element) : target.parentElement;
  if (element && (isJsonLd(element) || (type !== 'childList' && element.closest('[itemprop], [property]')))) return true;
  return [...addedNodes, ...removedNodes].some((node) => node.nodeType === 1 && holdsMarkup(node as Element)) || (element?.matches('[itemprop], [property]') ?? false);
}

function holdsMarkup(element: Element): boolean {
  return isJsonLd(element) || element.matches(MARKUP) || element.querySelector(`${MARKUP}, ${SCRIPTS}`) !== null;
}
