import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Benchmark } from '../../domain/benchmark.ts';
import type { FetchQuality } from '../../domain/measured-quality.ts';
import type { OwnEvaluation } from '../../domain/own-evaluation.ts';
import type { Recommender } from '../../domain/recommender.ts';
import type { Change } from '../../domain/status.ts';
import { PanelElement } from '../panel-element.ts';
import { answerConnect } from '../connect.ts';
import { readAcquaintance } from './acquaintance.ts';
import { Library } from './library.ts';
import { routeOf } from './routes.ts';
import type { Route } from './routes.ts';
import { ScrollKeeper } from './scroll-keeper.ts';
import type { ShopPage } from './shop-page.ts';
import { withShopLinks } from './shop-recommender.ts';
import { sendPending } from './visit.ts';

const NAME = 'Attune Books';

/** The demo shop: give it a recommender and it is a bookshop, addressed by the fragment of the page's URL. */
export class AttuneShop extends PanelElement {
  static override styles: CSSResultGroup = [PanelElement.styles, css`
    :host { --gutter: clamp(16px, 4vw, 48px); min-block-size: 100vh; background: var(--a-surface); }
    .frame { max-inline-size: 1296px; margin-inline: auto; padding-inline: var(--gutter); }
    /* So tall that what grows moves nothing in sight: the line under it begins where the window ends. */
    main { display: block; min-block-size: calc(100vh - 120px); padding-block: clamp(24px, 3vw, 40px) 80px; }
    footer { padding-block: var(--a-space-5) var(--a-space-6); border-block-start: 1px solid var(--a-line); color: var(--a-muted); font-size: var(--a-type-2); }
    footer p { max-inline-size: 76ch; }
    footer a { color: inherit; text-underline-offset: 3px; }
    .skip { position: absolute; inset: 8px auto auto 8px; z-index: 2; }
    .skip:not(:focus) { clip-path: inset(50%); inline-size: 1px; block-size: 1px; min-block-size: 0; padding: 0; overflow: hidden; }
    .trouble { margin-block-end: var(--a-space-5); padding: var(--a-space-5); border: 1px solid var(--a-danger); border-radius: var(--a-radius-l); }
    .trouble h2 { font-size: var(--a-type-3); }
    .trouble p { max-inline-size: 60ch; margin-block: var(--a-space-1) var(--a-space-4); }
    .trouble details { margin-block-start: var(--a-space-3); color: var(--a-muted); font-size: var(--a-type-1); }
  `];

  @state() private route: Route = routeOf(location.hash);
  @state() private library: Library | null = null;
  @state() private trouble: string | null = null;
  @property({ attribute: false }) shown: Recommender | null = null;
  /** Measures this device on the page about speed, where it is given. */
  @property({ attribute: false }) benchmark: Benchmark | null = null;
  /** What was measured on public data, for the page about quality. */
  @property({ attribute: false }) measured: FetchQuality | null = null;
  /** Measures the rankers on the visitor's history, on the page about quality. */
  @property({ attribute: false }) evaluation: OwnEvaluation | null = null;
  readonly #scroll = new ScrollKeeper();
  #leave = new AbortController();
  #title = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    addEventListener('popstate', (event) => void this.#navigated(event.state), { signal });
    this.addEventListener('shop-title', (event) => this.#entitle((event as CustomEvent<string>).detail), { signal });
    this.addEventListener('shop-search', (event) => void this.#search((event as CustomEvent<string>).detail), { signal });
    this.addEventListener('shop-replace', (event) => (this.route = this.#scroll.replace((event as CustomEvent<Route>).detail)), { signal });
    this.#scroll.start(signal);
    signal.addEventListener('abort', answerConnect(this, () => this.shown));
  }

  override disconnectedCallback(): void {
    this.#leave.abort();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('recommender')) return;
    // Before any page asks.
    if (this.recommender) sendPending(this.recommender);
    this.shown = this.recommender && withShopLinks(this.recommender);
  }

  override begin(recommender: Recommender, signal: AbortSignal): void {
    void this.#open(recommender, signal);
  }

  override changed(change: Change): void {
    // Whatever page is open: the next one is laid out by it.
    if (change.type === 'history' && this.shown) void readAcquaintance(this.shown).catch(() => {});
  }

  async #open(recommender: Recommender, signal: AbortSignal): Promise<void> {
    this.trouble = null;
    try {
      this.library = await Library.load(recommender, { signal });
      await this.updateComplete;
      this.#scroll.restore();
    } catch (error) {
      if (!signal.aborted) this.trouble = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  }

  /** An engine that gave its catalog up starts afresh with the page. */
  async #again(): Promise<void> {
    if (this.shown) await this.#open(this.shown, this.#leave.signal);
    if (this.library === null) location.reload();
  }

  async #navigated(state: unknown): Promise<void> {
    this.route = routeOf(location.hash);
    this.#scroll.arrive(state);
    await this.updateComplete;
    await this.#page?.focusHeading();
    this.#scroll.restore();
  }

  get #page(): ShopPage | null {
    return this.renderRoot.querySelector<ShopPage>('main > .shown');
  }

  #entitle(page: string): void {
    this.#title = page;
    document.title = this.#title ? `${this.#title} · ${NAME}` : NAME;
  }

  /** A search that was submitted is something the visitor did; one that is only looked at again is not. */
  async #search(text: string): Promise<void> {
    const to = `#/search?${new URLSearchParams({ q: text })}`;
    void this.shown?.observe([{ kind: 'search', item: { id: `search:${text.toLowerCase()}`, title: text } }]).catch(() => {
      // A history that cannot be kept shows itself in the status; the search goes on.
    });
    location.hash = to;
  }

  protected override render(): TemplateResult {
    return html`
      <button class="button primary skip" @click=${() => void this.#page?.focusHeading()}>${msg('Skip to the page', { id: 'shop.skip' })}</button>
      <shop-header .route=${this.route}></shop-header>
      <div class="frame">
        <main>${this.trouble === null ? nothing : this.#troubled(this.trouble)}${this.#shownPage()}</main>
        <footer>
          <p>${msg('Everything happens on this device; nothing you do is sent anywhere. Download counts: Project Gutenberg, as published in the CORGIS data set “Classics”.', { id: 'shop.footer' })} <a href="#/about">${msg('About this shop', { id: 'shop.about.title' })}</a></p>
        </footer>
      </div>
    `;
  }

  #shownPage(): TemplateResult {
    const { route, shown, library } = this;
    switch (route.page) {
      case 'home':
      case 'welcome':
        return html`<shop-home class="shown" ?guided=${route.page === 'welcome'} .recommender=${shown} .library=${library}></shop-home>`;
      case 'browse':
        return html`<shop-browse class="shown" .recommender=${shown} .library=${library}></shop-browse>`;
      case 'shelf':
        return html`<shop-shelf class="shown" .route=${route} .recommender=${shown} .library=${library}></shop-shelf>`;
      case 'search':
        return html`<shop-search class="shown" .route=${route} .recommender=${shown} .library=${library}></shop-search>`;
      case 'book':
        return html`<shop-book class="shown" .book=${route.id} .recommender=${shown} .library=${library}></shop-book>`;
      case 'theory':
        return html`<shop-theory class="shown" .recommender=${shown} .library=${library}></shop-theory>`;
      default:
        return html`<shop-plain class="shown" .page=${route.page} .benchmark=${this.benchmark} .measured=${this.measured} .evaluation=${this.evaluation} .recommender=${shown} .library=${library}></shop-plain>`;
    }
  }

  #troubled(detail: string): TemplateResult {
    return html`
      <div class="trouble" role="alert">
        <h2>${msg('The books could not be fetched', { id: 'shop.trouble' })}</h2>
        <p>${msg('The list of works did not arrive. What this browser knows about you is safe and can still be seen and deleted.', { id: 'shop.trouble.what' })}</p>
        <button class="button" @click=${() => void this.#again()}>${msg('Fetch them again', { id: 'shop.trouble.again' })}</button>
        <details><summary>${msg('For a report', { id: 'shop.trouble.report' })}</summary><p lang="en">${detail}</p></details>
      </div>
    `;
  }
}
