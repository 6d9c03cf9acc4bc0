import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Derivation, DerivedEvent } from '../../../domain/derivation.ts';
import type { EventId, NewEvent } from '../../../domain/event.ts';
import type { ItemId } from '../../../domain/item.ts';
import type { Recommender } from '../../../domain/recommender.ts';
import type { Change } from '../../../domain/status.ts';
import { named } from '../../event-sentences.ts';
import { kindLabel } from '../../kind-label.ts';
import { hrefOf } from '../routes.ts';
import { ShopPage } from '../shop-page.ts';
import { biasStep } from './bias-step.ts';
import { DerivationLoader } from './derivation-loader.ts';
import { figureStyles } from './figure-styles.ts';
import { learnedStep } from './learned-step.ts';
import { theoryOverview } from './overview.ts';
import { placeSentence, rankStep } from './rank-step.ts';
import { sampleEvents } from './sample-events.ts';
import { settingsRail } from './settings-rail.ts';
import type { ChangedSettings } from './settings-rail.ts';
import { settingsRailStyles } from './settings-rail-styles.ts';
import type { Shown } from './shown.ts';
import { similaritiesStep } from './similarities-step.ts';
import { sumStep } from './sum-step.ts';
import { theoryStyles } from './theory-styles.ts';
import { vectorsStep } from './vectors-step.ts';
import { weightsStep } from './weights-step.ts';

/** Places of a list that are shown. */
const LISTED = 10;
/** A slider that rests this long has come to its end: then its result is read out. */
const REST_MS = 500;

/** The theory step by step: how one book of the visitor's list got its score, with the kernels' own numbers, which can be turned. */
export class TheoryPage extends ShopPage {
  static override styles: CSSResultGroup = [ShopPage.styles, theoryStyles, figureStyles, settingsRailStyles];

  @state() private derivation: Derivation | null = null;
  @state() private failed = false;
  @state() private changes: ChangedSettings = {};
  @state() private said = '';
  /** The book that was chosen; the best of the list as long as it is null. */
  @state() private chosenItem: ItemId | null = null;
  /** The event that was chosen, by the page at first. */
  @state() private chosenEvent: EventId | null = null;
  /** What stands in what is shown for a history that says nothing yet; null where there is one. */
  @state() private samples: NewEvent[] | null = null;
  /** What is asked with. */
  #events: NewEvent[] | null = null;
  readonly #loader = new DerivationLoader({ derived: (derivation, { query }) => this.#show(derivation, query.events ?? null), failed: () => (this.failed = true) });
  #resting: ReturnType<typeof setTimeout> | undefined;

  protected override pageTitle(): string {
    return msg('The theory, live', { id: 'theory.title' });
  }

  override begin(_recommender: Recommender, signal: AbortSignal): void {
    signal.addEventListener('abort', () => this.#loader.stop());
    this.#ask();
  }

  override changed(change: Change): void {
    if (change.type !== 'history') return;
    this.#events = null;
    this.#ask();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#resting);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`
      ${this.heading(this.pageTitle())}
      <p class="lead">${msg('How one book of your list got its place, step by step. Every number below was worked out just now, on this device, by what makes your list, and you can change the settings.', { id: 'theory.lead' })}</p>
      ${this.#body()}
      <p class="unseen" role="status">${this.said}</p>
    `;
  }

  #body(): TemplateResult {
    if (this.failed) return html`<div class="note" role="alert"><p>${msg('This could not be worked out just now. The lists themselves are not touched by it.', { id: 'theory.failed' })}</p><button class="button" @click=${() => this.#ask()}>${msg('Try again', { id: 'theory.retry' })}</button></div>`;
    const { derivation } = this;
    const event = derivation && this.#eventOf(derivation);
    if (!derivation || !event) return html`<div class="waiting" aria-busy="true"></div>`;
    const shown: Shown = { derivation, event, format: this.format, choose: (id) => (this.chosenEvent = id) };
    return html`
      ${theoryOverview()}
      ${this.#chooser(derivation, event)}
      <div class="theory">
        ${vectorsStep(shown)}${learnedStep(shown)}${similaritiesStep(shown)}
        ${settingsRail({ derivation, settings: { ...derivation.product, ...this.changes }, format: this.format, change: (changed) => this.#change(changed), reset: () => this.#reset() })}
        ${biasStep(shown)}${weightsStep(shown)}${sumStep(shown)}${rankStep(shown)}
      </div>
    `;
  }

  #chooser({ asProduct: { best }, item, events, unread }: Derivation, chosen: DerivedEvent): TemplateResult {
    const books = best.some(({ id }) => id === item.id) ? best : [...best, item];
    return html`
      <div class="chooser">
        <label><span>${msg('A book of your list', { id: 'theory.choose.book' })}</span><select @change=${(event: Event) => this.#chooseItem((event.target as HTMLSelectElement).value)}>${books.map(({ id, title }) => html`<option value=${id} .selected=${live(id === item.id)}>${title}</option>`)}</select></label>
        <label><span>${this.samples ? msg('One of three sample clicks', { id: 'theory.choose.sample' }) : msg('One of your clicks', { id: 'theory.choose.event' })}</span><select @change=${(event: Event) => (this.chosenEvent = (event.target as HTMLSelectElement).value)}>${events.toReversed().map((event) => html`<option value=${event.id} .selected=${live(event.id === chosen.id)}>${kindLabel(event.kind)} ${named(event)}</option>`)}</select></label>
      </div>
      ${this.samples ? html`<p class="note samples">${msg('Nothing in your history speaks for a book yet, so these are three samples: they stand in for your clicks on this page and are kept nowhere.', { id: 'theory.samples' })} <a href=${hrefOf({ page: 'browse' })}>${msg('Open a book or two, and the page is about you.', { id: 'theory.samples.how' })}</a></p>` : nothing}
      ${unread > 0 ? html`<p class="fact muted">${msg('What you searched for has no vector before the encoder has read it, and no say until then.', { id: 'theory.unread' })}</p>` : nothing}
    `;
  }

  /** The chosen event, or the one that weighs most. */
  #eventOf({ events }: Derivation): DerivedEvent | undefined {
    return events.find(({ id }) => id === this.chosenEvent) ?? events.toSorted((a, b) => b.weight - a.weight)[0];
  }

  #chooseItem(id: ItemId): void {
    this.chosenItem = id;
    this.#ask();
  }

  #change(changed: ChangedSettings): void {
    this.changes = { ...this.changes, ...changed };
    this.#ask();
  }

  #reset(): void {
    this.changes = {};
    this.#ask();
  }

  #ask(): void {
    const { recommender } = this.connection;
    if (!recommender) return;
    this.#loader.ask({ recommender, id: this.chosenItem, query: { ...this.changes, ...(this.#events && { events: this.#events }) }, limit: LISTED });
  }

  #show(derivation: Derivation, samples: NewEvent[] | null): void {
    this.failed = false;
    if (!samples && derivation.events.every(({ bias }) => bias === null)) {
      this.#events = this.samples ?? sampleEvents(this.language.locale, Date.now());
      this.#ask();
      return;
    }
    this.samples = samples;
    // The event is held, so that no other comes in its place as the weights move.
    this.chosenEvent = this.#eventOf(derivation)?.id ?? null;
    if (this.derivation) this.#tell(derivation);
    this.derivation = derivation;
  }

  #tell(derivation: Derivation): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => (this.said = this.speak(() => placeSentence({ derivation, format: this.format }))), REST_MS);
  }
}
