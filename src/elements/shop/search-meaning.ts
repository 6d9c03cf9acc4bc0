import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { EncoderStatus } from '../../domain/status.ts';
import { languageOf } from '../../domain/text-language.ts';
import type { Format } from '../format.ts';
import { encoderTrouble } from '../status-sentences.ts';
import { hrefOf } from './routes.ts';

/** Whether the list beside a search takes it into account, and what there is to do where it does not. */
export function searchMeaning(text: string, encoder: EncoderStatus, format: Format, load: () => void): TemplateResult | typeof nothing {
  if (encoder.tier === 'none') return html`<p>${msg('This list does not take your search into account: no encoder is chosen.', { id: 'shop.search.no-encoder' })} <a href=${hrefOf({ page: 'speed' })}>${msg('Choose one', { id: 'shop.search.choose' })}</a></p>`;
  switch (encoder.state) {
    case 'ready': {
      const language = languageOf(text);
      if (language !== null && encoder.languages?.length && !encoder.languages.includes(language)) return html`<p>${unknownLanguage(format.languages([language]))}</p>`;
      return html`<p>${msg('This list takes your search into account, and each card says how.', { id: 'shop.search.meaning' })}</p>`;
    }
    case 'absent':
      return nothing;
    case 'loading':
      return html`<p>${msg('This list will take your search into account as soon as the encoder is there.', { id: 'shop.search.loading' })} ${amount(encoder, format)} <a href=${hrefOf({ page: 'speed' })}>${msg('Progress and cancel', { id: 'shop.search.progress' })}</a></p>`;
    case 'failed':
      return note(encoderTrouble(encoder.problem?.code ?? ''), msg('Load it again', { id: 'shop.search.reload' }), load);
    case 'deferred':
    case 'cancelled':
    case 'removed':
      return note(msg('This list does not take your search into account: the encoder, which reads it, is not loaded.', { id: 'shop.search.unread' }), msg('Load the encoder', { id: 'shop.search.load' }), load);
  }
}

function unknownLanguage(language: string): string {
  return msg(str`The encoder does not know the language of your search (${language}), so this list follows it only loosely.`, { id: 'shop.search.unknown-language' });
}

function amount({ progress }: EncoderStatus, format: Format): string {
  if (progress?.unit !== 'bytes') return '';
  const done = format.bytes(progress.done);
  const total = format.bytes(progress.total);
  return msg(str`${done} of ${total}.`, { id: 'shop.search.amount' });
}

function note(words: string, label: string, load: () => void): TemplateResult {
  return html`<div class="note"><p>${words}</p><button class="button" data-control="load" @click=${load}>${label}</button></div>`;
}
