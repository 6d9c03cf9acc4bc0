import { msg } from '@lit/localize';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { skeletonCard } from './card.ts';
import { icon } from './icons.ts';

/** More places than any screen shows at once. */
const MOST_PLACES = 60;

/** Places of cards that are on their way, no more than can be seen. */
export function skeletonList(layout: string, count: number): TemplateResult {
  const places = Array.from({ length: Math.min(count, MOST_PLACES) });
  return html`<ul class="skeleton ${layout}" aria-hidden="true">${places.map(() => html`<li class="card">${skeletonCard()}</li>`)}</ul><p class="unseen">${msg('Loading the list…', { id: 'list.loading' })}</p>`;
}

/** Buttons that page through a carousel; out of sight where there is nothing to page, but never out of the layout. */
export function paging(range: { first: number; last: number; total: number } | null, page: (direction: 1 | -1) => void): TemplateResult {
  const first = !range || range.first <= 1;
  const last = !range || range.last >= range.total;
  return html`
    <div class=${first && last ? 'paging idle' : 'paging'}>
      <button class="button icon" data-control="previous" aria-disabled=${first} aria-label=${msg('Previous', { id: 'list.previous' })} @click=${() => !first && page(-1)}>${icon('previous')}</button>
      <button class="button icon" data-control="next" aria-disabled=${last} aria-label=${msg('Next', { id: 'list.next' })} @click=${() => !last && page(1)}>${icon('next')}</button>
    </div>
  `;
}
