import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { EventFilter, HistoryEvent } from '../domain/event.ts';
import type { Item, ItemId } from '../domain/item.ts';
import type { Learning } from '../domain/learning.ts';
import type { Memory } from '../domain/memory.ts';
import type { Recommender } from '../domain/recommender.ts';
import type { Change, Status } from '../domain/status.ts';
import { PanelElement } from './panel-element.ts';
import { named } from './event-sentences.ts';
import { kindLabel } from './kind-label.ts';
import { startOfDay } from './format.ts';
import { dayFilter, historyDays } from './history-days.ts';
import type { HistoryDay } from './history-days.ts';
import { icon } from './icons.ts';
import { learningSection, learningStyles } from './learning-section.ts';
import { NextFocus } from './next-focus.ts';
import { panelStyles } from './panel-styles.ts';
import { privacyStyles } from './privacy-styles.ts';
import { storeSentence } from './status-sentences.ts';
import { switchControl, switchStyles } from './switch.ts';
import { troubles } from './troubles.ts';

/** Events drawn at first and per click on "show more"; a history of thousands stays quick to open. */
const PAGE = 50;

/** Where a history is kept as a rule: room is left for that sentence before it is known. */
const USUAL_STORE: Status['store'] = { kind: 'indexeddb', events: 0, paused: false };

/**
 * What is known about me: every event, newest first, where it is kept, and how to be rid of it.
 *
 * @csspart base - everything
 * @csspart heading - the heading
 * @csspart event - one event
 * @csspart learned - what choices taught
 */
export class AttunePrivacyPanel extends PanelElement {
  static override styles: CSSResultGroup = [PanelElement.styles, panelStyles, switchStyles, privacyStyles, learningStyles];

  /** Text of the heading; an empty one hides it. */
  @property() heading: string | null = null;
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  @state() private events: readonly HistoryEvent[] | null = null;
  @state() private status: Status | null = null;
  @state() private learning: Learning | null = null;
  @state() private failed = false;
  @state() private shown = PAGE;
  @state() private confirming = false;
  /** What was deleted last, so that it can be put back. */
  @state() private deleted: Memory | null = null;
  @state() private notDone = false;

  readonly #items = new Map<ItemId, Item>();
  readonly #focus = new NextFocus(this);

  override begin(recommender: Recommender, signal: AbortSignal): void {
    this.status = null;
    // Put back it could be nowhere else.
    signal.addEventListener('abort', () => (this.deleted = null));
    void this.#load(recommender, signal);
  }

  override changed(change: Change): void {
    // Before the history is read, the status does not know where it is kept.
    if (change.type === 'status') this.status = this.events || this.failed ? change.status : null;
    else if (change.type === 'learning') void this.#learned();
    else if (this.connection.recommender) void this.#load(this.connection.recommender);
  }

  protected override updated(): void {
    this.#focus.settle();
  }

  protected override render(): TemplateResult {
    const named = msg('What is known about me', { id: 'privacy.heading' });
    const heading = this.heading ?? named;
    const late = this.status ? '' : 'late';
    return html`
      <section part="base" lang=${this.language.tag} aria-label=${heading || named}>
        <div class="row">
          ${heading ? html`<div class="heading" part="heading" role="heading" aria-level=${this.headingLevel}>${heading}</div>` : nothing}
          <span class=${late}>${switchControl(msg('Remember what I do', { id: 'privacy.record' }), !this.status?.store.paused, (on) => void this.connection.recommender?.pause(!on))}</span>
        </div>
        <p class="kept ${late}">${icon('lock')}<span>${storeSentence(this.status?.store ?? USUAL_STORE)}</span></p>
        ${this.status?.store.paused ? html`<p>${msg('Nothing new is being remembered.', { id: 'privacy.paused' })}</p>` : nothing}
        ${this.status ? troubles(this.status, ['store', 'catalog']) : nothing} ${this.#undoBar()} ${this.#body()}
      </section>
    `;
  }

  #body(): TemplateResult {
    const { events } = this;
    if (this.failed && !events) return html`<div class="state" role="alert"><p class="lead">${msg('Your history could not be read just now.', { id: 'privacy.failed' })}</p><button class="button" @click=${() => this.#retry()}>${icon('again')}${msg('Try again', { id: 'error.retry' })}</button></div>`;
    if (!events) return html`<div class="busy" aria-busy="true"></div>`;
    return html`${this.learning ? learningSection(this.learning, this.format, () => void this.#unlearn()) : nothing}${this.#history(events)}`;
  }

  #history(events: readonly HistoryEvent[]): TemplateResult {
    if (events.length === 0) return html`<div class="state"><p class="lead">${msg('Nothing is known about you', { id: 'privacy.empty' })}</p><p class="muted">${msg('What you open, save, like or dismiss will be listed here, and you can delete any of it.', { id: 'privacy.empty-hint' })}</p></div>`;
    const days = historyDays(events.slice(0, this.shown));
    const now = Date.now();
    const left = events.length - this.shown;
    const more = this.format.number(Math.min(PAGE, left));
    return html`
      <div class="row"><p class="sub numbers">${this.#count(events.length)}</p>${this.#deleteAll(events.length)}</div>
      ${days.map((day) => this.#day(day, now))}
      ${left > 0 ? html`<button class="button" data-control="more" @click=${() => (this.shown += PAGE)}>${msg(str`Show ${more} more`, { id: 'privacy.more' })}</button>` : nothing}
    `;
  }

  #day(day: HistoryDay, now: number): TemplateResult {
    const name = this.format.day(day.events[0].at, now);
    return html`
      <div class="day" role="group" aria-label=${name}>
        <div class="row"><p class="sub">${name}</p><button class="button quiet" @click=${() => void this.#delete(dayFilter(day.start))} aria-label=${msg(str`Delete day: ${name}`, { id: 'privacy.delete-day-label' })}>${msg('Delete day', { id: 'privacy.delete-day' })}</button></div>
        <ul role="list">${repeat(day.events, ({ id }) => id, (event) => this.#event(event, now))}</ul>
      </div>
    `;
  }

  #event(event: HistoryEvent, now: number): TemplateResult {
    const title = this.#title(event);
    const label = named({ kind: event.kind, title });
    return html`
      <li class="event" part="event" data-id=${event.id}>
        <span class="muted">${kindLabel(event.kind)}</span>
        <span class="what" dir="auto">${title}</span>
        <time class="muted numbers" datetime=${event.at} title=${`${this.format.date(event.at)} ${this.format.clock(event.at)}`}>${startOfDay(Date.parse(event.at)) === startOfDay(now) ? this.format.ago(event.at, now) : this.format.clock(event.at)}</time>
        <span class="drop"><button class="button quiet icon" aria-label=${msg(str`Delete ${label}`, { id: 'privacy.delete-one' })} @click=${() => void this.#delete({ ids: [event.id] })}>${icon('trash')}</button></span>
      </li>
    `;
  }

  #deleteAll(count: number): TemplateResult {
    const all = this.#count(count);
    const ask = (asking: boolean): void => {
      this.confirming = asking;
      this.#focus.to(asking ? '.keep' : '.all');
    };
    if (!this.confirming) return html`<button class="button all" @click=${() => ask(true)}>${icon('trash')}${msg('Delete all', { id: 'privacy.delete-all' })}</button>`;
    return html`
      <div class="confirm" role="group" aria-label=${msg('Delete all', { id: 'privacy.delete-all' })}>
        <span>${msg(str`Delete ${all}?`, { id: 'privacy.confirm' })}</span>
        <button class="button danger" @click=${() => void this.#delete({})}>${msg('Delete', { id: 'privacy.yes' })}</button>
        <button class="button keep" @click=${() => ask(false)}>${msg('Keep', { id: 'privacy.no' })}</button>
      </div>
    `;
  }

  #undoBar(): TemplateResult {
    const { deleted } = this;
    return html`
      <div role="status">
        ${deleted ? html`<div class="note"><span>${this.#deletedSentence(deleted)}</span><button class="button quiet undo" @click=${() => void this.#undo(deleted)}>${icon('undo')}${msg('Undo', { id: 'slot.undo' })}</button></div>` : nothing}
        ${this.notDone ? html`<div class="note"><span>${msg('That could not be done. Nothing was changed.', { id: 'privacy.not-done' })}</span></div>` : nothing}
      </div>
    `;
  }

  #deletedSentence(deleted: Memory): string {
    if (isLearningAlone(deleted)) return msg('Forgotten: what your choices taught. Your history is untouched.', { id: 'learning.forgotten' });
    const count = this.#count(deleted.events.length);
    return msg(str`Deleted: ${count}, with everything derived from it.`, { id: 'privacy.deleted' });
  }

  #count(count: number): string {
    const number = this.format.number(count);
    return count === 1 ? msg('1 event', { id: 'count.event' }) : msg(str`${number} events`, { id: 'count.events' });
  }

  #title(event: HistoryEvent): string {
    return typeof event.item === 'string' ? (this.#items.get(event.item)?.title ?? event.item) : event.item.title;
  }

  #retry(): void {
    this.failed = false;
    if (this.connection.recommender) void this.#load(this.connection.recommender);
  }

  async #load(recommender: Recommender, signal?: AbortSignal): Promise<void> {
    try {
      const [events, learning] = await Promise.all([recommender.history(), learningOf(recommender)]);
      const unknown = [...new Set(events.flatMap((event) => (typeof event.item === 'string' && !this.#items.has(event.item) ? [event.item] : [])))];
      if (unknown.length > 0) await this.#name(recommender, unknown);
      const status = await recommender.status();
      if (signal?.aborted || this.connection.recommender !== recommender) return;
      this.events = events;
      this.learning = learning;
      // Later states come as changes; this one may be older than the last of them.
      this.status ??= status;
      this.failed = false;
    } catch {
      if (this.connection.recommender === recommender) this.failed = true;
    }
  }

  async #learned(): Promise<void> {
    const { recommender } = this.connection;
    const learning = recommender && (await learningOf(recommender));
    if (this.connection.recommender === recommender) this.learning = learning;
  }

  /** Titles of items that events know by id alone; without a catalog the ids have to do. */
  async #name(recommender: Recommender, ids: ItemId[]): Promise<void> {
    try {
      for (const item of (await recommender.items({ ids })).items) this.#items.set(item.id, item);
    } catch {
      // The list is still the whole truth, only harder to read.
    }
  }

  #delete(filter: EventFilter): Promise<void> {
    this.confirming = false;
    return this.#done(async (recommender) => {
      const memory = await recommender.memory(filter);
      await recommender.forget(filter);
      this.deleted = memory;
      this.#focus.to('.undo');
    });
  }

  #unlearn(): Promise<void> {
    return this.#done(async (recommender) => {
      this.deleted = await recommender.resetLearning();
      this.#focus.to('.undo');
    });
  }

  #undo(deleted: Memory): Promise<void> {
    return this.#done(async (recommender) => {
      await recommender.restore(deleted);
      this.deleted = null;
      this.#focus.to(isLearningAlone(deleted) ? '.unlearn' : '.all');
    });
  }

  /** Does what was asked; says so where it could not be done. */
  async #done(work: (recommender: Recommender) => Promise<void>): Promise<void> {
    const { recommender } = this.connection;
    if (!recommender) return;
    try {
      await work(recommender);
      this.notDone = false;
    } catch {
      this.notDone = true;
    }
  }
}

/** Whether what was deleted is what choices taught, and no event. */
function isLearningAlone({ events, preferences }: Memory): boolean {
  return events.length === 0 && preferences.length > 0;
}

/** What choices taught; null where that cannot be told, such as without a catalog. */
async function learningOf(recommender: Recommender): Promise<Learning | null> {
  return recommender.learning().catch(() => null);
}

declare global {
  interface HTMLElementTagNameMap {
    'attune-privacy-panel': AttunePrivacyPanel;
  }
}
