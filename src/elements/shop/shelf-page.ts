import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Item } from '../../domain/item.ts';
import { bookBones, bookTile } from './book-tile.ts';
import { languageChoice } from './language-choice.ts';
import { inOrder } from './library.ts';
import { hrefOf, SHELF_STEP } from './routes.ts';
import type { Order, Route } from './routes.ts';
import { shelfName, worksCount } from './shelf-index.ts';
import { shelfOfKey } from './shelves.ts';
import { ShopPage } from './shop-page.ts';

type ShelfRoute = Extract<Route, { page: 'shelf' }>;

/** One shelf, or all works: narrowed by language, in an order, as many as were asked for. */
export class ShelfPage extends ShopPage {
  static override styles: CSSResultGroup = [ShopPage.styles, css`
    .tools { display: flex; flex-wrap: wrap; justify-content: space-between; gap: var(--a-space-1) var(--a-space-5); margin-block: var(--a-space-3) var(--a-space-5); }
    .end { display: flex; flex-direction: column; align-items: center; gap: var(--a-space-3); margin-block-start: var(--a-space-6); color: var(--a-muted); }
  `];

  @property({ attribute: false }) route: ShelfRoute = { page: 'shelf', key: 'all', language: 'all', order: 'popular', count: SHELF_STEP };
  /** The order that the recommender gave, for the shelf and language it was asked about. */
  @state() private ranked: { about: string; ids: readonly string[] } | null = null;
  @state() private failed = false;

  protected override pageTitle(): string {
    const shelf = shelfOfKey(this.route.key);
    return shelf ? shelfName(shelf, this.language.locale) : msg('All works', { id: 'shop.all' });
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.route.order === 'for-you' && this.ranked?.about !== this.#about && !this.failed) void this.#rank();
  }

  get #about(): string {
    return `${this.route.key} ${this.route.language} ${this.library?.works.length ?? 0}`;
  }

  async #rank(): Promise<void> {
    const { recommender } = this.connection;
    const about = this.#about;
    if (!recommender || !this.library) return;
    this.ranked = { about, ids: [] };
    try {
      const ids = await recommender.rank(this.library.shelf(this.route.key, this.route.language).map(({ id }) => id));
      if (about === this.#about) this.ranked = { about, ids };
    } catch {
      this.failed = true;
    }
  }

  override begin(): void {
    this.failed = false;
    if (this.route.order === 'for-you') void this.#rank();
  }

  protected override render(): TemplateResult {
    const { key, language, order, count } = this.route;
    const works = this.library?.shelf(key, language) ?? [];
    const shown = this.#ordered(works);
    return html`
      <div class="top">${this.heading(this.pageTitle())}<p class="muted numbers" role="status">${this.library ? worksCount(works.length, this.format) : ''}</p></div>
      <div class="tools">
        ${languageChoice(language, (chosen) => hrefOf({ ...this.route, language: chosen, count: SHELF_STEP }))}
        <nav class="choices" aria-label=${msg('Order', { id: 'shop.order' })}>${this.#orders().map(([value, name]) => html`<a class="choice" href=${hrefOf({ ...this.route, order: value, count: SHELF_STEP })} aria-current=${value === order ? 'true' : nothing}>${name}</a>`)}</nav>
      </div>
      ${this.failed && order === 'for-you' ? html`<p class="lead">${msg('They could not be put in your order just now; the usual one is shown.', { id: 'shop.order.failed' })}</p>` : nothing}
      ${shown ? this.#list(shown, count) : bookBones(18)}
    `;
  }

  #list(works: readonly Item[], count: number): TemplateResult {
    if (works.length === 0) return html`<div class="note"><p>${msg('No book of this language stands on this shelf.', { id: 'shop.shelf.empty' })}</p><a class="button" href=${hrefOf({ ...this.route, language: 'all' })}>${msg('Show all languages', { id: 'shop.shelf.widen' })}</a></div>`;
    const [seen, all] = [Math.min(count, works.length), works.length].map((number) => this.format.number(number));
    return html`
      <ul class="books" role="list">${works.slice(0, count).map((work) => html`<li>${bookTile(work, this.format)}</li>`)}</ul>
      <div class="end"><p class="numbers">${msg(str`${seen} of ${all}`, { id: 'shop.shelf.seen' })}</p>${count < works.length ? html`<button class="button" @click=${() => this.#more()}>${msg('Show more', { id: 'shop.shelf.more' })}</button>` : nothing}</div>
    `;
  }

  /** Null while the order is not known. */
  #ordered(works: Item[]): readonly Item[] | null {
    if (!this.library) return null;
    if (this.route.order !== 'for-you' || this.failed) return inOrder(works, this.route.order === 'for-you' ? 'popular' : this.route.order);
    if (this.ranked?.about !== this.#about || (this.ranked.ids.length === 0 && works.length > 0)) return null;
    return this.ranked.ids.flatMap((id) => this.library!.work(id) ?? []);
  }

  #orders(): [Order, string][] {
    return [
      ['popular', msg('Most read', { id: 'shop.popular' })],
      ['for-you', msg('For you', { id: 'shop.home' })],
      ['oldest', msg('Oldest', { id: 'shop.order.oldest' })],
      ['title', msg('Title', { id: 'shop.order.title' })],
    ];
  }

  /** The address says how many are shown, so that the way back leads to the same place; no new entry for it. */
  async #more(): Promise<void> {
    const first = this.route.count;
    this.dispatchEvent(new CustomEvent<Route>('shop-replace', { bubbles: true, composed: true, detail: { ...this.route, count: first + SHELF_STEP } }));
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('a.book')[first]?.focus({ preventScroll: true });
  }
}
