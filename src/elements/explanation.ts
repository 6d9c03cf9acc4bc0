import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { Activation } from '../domain/derivation.ts';
import type { ItemId } from '../domain/item.ts';
import type { RecommendRequest, Strategy } from '../domain/recommendation.ts';
import type { Recommender } from '../domain/recommender.ts';
import type { Change } from '../domain/status.ts';
import { attentionGrid } from './attention-grid.ts';
import type { AttentionGrid } from './attention-grid.ts';
import { PanelElement } from './panel-element.ts';
import { explanationDetailStyles, type Question } from './explanation-detail.ts';
import { explanationStyles } from './explanation-styles.ts';
import { cellSentence, heatMap, weightTable } from './heat-map.ts';
import type { Cell } from './heat-map.ts';
import { heatMapStyles } from './heat-map-styles.ts';
import { icon } from './icons.ts';
import { idList } from './id-list.ts';
import { Inquiry } from './inquiry.ts';
import { inquiryStyles } from './inquiry-styles.ts';
import { listRequest } from './list-request.ts';
import { Why } from './why.ts';

/**
 * Where each recommendation looked in the history: a heat map, the same as a table, and the arithmetic of one of them.
 *
 * @csspart base - everything
 * @csspart heading - the heading
 * @csspart map - the heat map
 * @csspart table - the plain table
 * @csspart sentence - what the active cell says
 * @csspart detail - the explanation of the chosen recommendation
 * @csspart answer - what a question about an event brought
 */
export class AttuneExplanation extends PanelElement {
  static override styles: CSSResultGroup = [PanelElement.styles, heatMapStyles, explanationDetailStyles, explanationStyles, inquiryStyles];

  @property() strategy: Strategy = 'for-you';
  @property({ converter: idList }) for: ItemId[] = [];
  @property({ type: Number }) limit = 8;
  /** As of the list that is explained, like `explore`. */
  @property() sigma: Activation | null = null;
  @property({ type: Number }) explore: number | null = null;
  @property() profiling: 'on' | 'off' = 'on';
  /** Most events that get a column of their own. */
  @property({ type: Number }) columns = 24;
  /** `map` or `table`. */
  @property({ reflect: true }) view: 'map' | 'table' = 'map';
  /** Item that is explained under the map; the first unless given. */
  @property() selected: ItemId | null = null;
  /** Text of the heading; an empty one hides it. */
  @property() heading: string | null = null;
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  @state() private grid: AttentionGrid | null = null;
  @state() private failed = false;
  @state() private active: Cell | null = null;
  @state() private stop: Cell = { row: 0, column: 0 };

  readonly #why = new Why(this);
  readonly #inquiry = new Inquiry(this);
  #abort: AbortController | null = null;
  #asked = '';

  get request(): RecommendRequest {
    return listRequest(this);
  }

  /** Fetches the weights anew. */
  refresh(): void {
    if (this.connection.recommender) void this.#load(this.connection.recommender);
  }

  override begin(recommender: Recommender, signal: AbortSignal): void {
    signal.addEventListener('abort', () => this.#abort?.abort());
    void this.#load(recommender);
  }

  override changed(change: Change): void {
    if (change.type === 'history') this.refresh();
  }

  protected override willUpdate(): void {
    const asked = JSON.stringify([this.request, this.columns]);
    if (this.#asked !== '' && this.#asked !== asked) this.refresh();
    this.#asked = asked;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('selected') && this.selected && this.grid) this.#explain(this.selected);
  }

  protected override render(): TemplateResult {
    return html`
      <section part="base" lang=${this.language.tag} aria-label=${this.#named()}>
        <header>
          <div>
            ${this.heading === '' ? nothing : html`<div class="heading" part="heading" role="heading" aria-level=${this.headingLevel}>${this.#named()}</div>`}
            <p class="lead">${msg('Each row is a recommendation, each column something you did, oldest first. Numbers are percent of the row’s attention.', { id: 'map.lead' })}</p>
          </div>
          ${!this.grid || this.grid.columns.length > 0 ? html`<button class=${classMap({ button: true, late: !this.grid })} aria-pressed=${this.view === 'table'} @click=${() => (this.view = this.view === 'table' ? 'map' : 'table')}>${msg('As a table', { id: 'map.as-table' })}</button>` : nothing}
        </header>
        ${this.#body()}
      </section>
    `;
  }

  #named(): string {
    return this.heading || msg('Why these', { id: 'map.heading' });
  }

  #body(): TemplateResult {
    const { grid } = this;
    if (this.failed) return html`<div class="state" role="alert"><p>${msg('The weights could not be computed just now. The list itself is not touched by it.', { id: 'map.failed' })}</p><button class="button" @click=${() => this.refresh()}>${icon('again')}${msg('Try again', { id: 'error.retry' })}</button></div>`;
    if (!grid) return html`<div class="waiting" aria-busy="true"></div>`;
    if (grid.columns.length === 0 || grid.rows.length === 0) return html`<div class="state"><p>${msg('Nothing to show yet. Open or like something, and this shows how much each recommendation owes to it.', { id: 'map.empty' })}</p></div>`;
    const cell = this.active ?? this.#strongest(grid);
    return html`
      <div class="pair">
      <div class="scroll" tabindex=${this.view === 'table' ? 0 : nothing} role=${this.view === 'table' ? 'group' : nothing} aria-label=${this.view === 'table' ? this.#named() : nothing}>${this.view === 'table' ? weightTable(grid, this.format) : this.#map(grid)}</div>
      <div class="beside"><p class="sentence" part="sentence">${cellSentence(grid, cell, this.format)}</p>${this.#detail(grid)}</div>
      </div>
    `;
  }

  #map(grid: AttentionGrid): TemplateResult {
    return heatMap({
      grid, format: this.format, active: this.active, stop: this.stop, selected: this.#why.open,
      point: (cell) => (this.active = cell),
      focus: (cell) => (this.active = this.stop = cell),
      choose: (row) => this.#explain(grid.rows[row].id),
      key: (event, cell) => this.#key(event, cell, grid),
    });
  }

  #detail(grid: AttentionGrid): TemplateResult | typeof nothing {
    const row = grid.rows.find(({ id }) => id === this.#why.open);
    return row ? html`<div class="chosen" part="detail" aria-live="polite"><p class="title" dir="auto">${row.title}</p>${this.#why.render(this.format, { question: this.#inquiry.question, ask: (question) => this.#ask(question, row.id), answer: this.#inquiry.render(this.format) })}</div>` : nothing;
  }

  #strongest(grid: AttentionGrid): Cell {
    const row = Math.max(0, grid.rows.findIndex(({ cells }) => cells.includes(grid.max)));
    return { row, column: Math.max(0, grid.rows[row].cells.indexOf(grid.max)) };
  }

  #key(event: KeyboardEvent, { row, column }: Cell, grid: AttentionGrid): void {
    const lastColumn = grid.columns.length - (grid.otherCount > 0 ? 0 : 1);
    const lastRow = grid.rows.length - 1;
    const ahead = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const moves: Record<string, Cell> = {
      ArrowRight: { row, column: column + ahead },
      ArrowLeft: { row, column: column - ahead },
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      Home: { row: event.ctrlKey ? 0 : row, column: 0 },
      End: { row: event.ctrlKey ? lastRow : row, column: lastColumn },
    };
    if (event.key === 'Enter' || event.key === ' ') this.#explain(grid.rows[row].id);
    else if (!moves[event.key]) return;
    event.preventDefault();
    const to = moves[event.key];
    if (!to) return;
    const cell = { row: Math.min(lastRow, Math.max(0, to.row)), column: Math.min(lastColumn, Math.max(0, to.column)) };
    this.renderRoot.querySelector<HTMLElement>(`td[data-row='${cell.row}'][data-column='${cell.column}']`)?.focus();
  }

  #ask(question: Question, id: ItemId): void {
    const { recommender } = this.connection;
    if (recommender) void this.#inquiry.ask(question, { recommender, id, request: this.request });
  }

  #explain(id: ItemId): void {
    this.#inquiry.renew(id);
    if (this.connection.recommender) void this.#why.show(this.connection.recommender, id, this.request);
  }

  async #load(recommender: Recommender): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    try {
      const map = await recommender.attention(this.request, { signal: abort.signal });
      if (this.#abort === abort) this.#show(attentionGrid(map, Number.isInteger(this.columns) && this.columns > 0 ? this.columns : 24));
    } catch {
      if (this.#abort === abort && !abort.signal.aborted) this.failed = true;
    }
  }

  #show(grid: AttentionGrid): void {
    this.failed = false;
    this.grid = grid;
    this.active = null;
    this.stop = { row: 0, column: 0 };
    const shown = grid.rows.find(({ id }) => id === (this.#why.open ?? this.selected)) ?? grid.rows[0];
    if (shown && grid.columns.length > 0) this.#explain(shown.id);
    else this.#why.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attune-explanation': AttuneExplanation;
  }
}
