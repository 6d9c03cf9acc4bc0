import { msg, str } from '@lit/localize';
import { css, html } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { EventId } from '../../domain/event.ts';
import type { Item } from '../../domain/item.ts';
import type { Recommender } from '../../domain/recommender.ts';
import type { Change } from '../../domain/status.ts';
import { takeBack } from '../take-back.ts';
import { pausedSentence } from './book-marks.ts';
import { coverImage } from './book-tile.ts';
import { guideChoices, PICKS } from './guide.ts';
import { ShopPage } from './shop-page.ts';
import { shopIcon } from './shop-icons.ts';

/**
 * Pick three you like: each pick is a `like`, each second press takes it back.
 *
 * @event shop-guide-done - finished or skipped
 */
export class PickGuide extends ShopPage {
  static override styles: CSSResultGroup = [ShopPage.styles, css`
    :host { container-type: inline-size; }
    .row { display: grid; grid-auto-flow: column; grid-auto-columns: 66px; gap: var(--a-space-3); overflow-x: auto; padding: 8px; margin: var(--a-space-3) -8px 0; scrollbar-width: thin; scrollbar-color: var(--a-line) transparent; scroll-snap-type: x proximity; scroll-padding: 8px; }
    .row > li { scroll-snap-align: start; }
    .pick { position: relative; display: block; inline-size: 100%; border-radius: var(--a-radius); }
    .pick[aria-pressed='true'] .cover { outline: 3px solid var(--a-accent); outline-offset: 2px; }
    .pick:focus-visible { outline-offset: 7px; }
    .mark { position: absolute; inset-block-start: -8px; inset-inline-end: -8px; display: grid; place-items: center; inline-size: 28px; block-size: 28px; border-radius: 50%; background: var(--a-accent); color: var(--a-on-accent); forced-color-adjust: none; }
    .mark svg.icon { inline-size: 18px; block-size: 18px; stroke-width: 2.4; }
    .foot { display: flex; flex-wrap: wrap; align-items: center; gap: var(--a-space-2) var(--a-space-4); min-block-size: 44px; margin-block-start: var(--a-space-2); }
    .count { display: flex; align-items: center; gap: var(--a-space-3); }
    .dots { display: flex; gap: 6px; }
    .dots i { inline-size: 10px; block-size: 10px; border: 1.5px solid var(--a-mark); border-radius: 50%; }
    .dots i.full { background: var(--a-accent); border-color: var(--a-accent); forced-color-adjust: none; }
    .lead { max-inline-size: none; margin-block-start: var(--a-space-1); }
    @container (inline-size < 480px) {
      .lead { font-size: var(--a-type-2); line-height: 1.4; }
      .foot { flex-wrap: nowrap; justify-content: space-between; gap: var(--a-space-2); min-block-size: 52px; margin-block-start: 0; line-height: 1.3; }
      .count { gap: var(--a-space-2); }
      .dots { gap: 4px; }
      .dots i { inline-size: 8px; block-size: 8px; }
      .foot:has(.primary) .dots { display: none; }
      .foot .button { flex: none; padding-inline: var(--a-space-3); }
    }
    @container (inline-size >= 480px) {
      .row { grid-auto-columns: 84px; }
    }
    @container (inline-size >= 1000px) {
      .row { grid-auto-columns: minmax(0, 1fr); overflow: visible; gap: var(--a-space-5); }
    }
  `];

  /** Event of each picked work. */
  @state() private picked: ReadonlyMap<string, EventId> = new Map();
  @state() private unkept: 'failed' | 'paused' | null = null;

  protected override pageTitle(): string {
    return '';
  }

  override begin(recommender: Recommender): void {
    void this.#read(recommender);
  }

  override changed(change: Change): void {
    if (change.type === 'history' && this.connection.recommender) void this.#read(this.connection.recommender);
  }

  async #read(recommender: Recommender): Promise<void> {
    try {
      const likes = await recommender.history({ kinds: ['like'] });
      this.picked = new Map(likes.flatMap(({ id, item }) => (typeof item === 'string' ? [[item, id] as const] : [])));
    } catch {
      // What is known cannot be read just now; picking still works, and says so if it does not.
    }
  }

  async #press(work: Item): Promise<void> {
    const { recommender } = this.connection;
    if (!recommender) return;
    const before = this.picked.get(work.id);
    try {
      const [id] = before === undefined ? await recommender.observe([{ kind: 'like', item: work.id }]) : [];
      if (before !== undefined) await takeBack(recommender, [before]);
      else if (id !== undefined) this.picked = new Map(this.picked).set(work.id, id);
      this.unkept = before === undefined && id === undefined ? 'paused' : null;
    } catch {
      this.unkept = 'failed';
    }
  }

  protected override render(): TemplateResult {
    const works = guideChoices(this.language.locale).map((id) => this.library?.work(id));
    const count = works.filter((work) => work && this.picked.has(work.id)).length;
    return html`
      ${this.heading(msg('Pick three you like', { id: 'shop.guide.title' }))}
      <p class="lead">${msg('A bookshop that learns on your device. Each pick changes the list below; nothing is sent anywhere.', { id: 'shop.guide.lead' })}</p>
      <ul class="row" role="list" aria-label=${msg('Twelve books to pick from', { id: 'shop.guide.row' })}>${works.map((work) => html`<li>${work ? this.#book(work) : html`<span class="cover"></span>`}</li>`)}</ul>
      <div class="foot">
        <div class="count"><span class="dots" aria-hidden="true">${Array.from({ length: PICKS }, (_, at) => html`<i class=${at < count ? 'full' : ''}></i>`)}</span><span role="status">${this.#progress(count)}</span></div>
        ${count >= PICKS
          ? html`<button class="button primary" @click=${() => this.#done()}>${msg('On to the shop', { id: 'shop.guide.finish' })}</button>`
          : html`<button class="button quiet" @click=${() => this.#done()}>${msg('Skip this', { id: 'shop.guide.skip' })}</button>`}
      </div>
    `;
  }

  #book(work: Item): TemplateResult {
    const pressed = this.picked.has(work.id);
    return html`<button class="pick" aria-pressed=${pressed} aria-label=${`${work.title}, ${work.author ?? ''}`} lang=${work.language ?? 'en'} @click=${() => void this.#press(work)}>${coverImage(work, true)}${pressed ? html`<span class="mark">${shopIcon('check')}</span>` : ''}</button>`;
  }

  #progress(count: number): string {
    if (this.unkept === 'paused') return pausedSentence();
    if (this.unkept === 'failed') return msg('That could not be kept. The list still works; see what is known about you.', { id: 'shop.guide.failed' });
    if (count === 0) return msg('None picked yet', { id: 'shop.guide.none' });
    if (count < PICKS) return msg(str`${count} of ${PICKS}: the list below has changed`, { id: 'shop.guide.some' });
    return msg('That is enough. Each card says why.', { id: 'shop.guide.enough' });
  }

  #done(): void {
    this.dispatchEvent(new CustomEvent('shop-guide-done', { bubbles: true, composed: true }));
  }
}
