import { msg, str } from '@lit/localize';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { DerivedSide } from '../../../domain/derivation.ts';
import { named } from '../../event-sentences.ts';
import { kindLabel } from '../../kind-label.ts';
import type { Format } from '../../format.ts';
import { decimal, significant, step } from './shown.ts';
import type { Shown } from './shown.ts';
import { vectorCells } from './vector-cells.ts';

/** U and I: what was done and what could be recommended, as vectors. */
export function vectorsStep({ derivation, event, format }: Shown): TemplateResult {
  const dimension = format.number(derivation.own.numbers.length);
  return step(1, msg('Vectors', { id: 'theory.vectors' }), {
    says: [msg(str`A small language model reads what a book says of itself and answers with ${dimension} numbers, so that texts that mean alike point the same way. What you did becomes the vector of the book that you did it with; a search, that of its words. Each number is kept in eight bits; here it is a cell, whole above 0 and parted below, the deeper the larger.`, { id: 'theory.vectors.says' })],
    formula: html`<math display="block"><mrow><msub><mi>u</mi><mi>h</mi></msub><mo>=</mo><mi>unit</mi><mo>(</mo><mi>E</mi><mo>(</mo><msub><mtext>${msg('text', { id: 'theory.text' })}</mtext><mi>h</mi></msub><mo>)</mo><mo>)</mo><mo>=</mo><mtext>${msg('scale', { id: 'theory.scale' })}</mtext><mo>·</mo><mo>(</mo><msub><mi>n</mi><mn>1</mn></msub><mo>,</mo><mo>…</mo><mo>,</mo><msub><mi>n</mi><mn>${dimension}</mn></msub><mo>)</mo></mrow></math>`,
    figure: html`
      <div class="pair">
        ${side(`${kindLabel(event.kind)} ${named(event)}`, event, format)}
        ${side(msg(str`Recommended: ${derivation.item.title}`, { id: 'theory.candidate' }), derivation, format)}
      </div>
    `,
  });
}

function side(caption: string, { texts, own }: DerivedSide, format: Format): TemplateResult {
  const count = format.number(own.numbers.length);
  const [scale, length] = [significant(format, own.scale), decimal(format, own.norm)];
  const space = own.space ?? '–';
  return html`
    <figure>
      <figcaption dir="auto">${caption}</figcaption>
      <p class="read muted" dir="auto">${texts.at(-1)}</p>
      ${vectorCells(own.numbers, msg(str`The ${count} numbers of the vector, drawn as cells`, { id: 'theory.cells' }))}
      <p class="fact muted numbers">${msg(str`scale ${scale} · length ${length} · space ${space}`, { id: 'theory.vector' })}</p>
      <details><summary>${msg(str`All ${count} numbers`, { id: 'theory.numbers' })}</summary><p class="all numbers">${[...own.numbers].join(' ').replaceAll('-', '−')}</p></details>
    </figure>
  `;
}
