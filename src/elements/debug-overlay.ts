import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { itemIdOf, takesOut } from '../domain/event.ts';
import type { Explanation, HeadName, RecommendationList } from '../domain/recommendation.ts';
import type { Recommender } from '../domain/recommender.ts';
import type { Change } from '../domain/status.ts';
import { PanelElement } from './panel-element.ts';
import { debugStyles } from './debug-styles.ts';
import { icon } from './icons.ts';
import { headLabel } from './explanation-sentences.ts';
import { fallbackNotice } from './fallback-notice.ts';
import type { AttuneRecommendations } from './recommendations.ts';

/** How a list was made. */
interface Look {
  list: RecommendationList;
  explanations: Explanation[];
  /** Items that the history keeps from being listed. */
  met: number;
}

/**
 * For whoever builds the page: how each list on it was made. Scores, what each head adds, what is left out, the heat map, what runs
 * and how long it took. It asks the recommender what the lists ask, and changes nothing.
 *
 * @csspart base - everything
 * @csspart scores - the table of scores by head
 */
export class AttuneDebug extends PanelElement {
  static override styles: CSSResultGroup = [PanelElement.styles, debugStyles];

  @state() private lists: readonly AttuneRecommendations[] = [];
  @state() private chosen: AttuneRecommendations | null = null;
  @state() private look: Look | null = null;
  @state() private trouble = '';
  #asking: AbortController | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#find();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  override begin(recommender: Recommender, signal: AbortSignal): void {
    signal.addEventListener('abort', () => this.#asking?.abort());
    void this.#ask(recommender);
  }

  override changed(change: Change): void {
    const { recommender } = this.connection;
    if (change.type !== 'status' && recommender) void this.#ask(recommender);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('chosen')) return;
    this.look = null;
    this.catalog = this.chosen?.catalog ?? null;
    this.catalogKey = this.chosen?.catalogKey ?? null;
    this.recommender = this.chosen?.recommender ?? null;
    if (this.connection.recommender) void this.#ask(this.connection.recommender);
  }

  protected override render(): TemplateResult {
    const heading = msg('How the lists on this page were made', { id: 'debug.heading' });
    return html`
      <section part="base" lang=${this.language.tag} aria-label=${heading}>
        <div class="row">
          <div class="heading" role="heading" aria-level="2">${heading}</div>
          ${this.#choice()}
          <button class="button" type="button" @click=${() => this.remove()}>${icon('close')}${msg('Close', { id: 'debug.close' })}</button>
        </div>
        ${this.chosen === null ? html`<p>${msg('There is no list on this page.', { id: 'debug.none' })}</p>` : this.#figures(this.chosen)}
      </section>
    `;
  }

  #choice(): TemplateResult {
    const choose = ({ target }: Event): void => {
      this.chosen = this.lists[(target as HTMLSelectElement).selectedIndex] ?? null;
    };
    return html`
      <label>${msg('List', { id: 'debug.list' })}
        <select @focus=${() => this.#find()} @change=${choose}>${this.lists.map((list, n) => html`<option ?selected=${list === this.chosen}>${`${n + 1} · ${list.heading || list.strategy}`}</option>`)}</select>
      </label>
    `;
  }

  #figures(chosen: AttuneRecommendations): TemplateResult {
    const { strategy, for: about, limit, sigma, explore, profiling } = chosen.request;
    return html`
      ${this.trouble ? html`<p role="alert">${this.trouble}</p>` : nothing}
      <p><code>${JSON.stringify(chosen.request)}</code></p>
      ${this.look ? this.#scores(this.look) : nothing}
      <attune-explanation .recommender=${this.connection.recommender} .strategy=${strategy!} .for=${about ?? []} .limit=${limit!} .sigma=${sigma ?? null} .explore=${explore ?? null} .profiling=${profiling!} locale=${this.language.tag} heading-level="3"></attune-explanation>
      <attune-status-panel .recommender=${this.connection.recommender} locale=${this.language.tag} heading-level="3"></attune-status-panel>
    `;
  }

  #scores({ list, explanations, met }: Look): TemplateResult {
    const heads = headsOf(explanations);
    const leftOut = this.format.number(met);
    const total = this.format.milliseconds(list.timings.total ?? 0);
    return html`
      <p>${fallbackNotice(list)} ${msg(str`Not listed, because the history holds them: ${leftOut}. Made in ${total}.`, { id: 'debug.left-out' })}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('Scores', { id: 'debug.scores' })}>
        <table part="scores">
          <thead>
            <tr>
              <th scope="col">#</th><th scope="col">${msg('Item', { id: 'debug.item' })}</th><th scope="col">${msg('Score', { id: 'debug.score' })}</th>
              ${heads.map((head) => html`<th scope="col">${headLabel(head)}</th>`)}
            </tr>
          </thead>
          <tbody>${explanations.map((explanation, n) => this.#row(explanation, n, heads))}</tbody>
        </table>
      </div>
    `;
  }

  #row({ id, item, score, heads }: Explanation, place: number, columns: readonly HeadName[]): TemplateResult {
    const parts = new Map(heads.map(({ head, blendWeight, z }) => [head, blendWeight * z]));
    const two = (value: number): string => this.format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    return html`
      <tr>
        <td>${this.format.number(place + 1)}</td><td>${item.title} <code>${id}</code></td><td>${two(score)}</td>
        ${columns.map((head) => html`<td class=${(parts.get(head) ?? 0) < 0 ? 'against' : ''}>${parts.has(head) ? two(parts.get(head)!) : nothing}</td>`)}
      </tr>
    `;
  }

  #find(): void {
    this.lists = [...document.querySelectorAll<AttuneRecommendations>('attune-recommendations')];
    if (this.chosen === null || !this.lists.includes(this.chosen)) this.chosen = this.lists[0] ?? null;
  }

  async #ask(recommender: Recommender): Promise<void> {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const { chosen } = this;
    if (!chosen) return;
    try {
      const { request } = chosen;
      const list = await recommender.recommend(request, { signal });
      const explanations = await Promise.all(list.recommendations.map(({ id }) => recommender.explain(id, request, { signal })));
      const history = await recommender.history({}, { signal });
      if (signal.aborted) return;
      this.look = { list, explanations, met: new Set(history.filter(takesOut).map(itemIdOf)).size };
      this.trouble = '';
    } catch (error) {
      if (!signal.aborted) this.trouble = (error as Error).message;
    }
  }
}

/** Heads that add to any of them, in the order of the first. */
function headsOf(explanations: readonly Explanation[]): HeadName[] {
  return [...new Set(explanations.flatMap(({ heads }) => heads.filter(({ blendWeight, z }) => blendWeight * z !== 0).map(({ head }) => head)))];
}
