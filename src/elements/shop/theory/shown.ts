import { html, mathml } from 'lit';
import type { TemplateResult } from 'lit';
import type { Derivation, DerivedEvent } from '../../../domain/derivation.ts';
import type { EventId } from '../../../domain/event.ts';
import { named } from '../../event-sentences.ts';
import type { Format } from '../../format.ts';

/** What every step draws from. */
export interface Shown {
  derivation: Derivation;
  /** The event that is looked at closely. */
  event: DerivedEvent;
  format: Format;
  choose(event: EventId): void;
}

/** Where a table has nothing to say. */
export const NONE = '–';

/** A number behind a plus or a minus that it decides on. */
export function signed(format: Format, value: number, before: '+' | '−'): TemplateResult {
  const sign = value < 0 ? (before === '+' ? '−' : '+') : before;
  return mathml`<mo>${sign}</mo><mn>${decimal(format, Math.abs(value))}</mn>`;
}

/** A number with a true minus and as many decimals as are given; a small negative one is no minus nought. */
export function decimal(format: Format, value: number, digits = 3): string {
  return format.number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' });
}

/** A number of any size to four digits that count; a very large or small one by a power of ten, such as 6.57 × 10⁻⁵. */
export function significant(format: Format, value: number): string {
  if (value === 0 || (Math.abs(value) < 1e6 && Math.abs(value) >= 1e-4)) return format.number(value, { maximumSignificantDigits: 4, signDisplay: 'negative' });
  const [digits, power] = value.toExponential(2).split('e');
  return `${format.number(Number(digits))} × 10${superscript(Number(power))}`;
}

function superscript(power: number): string {
  return [...String(Math.abs(power))].reduce((text, digit) => text + '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)], power < 0 ? '⁻' : '');
}

/** One step of the theory: what it says, in words, as a formula and with the visitor's numbers. */
export function step(number: number, title: string, parts: { says: string[]; formula: TemplateResult; figure: TemplateResult }): TemplateResult {
  return html`
    <section class="step" aria-labelledby=${`step-${number}`}>
      <h2 id=${`step-${number}`}><span class="place" aria-hidden="true">${number}</span>${title}</h2>
      ${parts.says.map((words) => html`<p class="says">${words}</p>`)}
      <div class="formula">${parts.formula}</div>
      ${parts.figure}
    </section>
  `;
}

/** A line of the event list: the event as a button that brings it close, a bar of what is at most 1, a number. */
export function eventRow({ event: chosen, choose }: Shown, event: DerivedEvent, value: number, text: string): TemplateResult {
  const size = Math.min(1, Math.abs(value));
  return html`
    <li class="row ${value < 0 ? 'against' : ''}" ?data-chosen=${event.id === chosen.id}>
      <button class="pick" aria-pressed=${event.id === chosen.id} @click=${() => choose(event.id)} dir="auto">${named(event)}</button>
      <span class="track" aria-hidden="true"><span class="fill" .style=${`inline-size:${(size * 100).toFixed(2)}%`}></span></span>
      <span class="value numbers">${text}</span>
    </li>
  `;
}

/** Events that get a line of their own: the strongest, and the one that is looked at; as they happened, oldest first. */
export function listedEvents({ derivation: { events }, event }: Shown, most = 8): { listed: DerivedEvent[]; others: DerivedEvent[] } {
  const strongest = new Set(events.toSorted((a, b) => b.weight - a.weight || b.similarity - a.similarity).slice(0, most));
  const kept = (each: DerivedEvent): boolean => strongest.has(each) || each.id === event.id;
  return { listed: events.filter(kept), others: events.filter((each) => !kept(each)) };
}
