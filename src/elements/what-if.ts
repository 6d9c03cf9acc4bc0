import { msg, str } from '@lit/localize';
import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { ItemId } from '../domain/item.ts';
import type { EventSummary, Recommendation } from '../domain/recommendation.ts';
import { named } from './event-sentences.ts';
import type { Format } from './format.ts';

/** Height of a line of both lists; the traces between them are drawn to it. */
const LINE = 44;
const TRACES = 40;

/** A list before and after something was left out of the history. */
export interface WhatIf {
  before: readonly Pick<Recommendation, 'id' | 'item'>[];
  after: readonly Pick<Recommendation, 'id' | 'item'>[];
}

/** Places from 0; null where one of the lists lacks the item. */
export interface Move {
  id: ItemId;
  title: string;
  from: number | null;
  to: number | null;
}

/** Every item of either list: those of the list after in its order, then those that are gone. */
export function movesOf({ before, after }: WhatIf): Move[] {
  const placeIn = (list: WhatIf['before'], id: ItemId): number | null => {
    const place = list.findIndex((each) => each.id === id);
    return place < 0 ? null : place;
  };
  return [
    ...after.map(({ id, item }, to): Move => ({ id, title: item.title, from: placeIn(before, id), to })),
    ...before.flatMap(({ id, item }, from): Move[] => (placeIn(after, id) === null ? [{ id, title: item.title, from, to: null }] : [])),
  ];
}

/** Both lists beside each other, what moved traced from one to the other; the sentence above them is what is announced. */
export function whatIfLists(whatIf: WhatIf, event: EventSummary, format: Format): TemplateResult {
  const moves = movesOf(whatIf);
  const what = named(event);
  const before = moves.filter(({ from }) => from !== null).toSorted((a, b) => a.from! - b.from!);
  const after = moves.filter(({ to }) => to !== null);
  return html`
    <p class="verdict">${whatIfSentence(moves, what, format)}</p>
    <div class="lists" aria-live="off">
      <div><p class="caption">${msg('The list as it is', { id: 'what-if.before' })}</p><ol>${before.map((move) => line(move, move.from!, move.to === null ? msg('gone', { id: 'what-if.gone' }) : '', format))}</ol></div>
      <svg class="traces" aria-hidden="true" viewBox="0 0 ${TRACES} ${LINE * Math.max(before.length, after.length, 1)}" preserveAspectRatio="none" height=${LINE * Math.max(before.length, after.length, 1)}>
        ${moves.map(({ from, to }) => (from === null || to === null ? nothing : svg`<path class=${from === to ? 'stays' : 'moves'} d=${`M0 ${middle(from)}C${TRACES / 2} ${middle(from)} ${TRACES / 2} ${middle(to)} ${TRACES} ${middle(to)}`} />`))}
      </svg>
      <div><p class="caption">${msg(str`Without ${what}`, { id: 'what-if.after' })}</p><ol>${after.map((move) => line(move, move.to!, moveLabel(move, format), format))}</ol></div>
    </div>
  `;
}

function line({ id, title, from, to }: Move, place: number, label: string, format: Format): TemplateResult {
  return html`<li class=${from === null ? 'new' : to === null ? 'gone' : from === to ? 'stays' : 'moved'} data-id=${id}><span class="place numbers">${format.number(place + 1)}</span><span class="name" dir="auto">${title}</span>${label ? html`<span class="move numbers">${label}</span>` : nothing}</li>`;
}

function middle(place: number): number {
  return (place + 0.5) * LINE;
}

/** `3 → 7`, `new`; empty for what stays. */
function moveLabel({ from, to }: Move, format: Format): string {
  if (from === null) return msg('new', { id: 'what-if.new' });
  return from === to ? '' : `${format.number(from + 1)} → ${format.number(to! + 1)}`;
}

/** What happens to the list, in one sentence. */
export function whatIfSentence(moves: readonly Move[], what: string, format: Format): string {
  const moved = moves.filter(({ from, to }) => from !== null && to !== null && from !== to).length;
  const fresh = moves.filter(({ from }) => from === null).length;
  const gone = moves.filter(({ to }) => to === null).length;
  if (moved + fresh + gone === 0) return msg(str`Without ${what} the list would be the same.`, { id: 'what-if.same' });
  const [a, b, c] = [moved, fresh, gone].map((count) => format.number(count));
  return msg(str`Without ${what}: ${a} in another place, ${b} new, ${c} gone. Nothing has been forgotten.`, { id: 'what-if.changed' });
}
