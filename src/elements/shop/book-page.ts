import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Item } from '../../domain/item.ts';
import type { Recommender } from '../../domain/recommender.ts';
import type { Change } from '../../domain/status.ts';
import { explanationDetailStyles } from '../explanation-detail.ts';
import { safeUrl } from '../safe-url.ts';
import { Why } from '../why.ts';
import { BookMarks, marksSentence } from './book-marks.ts';
import type { Mark } from './book-marks.ts';
import { bookPageStyles } from './book-page-styles.ts';
import { bookTile, coverImage } from './book-tile.ts';
import { coverAddress } from './cover/cover.ts';
import { FOR_YOU } from './for-you.ts';
import { languageName } from './language-choice.ts';
import { hrefOf, shelfHref } from './routes.ts';
import { shelfName } from './shelf-index.ts';
import { shelfOf } from './shelves.ts';
import { ShopPage } from './shop-page.ts';
import { shopIcon } from './shop-icons.ts';
import type { ShopIconName } from './shop-icons.ts';
import { Visit } from './visit.ts';
import { workBones, workBonesStyles } from './work-bones.ts';

/** One work: its cover, what is known of it, what one can say about it, why it is recommended, what is near it. */
export class BookPage extends ShopPage {
  static override styles: CSSResultGroup = [ShopPage.styles, explanationDetailStyles, bookPageStyles, workBonesStyles];

  /** Id of the work. */
  @property() book = '';
  /** Whether it is in the for-you list. */
  @state() private listed = false;
  readonly #marks = new BookMarks(() => this.requestUpdate());
  readonly #why = new Why(this);
  #visit: { book: string; visit: Visit } | null = null;

  get #work(): Item | undefined {
    return this.library?.work(this.book);
  }

  protected override pageTitle(): string {
    return this.#work?.title ?? (this.library ? msg('No such book', { id: 'shop.book.missing' }) : '…');
  }

  override begin(recommender: Recommender, signal: AbortSignal): void {
    signal.addEventListener('abort', () => this.#leave());
    this.#arrive(recommender);
  }

  override changed(change: Change): void {
    if (change.type === 'history' && this.connection.recommender) void this.#read(this.connection.recommender, this.book);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if ((changed.has('book') || changed.has('library')) && this.connection.recommender) this.#arrive(this.connection.recommender);
  }

  override disconnectedCallback(): void {
    this.#leave();
    super.disconnectedCallback();
  }

  #arrive(recommender: Recommender): void {
    if (this.#visit?.book === this.book || !this.#work) return;
    this.#leave();
    this.#visit = { book: this.book, visit: new Visit(recommender, this.book) };
    this.#marks.clear();
    this.listed = false;
    void this.#read(recommender, this.book);
  }

  #leave(): void {
    void this.#visit?.visit.end();
    this.#visit = null;
    if (this.#why.open !== null) this.#why.close();
  }

  async #read(recommender: Recommender, book: string): Promise<void> {
    void this.#marks.read(recommender, book);
    try {
      const list = await recommender.last(FOR_YOU);
      if (book === this.book) this.listed = list?.recommendations.some(({ id }) => id === book) ?? false;
    } catch {
      // Without a list nothing is recommended, so there is nothing to ask about.
    }
  }

  protected override render(): TemplateResult {
    const work = this.#work;
    if (this.library && !work) return html`<div class="note">${this.heading(msg('No such book', { id: 'shop.book.missing' }))}<p class="lead">${msg('This address names a book that the shop does not have.', { id: 'shop.book.missing-lead' })}</p><a class="button" href=${hrefOf({ page: 'browse' })}>${msg('Browse the shelves', { id: 'shop.shelves' })}</a></div>`;
    const cover = (each: Item): string => coverAddress(each);
    const others = this.library?.by(work?.author, this.book).slice(0, 6) ?? [];
    return html`
      <div class="stack">
        <article class="page">
          <div class="large">${work ? coverImage(work, true) : html`<span class="cover"></span>`}</div>
          <div class="words">${work ? this.#words(work) : html`${this.heading('…')}${this.loading()}${workBones()}`}</div>
        </article>
        <attune-recommendations class=${work ? nothing : 'early'} strategy="related" limit="12" capture="off" .for=${[this.book]} .cover=${cover} .recommender=${this.recommender}></attune-recommendations>
        ${others.length > 0 ? html`<section><h2>${this.#byAuthor(others[0].author!)}</h2><ul class="books others" role="list">${others.map((each) => html`<li>${bookTile(each, this.format)}</li>`)}</ul></section>` : nothing}
      </div>
    `;
  }

  #words(work: Item): TemplateResult {
    const lang = work.language ?? 'en';
    return html`
      ${this.heading(work.title, work.language)}
      <p class="author serif" lang=${lang} dir="auto">${work.author}</p>
      ${this.#facts(work)}
      <p class="text" lang=${lang} dir="auto">${work.text}</p>
      ${work.tags ? html`<ul class="tags" lang=${lang} aria-label=${msg('Subjects', { id: 'shop.book.subjects' })}>${work.tags.map((tag) => html`<li><a href=${hrefOf({ page: 'search', text: tag, language: 'all' })}>${tag}</a></li>`)}</ul>` : nothing}
      ${this.#buttons(work)}
      ${this.#after()}
    `;
  }

  #byAuthor(author: string): string {
    return msg(str`Also by ${author}`, { id: 'shop.book.also' });
  }

  #facts(work: Item): TemplateResult {
    const shelf = shelfOf(work);
    const facts: [string, string | TemplateResult][] = [
      [msg('Written', { id: 'shop.book.written' }), this.format.year(work.publishedAt)],
      [msg('Language', { id: 'shop.book.language' }), languageName(work.language, this.language.locale)],
      [msg('Shelf', { id: 'shop.book.shelf' }), html`<a href=${shelfHref(shelf.key)}>${shelfName(shelf, this.language.locale)}</a>`],
      [msg('Downloads', { id: 'shop.book.downloads' }), work.popularity === undefined ? '' : this.format.number(work.popularity)],
    ];
    return html`<dl class="facts">${facts.filter(([, value]) => value !== '').map(([name, value]) => html`<div><dt>${name}</dt><dd class="numbers">${value}</dd></div>`)}</dl>`;
  }

  #buttons(work: Item): TemplateResult {
    const marks = this.#marks;
    const button = (mark: Mark, name: string, icon: ShopIconName): TemplateResult => html`<button class="button mark" aria-pressed=${marks.has(mark)} @click=${() => this.#press(mark)}>${shopIcon(icon)}${name}</button>`;
    return html`
      <div class="marks">
        ${button('save', msg('Save', { id: 'shop.book.save' }), 'save')}
        ${button('like', msg('Like', { id: 'shop.book.like' }), 'like')}
        ${button('dismiss', msg('Not for me', { id: 'shop.book.dismiss' }), 'dismiss')}
        ${this.#source(work)}
      </div>
    `;
  }

  #source(work: Item): TemplateResult | typeof nothing {
    const url = safeUrl(work.url, document.baseURI);
    return url ? html`<a class="source" href=${url} rel="noreferrer" target="_blank">${msg('Read it at Project Gutenberg', { id: 'shop.book.read' })}${shopIcon('out')}</a>` : nothing;
  }

  /** The way to the reasons and what became of the last press share a line, which has its place before either is there. */
  #after(): TemplateResult {
    const marks = this.#marks;
    const open = this.#why.open !== null;
    const why = html`<button class="button quiet" aria-expanded=${open} @click=${() => (open ? this.#why.close() : void this.#why.show(this.connection.recommender!, this.book, FOR_YOU))}>${msg('Why is this recommended to me?', { id: 'shop.book.why' })}</button>`;
    const undo = html`<button class="button quiet" @click=${() => this.#press(marks.said!.mark)}>${msg('Undo', { id: 'shop.book.undo' })}</button>`;
    return html`
      <div class="after">${this.listed ? why : nothing}<p class="said" role="status">${marksSentence(marks)} ${marks.said?.on && !marks.unkept ? undo : nothing}</p></div>
      ${this.listed && open ? html`<div class="answer">${this.#why.render(this.format)}</div>` : nothing}
    `;
  }

  #press(mark: Mark): void {
    if (this.connection.recommender) void this.#marks.press(this.connection.recommender, this.book, mark);
  }
}
