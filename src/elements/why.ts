import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { LitElement, ReactiveController, TemplateResult } from 'lit';
import type { ItemId } from '../domain/item.ts';
import type { Explanation, RecommendRequest } from '../domain/recommendation.ts';
import type { Recommender } from '../domain/recommender.ts';
import type { Ask } from './explanation-detail.ts';
import type { CardFormat } from './card-format.ts';
import { LazyCode } from './lazy-code.ts';

const drawing = new LazyCode(() => import('./explanation-detail.ts'));

/** The one explanation that is open, fetched when it opens and again when the list changes. */
export class Why implements ReactiveController {
  readonly #host: LitElement;
  #abort: AbortController | null = null;
  /** Id of the item that is being explained. */
  open: ItemId | null = null;
  explanation: Explanation | null = null;
  failed = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Explains `id`; what is shown stays until the answer is there. */
  async show(recommender: Recommender, id: ItemId, request: RecommendRequest): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    if (this.open !== id) this.explanation = null;
    this.open = id;
    this.failed = false;
    this.#host.requestUpdate();
    try {
      const [explanation] = await Promise.all([recommender.explain(id, request, { signal: abort.signal }), this.#adoptStyles()]);
      if (this.#abort === abort) this.explanation = explanation;
    } catch {
      if (this.#abort === abort) this.failed = this.explanation === null;
    }
    this.#host.requestUpdate();
  }

  close(): void {
    this.#abort?.abort();
    this.#abort = this.open = this.explanation = null;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#abort?.abort();
    this.#abort = null;
  }

  async #adoptStyles(): Promise<void> {
    const { explanationDetailStyles } = await drawing.fetch();
    const sheet = explanationDetailStyles.styleSheet!;
    const root = this.#host.shadowRoot;
    if (root && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }

  /** The explanation, or what there is in its place. */
  render(format: CardFormat, ask?: Ask): TemplateResult | typeof nothing {
    if (this.open === null) return nothing;
    if (this.failed) return html`<p>${msg('This could not be explained. The list itself is not touched by it.', { id: 'why.failed' })}</p>`;
    const detail = this.explanation && drawing.of(this.#host);
    if (!this.explanation || !detail) return html`<p class="muted">${msg('Working it out…', { id: 'why.busy' })}</p>`;
    return detail.explanationDetail(this.explanation, format, ask);
  }
}
