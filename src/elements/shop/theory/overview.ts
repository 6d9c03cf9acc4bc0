import { msg } from '@lit/localize';
import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** The whole theory on two lines, and what its letters stand for. */
export function theoryOverview(): TemplateResult {
  return html`
    <div class="overview">
      <math display="block"><mrow><mi>A</mi><mo>=</mo><mi>σ</mi><mo>(</mo><mi>W</mi><mo>·</mo><mo>[</mo><mi>I</mi><mo>·</mo><mi>U</mi><mo>]</mo><mo>)</mo></mrow></math>
      <math display="block"><mrow><mi>S</mi><mo>=</mo><mi>A</mi><mo>·</mo><mi>I</mi></mrow></math>
      <dl>
        <div><dt>U</dt><dd>${msg('what you did, as vectors', { id: 'theory.letters.u' })}</dd></div>
        <div><dt>I</dt><dd>${msg('what a book is, as a vector', { id: 'theory.letters.i' })}</dd></div>
        <div><dt>W</dt><dd>${msg('what was learned from many', { id: 'theory.letters.w' })}</dd></div>
        <div><dt>σ</dt><dd>${msg('makes weights of likeness', { id: 'theory.letters.sigma' })}</dd></div>
        <div><dt>A</dt><dd>${msg('the attention to each event', { id: 'theory.letters.a' })}</dd></div>
        <div><dt>S</dt><dd>${msg('the score that the list is sorted by', { id: 'theory.letters.s' })}</dd></div>
      </dl>
    </div>
  `;
}
