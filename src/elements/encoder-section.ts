import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { EncoderStatus, Progress, UnreadTexts } from '../domain/status.ts';
import type { DownloadRate } from './download-rate.ts';
import type { Format } from './format.ts';
import { icon } from './icons.ts';
import { encoderTrouble } from './status-sentences.ts';
import { technicalDetail } from './troubles.ts';

export interface EncoderActions {
  /** @param choice a tier, or the id of a model */
  choose(choice: string): void;
  load(): void;
  cancel(): void;
  remove(): void;
}

/**
 * Which encoder there is, the choice, what it waits for, its download and the one thing to do.
 *
 * @param other a model of the page's own that may be chosen beside the tiers
 */
export function encoderSection(encoder: EncoderStatus, other: string | null, rate: DownloadRate, format: Format, actions: EncoderActions): TemplateResult {
  const waiting = format.number(encoder.waiting);
  return html`
    <div class="part" part="encoder">
      <p class="sub">${msg('Encoder', { id: 'status.encoder' })}</p>
      <p class="fact">${encoder.tier === 'none' ? tierLabel('none') : encoder.model}</p>
      <fieldset class="choices">
        <legend class="unseen">${msg('What reads your texts', { id: 'encoder.tier' })}</legend>
        ${[...TIERS, ...(other === null ? [] : [other])].map((choice) => html`<label><input type="radio" name="encoder" value=${choice} .checked=${choice === (encoder.tier === 'other' ? encoder.model : encoder.tier)} @change=${() => actions.choose(choice)} />${tierLabel(choice)}</label>`)}
      </fieldset>
      <p class="muted">${encoderSentence(encoder, format)}</p>
      ${encoder.choice ? choiceSentences(encoder.choice, format).map((sentence) => html`<p class="muted">${sentence}</p>`) : nothing}
      ${encoder.languages?.length ? html`<p class="muted">${languagesSentence(encoder.languages, format)}</p>` : nothing}
      ${encoder.unread?.length ? html`<p class="muted">${unreadSentence(encoder.unread, format)}</p>` : nothing}
      ${encoder.state === 'failed' ? technicalDetail(encoder.problem) : nothing}
      ${encoder.state === 'ready' || encoder.tier === 'none' ? nothing : html`<p class="muted numbers">${originSentence(encoder, format)}</p>`}
      ${encoder.waiting > 0 ? html`<p class="muted">${encoder.waiting === 1 ? msg('1 text waits for it.', { id: 'encoder.waiting-one' }) : msg(str`${waiting} texts wait for it.`, { id: 'encoder.waiting' })}</p>` : nothing}
      ${encoder.state === 'loading' && encoder.progress ? download(encoder.progress, rate, format) : nothing}
      ${encoder.tier === 'none' ? nothing : html`<div class="buttons">${encoderButton(encoder, actions)}</div>`}
    </div>
  `;
}

const TIERS = ['none', 'embedded', 'full'];

function tierLabel(choice: string): string {
  switch (choice) {
    case 'none':
      return msg('None', { id: 'encoder.tier-none' });
    case 'embedded':
      return msg('Small', { id: 'encoder.tier-embedded' });
    case 'full':
      return msg('Full', { id: 'encoder.tier-full' });
    default:
      return choice;
  }
}

function encoderSentence(encoder: EncoderStatus, format: Format): string {
  if (encoder.tier === 'none') return msg('Lists come from the catalog’s own vectors alone: nothing reads your searches and comments.', { id: 'encoder.none' });
  switch (encoder.state) {
    case 'absent':
      return msg('Not loaded. Lists come from the catalog’s own vectors; searches and comments need the encoder.', { id: 'encoder.absent' });
    case 'deferred':
      return msg('It waits for your word: your connection is metered, slow or told to save data. Lists from the catalog’s own vectors work meanwhile.', { id: 'encoder.deferred' });
    case 'removed':
      return msg('Removed from this device. Lists from the catalog’s own vectors still work.', { id: 'encoder.removed' });
    case 'loading':
      return msg('On its way. Lists from the catalog’s own vectors work meanwhile.', { id: 'encoder.loading' });
    case 'cancelled':
      return msg('The download was cancelled. Lists from the catalog’s own vectors still work.', { id: 'encoder.cancelled' });
    case 'failed':
      return encoderTrouble(encoder.problem?.code ?? '');
    case 'ready': {
      const backend = backendName(encoder.backend);
      const batch = format.number(encoder.batchSize ?? 1);
      return encoder.batchSize === 1 ? msg(str`Ready, on ${backend}, one text at a time: so a text’s vector never depends on its company.`, { id: 'encoder.ready-one' }) : msg(str`Ready, on ${backend}, ${batch} texts at a time.`, { id: 'encoder.ready' });
    }
  }
}

/** Why this backend: what was rejected, and how fast the others were. */
function choiceSentences({ reason, textsPerSecond, rejected }: NonNullable<EncoderStatus['choice']>, format: Format): string[] {
  const told = rejected.map(({ backend, code }) => {
    const name = backendName(backend);
    return code === 'wrong-answer' ? msg(str`${name} gave wrong vectors for texts whose vectors are known, so it is not used.`, { id: 'encoder.rejected-wrong' }) : msg(str`${name} did not start here.`, { id: 'encoder.rejected' });
  });
  const rates = (Object.entries(textsPerSecond) as [NonNullable<EncoderStatus['backend']>, number][]).map(([backend, rate]) => {
    const name = backendName(backend);
    const texts = format.number(rate);
    return msg(str`${name} ${texts}`, { id: 'encoder.rate-of' });
  });
  const measured = format.list(rates);
  if (reason === 'measured') told.push(msg(str`The fastest here, in texts a second: ${measured}.`, { id: 'encoder.measured' }));
  if (reason === 'forced') told.push(msg('The address or the page asked for it.', { id: 'encoder.forced' }));
  return told;
}

function backendName(backend: EncoderStatus['backend']): string {
  return backend === 'webgpu' ? 'WebGPU' : backend === 'wasm' ? 'WebAssembly' : msg('the processor', { id: 'encoder.cpu' });
}

/** What it reads, and what becomes of the rest. */
function languagesSentence(languages: readonly string[], format: Format): string {
  const names = format.languages(languages);
  return msg(str`It reads ${names}. What it cannot read is compared by words and characters, and the explanation says so.`, { id: 'encoder.languages' });
}

/** What of the history it does not know the language of. */
function unreadSentence(unread: readonly UnreadTexts[], format: Format): string {
  const texts = unread.reduce((sum, { texts }) => sum + texts, 0);
  const names = format.languages(unread.map(({ language }) => language));
  const count = format.number(texts);
  return texts === 1
    ? msg(str`It does not know the language of 1 text of your history (${names}), which says less therefore.`, { id: 'encoder.unread-one' })
    : msg(str`It does not know the language of ${count} texts of your history (${names}), which say less therefore.`, { id: 'encoder.unread' });
}

/** From where the encoder comes and how much that is, as far as it is known, and that nothing goes the other way. */
function originSentence({ tier, progress }: EncoderStatus, format: Format): string {
  if (tier === 'embedded') return comesAlong(progress, format);
  if (progress?.unit !== 'bytes' || progress.total === 0) return msg('It is fetched once and then kept: from this site, or from huggingface.co where this site does not have it. Its size is shown as soon as that begins, and you can cancel. Nothing about you is sent; your texts are read on this device.', { id: 'encoder.origin' });
  const size = format.bytes(progress.total);
  return msg(str`It is ${size}, fetched once and then kept: from this site, or from huggingface.co where this site does not have it. Nothing about you is sent; your texts are read on this device.`, { id: 'encoder.origin-size' });
}

/** The embedded encoder lies where the page lies. */
function comesAlong(progress: EncoderStatus['progress'], format: Format): string {
  if (progress?.unit !== 'bytes' || progress.total === 0) return msg('It is fetched once from this site and then kept. Its size is shown as soon as that begins, and you can cancel. Nothing about you is sent; your texts are read on this device.', { id: 'encoder.origin-own' });
  const size = format.bytes(progress.total);
  return msg(str`It is ${size}, fetched once from this site and then kept. Nothing about you is sent; your texts are read on this device.`, { id: 'encoder.origin-own-size' });
}

function encoderButton(encoder: EncoderStatus, { load, cancel, remove }: EncoderActions): TemplateResult | typeof nothing {
  if (encoder.state === 'ready') return html`<button class="button" data-control="remove" @click=${remove}>${icon('trash')}${msg('Remove it from this device', { id: 'encoder.remove' })}</button>`;
  if (encoder.state === 'loading') return html`<button class="button" data-control="cancel" @click=${cancel}>${icon('close')}${msg('Cancel', { id: 'encoder.cancel' })}</button>`;
  const label = ['absent', 'deferred', 'removed'].includes(encoder.state) ? msg('Load the encoder', { id: 'encoder.load' }) : msg('Load it again', { id: 'encoder.reload' });
  return html`<button class="button primary" data-control="load" @click=${load}>${icon('download')}${label}</button>`;
}

function download(progress: Progress, rate: DownloadRate, format: Format): TemplateResult {
  const { done, total } = progress;
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const amount = progress.unit === 'bytes' ? `${format.bytes(done)} / ${format.bytes(total)}` : `${format.number(done)} / ${format.number(total)}`;
  const left = rate.remainingMs(total);
  const speed = format.bytes(rate.bytesPerSecond);
  const remaining = left === null ? '' : format.remaining(left);
  return html`
    <div class="download">
      <span class="track" role="progressbar" aria-label=${msg('Encoder', { id: 'status.encoder' })} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(share * 100)} aria-valuetext=${amount}><span class="fill" .style=${`inline-size:${(share * 100).toFixed(1)}%`}></span></span>
      <p class="numbers">${amount}${left === null ? nothing : html` <span class="muted">· ${msg(str`${speed} a second, ${remaining} left`, { id: 'encoder.rate' })}</span>`}</p>
      ${progress.files ? html`<ul class="files numbers">${progress.files.map((file) => html`<li><span>${file.file}</span><span>${format.bytes(file.done)} / ${format.bytes(file.total)}</span></li>`)}</ul>` : nothing}
    </div>
  `;
}
