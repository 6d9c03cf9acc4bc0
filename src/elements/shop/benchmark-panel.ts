import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Benchmark, BenchmarkReport, BenchmarkTimes } from '../../domain/benchmark.ts';
import { PanelElement } from '../panel-element.ts';
import { shopStyles } from './shop-styles.ts';

/** Measures every way of ranking on the visitor's device: a table that fills, and a file to take along. */
export class BenchmarkPanel extends PanelElement {
  static override styles: CSSResultGroup = [PanelElement.styles, shopStyles, css`
    section { display: grid; gap: var(--a-space-4); justify-items: start; }
    .row { display: flex; flex-wrap: wrap; align-items: center; gap: var(--a-space-3); }
    progress { inline-size: min(320px, 60cqi); accent-color: var(--a-accent); }
    .scroll { inline-size: 100%; overflow-x: auto; }
    table { inline-size: min(100%, 44rem); border-collapse: collapse; font-variant-numeric: tabular-nums; }
    caption { text-align: start; padding-block: var(--a-space-4) var(--a-space-2); font-weight: 600; }
    th, td { padding: var(--a-space-2) var(--a-space-4) var(--a-space-2) 0; border-block-start: 1px solid var(--a-line); text-align: end; }
    td { white-space: nowrap; }
    @container (max-width: 480px) { th, td { padding-inline-end: var(--a-space-2); } }
    th:first-child { text-align: start; font-weight: 400; inline-size: 40%; }
    thead th { color: var(--a-muted); font-weight: 400; border: 0; }
    .best td:nth-child(2) { font-weight: 600; }
  `];

  @property({ attribute: false }) benchmark: Benchmark | null = null;
  @state() private times: readonly BenchmarkTimes[] = [];
  @state() private done = 0;
  @state() private report: BenchmarkReport | null = null;
  @state() private failed = false;
  @state() private running: AbortController | null = null;

  override disconnectedCallback(): void {
    this.running?.abort();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`
      <section aria-busy=${this.running !== null}>
        <h2>${msg('Measure this device', { id: 'shop.benchmark' })}</h2>
        <p class="lead">${msg('Ranks made-up catalogs of several sizes by everything that can rank here, one after the other. It takes up to a minute, keeps the device busy and sends nothing anywhere.', { id: 'shop.benchmark.lead' })}</p>
        <div class="row">${this.running ? this.#progress() : this.#start()}</div>
        <p class="unseen" role="status">${this.#said()}</p>
        ${this.failed ? html`<p role="alert">${msg('The measurement could not be finished. What was measured until then stands below.', { id: 'shop.benchmark.failed' })}</p>` : nothing}
        ${this.times.length > 0 ? html`<div class="scroll" tabindex="0" role="region" aria-label=${msg('What was measured', { id: 'shop.benchmark.table' })}>${this.#sizes().map((size) => this.#table(size))}</div>` : nothing}
      </section>
    `;
  }

  #start(): TemplateResult {
    const again = this.times.length > 0;
    return html`
      <button class="button ${again ? '' : 'primary'}" @click=${() => void this.#run()}>${again ? msg('Measure again', { id: 'shop.benchmark.again' }) : msg('Measure', { id: 'shop.benchmark.start' })}</button>
      ${this.report ? html`<button class="button primary" @click=${() => this.#save()}>${msg('Save as JSON', { id: 'shop.benchmark.save' })}</button>` : nothing}
    `;
  }

  #progress(): TemplateResult {
    return html`<progress .value=${this.done} aria-label=${msg('Measuring', { id: 'shop.benchmark.progress' })}></progress><button class="button" @click=${() => this.running?.abort()}>${msg('Stop', { id: 'shop.benchmark.stop' })}</button>`;
  }

  #said(): string {
    if (this.running) return msg('Measuring…', { id: 'shop.benchmark.running' });
    return this.report ? msg('The measurement is complete.', { id: 'shop.benchmark.complete' }) : '';
  }

  #sizes(): BenchmarkTimes[][] {
    const groups = new Map<string, BenchmarkTimes[]>();
    for (const each of this.times) {
      const key = `${each.rows} ${each.events} ${each.dimension}`;
      groups.set(key, [...(groups.get(key) ?? []), each]);
    }
    return [...groups.values()];
  }

  #table(times: readonly BenchmarkTimes[]): TemplateResult {
    const [{ rows, events }] = times;
    const ordered = [...times].sort((a, b) => median(a.full) - median(b.full));
    return html`
      <table>
        <caption>${msg(str`${this.format.number(rows)} items, ${this.format.number(events)} events`, { id: 'shop.benchmark.size' })}</caption>
        <thead><tr><th scope="col">${msg('What ranks', { id: 'shop.benchmark.contender' })}</th><th scope="col">${msg('List', { id: 'shop.benchmark.list' })}</th><th scope="col">${msg('After one more event', { id: 'shop.benchmark.next' })}</th></tr></thead>
        <tbody>${ordered.map((each, place) => this.#row(each, place === 0))}</tbody>
      </table>
    `;
  }

  #row({ contender, full, next, refusal }: BenchmarkTimes, isBest: boolean): TemplateResult {
    if (refusal) return html`<tr><th scope="row">${this.#label(contender)}</th><td colspan="2" title=${refusal}>${msg('cannot run', { id: 'shop.benchmark.cannot' })}</td></tr>`;
    return html`<tr class=${isBest ? 'best' : ''}><th scope="row">${this.#label(contender)}</th><td>${this.format.milliseconds(median(full))}</td><td>${next.length > 0 ? this.format.milliseconds(median(next)) : '–'}</td></tr>`;
  }

  #label(contender: string): string {
    const [, kind, rest] = /^(simd|plain|gpu|typed arrays)(?:, | × )?(.*)$/.exec(contender) ?? [];
    switch (kind) {
      case 'simd':
        return rest ? msg(str`Processor, SIMD, ${rest} cores`, { id: 'shop.benchmark.shards' }) : msg('Processor, SIMD', { id: 'shop.benchmark.simd' });
      case 'plain':
        return msg('Processor', { id: 'shop.benchmark.plain' });
      case 'gpu':
        return msg(str`Graphics processor, ${rest}`, { id: 'shop.benchmark.gpu' });
      case 'typed arrays':
        return msg('Products alone in plain JavaScript', { id: 'shop.benchmark.typed' });
      default:
        return contender;
    }
  }

  async #run(): Promise<void> {
    if (!this.benchmark || this.running) return;
    const running = new AbortController();
    Object.assign(this, { running, times: [], done: 0, report: null, failed: false });
    try {
      this.report = await this.benchmark.run((times, done) => Object.assign(this, { times, done }), { signal: running.signal });
    } catch {
      this.failed = !running.signal.aborted;
    } finally {
      this.running = null;
    }
  }

  #save(): void {
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(this.report, null, 2)}\n`], { type: 'application/json' }));
    Object.assign(document.createElement('a'), { href: url, download: `attune-benchmark-${this.report!.at.slice(0, 10)}.json` }).click();
    URL.revokeObjectURL(url);
  }
}

/** Infinity for none: what cannot run comes last. */
function median(values: readonly number[]): number {
  return values.length === 0 ? Infinity : [...values].sort((a, b) => a - b)[values.length >> 1];
}
