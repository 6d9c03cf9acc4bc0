import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CardFormat } from './card-format.ts';
import { icon } from './icons.ts';
import type { Why } from './why.ts';

/** The open explanation, as an item of the list where it stands between cards. */
export function whyPanel(why: Why, asItem: boolean, format: CardFormat, close: () => void): TemplateResult | typeof nothing {
  if (why.open === null) return nothing;
  const body = html`<button class="button quiet icon close" data-control="close" aria-label=${msg('Close the explanation', { id: 'why.close' })} @click=${close}>${icon('close')}</button>${why.render(format)}`;
  const escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
  };
  return asItem ? html`<li class="panel" part="panel" id="why" @keydown=${escape}>${body}</li>` : html`<div class="panel" part="panel" id="why" @keydown=${escape}>${body}</div>`;
}
