import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DerivedOutcome, DerivedPlace } from '../../../domain/derivation.ts';
import { titled } from '../../event-sentences.ts';
import { bookHref } from '../routes.ts';
import { decimal, step } from './shown.ts';
import type { Shown } from './shown.ts';

/** Sort: the place that the score gives, and the list beside the product's own. */
export function rankStep(shown: Shown): TemplateResult {
  const { derivation } = shown;
  return step(7, msg('Rank', { id: 'theory.rank' }), {
    says: [placeSentence(shown)],
    formula: html`<math display="block"><mrow><mtext>${msg('place', { id: 'theory.place' })}</mtext><mo>(</mo><mi>c</mi><mo>)</mo><mo>=</mo><mn>1</mn><mo>+</mo><mo stretchy="false" lspace="0.1em" rspace="0">|</mo><mo>{</mo><mi>d</mi><mo>:</mo><mi>S</mi><mo>(</mo><mi>d</mi><mo>)</mo><mo>&gt;</mo><mi>S</mi><mo>(</mo><mi>c</mi><mo>)</mo><mo>}</mo><mo stretchy="false" lspace="0.1em" rspace="0">|</mo></mrow></math>`,
    figure: html`
      <div class="pair">
        ${order(shown, msg('With these settings', { id: 'theory.rank.these' }), derivation, derivation.asProduct)}
        ${order(shown, msg('As the product has it', { id: 'theory.rank.product' }), derivation.asProduct, null)}
      </div>
      <p class="fact muted">${msg('Lists are shown by score here; in the shop, variety then moves a few.', { id: 'theory.rank.says' })}</p>
    `,
  });
}

/** Where the chosen book stands, and whence it moved. */
export function placeSentence({ derivation: { item, relevanceRank, candidates, asProduct }, format }: Pick<Shown, 'derivation' | 'format'>): string {
  const [place, all, before] = [relevanceRank, candidates, asProduct.relevanceRank].map((number) => format.number(number));
  const title = titled(item.title);
  if (relevanceRank === asProduct.relevanceRank) return msg(str`${title} is number ${place} of ${all}, as it is with the product’s own settings.`, { id: 'theory.rank.same' });
  return msg(str`${title} is number ${place} of ${all}; with the product’s own settings it is number ${before}.`, { id: 'theory.rank.moved' });
}

/** The best of one outcome; the chosen book behind them where it is none of them. */
function order({ derivation: { item }, format }: Shown, caption: string, { best, score, relevanceRank }: DerivedOutcome, before: DerivedOutcome | null): TemplateResult {
  const beyond = best.every(({ id }) => id !== item.id);
  const placeIn = (outcome: DerivedOutcome, id: string): number => (id === item.id ? outcome.relevanceRank : outcome.best.findIndex((each) => each.id === id) + 1);
  const entry = ({ id, title, score: of }: DerivedPlace, place: number): TemplateResult => html`<li ?data-chosen=${id === item.id}><span class="at numbers">${format.number(place)}</span><a href=${bookHref(id)} dir="auto">${title}</a><span class="by numbers">${before ? moved(placeIn(before, id), place) : nothing}</span><span class="value numbers">${decimal(format, of, 2)}</span></li>`;
  return html`
    <figure class="order">
      <figcaption>${caption}</figcaption>
      <ol role="list">${best.map((each, at) => entry(each, at + 1))}${beyond ? entry({ ...item, score }, relevanceRank) : nothing}</ol>
    </figure>
  `;
}

/** How far a book moved from its place before, 0 where that is not known. */
function moved(before: number, place: number): TemplateResult | typeof nothing {
  if (before === 0) return html`<span class="new">${msg('new', { id: 'theory.rank.new' })}</span>`;
  const up = before - place;
  if (up === 0) return nothing;
  const by = String(Math.abs(up));
  return up > 0
    ? html`<span aria-hidden="true">↑${by}</span><span class="unseen">${msg(str`up by ${by}`, { id: 'theory.rank.up' })}</span>`
    : html`<span aria-hidden="true">↓${by}</span><span class="unseen">${msg(str`down by ${by}`, { id: 'theory.rank.down' })}</span>`;
}
