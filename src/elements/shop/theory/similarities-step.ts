import { msg, str } from '@lit/localize';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { decimal, eventRow, listedEvents, significant, step } from './shown.ts';
import type { Shown } from './shown.ts';
import { vectorCells } from './vector-cells.ts';

/** I·U: how alike the candidate and each event are. */
export function similaritiesStep(shown: Shown): TemplateResult {
  const { derivation, event, format } = shown;
  const { listed, others } = listedEvents(shown);
  return step(3, msg('Similarities', { id: 'theory.similarities' }), {
    says: [msg('Number by number the two vectors are multiplied, and the products added up: 1 where both point the same way, 0 where they have nothing in common. The kernels multiply the eight-bit numbers, which is exact, and two scales bring the sum back.', { id: 'theory.similarities.says' })],
    formula: html`<math display="block"><mrow><msub><mi>s</mi><mi>h</mi></msub><mo>=</mo><msub><mi>q</mi><mi>c</mi></msub><mo>·</mo><msub><mi>k</mi><mi>h</mi></msub><mo>=</mo><msub><mtext>${msg('scale', { id: 'theory.scale' })}</mtext><mi>c</mi></msub><mo>·</mo><msub><mtext>${msg('scale', { id: 'theory.scale' })}</mtext><mi>h</mi></msub><mo>·</mo><munder><mo>∑</mo><mi>d</mi></munder><msub><mi>n</mi><mrow><mi>c</mi><mi>d</mi></mrow></msub><msub><mi>n</mi><mrow><mi>h</mi><mi>d</mi></mrow></msub></mrow></math>${worked(shown)}`,
    figure: html`
      <figure>${vectorCells(products(shown), msg('The products, drawn as cells: above 0 where both numbers have one sign', { id: 'theory.products' }))}</figure>
      <ul class="rows" role="list">${listed.map((each) => eventRow(shown, each, each.similarity, decimal(format, each.similarity)))}</ul>
      ${others.length > 0 ? html`<p class="fact muted">${othersSentence(shown, others.length)}</p>` : ''}
      ${derivation.vector.space !== event.vector.space ? html`<p class="fact">${msg('These two vectors live in different spaces (one language was read for its meaning, the other for its words), so they are like nothing to each other: 0.', { id: 'theory.spaces' })}</p>` : ''}
    `,
  });
}

/** Events without a line of their own. */
export function othersSentence({ format }: Shown, count: number): string {
  const others = format.number(count);
  return msg(str`and ${others} more events that weigh less; choose any of them at the top`, { id: 'theory.others' });
}

function products({ derivation: { vector }, event }: Shown): Int32Array {
  return Int32Array.from(vector.numbers, (number, d) => number * event.vector.numbers[d]);
}

function worked(shown: Shown): TemplateResult {
  const { derivation: { vector }, event, format } = shown;
  if (vector.space !== event.vector.space) return html``;
  const sum = products(shown).reduce((all, product) => all + product, 0);
  return html`<math display="block" class="worked"><mrow><mn>${significant(format, vector.scale)}</mn><mo>×</mo><mn>${significant(format, event.vector.scale)}</mn><mo>×</mo><mn>${format.number(sum).replace('-', '−')}</mn><mo>=</mo><mn>${decimal(format, event.similarity)}</mn></mrow></math>`;
}
