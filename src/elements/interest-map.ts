import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Adjustment, type Interests, type Projection, PROJECTIONS, type Topic } from '../domain/interests.ts';
import type { Memory } from '../domain/memory.ts';
import type { Recommender } from '../domain/recommender.ts';
import type { Change } from '../domain/status.ts';
import { PanelElement } from './panel-element.ts';
import { icon } from './icons.ts';
import { interestMapStyles } from './interest-map-styles.ts';
import { projectionSentence, topicName } from './interest-sentences.ts';
import { mapFigure } from './map-figure.ts';
import { MapGestures } from './map-gestures.ts';
import { NextFocus } from './next-focus.ts';
import { panelStyles } from './panel-styles.ts';
import { topicList } from './topic-list.ts';

/** What was deleted last, so that it can be put back as it was. */
interface Deleted {
  topic: Topic;
  memory: Memory;
}

/**
 * What a history says of a person's interests: a map of topics, and a list that says the same in words and changes it.
 *
 * @csspart base - everything
 * @csspart heading - the heading
 * @csspart map - the map
 * @csspart topic - one topic of the list
 */
export class AttuneInterestMap extends PanelElement {
  static override styles: CSSResultGroup = [PanelElement.styles, panelStyles, interestMapStyles];

  /** Text of the heading; an empty one hides it. */
  @property() heading: string | null = null;
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;
  /** `pca` or `umap`. */
  @property({ reflect: true }) projection: Projection = 'pca';
  /** How many recommendations are on the map. */
  @property({ type: Number }) candidates = 24;

  @state() private interests: Interests | null = null;
  @state() private failed = false;
  @state() private selected: string | null = null;
  @state() private pointed: string | null = null;
  @state() private deleted: Deleted | null = null;
  @state() private notDone = false;

  readonly #gestures = new MapGestures(this);
  #abort: AbortController | null = null;
  #asked = '';
  readonly #focus = new NextFocus(this);

  override begin(recommender: Recommender, signal: AbortSignal): void {
    signal.addEventListener('abort', () => {
      this.#abort?.abort();
      // Put back it could be nowhere else.
      this.deleted = null;
    });
    void this.#load(recommender);
  }

  override changed(change: Change): void {
    if (change.type === 'history' && this.connection.recommender) void this.#load(this.connection.recommender);
  }

  protected override willUpdate(): void {
    const asked = JSON.stringify([this.projection, this.candidates]);
    if (this.#asked !== '' && this.#asked !== asked && this.connection.recommender) void this.#load(this.connection.recommender);
    this.#asked = asked;
  }

  protected override updated(): void {
    const figure = this.renderRoot.querySelector<HTMLElement>('.figure');
    if (figure) this.#gestures.watch(figure);
    this.#focus.settle();
  }

  protected override render(): TemplateResult {
    const named = msg('Your interests', { id: 'interests.heading' });
    const heading = this.heading ?? named;
    return html`
      <section part="base" lang=${this.language.tag} aria-label=${heading || named}>
        ${heading ? html`<div class="heading" part="heading" role="heading" aria-level=${this.headingLevel}>${heading}</div>` : nothing}
        ${this.#note()} ${this.#body()}
      </section>
    `;
  }

  #body(): TemplateResult {
    const { interests } = this;
    if (this.failed && !interests) return html`<div class="state" role="alert"><p class="lead">${msg('Your interests could not be worked out just now.', { id: 'interests.failed' })}</p><button class="button" @click=${() => this.#retry()}>${icon('again')}${msg('Try again', { id: 'error.retry' })}</button></div>`;
    if (!interests) return html`<div class="busy" aria-busy="true"></div>`;
    if (interests.topics.length === 0) return html`<div class="state"><p class="lead">${msg('No interests yet', { id: 'interests.empty' })}</p><p class="muted">${msg('Open or like a few things, and they are grouped here into topics that you can turn up, mute or delete.', { id: 'interests.empty-hint' })}</p></div>`;
    return html`<div class="pair">${this.#map(interests)}<div class="beside">${topicList({
      topics: interests.topics, sources: interests.sources, selected: this.selected, format: this.format,
      choose: (topic) => (this.selected = this.selected === topic ? null : topic),
      adjust: (adjustment) => void this.#adjust(adjustment),
      remove: (topic) => void this.#remove(topic),
    })}</div></div>`;
  }

  #map(interests: Interests): TemplateResult {
    const { view, frame } = this.#gestures;
    const names: Record<Projection, string> = { pca: msg('Broad lines', { id: 'interests.by-pca' }), umap: msg('Neighbours', { id: 'interests.by-umap' }) };
    const zoom = (label: string, sign: string, factor: number): TemplateResult => html`<button class="button icon" aria-label=${label} title=${label} @click=${() => this.#gestures.zoom(factor)}>${sign}</button>`;
    return html`
      <div class="map" part="map">
        <div class="row">
          <div class="choices" role="group" aria-label=${msg('How the map is laid out', { id: 'interests.layout' })}>${PROJECTIONS.map((projection) => html`<button class="button" aria-pressed=${this.projection === projection} @click=${() => (this.projection = projection)}>${names[projection]}</button>`)}</div>
          <div class="choices">${zoom(msg('Closer', { id: 'interests.closer' }), '+', 1.6)}${zoom(msg('Farther', { id: 'interests.farther' }), '−', 1 / 1.6)}<button class="button" ?disabled=${view.scale === 1} @click=${() => this.#gestures.reset()}>${msg('Whole map', { id: 'interests.whole' })}</button></div>
        </div>
        <div class="figure ${view.scale > 1 ? 'near' : ''}" tabindex="0" role="group" aria-label=${msg('Map: plus, minus and arrow keys move it', { id: 'interests.keys' })}>${mapFigure({
          interests, view, frame, selected: this.selected, pointed: this.pointed,
          choose: (topic) => (this.selected = topic),
          point: (id) => (this.pointed = id),
        })}</div>
        <p class="key muted"><span class="mark history"></span>${msg('what you met', { id: 'interests.history' })} <span class="mark candidate"></span>${msg('what is recommended', { id: 'interests.candidates' })}</p>
        <p class="muted">${projectionSentence(interests, this.format)}</p>
      </div>
    `;
  }

  #note(): TemplateResult {
    const { deleted } = this;
    const name = deleted ? topicName(deleted.topic) : '';
    const count = this.format.number(deleted?.memory.events.length ?? 0);
    return html`
      <div role="status">
        ${deleted ? html`<div class="note"><span>${msg(str`${name} is deleted, with the ${count} things it was known by.`, { id: 'interests.deleted' })}</span><button class="button quiet undo" @click=${() => void this.#undo(deleted)}>${icon('undo')}${msg('Undo', { id: 'slot.undo' })}</button></div>` : nothing}
        ${this.notDone ? html`<div class="note"><span>${msg('That could not be done. Nothing was changed.', { id: 'privacy.not-done' })}</span></div>` : nothing}
      </div>
    `;
  }

  #retry(): void {
    this.failed = false;
    if (this.connection.recommender) void this.#load(this.connection.recommender);
  }

  async #load(recommender: Recommender): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    try {
      const interests = await recommender.interests({ projection: PROJECTIONS.includes(this.projection) ? this.projection : 'pca', candidates: Math.min(200, Math.max(0, Math.trunc(this.candidates) || 0)) }, { signal: abort.signal });
      if (this.#abort !== abort) return;
      this.interests = interests;
      this.failed = false;
      if (!interests.topics.some(({ id }) => id === this.selected)) this.selected = null;
    } catch {
      if (this.#abort === abort && !abort.signal.aborted) this.failed = true;
    }
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

  #adjust(adjustment: Adjustment): Promise<void> {
    return this.#done((recommender) => recommender.adjust(adjustment));
  }

  #remove(topic: Topic): Promise<void> {
    return this.#done(async (recommender) => {
      const filter = { ids: topic.events };
      const memory = await recommender.memory(filter);
      await recommender.forget(filter);
      this.deleted = { topic, memory };
      this.#focus.to('.undo');
    });
  }

  #undo({ topic, memory }: Deleted): Promise<void> {
    return this.#done(async (recommender) => {
      await recommender.restore(memory);
      this.deleted = null;
      this.selected = topic.id;
      this.#focus.to(`[data-topic="${CSS.escape(topic.id)}"] .pick`);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attune-interest-map': AttuneInterestMap;
  }
}
