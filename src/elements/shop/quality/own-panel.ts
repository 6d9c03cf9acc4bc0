import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { HistoryEvent } from '../../../domain/event.ts';
import { choicesOf, LEAST_GUESSES, type OwnEvaluation, type OwnRankerReport, type OwnReport } from '../../../domain/own-evaluation.ts';
import type { Recommender } from '../../../domain/recommender.ts';
import type { Change } from '../../../domain/status.ts';
import { PanelElement } from '../../panel-element.ts';
import type { Library } from '../library.ts';
import { shopStyles } from '../shop-styles.ts';
import { intervalPlot, intervalPlotStyles } from './interval-plot.ts';
import { ownChoices, ownChoicesStyles } from './own-choices.ts';
import { caution, leftOut, personName, verdict } from './own-sentences.ts';
import { isOurs, rankerName, SHIPPED } from './ranker-sentences.ts';
import { SAMPLE_PEOPLE, sampleHistory, type SamplePerson } from './sample-people.ts';

/** Choices that are shown before all are asked for. */
const FIRST_CHOICES = 12;

/** Whose history a report is about. */
type Whose = 'own' | SamplePerson;

/** Lets every ranker guess the visitor's choices, or a made-up reader's, on this device. */
export class OwnPanel extends PanelElement {
  static override styles: CSSResultGroup = [PanelElement.styles, shopStyles, intervalPlotStyles, ownChoicesStyles, css`
    section { display: grid; gap: var(--a-space-4); }
    section > .lead { margin: 0; }
    .row { display: flex; flex-wrap: wrap; align-items: center; gap: var(--a-space-3); }
    .people { display: grid; gap: var(--a-space-2); }
    .report { display: grid; gap: var(--a-space-5); padding-block-start: var(--a-space-5); border-block-start: 1px solid var(--a-line); }
    .report p { max-inline-size: 70ch; text-wrap: pretty; }
    .words { display: grid; gap: var(--a-space-2); }
    .verdict { font-size: var(--a-type-3); }
    h3 { font-family: var(--a-title-font); font-size: 1.125rem; font-weight: 600; }
    progress { inline-size: min(320px, 60cqi); accent-color: var(--a-accent); }
    .more { justify-self: start; }
    a.button { text-decoration: none; }
  `];

  @property({ attribute: false }) evaluation: OwnEvaluation | null = null;
  @property({ attribute: false }) library: Library | null = null;
  /** Oldest first; null until it was read. */
  @state() private events: readonly HistoryEvent[] | null = null;
  @state() private running: { stop: AbortController; done: number; total: number } | null = null;
  @state() private shown: { whose: Whose; report: OwnReport } | null = null;
  @state() private failed = false;
  @state() private all = false;
  #pressed: HTMLElement | null = null;

  override disconnectedCallback(): void {
    this.running?.stop.abort();
    super.disconnectedCallback();
  }

  override begin(recommender: Recommender, signal: AbortSignal): void {
    void this.#read(recommender, signal);
  }

  override changed(change: Change): void {
    if (change.type === 'history' && this.connection.recommender) void this.#read(this.connection.recommender);
  }

  async #read(recommender: Recommender, signal?: AbortSignal): Promise<void> {
    try {
      this.events = (await recommender.history({}, { signal })).toReversed();
    } catch {
      // A history that cannot be read shows itself in the status; made-up readers need none.
      this.events ??= [];
    }
  }

  protected override render(): TemplateResult {
    return html`
      <section aria-labelledby="own" aria-busy=${this.running !== null}>
        <h2 id="own">${msg('On your own history', { id: 'shop.own' })}</h2>
        <p class="lead">${msg('Each book that you chose is guessed from what you had done before it, out of all the works of the shop. It is worked out here, in a few seconds; nothing is kept, and nothing is sent.', { id: 'shop.own.lead' })}</p>
        ${this.#start()}
        ${this.running ? this.#progress(this.running) : nothing}
        <p class="unseen" role="status">${this.#said()}</p>
        ${this.failed ? html`<p role="alert">${msg('The guesses could not be finished. Try once more; the shop itself goes on working.', { id: 'shop.own.failed' })}</p>` : nothing}
        ${this.shown && !this.running ? this.#report(this.shown.whose, this.shown.report) : nothing}
      </section>
    `;
  }

  #start(): TemplateResult {
    const { events, library } = this;
    if (events === null || library === null) return html`<div class="row"><button class="button primary" disabled>${this.#runLabel()}</button></div>`;
    const chosen = choicesOf(events, (id) => library.work(id) !== undefined).length;
    const enough = chosen > LEAST_GUESSES;
    const busy = this.running !== null;
    return html`
      ${enough ? html`<div class="row"><button class="button primary" aria-disabled=${busy} @click=${() => void this.#run('own', events)}>${this.#runLabel()}</button><span class="muted">${this.#count(chosen)}</span></div>` : this.#needed(chosen)}
      <div class="people">
        <p id="people" class="muted">${msg('Or watch the guesses on someone made up:', { id: 'shop.own.people' })}</p>
        <div class="row" role="group" aria-labelledby="people">${SAMPLE_PEOPLE.map((person) => html`<button class="button" aria-disabled=${busy} @click=${() => void this.#run(person, sampleHistory(person, Date.now()))}>${personName(person)}</button>`)}</div>
      </div>
    `;
  }

  #runLabel(): string {
    return this.shown?.whose === 'own' ? msg('Guess again', { id: 'shop.own.again' }) : msg('Guess my choices', { id: 'shop.own.start' });
  }

  #count(chosen: number): string {
    return msg(str`${this.format.number(chosen)} books chosen so far; the first is learned from.`, { id: 'shop.own.count' });
  }

  #needed(chosen: number): TemplateResult {
    const [least, have] = [LEAST_GUESSES + 1, chosen].map((count) => this.format.number(count));
    return html`
      <div class="note">
        <p>${msg(str`This takes ${least} different books that you opened, saved or liked: the first is learned from, the others are guessed. So far you have chosen ${have}.`, { id: 'shop.own.needed' })}</p>
        <div class="row"><a class="button primary" href="#/welcome">${msg('Pick three', { id: 'shop.guide.again' })}</a><a class="button" href="#/browse">${msg('Browse the shelves', { id: 'shop.shelves' })}</a></div>
      </div>
    `;
  }

  #progress({ stop, done, total }: NonNullable<OwnPanel['running']>): TemplateResult {
    return html`
      <div class="row">
        <progress .max=${Math.max(1, total)} .value=${done} aria-label=${msg('Guessing', { id: 'shop.own.progress' })}></progress>
        <span class="muted numbers">${total > 0 ? `${this.format.number(done)} / ${this.format.number(total)}` : ''}</span>
        <button class="button" @click=${() => this.#stop(stop)}>${msg('Stop', { id: 'shop.benchmark.stop' })}</button>
      </div>
    `;
  }

  /** The button that was pressed takes the focus back: this one goes. */
  #stop(stop: AbortController): void {
    stop.abort();
    this.#pressed?.focus();
  }

  #said(): string {
    if (this.running) return msg('Guessing…', { id: 'shop.own.running' });
    return this.shown && this.shown.report.guesses.length > 0 ? verdict(this.shown.report, this.format) : '';
  }

  #report(whose: Whose, report: OwnReport): TemplateResult {
    if (report.guesses.length === 0) return html`<p class="report">${msg('There was nothing to guess in this history.', { id: 'shop.own.nothing' })}</p>`;
    const share = (value: number): string => this.format.percent(value);
    const all = this.all || report.guesses.length <= FIRST_CHOICES;
    return html`
      <div class="report">
        <div class="words">
          <h3>${whose === 'own' ? msg('Your choices', { id: 'shop.own.yours' }) : msg(str`Made up: ${personName(whose)}`, { id: 'shop.own.made-up' })}</h3>
          <p class="verdict">${verdict(report, this.format)}</p>
          <p class="muted">${[caution(report, this.format), this.#leaning(whose), ...leftOut(report, this.format)].join(this.language.locale === 'en' ? ' ' : '')}</p>
        </div>
        ${intervalPlot({
          caption: this.#caption(report),
          of: msg('Ranker', { id: 'shop.ranker' }),
          headings: [msg('Hits', { id: 'shop.own.hits' }), `nDCG@${report.k}`, msg('Median place', { id: 'shop.own.median' }), msg('Ahead of', { id: 'shop.own.percentile' })],
          rows: report.rankers.map((ranker) => this.#row(ranker, report.guesses.length)),
          reference: report.chance / report.guesses.length,
          label: share,
        })}
        ${ownChoices(report, this.library, this.format, all ? report.guesses.length : FIRST_CHOICES)}
        ${all ? nothing : html`<button class="button more" @click=${() => (this.all = true)}>${msg(str`Show all ${this.format.number(report.guesses.length)} choices`, { id: 'shop.own.all' })}</button>`}
      </div>
    `;
  }

  #row({ name, hits, interval, ndcg, medianPlace, percentile }: OwnRankerReport, guesses: number): Parameters<typeof intervalPlot>[0]['rows'][number] {
    const { format } = this;
    return {
      name: rankerName(name), code: name, isOwn: isOurs(name), isLead: name === SHIPPED, value: hits / guesses, interval,
      figures: [format.number(hits), format.number(ndcg, { minimumFractionDigits: 2, maximumFractionDigits: 2 }), format.number(medianPlace), format.percent(percentile)],
    };
  }

  #caption({ guesses, k, items }: OwnReport): string {
    const [count, works] = [guesses.length, items].map((each) => this.format.number(each));
    return msg(str`The share of ${count} choices that each ranker had among its first ${k} of ${works} works, with its 95 % interval. Dashed line: chance. “Ahead of”: how much of the shop stood behind the choice, on average.`, { id: 'shop.own.caption' });
  }

  /** Whom the figures favour. */
  #leaning(whose: Whose): string {
    return whose === 'own'
      ? msg('What Attune showed you was easier to choose, which favours it.', { id: 'shop.own.leaning' })
      : msg('Nobody read like this: the figures show how it works, and not how good it is.', { id: 'shop.own.nobody' });
  }

  /** Steps that are told late must not start a run anew. */
  #told(stop: AbortController, done: number, total: number): void {
    if (this.running?.stop === stop) this.running = { stop, done, total };
  }

  async #run(whose: Whose, events: readonly HistoryEvent[]): Promise<void> {
    if (!this.evaluation || this.running) return;
    const stop = new AbortController();
    this.#pressed = (this.renderRoot as ShadowRoot).activeElement as HTMLElement | null;
    Object.assign(this, { failed: false, all: false, running: { stop, done: 0, total: 0 } });
    try {
      const report = await this.evaluation.run(events, (done, total) => this.#told(stop, done, total), { signal: stop.signal });
      this.shown = { whose, report };
    } catch {
      this.failed = !stop.signal.aborted;
    } finally {
      this.running = null;
    }
  }
}
