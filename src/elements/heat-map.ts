import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { AttentionGrid, GridRow } from './attention-grid.ts';
import { named, titled } from './event-sentences.ts';
import { kindLabel } from './kind-label.ts';
import type { Format } from './format.ts';

/** Above this part of the largest weight a cell is filled with the accent and its value stands in reverse. */
const STRONG = 0.5;

/** A cell of the map: row, and column or one past the last for the sum of the others. */
export interface Cell {
  row: number;
  column: number;
}

/** Text that is written downwards as it stands. */
const HAN = /\p{Script=Han}/u;
/** Columns beyond which cells are narrower. */
const DENSE = 12;

export interface HeatMapContext {
  grid: AttentionGrid;
  format: Format;
  /** What pointer or focus is at. */
  active: Cell | null;
  /** What the Tab key reaches. */
  stop: Cell;
  /** Row whose item is explained below. */
  selected: string | null;
  point(cell: Cell | null): void;
  choose(row: number): void;
  key(event: KeyboardEvent, cell: Cell): void;
  focus(cell: Cell): void;
}

/** The weights as a grid of marks: area and depth grow with the weight, the strongest carry their value. */
export function heatMap(context: HeatMapContext): TemplateResult {
  const { grid, format, active } = context;
  const others = grid.otherCount > 0;
  return html`
    <table class=${classMap({ map: true, dense: grid.columns.length > DENSE })} part="map" role="grid" aria-label=${msg('Attention of each recommendation to your history, in percent', { id: 'map.label' })} @pointerleave=${() => context.point(null)}>
      <thead>
        <tr>
          <td class="corner"></td>
          ${grid.columns.map((event, column) => html`<th scope="col" class=${classMap({ on: active?.column === column })}><span class=${classMap({ turned: true, upright: HAN.test(event.title) })} dir="auto" title=${`${kindLabel(event.kind)} · ${format.date(event.at)}`}>${event.title}</span></th>`)}
          ${others ? html`<th scope="col" class=${classMap({ on: active?.column === grid.columns.length })}><span class=${classMap({ turned: true, upright: HAN.test(othersLabel(grid, format)) })}>${othersLabel(grid, format)}</span></th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${grid.rows.map((row, index) => mapRow(row, index, context))}
      </tbody>
    </table>
  `;
}

/** Name of the column that sums what has none. */
export function othersLabel(grid: AttentionGrid, format: Format): string {
  const others = format.number(grid.otherCount);
  return grid.otherCount === 1 ? msg('1 other', { id: 'detail.other' }) : msg(str`${others} others`, { id: 'detail.others' });
}

function mapRow(row: GridRow, index: number, context: HeatMapContext): TemplateResult {
  const { grid, active, selected } = context;
  const weights = grid.otherCount > 0 ? [...row.cells, row.others] : row.cells;
  return html`
    <tr class=${classMap({ on: active?.row === index, selected: selected === row.id })} aria-selected=${selected === row.id}>
      <th scope="row" @click=${() => context.choose(index)}><span class="item" dir="auto">${row.title}</span></th>
      ${weights.map((weight, column) => mapCell(row, weight, { row: index, column }, context))}
    </tr>
  `;
}

function mapCell(row: GridRow, weight: number, cell: Cell, context: HeatMapContext): TemplateResult {
  const { grid, format, active, stop } = context;
  const sum = cell.column === grid.columns.length;
  const part = grid.max > 0 ? Math.min(1, weight / grid.max) : 0;
  const here = active?.row === cell.row && active.column === cell.column;
  const printed = here || sum || row.printed[cell.column];
  const classes = { on: active?.column === cell.column, here, strong: !sum && part >= STRONG, sum };
  return html`
    <td class=${classMap(classes)} tabindex=${stop.row === cell.row && stop.column === cell.column ? 0 : -1} data-row=${cell.row} data-column=${cell.column} .style=${`--part:${part.toFixed(3)}`}
      @pointerenter=${() => context.point(cell)} @focus=${() => context.focus(cell)} @click=${() => context.choose(cell.row)} @keydown=${(event: KeyboardEvent) => context.key(event, cell)}>
      <span class="mark" aria-hidden="true"></span><span class=${classMap({ value: true, numbers: true, unseen: !printed })}>${format.number(weight * 100, { maximumFractionDigits: weight < 0.01 ? 1 : 0 })}</span>
    </td>
  `;
}

/** The same numbers as an ordinary table. */
export function weightTable(grid: AttentionGrid, format: Format): TemplateResult {
  return html`
    <table class="plain" part="table">
      <caption class="unseen">${msg('Attention of each recommendation to your history, in percent', { id: 'map.label' })}</caption>
      <thead>
        <tr>
          <th scope="col">${msg('What you did', { id: 'map.event' })}</th>
          ${grid.rows.map(({ title }) => html`<th scope="col" dir="auto">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${grid.columns.map((event, column) => tableRow(html`${kindLabel(event.kind)} <b dir="auto">${event.title}</b> <span class="muted">${format.date(event.at)}</span>`, grid.rows.map(({ cells }) => cells[column]), format))}
        ${grid.otherCount > 0 ? tableRow(html`${othersLabel(grid, format)}`, grid.rows.map(({ others }) => others), format) : nothing}
      </tbody>
    </table>
  `;
}

function tableRow(label: TemplateResult, weights: readonly number[], format: Format): TemplateResult {
  return html`<tr><th scope="row">${label}</th>${weights.map((weight) => html`<td class="numbers">${format.number(weight * 100, { maximumFractionDigits: weight < 0.01 ? 1 : 0 })}</td>`)}</tr>`;
}

/** What one cell says, as a sentence. */
export function cellSentence(grid: AttentionGrid, cell: Cell, format: Format): string {
  const row = grid.rows[cell.row];
  const title = titled(row.title);
  const event = grid.columns[cell.column];
  const share = format.percent(event ? row.cells[cell.column] : row.others);
  if (!event) {
    const count = format.number(grid.otherCount);
    return msg(str`${title} gives ${share} of its attention to the ${count} events that have no column here.`, { id: 'map.others-cell' });
  }
  const what = named(event);
  const did = kindLabel(event.kind).toLocaleLowerCase(format.tag);
  const date = format.date(event.at);
  return msg(str`${title} gives ${share} of its attention to ${what} (${did}, ${date}).`, { id: 'map.cell' });
}
