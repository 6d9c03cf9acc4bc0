import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { FetchQuality, MeasuredQuality, MeasuredSet } from '../../../domain/measured-quality.ts';
import { PanelElement } from '../../panel-element.ts';
import { shopStyles } from '../shop-styles.ts';
import { intervalPlot, intervalPlotStyles } from './interval-plot.ts';
import { isOurs, rankerName, SHIPPED } from './ranker-sentences.ts';

/** What `attune evaluate` measured on public sets: one at a time, as a chart that is a table. */
export class MeasuredPanel extends PanelElement {
  static override styles: CSSResultGroup = [PanelElement.styles, shopStyles, intervalPlotStyles, css`
    section { display: grid; gap: var(--a-space-4); }
    section > .lead { margin: 0; }
    .note { display: grid; gap: var(--a-space-2); padding: 0; border: 0; color: var(--a-muted); }
    .note p { max-inline-size: 76ch; text-wrap: pretty; }
    .verdict { max-inline-size: 66ch; font-size: var(--a-type-3); text-wrap: pretty; }
    .waiting { block-size: 720px; border-radius: var(--a-radius-l); background: var(--a-fill); }
    .choice[aria-pressed='true'] { color: var(--a-text); font-weight: 600; box-shadow: inset 0 -2px var(--a-accent); }
  `];

  @property({ attribute: false }) measured: FetchQuality | null = null;
  @state() private quality: MeasuredQuality | null = null;
  @state() private shown = 0;
  @state() private failed = false;
  #leave = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = new AbortController();
    if (!this.quality) void this.#fetch();
  }

  override disconnectedCallback(): void {
    this.#leave.abort();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`
      <section aria-labelledby="measured" aria-busy=${this.quality === null && !this.failed}>
        <h2 id="measured">${msg('Measured on public data', { id: 'shop.measured' })}</h2>
        <p class="lead">${msg('Real people’s next choice, guessed from what they chose before, out of everything there is. Each ranker makes a list of ten; a dot shows how high the choice stood in it, its line how sure that is.', { id: 'shop.measured.lead' })}</p>
        ${this.failed ? this.#failure() : this.quality ? this.#set(this.quality, this.quality.sets[this.shown]) : html`<div class="waiting"></div>`}
      </section>
    `;
  }

  #failure(): TemplateResult {
    return html`<div role="alert"><p>${msg('The figures could not be fetched.', { id: 'shop.measured.failed' })}</p><button class="button" @click=${() => void this.#fetch()}>${msg('Fetch them again', { id: 'shop.trouble.again' })}</button></div>`;
  }

  #set({ sets, encoder }: MeasuredQuality, set: MeasuredSet): TemplateResult {
    const best = Math.max(...set.rankers.filter(({ name }) => !isOurs(name)).map(({ ndcg }) => ndcg));
    const figure = (value: number): string => this.format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
    const rows = set.rankers.toSorted((a, b) => b.ndcg - a.ndcg).map(({ name, ndcg, recall, interval }) => ({
      name: rankerName(name), code: name, isOwn: isOurs(name), isLead: name === SHIPPED, value: ndcg, interval,
      figures: [figure(ndcg), interval.map(figure).join('–'), figure(recall)],
    }));
    return html`
      <div class="choices" role="group" aria-label=${msg('Data set', { id: 'shop.measured.sets' })}>${sets.map(({ name }, n) => html`<button class="choice" aria-pressed=${n === this.shown} @click=${() => (this.shown = n)}>${setName(name)}</button>`)}</div>
      ${set.comparison ? html`<p class="verdict">${this.#verdict(set.comparison, figure)}</p>` : nothing}
      ${intervalPlot({
        caption: this.#caption(set),
        of: msg('Ranker', { id: 'shop.ranker' }),
        headings: [`nDCG@${set.k}`, msg('95 %', { id: 'shop.measured.interval' }), `R@${set.k}`],
        rows,
        reference: best,
        label: (value) => this.format.number(value),
      })}
      <div class="note">
        <p>${msg('Filled dots: ours. Dashed line: the best of the others. R@10 is the share of choices that the list of ten held; nDCG@10 also counts how high they stood.', { id: 'shop.measured.legend' })}</p>
        <p>${msg(str`Measured with “attune evaluate” and the encoder ${encoder}, one seed, over the full catalog; no weight saw a choice that it was to guess.`, { id: 'shop.measured.how' })}</p>
      </div>
    `;
  }

  /** What the split lets the figures claim, with what was ranked. */
  #caption({ name, order, items, cases }: MeasuredSet): string {
    const [choices, catalog] = [cases, items].map((count) => this.format.number(count));
    const counted = captionOf(name, choices, catalog);
    switch (order) {
      case 'global-time':
        return msg(str`${counted} Split at one point in time: nothing later was learned from.`, { id: 'shop.measured.global-time' });
      case 'per-user-time':
        return msg(str`${counted} Split by person: others’ later choices were learned from.`, { id: 'shop.measured.per-user-time' });
      default:
        return counted;
    }
  }

  #verdict({ ranker, against, difference, interval, p }: NonNullable<MeasuredSet['comparison']>, figure: (value: number) => string): string {
    const [ours, other, gap, low, high, chance] = [rankerName(ranker), rankerName(against), figure(Math.abs(difference)), figure(interval[0]), figure(interval[1]), this.format.number(p, { maximumSignificantDigits: 2 })];
    if (p >= 0.05) return msg(str`Between “${ours}” and the best of the others, “${other}”, the difference may be chance (95 %: ${low} to ${high}; p = ${chance}).`, { id: 'shop.measured.unsure' });
    if (difference < 0) return msg(str`“${other}” is better than “${ours}” by ${gap} nDCG (p = ${chance}).`, { id: 'shop.measured.worse' });
    return msg(str`“${ours}” is better than the best of the others, “${other}”, by ${gap} nDCG (95 %: ${low} to ${high}; p = ${chance}).`, { id: 'shop.measured.better' });
  }

  async #fetch(): Promise<void> {
    const { signal } = this.#leave;
    this.failed = false;
    try {
      this.quality = (await this.measured?.({ signal })) ?? null;
    } catch {
      this.failed = !signal.aborted;
    }
  }
}

function setName(name: string): string {
  switch (name) {
    case 'office':
      return msg('Shop', { id: 'shop.measured.office' });
    case 'movielens':
      return msg('Films', { id: 'shop.measured.movielens' });
    case 'hackernews':
      return msg('Links', { id: 'shop.measured.hackernews' });
    default:
      return name;
  }
}

function captionOf(name: string, choices: string, catalog: string): string {
  switch (name) {
    case 'office':
      return msg(str`${choices} purchases to guess among ${catalog} office products (Amazon Review Data).`, { id: 'shop.measured.office.of' });
    case 'movielens':
      return msg(str`${choices} liked films to guess among ${catalog} (MovieLens).`, { id: 'shop.measured.movielens.of' });
    case 'hackernews':
      return msg(str`${choices} submitted links to guess among ${catalog}, none of which anyone met before (Hacker News).`, { id: 'shop.measured.hackernews.of' });
    default:
      return msg(str`${choices} choices to guess among ${catalog} items.`, { id: 'shop.measured.of' });
  }
}
