import { msg } from '@lit/localize';
import { html, mathml, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DerivedEvent } from '../../../domain/derivation.ts';
import { named } from '../../event-sentences.ts';
import { kindLabel } from '../../kind-label.ts';
import { decimal, listedEvents, NONE, significant, step } from './shown.ts';
import type { Shown } from './shown.ts';
import { othersSentence } from './similarities-step.ts';

/** How loud each event is, whatever it is compared with. */
export function biasStep(shown: Shown): TemplateResult {
  const { listed, others } = listedEvents(shown);
  return step(4, msg('Bias', { id: 'theory.bias' }), {
    says: [msg('How loud an event is depends on what you did and for how long, on how many events are newer, and on how many days have passed. Logarithms make a sum of it.', { id: 'theory.bias.says' })],
    formula: html`<math display="block"><mrow><msub><mi>b</mi><mi>h</mi></msub><mo>=</mo><mi>log</mi><mo>(</mo><msub><mtext>${msg('strength', { id: 'theory.strength' })}</mtext><mi>h</mi></msub><mo>)</mo><mo>−</mo><mi>λ</mi><mo>·</mo><msub><mtext>${msg('newer', { id: 'theory.newer' })}</mtext><mi>h</mi></msub><mo>−</mo><msub><mi>λ</mi><mi>t</mi></msub><mo>·</mo><msub><mtext>${msg('days', { id: 'theory.days' })}</mtext><mi>h</mi></msub></mrow></math>${worked(shown)}`,
    figure: html`
      <table class="bias">
        <thead><tr><th scope="col">${msg('What you did', { id: 'theory.did' })}</th><th scope="col">${msg('log strength', { id: 'theory.bias.strength' })}</th><th scope="col">${msg('newer events', { id: 'theory.bias.newer' })}</th><th scope="col">${msg('age', { id: 'theory.bias.age' })}</th><th scope="col">${msg('bias', { id: 'theory.bias.sum' })}</th></tr></thead>
        <tbody>${listed.map((event) => row(shown, event))}</tbody>
      </table>
      ${others.length > 0 ? html`<p class="fact muted">${othersSentence(shown, others.length)}</p>` : nothing}
    `,
  });
}

function row(shown: Shown, event: DerivedEvent): TemplateResult {
  const { format, derivation: { settings } } = shown;
  const cells = event.bias === null || event.rank === null
    ? [NONE, NONE, NONE, NONE]
    : [Math.log(event.strength), -settings.decay * event.rank, -settings.ageDecay * event.ageDays, event.bias].map((nats) => decimal(format, nats));
  return html`<tr ?data-chosen=${event.id === shown.event.id}><th scope="row"><button class="pick" aria-pressed=${event.id === shown.event.id} dir="auto" @click=${() => shown.choose(event.id)}>${named(event)}</button> <span class="muted">${kindLabel(event.kind)}</span></th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
}

function worked({ event, format, derivation: { settings } }: Shown): TemplateResult {
  if (event.bias === null || event.rank === null) return html`<p class="worked">${unheard(event)}</p>`;
  const { kind, dwell, rating, degree } = event.factors;
  const factors = [kind, dwell, rating, degree].filter((factor, place) => place < 2 || factor !== 1);
  return html`<math display="block" class="worked"><mrow><mi>log</mi><mo>(</mo>${factors.map((factor, place) => mathml`${place > 0 ? mathml`<mo>×</mo>` : nothing}<mn>${significant(format, factor)}</mn>`)}<mo>)</mo><mo>−</mo><mn>${significant(format, settings.decay)}</mn><mo>×</mo><mn>${format.number(event.rank)}</mn><mo>−</mo><mn>${significant(format, settings.ageDecay)}</mn><mo>×</mo><mn>${significant(format, event.ageDays)}</mn><mo>=</mo><mn>${decimal(format, event.bias)}</mn></mrow></math>`;
}

/** Why an event has no bias in the content head. */
function unheard({ strength }: DerivedEvent): string {
  return strength < 0
    ? msg('You dismissed it: this attention does not see it. It speaks in a head of its own, that of dislikes, which is taken off in step 6.', { id: 'theory.unheard.dismissed' })
    : msg('Something later takes it back, or you muted it: it says nothing.', { id: 'theory.unheard.withdrawn' });
}
