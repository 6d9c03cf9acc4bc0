import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { Item } from '../../domain/item.ts';
import type { Recommender } from '../../domain/recommender.ts';
import type { Change } from '../../domain/status.ts';
import { lastAcquaintance, readAcquaintance } from './acquaintance.ts';
import type { Acquaintance } from './acquaintance.ts';
import { coverAddress } from './cover/cover.ts';
import { FOR_YOU } from './for-you.ts';
import { guideSeen, markGuideSeen } from './preferences.ts';
import { shelfIndex, shelfIndexStyles } from './shelf-index.ts';
import { ShopPage } from './shop-page.ts';

/** How long a page waits for the history of a visitor that it remembers nothing of. */
const HOLD_MS = 600;

/** The front of the shop: the guide at first, then what is recommended, the shelves, what is popular, what was seen. */
export class HomePage extends ShopPage {
  static override styles: CSSResultGroup = [ShopPage.styles, shelfIndexStyles, css`
    shop-pick-guide { padding-block-end: var(--a-space-3); border-block-end: 1px solid var(--a-line); }
    /* Small enough for the reasons under the cards to be seen together with the picks. */
    .under { --attune-card-width: clamp(100px, 28cqi, 136px); margin-block-start: var(--a-space-4); }
    @container (inline-size < 480px) {
      .under::part(notice) { display: none; }
    }
    /* Laid out, but not shown before it is clear whom it is for. */
    .held { visibility: hidden; }
    .greeting { margin-block-end: var(--a-space-6); }
  `];

  /** Whether the guide was asked for. */
  @property({ type: Boolean }) guided = false;
  /** As last remembered until the history is read; null when nothing is remembered. */
  @state() private acquaintance: Acquaintance | null = null;
  @state() private guiding = false;
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

  /** Not sooner than the first update: the page that is left tells of its visit as it goes. */
  protected override willUpdate(): void {
    if (this.hasUpdated) return;
    this.acquaintance = lastAcquaintance();
    this.guiding = !guideSeen() && (this.acquaintance ?? 'stranger') === 'stranger';
    if (this.acquaintance === null) setTimeout(() => (this.acquaintance ??= 'stranger'), HOLD_MS);
  }

  async #read(recommender: Recommender): Promise<void> {
    try {
      const acquaintance = await readAcquaintance(recommender);
      // A guide in sight is never taken away.
      if (this.acquaintance === null && acquaintance !== 'stranger') this.guiding = false;
      this.acquaintance = acquaintance;
    } catch {
      // The lists say what is the matter; a visitor without a history can still be shown the shop.
      this.acquaintance ??= 'stranger';
    }
    this.#tellRead();
  }

  /** Without a history the list for you is the most read one already, so that is not shown a second time. */
  protected override render(): TemplateResult {
    const guiding = this.guided || this.guiding;
    const stranger = this.acquaintance === 'stranger';
    const cover = (work: Item): string => coverAddress(work);
    return html`
      <div class=${classMap({ stack: true, held: this.acquaintance === null })}>
        <div>
          ${guiding ? html`<shop-pick-guide .recommender=${this.recommender} .library=${this.library} @shop-guide-done=${() => this.#guideDone()}></shop-pick-guide>` : nothing}
          ${!guiding && stranger ? html`<div class="greeting">${this.heading(msg('A bookshop that learns, and keeps it to itself', { id: 'shop.home.unknown' }))}<p class="lead">${msg('Open a few books and this page will follow you. What it learns stays in this browser.', { id: 'shop.home.lead-unknown' })}</p></div>` : nothing}
          <attune-recommendations class=${guiding ? 'under' : 'first'} strategy=${FOR_YOU.strategy} limit=${FOR_YOU.limit} explore=${FOR_YOU.explore} capture="off" .cover=${cover} .recommender=${this.recommender}>${!guiding && !stranger ? html`<div slot="heading">${this.heading(msg('Chosen for you', { id: 'shop.home.known' }))}</div>` : nothing}</attune-recommendations>
        </div>
        ${this.acquaintance === 'reader' && !guiding ? html`<attune-recommendations strategy="recently-viewed" limit="12" capture="off" .cover=${cover} .recommender=${this.recommender}></attune-recommendations>` : nothing}
        <section aria-labelledby="shelves"><h2 id="shelves">${msg('Browse the shelves', { id: 'shop.shelves' })}</h2>${shelfIndex(this.library, this.language.locale, this.format)}</section>
        ${stranger || this.acquaintance === null ? nothing : html`<attune-recommendations strategy="trending" limit="12" capture="off" heading=${msg('Most read', { id: 'shop.popular' })} .cover=${cover} .recommender=${this.recommender}></attune-recommendations>`}
      </div>
    `;
  }

  #guideDone(): void {
    markGuideSeen();
    this.guiding = false;
    if (this.guided) location.hash = '#/';
    void this.focusHeading();
  }
}
