import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { Recommender } from '../domain/recommender.ts';
import { type Change, KERNEL_CHOICES, type KernelChoice, type ScanChoice, type Status } from '../domain/status.ts';
import { PanelElement } from './panel-element.ts';
import { DownloadRate } from './download-rate.ts';
import { encoderSection } from './encoder-section.ts';
import { icon } from './icons.ts';
import { panelStyles } from './panel-styles.ts';
import { scanSection } from './scan-section.ts';
import { adapterLine, kernelsFigures, kernelsLabel, kernelsReason, stepLabel, storeSentence } from './status-sentences.ts';
import { statusStyles } from './status-styles.ts';
import { timeline } from './timeline.ts';
import type { Step } from './timeline.ts';
import { troubles } from './troubles.ts';

/** What the panel leaves room for before anything is known: nothing of it is seen. */
const UNKNOWN: Status = { state: 'opening', catalog: null, encoder: { state: 'absent', tier: 'embedded', model: '\u00a0', waiting: 0 }, kernels: null, store: { kind: 'indexeddb', events: 0, paused: false }, timings: {}, problems: [] };
/** Steps of the usual list, whose lanes stand there before it is made. */
const USUAL_STEPS: Step[] = ['score', 'diversify', 'weigh', 'other'].map((name) => ({ name, ms: 0, from: 0, share: 0 }));

/**
 * What runs here and why: kernels, encoder, catalog, storage, the last request in milliseconds, and what went wrong.
 *
 * @csspart base - everything
 * @csspart heading - the heading
 * @csspart kernels - which kernels rank, and the choice
 * @csspart scan - how a large catalog is read, and the choice
 * @csspart timeline - the last request
 * @csspart encoder - the encoder and its download
 */
export class AttuneStatusPanel extends PanelElement {
  static override styles: CSSResultGroup = [PanelElement.styles, panelStyles, statusStyles];

  /** Text of the heading; an empty one hides it. */
  @property() heading: string | null = null;
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  @state() private status: Status | null = null;
  @state() private failed = false;
  /** Kernels that were asked for and do not run yet. */
  @state() private changing: KernelChoice | null = null;

  readonly #rate = new DownloadRate();
  #loading: AbortController | null = null;
  /** A model of the page's own: it may be chosen again. */
  #other: string | null = null;

  override begin(recommender: Recommender, signal: AbortSignal): void {
    recommender.status().then(
      (status) => {
        if (!signal.aborted) this.#take(status);
        return status;
      },
      () => (this.failed = !signal.aborted),
    );
  }

  override changed(change: Change): void {
    if (change.type === 'status') this.#take(change.status);
  }

  protected override render(): TemplateResult {
    const named = msg('What runs here', { id: 'status.heading' });
    const heading = this.heading ?? named;
    const { status } = this;
    return html`
      <section part="base" class=${classMap({ unknown: status === null })} lang=${this.language.tag} aria-label=${heading || named} aria-busy=${status === null && !this.failed}>
        ${heading ? html`<div class="heading" part="heading" role="heading" aria-level=${this.headingLevel}>${heading}</div>` : nothing}
        ${this.failed ? html`<div class="trouble" role="alert">${icon('warning')}<p>${msg('The recommender does not answer. Reload the page to start it again.', { id: 'status.failed' })}</p></div>` : nothing}
        ${this.failed && !status ? nothing : this.#parts(status ?? UNKNOWN)}
      </section>
    `;
  }

  #parts(status: Status): TemplateResult {
    const unopened = status.state === 'opening' && status.store.kind === 'memory' && !status.store.reason;
    return html`
      ${troubles(status)}
      ${this.#kernels(status)} ${scanSection(status, this.format, (choice) => void this.#scan(choice))} ${this.#timeline(status)}
      ${encoderSection(status.encoder, this.#other, this.#rate, this.format, { load: () => void this.#load(), cancel: () => this.#loading?.abort(), remove: () => void this.#remove(), choose: (choice) => void this.#chooseEncoder(choice) })}
      ${this.#catalog(status)}
      <div class="part"><p class="sub">${msg('History', { id: 'status.history' })}</p><p class="muted ${unopened ? 'late' : ''}">${storeSentence(unopened ? UNKNOWN.store : status.store)}</p></div>
    `;
  }

  #kernels({ kernels }: Status): TemplateResult {
    return html`
      <div class="part" part="kernels">
        <p class="sub">${msg('Ranking', { id: 'status.ranking' })}</p>
        <p class="fact">${kernels ? [kernelsLabel(kernels.name), adapterLine(kernels)].filter(Boolean).join(' · ') : '\u00a0'}</p>
        <fieldset class="choices" aria-busy=${this.changing !== null}>
          <legend class="unseen">${msg('What does the ranking', { id: 'status.choice' })}</legend>
          ${KERNEL_CHOICES.map((choice) => html`<label><input type="radio" name="kernels" value=${choice} .checked=${(this.changing ?? kernels?.choice ?? 'auto') === choice} @change=${() => void this.#choose(choice)} />${kernelsLabel(choice)}</label>`)}
        </fieldset>
        <p class="muted because" role="status">${this.#because(kernels)}</p>
      </div>
    `;
  }

  #because(kernels: Status['kernels']): string {
    if (this.changing !== null) return msg('Being changed…', { id: 'status.changing' });
    if (!kernels) return msg('Being chosen…', { id: 'status.choosing' });
    const { reason, figures } = kernels;
    return figures ? `${kernelsReason(reason)} ${kernelsFigures(figures, (ms) => this.format.milliseconds(ms))}` : kernelsReason(reason);
  }

  #timeline({ timings }: Status): TemplateResult {
    const { steps, totalMs } = timeline(timings);
    const made = totalMs > 0;
    const drawn = made ? steps : USUAL_STEPS;
    return html`
      <div class="part" part="timeline">
        <p class="sub">${msg('Last list', { id: 'status.timeline' })}</p>
        <p class=${classMap({ headline: true, numbers: true, total: made, muted: !made })}>${made ? this.format.milliseconds(totalMs) : msg('No list was made yet. The next one shows its steps here.', { id: 'status.no-timeline' })}</p>
        ${drawn.length === 0 ? nothing : html`<ol class="steps" role="list">${drawn.map(({ name, ms, from, share }) => html`<li class="step"><span>${stepLabel(name)}</span><span class="lane"><span class="fill" .style=${`inset-inline-start:${(from * 100).toFixed(1)}%;inline-size:${(share * 100).toFixed(1)}%`}></span></span><span class="value numbers">${made ? this.format.milliseconds(ms) : nothing}</span></li>`)}</ol>`}
      </div>
    `;
  }

  #catalog({ catalog, kernels }: Status): TemplateResult {
    const { format } = this;
    const items = format.number(catalog?.items ?? 0);
    const dimension = format.number(catalog?.dimension ?? 0);
    const size = format.bytes(catalog?.sizeBytes ?? 0);
    const passes = format.number(kernels?.dispatches ?? 0);
    return html`
      <div class="part">
        <p class="sub">${msg('Catalog', { id: 'status.catalog' })}</p>
        <div class="lines">${catalog
          ? html`<p class="muted numbers">${msg(str`${items} items, vectors of ${dimension} numbers, ${size} in all.`, { id: 'status.catalog-size' })}</p>${catalog.interactions ? nothing : html`<p class="muted">${msg('It holds no purchase data.', { id: 'status.no-interactions' })}</p>`}`
          : html`<p class="muted">${msg('Not there yet.', { id: 'status.no-catalog' })}</p>`}</div>
        ${kernels && kernels.dispatches > 0 ? html`<p class="muted numbers">${msg(str`Passes run on the graphics processor so far: ${passes}.`, { id: 'status.dispatches' })}</p>` : nothing}
      </div>
    `;
  }

  #take(status: Status): void {
    this.failed = false;
    const { state, progress, tier, model } = status.encoder;
    if (tier === 'other') this.#other = model;
    if (state !== 'loading') this.#rate.clear();
    else if (progress) this.#rate.add(performance.now(), progress.done);
    this.status = status;
  }

  async #choose(choice: KernelChoice): Promise<void> {
    this.changing = choice;
    try {
      await this.connection.recommender?.useKernels(choice);
    } catch {
      // The status says which kernels run and why, and the choice shown is the true one again.
    }
    if (this.changing === choice) this.changing = null;
  }

  async #scan(choice: ScanChoice): Promise<void> {
    try {
      await this.connection.recommender?.useScan(choice);
    } catch {
      // The status says how the catalog is read.
    }
  }

  async #chooseEncoder(choice: string): Promise<void> {
    try {
      await this.connection.recommender?.useEncoder(choice);
    } catch {
      // The status says which encoder there is.
    }
    if (choice !== 'none') await this.#load();
  }

  async #remove(): Promise<void> {
    try {
      await this.connection.recommender?.removeEncoder();
    } catch {
      // The status tells what there still is.
    }
  }

  async #load(): Promise<void> {
    this.#loading?.abort();
    this.#loading = new AbortController();
    try {
      await this.connection.recommender?.loadEncoder({ signal: this.#loading.signal });
    } catch {
      // The status tells what happened: `cancelled`, or `failed` with its problem.
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attune-status-panel': AttuneStatusPanel;
  }
}
