import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { LearnedHead, Learning } from '../domain/learning.ts';
import type { Format } from './format.ts';
import { icon } from './icons.ts';
import { headLabel } from './explanation-sentences.ts';

/** A weight that moved by less than this part of the shop's own counts as it did. */
const TELLING = 0.05;

/** What a person's choices taught, in words, and how to be rid of it. */
export function learningSection(learning: Learning, format: Format, reset: () => void): TemplateResult {
  const { preferences, heads } = learning;
  const moved = heads.flatMap((head) => {
    const words = headSentence(head, format);
    return words ? [{ head, words }] : [];
  });
  return html`
    <div class="learned" part="learned" role="group" aria-labelledby="learned">
      <div class="row"><p class="sub" id="learned">${msg('What your choices taught', { id: 'learning.heading' })}</p>${preferences > 0 ? html`<button class="button quiet unlearn" @click=${reset}>${icon('trash')}${msg('Forget what was learned', { id: 'learning.reset' })}</button>` : nothing}</div>
      <p class="muted">${learningLead(learning, format)}</p>
      ${moved.length > 0 ? html`<ul role="list">${moved.map(({ head, words }) => html`<li data-head=${head.head}><span>${words}</span>${isUnsure(head) ? html` <span class="muted">${msg('not sure yet', { id: 'learning.unsure' })}</span>` : nothing}</li>`)}</ul>` : nothing}
    </div>
  `;
}

/** What it rests on. */
export function learningLead({ preferences, since, heads }: Learning, format: Format): string {
  if (preferences === 0 || since === undefined) return msg('Nothing yet. What you choose from the lists for you, and what you pass over, will show what counts for you. It stays here.', { id: 'learning.none' });
  const [count, date] = [format.number(preferences), format.date(since)];
  const lead = preferences === 1 ? msg(str`From one comparison of what you chose with what you passed over, on ${date}.`, { id: 'learning.lead-one' }) : msg(str`From ${count} comparisons of what you chose with what you passed over, since ${date}.`, { id: 'learning.lead' });
  return heads.some((head) => headSentence(head, format) !== '') ? lead : `${lead} ${msg('So far everything counts for you as it does for others here.', { id: 'learning.same' })}`;
}

/** How a head's weight stands to the shop's own; empty where it counts as it did. */
export function headSentence({ head, weight, packWeight }: LearnedHead, format: Format): string {
  const label = headLabel(head);
  if (packWeight === 0) return weight > 0.001 ? msg(str`${label}: counts a little, for others here not at all`, { id: 'learning.new' }) : '';
  const change = weight / packWeight - 1;
  const share = format.percent(Math.abs(change));
  if (Math.abs(change) < TELLING) return '';
  return change > 0 ? msg(str`${label}: counts ${share} more`, { id: 'learning.more' }) : msg(str`${label}: counts ${share} less`, { id: 'learning.less' });
}

/** Whether chance alone might have moved the weight so far. */
function isUnsure({ weight, packWeight, deviation }: LearnedHead): boolean {
  return Math.abs(weight - packWeight) < deviation;
}

export const learningStyles = css`
  .learned {
    display: grid;
    gap: var(--a-space-2);
    margin-block-end: var(--a-space-4);
    padding: var(--a-space-4);
    border: 1px solid var(--a-line);
    border-radius: var(--a-radius-l);
  }

  .learned ul {
    display: grid;
    gap: var(--a-space-1);
  }
`;
