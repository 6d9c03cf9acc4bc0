import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Activation } from '../../../domain/derivation.ts';
import { decimal, eventRow, listedEvents, signed, significant, step } from './shown.ts';
import type { Shown } from './shown.ts';

/** A: what each event's part of the attention is. */
export function weightsStep(shown: Shown): TemplateResult {
  const { derivation: { events, settings }, format } = shown;
  const { listed, others } = listedEvents(shown);
  const rest = others.reduce((sum, { weight }) => sum + weight, 0);
  const whole = events.reduce((sum, { weight }) => sum + weight, 0);
  const count = format.number(others.length);
  return step(5, msg('Weights', { id: 'theory.weights' }), {
    says: [says(settings.sigma)],
    formula: html`${FORMULAS[settings.sigma]}${worked(shown)}`,
    figure: html`
      <ul class="rows" role="list">
        ${listed.map((each) => eventRow(shown, each, each.weight, decimal(format, each.weight)))}
        ${others.length > 0 ? html`<li class="row"><span class="muted">${msg(str`${count} more`, { id: 'theory.weights.others' })}</span><span class="track" aria-hidden="true"><span class="fill" .style=${`inline-size:${(rest * 100).toFixed(2)}%`}></span></span><span class="value numbers">${decimal(format, rest)}</span></li>` : nothing}
        <li class="row sum"><span>${msg('Sum', { id: 'theory.weights.sum' })}</span><span class="value numbers">${decimal(format, whole)}</span></li>
      </ul>
      ${settings.sigma === 'softmax' ? nothing : html`<p class="fact muted">${msg('What is shown is divided by the sum, so that the three kinds of σ can be compared; the score is made of the weights as they are.', { id: 'theory.weights.divided' })}</p>`}
    `,
  });
}

const FORMULAS: Record<Activation, TemplateResult> = {
  softmax: html`<math display="block"><mrow><msub><mi>a</mi><mi>h</mi></msub><mo>=</mo><mfrac><msup><mi>e</mi><mrow><msub><mi>s</mi><mi>h</mi></msub><mo>/</mo><mi>τ</mi><mo>+</mo><msub><mi>b</mi><mi>h</mi></msub></mrow></msup><mrow><munder><mo>∑</mo><mi>j</mi></munder><msup><mi>e</mi><mrow><msub><mi>s</mi><mi>j</mi></msub><mo>/</mo><mi>τ</mi><mo>+</mo><msub><mi>b</mi><mi>j</mi></msub></mrow></msup></mrow></mfrac></mrow></math>`,
  sigmoid: html`<math display="block"><mrow><msub><mi>a</mi><mi>h</mi></msub><mo>=</mo><msup><mi>e</mi><msub><mi>b</mi><mi>h</mi></msub></msup><mo>·</mo><mfrac><mn>1</mn><mrow><mn>1</mn><mo>+</mo><msup><mi>e</mi><mrow><mo>−</mo><msub><mi>s</mi><mi>h</mi></msub><mo>/</mo><mi>τ</mi></mrow></msup></mrow></mfrac></mrow></math>`,
  relu: html`<math display="block"><mrow><msub><mi>a</mi><mi>h</mi></msub><mo>=</mo><msup><mi>e</mi><msub><mi>b</mi><mi>h</mi></msub></msup><mo>·</mo><mi>max</mi><mo>(</mo><mn>0</mn><mo>,</mo><msub><mi>s</mi><mi>h</mi></msub><mo>/</mo><mi>τ</mi><mo>)</mo></mrow></math>`,
};

function says(sigma: Activation): string {
  switch (sigma) {
    case 'softmax':
      return msg('One attention of 1 is shared out among all events. The smaller τ, the more of it goes to the event that is most alike; a large τ shares evenly.', { id: 'theory.weights.softmax' });
    case 'sigmoid':
      return msg('Each event is weighed by itself, between nothing and its whole loudness; what else you did does not matter to it.', { id: 'theory.weights.sigmoid' });
    case 'relu':
      return msg('Each event is weighed by itself: what is unlike counts nothing, what is like counts as much as it is like.', { id: 'theory.weights.relu' });
  }
}

/** The chosen event's own line. */
function worked({ derivation: { events, settings }, event, format }: Shown): TemplateResult | typeof nothing {
  if (event.bias === null) return nothing;
  const [s, tau, b, raw] = [decimal(format, event.similarity), significant(format, settings.temperature), decimal(format, event.bias), significant(format, event.raw)];
  if (settings.sigma === 'softmax') {
    const sum = significant(format, events.reduce((all, each) => all + each.raw, 0));
    return html`<math display="block" class="worked"><mrow><mfrac><msup><mi>e</mi><mrow><mn>${s}</mn><mo>/</mo><mn>${tau}</mn>${signed(format, event.bias, '+')}</mrow></msup><mn>${sum}</mn></mfrac><mo>=</mo><mfrac><mn>${raw}</mn><mn>${sum}</mn></mfrac><mo>=</mo><mn>${decimal(format, event.weight)}</mn></mrow></math>`;
  }
  return settings.sigma === 'sigmoid'
    ? html`<math display="block" class="worked"><mrow><msup><mi>e</mi><mn>${b}</mn></msup><mo>·</mo><mfrac><mn>1</mn><mrow><mn>1</mn><mo>+</mo><msup><mi>e</mi><mrow><mo>−</mo><mn>${s}</mn><mo>/</mo><mn>${tau}</mn></mrow></msup></mrow></mfrac><mo>=</mo><mn>${raw}</mn></mrow></math>`
    : html`<math display="block" class="worked"><mrow><msup><mi>e</mi><mn>${b}</mn></msup><mo>·</mo><mi>max</mi><mo>(</mo><mn>0</mn><mo>,</mo><mn>${s}</mn><mo>/</mo><mn>${tau}</mn><mo>)</mo><mo>=</mo><mn>${raw}</mn></mrow></math>`;
}
