import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DerivedHead, Readout } from '../../../domain/derivation.ts';
import { headLabel } from '../../explanation-sentences.ts';
import { decimal, signed, significant, step } from './shown.ts';
import type { Shown } from './shown.ts';

/** A·I: the readout, put on one scale with the other heads' and added to them. */
export function sumStep(shown: Shown): TemplateResult {
  const { derivation: { heads, settings, score }, format } = shown;
  const content = heads.find(({ head }) => head === 'content');
  return step(6, msg('Sum', { id: 'theory.sum' }), {
    says: [says(settings.readout), msg('Then it is standardised: how far above the catalog’s mean it stands, in deviations. So heads of all kinds can be added, each by its blend weight.', { id: 'theory.sum.standardised' })],
    formula: html`
      ${READOUTS[settings.readout]}
      <math display="block"><mrow><mi>z</mi><mo>=</mo><mfrac><mrow><mi>r</mi><mo>−</mo><mi>μ</mi></mrow><mi>δ</mi></mfrac><mo>,</mo><mspace width="1em"></mspace><mi>S</mi><mo>=</mo><munder><mo>∑</mo><mtext>${msg('heads', { id: 'theory.heads' })}</mtext></munder><mi>w</mi><mo>·</mo><mi>z</mi></mrow></math>
      ${content ? html`${workedReadout(shown, content)}${workedScore(shown, content)}` : nothing}
    `,
    figure: html`
      <table>
        <thead><tr><th scope="col">${msg('Head', { id: 'theory.head' })}</th><th scope="col"><i>r</i></th><th scope="col"><i>z</i></th><th scope="col"><i>w</i></th><th scope="col"><i>w·z</i></th></tr></thead>
        <tbody>${heads.map((head) => html`<tr ?data-chosen=${head.head === 'content'}><th scope="row">${headLabel(head.head)}</th><td>${decimal(format, head.readout)}</td><td>${decimal(format, head.z)}</td><td>${decimal(format, head.blendWeight, 1)}</td><td>${decimal(format, head.blendWeight * head.z)}</td></tr>`)}</tbody>
        <tfoot><tr><th scope="row" colspan="4">${msg('Score', { id: 'theory.score' })}</th><td>${decimal(format, score)}</td></tr></tfoot>
      </table>
      <p class="fact muted">${msg('σ, τ and the decays change the first line. The other heads stay as the product has them.', { id: 'theory.sum.others' })}</p>
    `,
  });
}

const READOUTS: Record<Readout, TemplateResult> = {
  lse: html`<math display="block"><mrow><mi>r</mi><mo>=</mo><mi>τ</mi><mo>·</mo><mi>log</mi><munder><mo>∑</mo><mi>h</mi></munder><msup><mi>e</mi><mrow><msub><mi>s</mi><mi>h</mi></msub><mo>/</mo><mi>τ</mi><mo>+</mo><msub><mi>b</mi><mi>h</mi></msub></mrow></msup></mrow></math>`,
  mean: html`<math display="block"><mrow><mi>r</mi><mo>=</mo><munder><mo>∑</mo><mi>h</mi></munder><msub><mi>a</mi><mi>h</mi></msub><mo>·</mo><msub><mi>s</mi><mi>h</mi></msub></mrow></math>`,
  sum: html`<math display="block"><mrow><mi>r</mi><mo>=</mo><munder><mo>∑</mo><mi>h</mi></munder><msub><mi>a</mi><mi>h</mi></msub><mo>·</mo><msub><mi>s</mi><mi>h</mi></msub></mrow></math>`,
};

function says(readout: Readout): string {
  switch (readout) {
    case 'lse':
      return msg('All that the events say is added up and brought back to the scale of a similarity. The weights are just the parts that the events have in this sum.', { id: 'theory.sum.lse' });
    case 'mean':
      return msg('The similarities are averaged, each by its weight: the A·I of the theory.', { id: 'theory.sum.mean' });
    case 'sum':
      return msg('The similarities are added up, each by its weight: the A·I of the theory.', { id: 'theory.sum.sum' });
  }
}

function workedReadout({ derivation: { events, settings }, format }: Shown, { readout }: DerivedHead): TemplateResult {
  const seen = events.filter(({ bias }) => bias !== null);
  if (settings.readout === 'lse') {
    const sum = significant(format, seen.reduce((all, { raw }) => all + raw, 0));
    return html`<math display="block" class="worked"><mrow><mi>r</mi><mo>=</mo><mn>${significant(format, settings.temperature)}</mn><mo>×</mo><mi>log</mi><mo>(</mo><mn>${sum}</mn><mo>)</mo><mo>=</mo><mn>${decimal(format, readout)}</mn></mrow></math>`;
  }
  const strongest = seen.toSorted((a, b) => Math.abs(b.weight * b.similarity) - Math.abs(a.weight * a.similarity)).slice(0, 2);
  const more = seen.length > strongest.length;
  const [first, second] = strongest.map((event) => [significant(format, settings.readout === 'mean' ? event.weight : event.raw), decimal(format, event.similarity)]);
  if (!first) return html``;
  return second
    ? html`<math display="block" class="worked"><mrow><mi>r</mi><mo>=</mo><mn>${first[0]}</mn><mo>×</mo><mn>${first[1]}</mn><mo>+</mo><mn>${second[0]}</mn><mo>×</mo><mn>${second[1]}</mn><mo>${more ? '+ … =' : '='}</mo><mn>${decimal(format, readout)}</mn></mrow></math>`
    : html`<math display="block" class="worked"><mrow><mi>r</mi><mo>=</mo><mn>${first[0]}</mn><mo>×</mo><mn>${first[1]}</mn><mo>=</mo><mn>${decimal(format, readout)}</mn></mrow></math>`;
}

function workedScore({ format }: Shown, { readout, mean, deviation, z, blendWeight }: DerivedHead): TemplateResult {
  return html`<math display="block" class="worked"><mrow><mi>z</mi><mo>=</mo><mfrac><mrow><mn>${decimal(format, readout)}</mn>${signed(format, mean, '−')}</mrow><mn>${decimal(format, deviation)}</mn></mfrac><mo>=</mo><mn>${decimal(format, z)}</mn></mrow></math><math display="block" class="worked"><mrow><mi>w</mi><mo>·</mo><mi>z</mi><mo>=</mo><mn>${decimal(format, blendWeight, 1)}</mn><mo>×</mo><mn>${decimal(format, z)}</mn><mo>=</mo><mn>${decimal(format, blendWeight * z)}</mn></mrow></math>`;
}
