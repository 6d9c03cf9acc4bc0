import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Item } from '../../domain/item.ts';
import type { Recommender } from '../../domain/recommender.ts';
import type { Change } from '../../domain/status.ts';
import { coverAddress } from './cover/cover.ts';
import { guideSeen, markGuideSeen } from './preferences.ts';
import { shelfIndex, shelfIndexStyles } from './shelf-index.ts';
import { ShopPage } from './shop-page.ts';

/** The front of the shop: the guide at first, then what is recommended, the shelves, what is popular, what was seen. */
export class HomePage extends ShopPage {
  static override styles: CSSResultGroup = [ShopPage.styles, shelfIndexStyles, css`
    shop-pick-guide { padding-block-end: var(--a-space-3); border-block-end: 1px solid var(--a-line); }
    /* Small enough for the reasons under the cards to be seen together with the picks. */
    .under { --attune-card-width: clamp(100px, 28cqi, 136px); margin-block-start: var(--a-space-4); }
    @container (inline-size < 480px) {
      .under::part(notice) { display: none; }
    }
    .greeting { margin-block-end: var(--a-space-6); }
  `];

  /** Whether the guide was asked for. */
  @property({ type: Boolean }) guided = false;
  /** Null until the history was read; who finished the guide or has a history is taken for known until then. */
  @state() private known: boolean | null = null;
  @state() private opened = false;
  @state() private guiding = !guideSeen();
  #tellRead: () => void = () => {};
  readonly #firstRead = new Promise<void>((resolve) => (this.#tellRead = resolve));

  protected override pageTitle(): string {
    return this.guided ? msg('Pick three you like', { id: 'shop.guide.title' }) : msg('For you', { id: 'shop.home' });
  }

  /** The heading depends on what is known, so the focus waits for that. */
  override async focusHeading(): Promise<void> {
    await this.#firstRead;
    await this.updateComplete;
    const guide = this.renderRoot.querySelector<ShopPage>('shop-pick-guide');
    return guide ? guide.focusHeading() : super.focusHeading();
  }

  override begin(recommender: Recommender): void {
    void this.#read(recommender);
  }

  override changed(change: Change): void {
    if (change.type === 'history' && this.connection.recommender) void this.#read(this.connection.recommender);
  }

  async #read(recommender: Recommender): Promise<void> {
    try {
      const [event] = await recommender.history({ limit: 1 });
      const [open] = await recommender.history({ kinds: ['open'], limit: 1 });
      if (this.known === null && event !== undefined) this.#endGuide();
      this.known = event !== undefined;
      this.opened = open !== undefined;
    } catch {
      // The lists say what is the matter; a visitor without a history can still be shown the shop.
      this.known ??= false;
    }
    this.#tellRead();
  }

  /** Without a history the list for you is the most read one already, so that is not shown a second time. */
  protected override render(): TemplateResult {
    const guiding = this.guided || this.guiding;
    const cover = (work: Item): string => coverAddress(work);
    return html`
      <div class="stack">
        <div>
          ${guiding ? html`<shop-pick-guide .recommender=${this.recommender} .library=${this.library} @shop-guide-done=${() => this.#guideDone()}></shop-pick-guide>` : nothing}
          ${!guiding && this.known === false ? html`<div class="greeting">${this.heading(msg('A bookshop that learns, and keeps it to itself', { id: 'shop.home.unknown' }))}<p class="lead">${msg('Open a few books and this page will follow you. What it learns stays in this browser.', { id: 'shop.home.lead-unknown' })}</p></div>` : nothing}
          <attune-recommendations class=${guiding ? 'under' : 'first'} strategy="for-you" limit="12" capture="off" .cover=${cover} .recommender=${this.recommender}>${!guiding && this.known !== false ? html`<div slot="heading">${this.heading(msg('Chosen for you', { id: 'shop.home.known' }))}</div>` : nothing}</attune-recommendations>
        </div>
        ${this.opened && !guiding ? html`<attune-recommendations strategy="recently-viewed" limit="12" capture="off" .cover=${cover} .recommender=${this.recommender}></attune-recommendations>` : nothing}
        <section aria-labelledby="shelves"><h2 id="shelves">${msg('Browse the shelves', { id: 'shop.shelves' })}</h2>${shelfIndex(this.library, this.language.locale, this.format)}</section>
        ${this.known ? html`<attune-recommendations strategy="trending" limit="12" capture="off" heading=${msg('Most read', { id: 'shop.popular' })} .cover=${cover} .recommender=${this.recommender}></attune-recommendations>` : nothing}
      </div>
    `;
  }

  #endGuide(): void {
    markGuideSeen();
    this.guiding = false;
  }

  #guideDone(): void {
    this.#endGuide();
    if (this.guided) location.hash = '#/';
    void this.focusHeading();
  }
}
