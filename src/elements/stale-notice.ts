import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from './icons.ts';

/** Says that the list shown is an older one, or that what was said about a card could not be kept. */
export function staleNotice(stale: boolean, retry: () => void): TemplateResult {
  const words = stale ? msg('This list could not be renewed; it is the last one made.', { id: 'list.stale' }) : msg('That could not be kept.', { id: 'list.unkept' });
  return html`<div class="stale" role="status"><span>${words}</span>${stale ? html`<button class="button quiet" @click=${retry}>${icon('again')}${msg('Try again', { id: 'error.retry' })}</button>` : nothing}</div>`;
}
