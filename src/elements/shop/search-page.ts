import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Item } from '../../domain/item.ts';
import type { Change, EncoderStatus } from '../../domain/status.ts';
import type { Recommender } from '../../domain/recommender.ts';
import { bookBones, bookTile } from './book-tile.ts';
import { coverAddress } from './cover/cover.ts';
import { languageChoice } from './language-choice.ts';
import { inLanguage } from './library.ts';
import { hrefOf } from './routes.ts';
import type { Route } from './routes.ts';
import { worksCount } from './shelf-index.ts';
import { ShopPage } from './shop-page.ts';
import { searchMeaning } from './search-meaning.ts';

type SearchRoute = Extract<Route, { page: 'search' }>;

/** What a search found, with what is recommended beside it. */
export class SearchPage extends ShopPage {
  static override styles: CSSResultGroup = [ShopPage.styles, css`
    .sides { display: grid; gap: clamp(40px, 5vw, 64px); margin-block-start: var(--a-space-5); }
    .sides > * { min-inline-size: 0; }
    .said { min-block-size: 1lh; margin-block-end: var(--a-space-4); color: var(--a-muted); }
    .said .note { color: var(--a-text); }
    .waiting { visibility: hidden; }
    .tools { margin-block-start: var(--a-space-3); }
    @container (inline-size >= 960px) {
      .sides { grid-template-columns: minmax(0, 1fr) 340px; }
    }
  `];

  @property({ attribute: false }) route: SearchRoute = { page: 'search', text: '', language: 'all' };
  @state() private found: { text: string; works: readonly Item[] } | null = null;
  @state() private failed = false;
  @state() private encoderStatus: EncoderStatus | null = null;
  #asked = '';

  protected override pageTitle(): string {
    const { text } = this.route;
    return text ? msg(str`Search: ${text}`, { id: 'shop.search.of' }) : msg('Search', { id: 'shop.search' });
  }

  override begin(recommender: Recommender, signal: AbortSignal): void {
    if (this.route.text) void this.#search(this.route.text);
    recommender.status({ signal }).then(({ encoder }) => (this.encoderStatus = encoder), () => undefined);
  }

  override changed(change: Change): void {
    if (change.type === 'status') this.encoderStatus = change.status.encoder;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { text } = this.route;
    if (text && text !== this.#asked && this.connection.recommender) void this.#search(text);
  }

  async #loadEncoder(): Promise<void> {
    try {
      await this.connection.recommender?.loadEncoder();
    } catch {
      // The status tells why, and the note says it.
    }
  }

  async #search(text: string): Promise<void> {
    this.#asked = text;
    this.failed = false;
    try {
      const { items } = await this.connection.recommender!.items({ text });
      if (this.#asked === text) this.found = { text, works: items };
    } catch {
      if (this.#asked === text) this.failed = true;
    }
  }

  protected override render(): TemplateResult {
    const { text } = this.route;
    const cover = (work: Item): string => coverAddress(work);
    return html`
      ${this.heading(text ? msg(str`Books about “${text}”`, { id: 'shop.search.heading' }) : msg('Search', { id: 'shop.search' }))}
      <div class="tools">${languageChoice(this.route.language, (language) => hrefOf({ ...this.route, language }))}</div>
      <div class="sides">
        <div><div class="said numbers" role="status">${this.#said()}</div>${this.#results()}</div>
        <div class=${text && !this.found && !this.failed ? 'waiting' : ''}>
          <div class="said numbers" role="status">${text && this.encoderStatus ? searchMeaning(text, this.encoderStatus, this.format, () => void this.#loadEncoder()) : nothing}</div>
          <attune-recommendations strategy="for-you" layout="list" limit="6" capture="off" .cover=${cover} .recommender=${this.recommender}></attune-recommendations>
        </div>
      </div>
    `;
  }

  /** What there is to say of the search: read out as it changes, so it stands there from the start. */
  #said(): string | TemplateResult {
    const { text } = this.route;
    const works = this.#works();
    if (!text) return this.#note(msg('Type a title, an author or a word of a description into the box above.', { id: 'shop.search.how' }));
    if (!works) return '';
    if (works.length > 0) return worksCount(works.length, this.format);
    if (this.found!.works.length > 0) return this.#note(msg('Only books of the other language hold these words.', { id: 'shop.search.other' }), html`<a class="button" href=${hrefOf({ ...this.route, language: 'all' })}>${msg('Show all languages', { id: 'shop.shelf.widen' })}</a>`);
    return this.#note(msg(str`No book holds the words “${text}”.`, { id: 'shop.search.none' }));
  }

  #note(words: string, action: TemplateResult | typeof nothing = nothing): TemplateResult {
    return html`<div class="note"><p>${words}</p>${action}</div>`;
  }

  /** Null until the search of the address is answered. */
  #works(): readonly Item[] | null {
    const { text, language } = this.route;
    return this.found?.text === text && !this.failed ? inLanguage(this.found.works, language) : null;
  }

  #results(): TemplateResult | typeof nothing {
    if (!this.route.text) return nothing;
    if (this.failed) return html`<div class="note" role="alert"><p>${msg('The search did not get through. What is recommended still works.', { id: 'shop.search.failed' })}</p><button class="button" @click=${() => void this.#search(this.route.text)}>${msg('Search again', { id: 'shop.search.again' })}</button></div>`;
    const works = this.#works();
    if (!works) return bookBones(8);
    return works.length === 0 ? nothing : html`<ul class="books" role="list">${works.map((work) => html`<li>${bookTile(work, this.format)}</li>`)}</ul>`;
  }
}
