import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { TextPart, WordExplanation } from '../domain/word-explanation.ts';
import { named } from './event-sentences.ts';
import type { Format } from './format.ts';

/** Below this change of a cosine nothing is said of a word: both figures would be shown alike. */
const LEAST = 0.005;

/** Why no word is told; empty where words are. */
export function noWordsSentence({ reader }: Pick<WordExplanation, 'reader'>): string {
  switch (reader) {
    case 'no-event':
      return msg('Nothing in your history speaks for this, so there is nothing to compare its words with.', { id: 'words.no-event' });
    case 'no-encoder':
      return msg('To tell which words count, the reading model has to read this text again without each of them. It is not loaded yet.', { id: 'words.no-encoder' });
    case 'no-model':
      return msg('Which words count takes a reading model, and none is chosen. The list does without.', { id: 'words.no-model' });
    case 'other-space':
      return msg('The reading model cannot compare these two texts: one of them is in a language that it does not know.', { id: 'words.other-space' });
    default:
      return '';
  }
}

/** How much a part speaks for the pair: what the similarity loses without it. */
export function gainOf({ without }: TextPart, similarity: number): number {
  return without === undefined || Math.abs(similarity - without) < LEAST ? 0 : similarity - without;
}

/** The strongest word in a sentence, with both figures. */
export function wordsSentence(words: WordExplanation, format: Format): string {
  const what = words.event ? named(words.event) : '';
  const whole = cosine(words.similarity, format);
  const strongest = words.parts.filter((part) => gainOf(part, words.similarity) > 0).toSorted((a, b) => a.without! - b.without!)[0];
  if (!strongest) return msg(str`Its similarity to ${what} is ${whole}, and no word of it carries that alone.`, { id: 'words.none' });
  const { text } = strongest;
  const without = cosine(strongest.without!, format);
  return msg(str`Without “${text}” its similarity to ${what} goes from ${whole} to ${without}.`, { id: 'words.strongest' });
}

/** The text with each word tinted by its part, and the same as a list of figures. */
export function wordParts(words: WordExplanation, format: Format, listed: boolean, toggle: () => void): TemplateResult {
  const most = Math.max(LEAST, ...words.parts.map((part) => Math.abs(gainOf(part, words.similarity))));
  return html`
    <p class="verdict">${wordsSentence(words, format)}</p>
    ${words.reader === 'lexicon' ? html`<p class="muted">${msg('Words were compared here, not meaning: the model does not know this language.', { id: 'words.lexicon' })}</p>` : nothing}
    ${listed ? wordTable(words, format) : html`<p class="text" dir="auto">${words.parts.map((part, at) => html`${separated(words.parts, at)}${word(part, words.similarity, most)}`)}</p>`}
    <p class="legend">${listed ? nothing : html`<span class="for">${msg('speaks for it', { id: 'words.for' })}</span><span class="against">${msg('speaks against it', { id: 'words.against' })}</span>`}
      <button class="button" aria-pressed=${listed} @click=${toggle}>${msg('As numbers', { id: 'words.as-table' })}</button></p>
  `;
}

/** Fields stand apart, stretches of one field as they were written. */
function separated(parts: readonly TextPart[], at: number): TemplateResult | string {
  const [before, part] = [parts[at - 1], parts[at]];
  if (!before) return '';
  const apart = before.field !== part.field || part.field === 'category' || part.field === 'tag';
  return apart ? html`<span class="apart"> · </span>` : '';
}

function word(part: TextPart, similarity: number, most: number): TemplateResult {
  const gain = gainOf(part, similarity);
  if (gain === 0) return html`<span class=${part.field}>${part.text}</span>`;
  return html`<mark class="${part.field} ${gain < 0 ? 'against' : 'for'}" .style=${`--part:${Math.round((100 * Math.abs(gain)) / most)}%`}>${part.text}</mark>`;
}

function wordTable({ parts, similarity }: WordExplanation, format: Format): TemplateResult {
  const read = parts.filter(({ without }) => without !== undefined);
  const changing = read.filter((part) => gainOf(part, similarity) !== 0);
  const rows = (changing.length > 0 ? changing : read).toSorted((a, b) => Math.abs(gainOf(b, similarity)) - Math.abs(gainOf(a, similarity)));
  return html`
    <table class="figures">
      <thead><tr><th scope="col">${msg('Left out', { id: 'words.left-out' })}</th><th scope="col">${msg('Similarity then', { id: 'words.then' })}</th><th scope="col">${msg('Change', { id: 'words.change' })}</th></tr></thead>
      <tbody>${rows.map((part) => html`<tr><th scope="row" dir="auto">${part.text}</th><td class="numbers">${cosine(part.without!, format)}</td><td class="numbers">${format.number(part.without! - similarity, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' })}</td></tr>`)}</tbody>
    </table>
  `;
}

function cosine(value: number, format: Format): string {
  return format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
