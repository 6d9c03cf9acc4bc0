import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemId } from '../domain/item.ts';
import type { Recommendation, RecommendationList, RecommendRequest } from '../domain/recommendation.ts';
import type { Recommender } from '../domain/recommender.ts';
import type { Change, Problem } from '../domain/status.ts';
import type { AnalyticsTeller } from './analytics.ts';
import { card } from './card.ts';
import type { CardContext, Cover } from './card.ts';
import { cardStyles } from './card-styles.ts';
import type { Carousel } from './carousel.ts';
import type { Experiment } from './experiment.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { tell } from './item-events.ts';
import type { ItemEventName } from './item-events.ts';
import { LazyCode } from './lazy-code.ts';
import { ListElement } from './list-element.ts';
import { listFeedback } from './list-feedback.ts';
import { listFailed } from './list-failed.ts';
import { ListLoader } from './list-loader.ts';
import { paging, skeletonList } from './list-parts.ts';
import type { Noting } from './noting.ts';
import { problemsOf } from './problems-of.ts';
import { strategyHeading } from './recommendation-sentences.ts';
import { recommendationsStyles } from './recommendations-styles.ts';
import type { Sightings } from './sightings.ts';
import { skeletonStyles } from './skeleton-styles.ts';
import { entriesOf, entryId, slotsAfter } from './slots.ts';
import type { Entry, Slot } from './slots.ts';
import type { TransformItems } from './transform-items.ts';
import { mayFetchImage, type ImageSource } from './safe-url.ts';
import { tagline } from './tagline.ts';
import { whenNear } from './when-near.ts';
import type { Why } from './why.ts';

const states = new LazyCode(() => import('./list-states.ts'));
const pageCards = new LazyCode(() => import('./page-cards.ts'));
const sightings = new LazyCode(() => import('./sightings.ts'));
const whys = new LazyCode(() => import('./why.ts'));
const whyPanels = new LazyCode(() => import('./why-panel.ts'));
const staleNotices = new LazyCode(() => import('./stale-notice.ts'));
const fallbackNotices = new LazyCode(() => import('./fallback-notice.ts'));
const slotCards = new LazyCode(() => import('./slot-card.ts'));
const notings = new LazyCode(() => import('./noting.ts'));
const moreStyles = new LazyCode(() => import('./list-more-styles.ts'));
const carousels = new LazyCode(() => import('./carousel.ts'));
const experiments = new LazyCode(() => import('./experiment.ts'));
const analytics = new LazyCode(() => import('./analytics.ts'));

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
  static override styles: CSSResultGroup = [ListElement.styles, cardStyles, skeletonStyles, recommendationsStyles];

  @property({ reflect: true }) layout: 'carousel' | 'grid' | 'list' = 'carousel';
  /** Text of the heading; an empty one hides it. */
  @property() heading: string | null = null;
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;
  /** `eager` makes the list at once, `lazy` when it comes near the screen. */
  @property() loading: 'lazy' | 'eager' = 'lazy';
  /** Which images may be fetched: any that items have (`page`), those of the pack's own host (`pack`), or `none`. */
  @property() images: ImageSource = 'page';
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
  #carousel: Carousel | null = null;
  #sightings: Sightings | null = null;
  #noting: Noting | null = null;
  #analytics: Promise<AnalyticsTeller> | null = null;
  #experiment: Experiment | null = null;
  #why: Why | null = null;
  readonly #focus = new FocusKeeper();
  /** Whether the page's own cards are in its light DOM. */
  #slotted = false;
  #request: RecommendRequest | null = null;
  /** Null while the list waits to be wanted. */
  #serving: Recommender | null = null;

  /** In an experiment's control the history has no part. */
  override get request(): RecommendRequest {
    return this.#experiment?.variant === 'control' ? { ...super.request, profiling: 'off' } : super.request;
  }

  /** Makes the list anew. */
  refresh(): void {
    const { recommender } = this.connection;
    if (!recommender || !this.#request) return;
    this.#loader.load(recommender, this.#request, false, this.transformItems);
  }

  override whenWanted(signal: AbortSignal): Promise<void> | null {
    return this.loading === 'eager' ? null : whenNear(this, signal);
  }

  override begin(recommender: Recommender, signal: AbortSignal): void {
    this.#serving = recommender;
    signal.addEventListener('abort', () => {
      this.#serving = null;
      this.#loader.stop();
    });
    if (!this.#isDrawn(recommender)) this.#request = null;
    if (this.#request) this.#loader.load(recommender, this.#request, true, this.transformItems);
  }

  override changed(change: Change): void {
    if (change.type === 'history') this.refresh();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#focus.remember(this.shadowRoot);
    if (!this.#isDrawn(this.#serving)) return;
    const request = this.request;
    if (JSON.stringify(request) === JSON.stringify(this.#request) && !(this.hasUpdated && changed.has('transformItems'))) return;
    this.#request = request;
    this.#closeOpen();
    if (this.#serving) this.#loader.load(this.#serving, request, true, this.transformItems);
  }

  protected override updated(): void {
    // Nothing of it shows before the first cards do, or where there are none.
    const more = (this.list || this.error) && moreStyles.of(this)?.listMoreStyles.styleSheet;
    if (more && !this.shadowRoot!.adoptedStyleSheets.includes(more)) this.shadowRoot!.adoptedStyleSheets.push(more);
    this.#watchCarousel();
    this.#watchCards();
    this.#focus.restore(this.shadowRoot);
    this.#carousel?.settle();
  }

  /** Whether the experiment's variant is known, where there is one. */
  #isDrawn(recommender: Recommender | null): boolean {
    if (this.experiment === null && !this.#experiment) return true;
    const code = experiments.of(this);
    if (code) this.#experiment ??= new code.Experiment(this);
    return this.#experiment?.ready(this.experiment, recommender) ?? false;
  }

  #watchCards(): void {
    if (!this.list && !this.#sightings) return;
    const code = sightings.of(this);
    if (code) this.#sightings ??= new code.Sightings(this, (id) => this.#tell('attune-view', id));
    this.#sightings?.watch(this.list?.listId ?? '', this.list ? this.renderRoot.querySelectorAll<HTMLElement>('li.card[data-id]') : []);
  }

  #watchCarousel(): void {
    const track = this.layout === 'carousel' ? this.renderRoot.querySelector<HTMLElement>('ul.carousel:not(.skeleton)') : null;
    const code = track && !this.#carousel && carousels.of(this);
    if (code) this.#carousel = new code.Carousel(this);
    this.#carousel?.watch(track);
  }

  protected override render(): TemplateResult {
    const request = this.request;
    const heading = this.heading ?? strategyHeading(request.strategy!);
    const words = this.list?.fallback ? fallbackNotices.of(this)?.fallbackNotice(this.list) : tagline(request.strategy!, request.profiling!);
    return html`
      <section class="root" part="base" lang=${this.language.tag} aria-label=${heading || strategyHeading(request.strategy!)} aria-busy=${this.#loader.busy && !this.list}>
        <header part="header">
          <slot name="heading">${heading ? html`<div class="heading" part="heading" role="heading" aria-level=${Math.min(6, Math.max(1, this.headingLevel || 2))}>${heading}</div>` : nothing}</slot>
          <p class="notice" part="notice">${words}</p>
          ${this.layout === 'carousel' ? paging(this.#carousel?.range ?? null, (direction) => this.#page(direction)) : nothing}
        </header>
        ${this.#body()}
        <p class="unseen" role="status">${this.announcement}</p>
      </section>
    `;
  }

  #body(): TemplateResult {
    if (this.error && !this.list) return html`<slot name="error">${states.of(this)?.errorState(this.error, this.problems, () => this.#retry()) ?? html`<p role="alert">${listFailed()}</p>`}</slot>`;
    const template = this.querySelector<HTMLTemplateElement>(':scope > template');
    const own = template || this.#slotted ? pageCards.of(this) : null;
    if (!this.list || (template && !own)) return html`<slot name="loading">${skeletonList(this.layout, this.request.limit!)}</slot>`;
    const entries = entriesOf(this.list.recommendations, this.#noting?.slots ?? [], this.request.limit!);
    const cards = entries.flatMap((entry) => ('card' in entry ? [entry.card] : []));
    own?.drawPageCards(this, template, cards, this.#context(true));
    this.#slotted = template !== null;
    if (entries.length === 0) return html`<slot name="empty">${states.of(this)?.emptyState(this.request.strategy!)}</slot>`;
    return html`${this.#cards(entries, template !== null)}${this.error || this.#noting?.failed ? staleNotices.of(this)?.staleNotice(this.error !== null, () => this.#retry()) : nothing}`;
  }

  #cards(entries: readonly Entry[], slotted: boolean): TemplateResult {
    const inside = this.layout !== 'carousel';
    const panel = this.#why && whyPanels.of(this)?.whyPanel(this.#why, inside, this.format, () => void this.#closeWhy());
    const context = this.#context(slotted);
    const draw = (entry: Entry): TemplateResult => html`
      <li class="card" part="card" data-id=${entryId(entry)}>${'card' in entry ? card(entry.card, context) : slotCards.of(this)?.slotCard(entry.slot, context)}</li>
      ${inside && entryId(entry) === this.#why?.open ? panel : nothing}
    `;
    return html`<ul class=${this.layout} part="list" role="list">${repeat(entries, entryId, draw)}</ul>${inside ? nothing : panel}`;
  }

  #context(slotted: boolean): CardContext {
    const { cover, broken, format } = this;
    const mayFetch = (image: string): boolean => mayFetchImage(image, this.images, this.catalog ?? '', document.baseURI);
    return { format, cover, broken, slotted, mayFetch, open: this.#why?.open ?? null, actions: {
      select: (recommendation, event) => this.#select(recommendation, event),
      note: (recommendation, kind) => this.#note(recommendation, kind),
      undo: (slot) => void this.#undo(slot),
      why: (recommendation) => void this.#explain(recommendation.id).catch(() => undefined),
      imageFailed: (url) => (this.broken = new Set([...broken, url])),
    } };
  }

  async #notes(): Promise<Noting> {
    // What stands in a card's place takes its focus over, in one drawing.
    const [{ Noting }] = await Promise.all([notings.fetch(), slotCards.fetch()]);
    return (this.#noting ??= new Noting(this));
  }

  #page(direction: 1 | -1): void {
    this.#carousel?.page(direction, () => (this.announcement = this.speak(() => this.#carousel!.sentence(this.format))));
  }

  #show(list: RecommendationList): void {
    if (this.#noting) this.#noting.slots = slotsAfter(this.#noting.slots, list.recommendations);
    this.list = list;
    this.error = null;
    const open = this.#why?.open ?? null;
    if (open === null || !this.connection.recommender) return;
    if (list.recommendations.some(({ id }) => id === open)) void this.#why!.show(this.connection.recommender, open, this.request);
    else this.#closeOpen();
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
    if (this.capture !== 'off') void this.connection.recommender?.observe([{ kind: 'open', item: recommendation.id, ...(this.list && { list: this.list.strategy }) }]).catch(async () => (await this.#notes()).fail());
    this.#learn({ selected: recommendation.id });
    if (!this.#tell('attune-select', recommendation.id)) event.preventDefault();
  }

  #note(recommendation: Recommendation, kind: Slot['kind']): void {
    const { recommender } = this.connection;
    if (!recommender || !this.list) return;
    if (this.#why?.open === recommendation.id) this.#why.close();
    const index = entriesOf(this.list.recommendations, this.#noting?.slots ?? [], this.request.limit!).findIndex((entry) => entryId(entry) === recommendation.id);
    if (kind === 'dismiss') this.#tell('attune-dismiss', recommendation.id);
    this.#learn(kind === 'dismiss' ? { dismissed: recommendation.id } : { selected: recommendation.id });
    const { listId } = this.list;
    void this.#notes().then((noting) => noting.note(recommender, listId, recommendation, index, kind));
    this.announcement = this.speak(() => (kind === 'dismiss' ? msg('Dismissed', { id: 'slot.dismissed' }) : msg('More like this is coming', { id: 'slot.liked' })));
  }

  /** Unheard where it cannot be kept: a choice that teaches nothing is still done. */
  #learn(said: Parameters<typeof listFeedback>[2]): void {
    if (this.list) void this.connection.recommender?.feedback([listFeedback(this.list, this.#sightings?.seen ?? new Set(), said)]).catch(() => undefined);
  }

  async #undo(slot: Slot): Promise<void> {
    const { recommender, list } = { recommender: this.connection.recommender, list: this.list };
    if (!recommender || !list) return;
    this.#tell('attune-forget', slot.recommendation.id, slot);
    await (await this.#notes()).undo(recommender, slot);
    if (this.list && !this.list.recommendations.some(({ id }) => id === slot.recommendation.id)) this.list = { ...this.list, recommendations: this.list.recommendations.toSpliced(slot.index, 0, slot.recommendation).slice(0, this.request.limit) };
  }

  async #explain(id: ItemId): Promise<void> {
    const { Why } = await whys.fetch();
    const why = (this.#why ??= new Why(this));
    const { recommender } = this.connection;
    if (why.open === id || !recommender) why.close();
    else await why.show(recommender, id, this.request);
  }

  #closeOpen(): void {
    if (this.#why && this.#why.open !== null) this.#why.close();
  }

  /** Closes the explanation and gives the focus back to the line that opened it. */
  async #closeWhy(): Promise<void> {
    const id = this.#why?.open;
    this.#closeOpen();
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
      const list = { listId, strategy, name: this.heading || strategy, variant: this.#experiment?.label };
      this.#analytics ??= analytics.fetch().then(({ AnalyticsTeller }) => new AnalyticsTeller(this));
      // One after the other, as they came, also while the code is on its way.
      void this.#analytics.then((teller) => teller[name === 'attune-view' ? 'viewed' : 'selected'](list, { recommendation, index }), () => (this.#analytics = null));
    }
    return tell(this, name, { id, index, score: recommendation?.score ?? 0, strategy, listId });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attune-recommendations': AttuneRecommendations;
  }
}
