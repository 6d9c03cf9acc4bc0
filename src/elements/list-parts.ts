import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { skeletonCard } from './card.ts';
import type { Format } from './format.ts';
import { icon } from './icons.ts';
import type { Why } from './why.ts';

/** More places than any screen shows at once. */
const MOST_PLACES = 60;

/** Places of cards that are on their way, no more than can be seen. */
export function skeletonList(layout: string, count: number): TemplateResult {
  const places = Array.from({ length: Math.min(count, MOST_PLACES) });
  return html`<ul class="skeleton ${layout}" aria-hidden="true">${places.map(() => html`<li class="card">${skeletonCard()}</li>`)}</ul><p class="unseen">${msg('Loading the list…', { id: 'list.loading' })}</p>`;
}

/** The open explanation, as an item of the list where it stands between cards. */
export function whyPanel(why: Why, asItem: boolean, format: Format, close: () => void): TemplateResult | typeof nothing {
  if (why.open === null) return nothing;
  const body = html`<button class="button quiet icon close" data-control="close" aria-label=${msg('Close the explanation', { id: 'why.close' })} @click=${close}>${icon('close')}</button>${why.render(format)}`;
  const escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
  };
  return asItem ? html`<li class="panel" part="panel" id="why" @keydown=${escape}>${body}</li>` : html`<div class="panel" part="panel" id="why" @keydown=${escape}>${body}</div>`;
}

/** Buttons that page through a carousel; out of sight where there is nothing to page, but never out of the layout. */
export function paging(range: { first: number; last: number; total: number } | null, page: (direction: 1 | -1) => void): TemplateResult {
  const first = !range || range.first <= 1;
  const last = !range || range.last >= range.total;
  return html`
    <div class=${classMap({ paging: true, idle: first && last })}>
      <button class="button icon" data-control="previous" aria-disabled=${first} aria-label=${msg('Previous', { id: 'list.previous' })} @click=${() => !first && page(-1)}>${icon('previous')}</button>
      <button class="button icon" data-control="next" aria-disabled=${last} aria-label=${msg('Next', { id: 'list.next' })} @click=${() => !last && page(1)}>${icon('next')}</button>
    </div>
  `;
}

/** Says that the list shown is an older one, or that what was said about a card could not be kept. */
export function staleNotice(stale: boolean, unkept: boolean, retry: () => void): TemplateResult | typeof nothing {
  if (!stale && !unkept) return nothing;
  const words = stale ? msg('This list could not be renewed; it is the last one made.', { id: 'list.stale' }) : msg('That could not be kept.', { id: 'list.unkept' });
  return html`<div class="stale" role="status"><span>${words}</span>${stale ? html`<button class="button quiet" @click=${retry}>${icon('again')}${msg('Try again', { id: 'error.retry' })}</button>` : nothing}</div>`;
}
