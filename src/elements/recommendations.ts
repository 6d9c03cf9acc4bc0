import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemId } from '../domain/item.ts';
import type { Recommendation, RecommendationList, RecommendRequest } from '../domain/recommendation.ts';
import type { Recommender } from '../domain/recommender.ts';
import type { Change, Problem } from '../domain/status.ts';
import { AnalyticsTeller } from './analytics.ts';
import { card, slotCard } from './card.ts';
import type { CardContext, Cover } from './card.ts';
import { cardStyles } from './card-styles.ts';
import { Carousel } from './carousel.ts';
import { Experiment } from './experiment.ts';
import { explanationDetailStyles } from './explanation-detail.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { tell } from './item-events.ts';
import type { ItemEventName } from './item-events.ts';
import { ListElement } from './list-element.ts';
import { listFeedback } from './list-feedback.ts';
import { ListLoader } from './list-loader.ts';
import { paging, skeletonList, staleNotice, whyPanel } from './list-parts.ts';
import { emptyState, errorState, tagline } from './list-states.ts';
import { Noting } from './noting.ts';
import { drawPageCards, pageTemplate } from './page-cards.ts';
import { fallbackNotice, strategyHeading } from './recommendation-sentences.ts';
import { recommendationsStyles } from './recommendations-styles.ts';
import { Sightings } from './sightings.ts';
import { skeletonStyles } from './skeleton-styles.ts';
import { entriesOf, entryId, slotsAfter } from './slots.ts';
import type { Entry, Slot } from './slots.ts';
import type { TransformItems } from './transform-items.ts';
import { problemsOf } from './troubles.ts';
import { Why } from './why.ts';

/** Milliseconds until a page of the carousel has scrolled into view. */
const SCROLLED_MS = 400;

/**
 * A list of recommendations that keeps up with the history.
 *
 * @slot heading - in place of the heading
 * @slot empty - shown when there is nothing to recommend
 * @slot loading - in place of the skeleton
 * @slot error - in place of the error and its retry button
 * @slot - a `<template>` for the card, with `data-field="title|url|image|price|brand|why"`
 *
 * @csspart base - everything
 * @csspart header - heading, line under it and paging buttons
 * @csspart heading - the heading
 * @csspart notice - the line under the heading
 * @csspart list - the `ul` of cards
 * @csspart card - one card
 * @csspart link - the link that a card is
 * @csspart image - the picture's frame
 * @csspart title - a card's title
 * @csspart meta - author or brand, year and price
 * @csspart price - the price
 * @csspart why - the line of why, a button
 * @csspart explored - the same line where it says that the item is listed to learn from
 * @csspart actions - the buttons over the picture
 * @csspart more - more like this
 * @csspart dismiss - not for me
 * @csspart undo - what stands in a dismissed card's place
 * @csspart panel - the open explanation
 * @csspart empty - the empty state
 * @csspart error - the error state
 *
 * @cssproperty --attune-accent - links, focus and buttons
 * @cssproperty --attune-surface - the background that text is read on
 * @cssproperty --attune-text - text
 * @cssproperty --attune-radius - corners of pictures and panels
 * @cssproperty --attune-font - type family
 * @cssproperty --attune-title-font - type family of titles
 * @cssproperty --attune-card-ratio - width / height of the picture
 * @cssproperty --attune-card-width - width of a card: least in a grid, exact in a carousel
 *
 * @event {CustomEvent<ItemEventDetail>} attune-view - a card came into view, once per list
 * @event {CustomEvent<ItemEventDetail>} attune-select - a card was chosen; cancel it to keep the browser from navigating
 * @event {CustomEvent<ItemEventDetail>} attune-dismiss - a card was dismissed
 * @event {CustomEvent<ItemEventDetail>} attune-forget - a dismissal or a like was undone
 * @event {CustomEvent<AnalyticsDetail>} attune-analytics - what was seen or chosen, shaped for Google Analytics 4; with `analytics="ga4"` alone
 */
export class AttuneRecommendations extends ListElement {
  static override styles: CSSResultGroup = [ListElement.styles, cardStyles, skeletonStyles, explanationDetailStyles, recommendationsStyles];

  @property({ reflect: true }) layout: 'carousel' | 'grid' | 'list' = 'carousel';
  /** Text of the heading; an empty one hides it. */
  @property() heading: string | null = null;
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;
  /** `off` leaves it to the page to observe that a card was opened. */
  @property() capture: 'on' | 'off' = 'on';
  /** `ga4` also tells what is seen and chosen as `attune-analytics`, for the page to hand on. */
  @property() analytics: 'off' | 'ga4' = 'off';
  /** `name:50`: half of all devices get the list that their history makes, the others the one that everybody would get. */
  @property() experiment: string | null = null;
  /** Draws pictures for items without one. */
  @property({ attribute: false }) cover: Cover | null = null;

  /** Lays what the page alone knows, such as today's prices and stock, over the items before they are drawn; what it leaves out is replaced. */
  @property({ attribute: false }) transformItems: TransformItems | null = null;

  @state() private list: RecommendationList | null = null;
  @state() private error: Error | null = null;
  @state() private problems: readonly Problem[] = [];
  @state() private announcement = '';
  @state() private broken: ReadonlySet<string> = new Set();

  readonly #loader = new ListLoader({ list: (list) => this.#show(list), failed: (error) => void this.#fail(error) });
  readonly #carousel = new Carousel(this);
  readonly #sightings = new Sightings(this, (id) => this.#tell('attune-view', id));
  readonly #noting = new Noting(this);
  readonly #analytics = new AnalyticsTeller(this);
  readonly #experiment = new Experiment(this);
  readonly #why = new Why(this);
  readonly #focus = new FocusKeeper();
  #request: RecommendRequest | null = null;

  /** In an experiment's control the history has no part. */
  override get request(): RecommendRequest {
    return this.#experiment.variant === 'control' ? { ...super.request, profiling: 'off' } : super.request;
  }

  /** Makes the list anew. */
  refresh(): void {
    const { recommender } = this.connection;
    if (!recommender || !this.#request) return;
    this.#loader.load(recommender, this.#request, false, this.transformItems);
  }

  override begin(recommender: Recommender, signal: AbortSignal): void {
    signal.addEventListener('abort', () => this.#loader.stop());
    if (!this.#experiment.ready(this.experiment, recommender)) this.#request = null;
    if (this.#request) this.#loader.load(recommender, this.#request, true, this.transformItems);
  }

  override changed(change: Change): void {
    if (change.type === 'history') this.refresh();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#focus.remember(this.shadowRoot);
    if (!this.#experiment.ready(this.experiment, this.connection.recommender)) return;
    const request = this.request;
    if (JSON.stringify(request) === JSON.stringify(this.#request) && !(this.hasUpdated && changed.has('transformItems'))) return;
    this.#request = request;
    if (this.#why.open !== null) this.#why.close();
    if (this.connection.recommender) this.#loader.load(this.connection.recommender, request, true, this.transformItems);
  }

  protected override updated(): void {
    this.#carousel.watch(this.layout === 'carousel' ? this.renderRoot.querySelector<HTMLElement>('ul.carousel:not(.skeleton)') : null);
    this.#sightings.watch(this.list?.listId ?? '', this.list ? this.renderRoot.querySelectorAll<HTMLElement>('li.card[data-id]') : []);
    this.#focus.restore(this.shadowRoot);
    this.#carousel.settle();
  }

  protected override render(): TemplateResult {
    const request = this.request;
    const heading = this.heading ?? strategyHeading(request.strategy!);
    const words = (this.list && fallbackNotice(this.list)) || tagline(request.strategy!, request.profiling!);
    return html`
      <section class="root" part="base" lang=${this.language.tag} aria-label=${heading || strategyHeading(request.strategy!)} aria-busy=${this.#loader.busy && !this.list}>
        <header part="header">
          <slot name="heading">${heading ? html`<div class="heading" part="heading" role="heading" aria-level=${Math.min(6, Math.max(1, this.headingLevel || 2))}>${heading}</div>` : nothing}</slot>
          <p class="notice" part="notice">${words}</p>
          ${this.layout === 'carousel' ? paging(this.#carousel.range, (direction) => this.#page(direction)) : nothing}
        </header>
        ${this.#body()}
        <p class="unseen" role="status">${this.announcement}</p>
      </section>
    `;
  }

  #body(): TemplateResult {
    if (this.error && !this.list) return html`<slot name="error">${errorState(this.error, this.problems, () => this.#retry())}</slot>`;
    if (!this.list) return html`<slot name="loading">${skeletonList(this.layout, this.request.limit!)}</slot>`;
    const entries = entriesOf(this.list.recommendations, this.#noting.slots, this.request.limit!);
    const template = pageTemplate(this);
    const cards = entries.flatMap((entry) => ('card' in entry ? [entry.card] : []));
    drawPageCards(this, template, cards, this.format);
    if (entries.length === 0) return html`<slot name="empty">${emptyState(this.request.strategy!)}</slot>`;
    return html`${this.#cards(entries, template !== null)}${staleNotice(this.error !== null, this.#noting.failed, () => this.#retry())}`;
  }

  #cards(entries: readonly Entry[], slotted: boolean): TemplateResult {
    const inside = this.layout !== 'carousel';
    const panel = whyPanel(this.#why, inside, this.format, () => void this.#closeWhy());
    const context = this.#context(slotted);
    const draw = (entry: Entry): TemplateResult => html`
      <li class="card" part="card" data-id=${entryId(entry)}>${'card' in entry ? card(entry.card, context) : slotCard(entry.slot, context)}</li>
      ${inside && entryId(entry) === this.#why.open ? panel : nothing}
    `;
    return html`<ul class=${this.layout} part="list" role="list">${repeat(entries, entryId, draw)}</ul>${inside ? nothing : panel}`;
  }

  #context(slotted: boolean): CardContext {
    const { cover, broken, format } = this;
    return { format, cover, broken, slotted, open: this.#why.open, actions: {
      select: (recommendation, event) => this.#select(recommendation, event),
      note: (recommendation, kind) => this.#note(recommendation, kind),
      undo: (slot) => void this.#undo(slot),
      why: (recommendation) => this.#explain(recommendation.id),
      imageFailed: (url) => (this.broken = new Set([...broken, url])),
    } };
  }

  #page(direction: 1 | -1): void {
    this.#carousel.page(direction);
    setTimeout(() => this.#announceRange(), SCROLLED_MS);
  }

  #announceRange(): void {
    const range = this.#carousel.range;
    if (!range) return;
    const [first, last, total] = [range.first, range.last, range.total].map((place) => this.format.number(place));
    this.announcement = this.speak(() => msg(str`Showing ${first} to ${last} of ${total}`, { id: 'list.range' }));
  }

  #show(list: RecommendationList): void {
    this.#noting.slots = slotsAfter(this.#noting.slots, list.recommendations);
    this.list = list;
    this.error = null;
    const { open } = this.#why;
    if (open === null || !this.connection.recommender) return;
    if (list.recommendations.some(({ id }) => id === open)) void this.#why.show(this.connection.recommender, open, this.request);
    else this.#why.close();
  }

  async #fail(error: Error): Promise<void> {
    this.error = error;
    this.problems = await problemsOf(this.connection.recommender);
  }

  #retry(): void {
    this.error = null;
    this.refresh();
  }

  #select(recommendation: Recommendation, event: MouseEvent): void {
    if (this.capture !== 'off') void this.connection.recommender?.observe([{ kind: 'open', item: recommendation.id, ...(this.list && { list: this.list.strategy }) }]).catch(() => this.#noting.fail());
    this.#learn({ selected: recommendation.id });
    if (!this.#tell('attune-select', recommendation.id)) event.preventDefault();
  }

  #note(recommendation: Recommendation, kind: Slot['kind']): void {
    const { recommender } = this.connection;
    if (!recommender || !this.list) return;
    if (this.#why.open === recommendation.id) this.#why.close();
    const index = entriesOf(this.list.recommendations, this.#noting.slots, this.request.limit!).findIndex((entry) => entryId(entry) === recommendation.id);
    if (kind === 'dismiss') this.#tell('attune-dismiss', recommendation.id);
    this.#learn(kind === 'dismiss' ? { dismissed: recommendation.id } : { selected: recommendation.id });
    void this.#noting.note(recommender, this.list.listId, recommendation, index, kind);
    this.announcement = this.speak(() => (kind === 'dismiss' ? msg('Dismissed', { id: 'slot.dismissed' }) : msg('More like this is coming', { id: 'slot.liked' })));
  }

  /** Unheard where it cannot be kept: a choice that teaches nothing is still done. */
  #learn(said: Parameters<typeof listFeedback>[2]): void {
    if (this.list) void this.connection.recommender?.feedback([listFeedback(this.list, this.#sightings.seen, said)]).catch(() => undefined);
  }

  async #undo(slot: Slot): Promise<void> {
    const { recommender, list } = { recommender: this.connection.recommender, list: this.list };
    if (!recommender || !list) return;
    this.#tell('attune-forget', slot.recommendation.id, slot);
    await this.#noting.undo(recommender, slot);
    if (this.list && !this.list.recommendations.some(({ id }) => id === slot.recommendation.id)) this.list = { ...this.list, recommendations: this.list.recommendations.toSpliced(slot.index, 0, slot.recommendation).slice(0, this.request.limit) };
  }

  #explain(id: ItemId): void {
    const { recommender } = this.connection;
    if (this.#why.open === id || !recommender) this.#why.close();
    else void this.#why.show(recommender, id, this.request);
  }

  /** Closes the explanation and gives the focus back to the line that opened it. */
  async #closeWhy(): Promise<void> {
    const id = this.#why.open;
    this.#why.close();
    await this.updateComplete;
    const card = [...this.renderRoot.querySelectorAll<HTMLElement>('li.card[data-id]')].find((each) => each.dataset.id === id);
    card?.querySelector<HTMLElement>('.why')?.focus();
  }

  #tell(name: ItemEventName, id: ItemId, slot?: Slot): boolean {
    if (!this.list) return true;
    const { listId, strategy, recommendations } = this.list;
    const index = slot?.index ?? recommendations.findIndex((each) => each.id === id);
    const recommendation = slot?.recommendation ?? recommendations[index];
    if (this.analytics === 'ga4' && recommendation && (name === 'attune-view' || name === 'attune-select')) {
      const list = { listId, strategy, name: this.heading || strategy, variant: this.#experiment.label };
      this.#analytics[name === 'attune-view' ? 'viewed' : 'selected'](list, { recommendation, index });
    }
    return tell(this, name, { id, index, score: recommendation?.score ?? 0, strategy, listId });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attune-recommendations': AttuneRecommendations;
  }
}
