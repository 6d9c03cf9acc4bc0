import { msg, str } from '@lit/localize';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CardContext } from './card.ts';
import { titled } from './event-sentences.ts';
import { icon } from './icons.ts';
import type { Slot } from './slots.ts';

/** What stands in a card's place after it was dismissed or liked. */
export function slotCard(slot: Slot, { actions }: CardContext): TemplateResult {
  const title = titled(slot.recommendation.item.title);
  const said = slot.kind === 'dismiss' ? msg('Dismissed', { id: 'slot.dismissed' }) : msg('More like this is coming', { id: 'slot.liked' });
  return html`
    <div class=${slot.kind === 'like' ? 'gone liked' : 'gone'} part="undo">
      <p class="said">${said}</p>
      <p class="muted what" dir="auto">${slot.recommendation.item.title}</p>
      <button class="button" data-control="undo" aria-label=${msg(str`Undo for ${title}`, { id: 'slot.undo-label' })} @click=${() => actions.undo(slot)}>${icon('undo')}${msg('Undo', { id: 'slot.undo' })}</button>
    </div>
  `;
}
