import { msg, str } from '@lit/localize';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { named } from '../../event-sentences.ts';
import { decimal, listedEvents, step } from './shown.ts';
import type { Shown } from './shown.ts';

/** W: what a catalog learned from others' sequences, or that it learned nothing. */
export function learnedStep(shown: Shown): TemplateResult {
  const { derivation: { learnedRank }, format } = shown;
  const rank = format.number(learnedRank ?? 0);
  return step(2, 'W', {
    says: [learnedRank === null
      ? msg('W turns the vectors so that what people chose one after the other comes to lie close together. It is learned from the sequences of many people. This shop has none and invents none, so here W is the identity: queries and keys are the vectors themselves.', { id: 'theory.learned.none' })
      : msg(str`W turns the vectors so that what people chose one after the other comes to lie close together. This catalog learned one of rank ${rank} from the sequences of many people; below is what it makes of the cosines.`, { id: 'theory.learned.says' })],
    formula: learnedRank === null ? identity : lowRank,
    figure: learnedRank === null ? html`` : beforeAndAfter(shown),
  });
}

const identity = html`<math display="block"><mrow><mi>W</mi><mo>=</mo><mn>1</mn><mo>,</mo><mspace width="1em"></mspace><msub><mi>q</mi><mi>c</mi></msub><mo>=</mo><msub><mi>i</mi><mi>c</mi></msub><mo>,</mo><mspace width="1em"></mspace><msub><mi>k</mi><mi>h</mi></msub><mo>=</mo><msub><mi>u</mi><mi>h</mi></msub></mrow></math>`;

const lowRank = html`<math display="block"><mrow><msub><mi>k</mi><mi>h</mi></msub><mo>=</mo><mi>unit</mi><mo>(</mo><msub><mi>u</mi><mi>h</mi></msub><mo>+</mo><mo>(</mo><msub><mi>u</mi><mi>h</mi></msub><mi>A</mi><mo>)</mo><mi>B</mi><mo>)</mo><mo>,</mo><mspace width="1em"></mspace><msub><mi>q</mi><mi>c</mi></msub><mo>=</mo><mi>unit</mi><mo>(</mo><msub><mi>i</mi><mi>c</mi></msub><mo>+</mo><mo>(</mo><msub><mi>i</mi><mi>c</mi></msub><msup><mi>A</mi><mo>′</mo></msup><mo>)</mo><msup><mi>B</mi><mo>′</mo></msup><mo>)</mo></mrow></math>`;

function beforeAndAfter(shown: Shown): TemplateResult {
  const { format } = shown;
  return html`
    <table>
      <thead><tr><th scope="col">${msg('What you did', { id: 'theory.did' })}</th><th scope="col">${msg('Without W', { id: 'theory.learned.before' })}</th><th scope="col">${msg('With W', { id: 'theory.learned.after' })}</th></tr></thead>
      <tbody>${listedEvents(shown).listed.map((event) => html`<tr ?data-chosen=${event.id === shown.event.id}><th scope="row" dir="auto">${named(event)}</th><td>${decimal(format, event.ownSimilarity)}</td><td>${decimal(format, event.similarity)}</td></tr>`)}</tbody>
    </table>
  `;
}
