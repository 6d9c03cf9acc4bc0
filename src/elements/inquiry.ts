import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import type { ItemId } from '../domain/item.ts';
import type { RecommendRequest } from '../domain/recommendation.ts';
import type { Recommender } from '../domain/recommender.ts';
import type { WordExplanation } from '../domain/word-explanation.ts';
import type { Question } from './explanation-detail.ts';
import type { Format } from './format.ts';
import { type WhatIf, whatIfLists } from './what-if.ts';
import { noWordsSentence, wordParts } from './word-parts.ts';

/** The item that is explained, and for which list. */
export interface Subject {
  recommender: Recommender;
  id: ItemId;
  request: RecommendRequest;
}

/** The one open question about an event of an explanation, and its answer. */
export class Inquiry implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #abort: AbortController | null = null;
  #subject: Subject | null = null;
  #whatIf: WhatIf | null = null;
  #words: WordExplanation | null = null;
  #failed = false;
  #loading = false;
  #listed = false;
  question: Question | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Asks, or closes what is asked already. */
  async ask(question: Question, subject: Subject): Promise<void> {
    const again = this.question?.kind === question.kind && this.question.event.id === question.event.id && subject.id === this.#subject?.id;
    this.close();
    if (!again) await this.#answer(question, subject);
  }

  /** The explanation of `id` is fetched: a question about another item closes, one about this is asked again, and shown until then. */
  renew(id: ItemId): void {
    if (this.#subject?.id !== id) this.close();
    // What is under way may be a download: it is not begun anew.
    else if (this.question && !this.#isBusy()) void this.#answer(this.question, this.#subject);
  }

  close(): void {
    this.#abort?.abort();
    this.#abort = this.question = this.#whatIf = this.#words = null;
    this.#failed = false;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.close();
  }

  /** The answer, or what there is in its place. */
  render(format: Format): TemplateResult | typeof nothing {
    const { question } = this;
    return question ? html`<div class="inquiry" part="answer" aria-busy=${this.#isBusy()}>${this.#body(question, format)}</div>` : nothing;
  }

  #body(question: Question, format: Format): TemplateResult {
    if (this.#failed) return html`<p>${msg('This could not be worked out just now. The list itself is not touched by it.', { id: 'inquiry.failed' })}</p><button class="button" @click=${() => this.#again()}>${msg('Try again', { id: 'error.retry' })}</button>`;
    if (this.#whatIf) return whatIfLists(this.#whatIf, question.event, format);
    if (!this.#words) return html`<p class="muted">${this.#loading ? msg('Loading the reading model…', { id: 'words.loading' }) : msg('Working it out…', { id: 'why.busy' })}</p>`;
    const missing = noWordsSentence(this.#words);
    if (missing === '') return wordParts(this.#words, format, this.#listed, () => this.#toggle());
    return html`<p>${missing}</p>${this.#words.reader === 'no-encoder' ? html`<button class="button" @click=${() => this.#again(true)}>${msg('Load the reading model', { id: 'words.load' })}</button>` : nothing}`;
  }

  async #answer(question: Question, subject: Subject, load = false): Promise<void> {
    const abort = (this.#abort = new AbortController());
    const { signal } = abort;
    this.question = question;
    this.#subject = subject;
    this.#loading = load;
    this.#host.requestUpdate();
    try {
      // Whoever turns to something else wants the model all the same.
      if (load) await subject.recommender.loadEncoder();
      signal.throwIfAborted();
      this.#loading = false;
      if (question.kind === 'words') {
        const words = await subject.recommender.explainWords(subject.id, question.event.id, subject.request, { signal });
        if (this.#abort === abort) this.#words = words;
      } else {
        const whatIf = await whatIfOf(question, subject, signal);
        if (this.#abort === abort) this.#whatIf = whatIf;
      }
      if (this.#abort === abort) this.#failed = false;
    } catch {
      if (this.#abort === abort) this.#failed = !this.#whatIf && !this.#words;
    }
    this.#host.requestUpdate();
  }

  #again(load = false): void {
    const { question } = this;
    const subject = this.#subject;
    this.close();
    if (question && subject) void this.#answer(question, subject, load);
  }

  #toggle(): void {
    this.#listed = !this.#listed;
    this.#host.requestUpdate();
  }

  #isBusy(): boolean {
    return !this.#failed && !this.#whatIf && !this.#words;
  }
}

/** The list as it is, and as it would be had nothing happened with the event's item. */
async function whatIfOf({ event }: Question, { recommender, request }: Subject, signal: AbortSignal): Promise<WhatIf> {
  const without = (await recommender.history({ items: [event.itemId] }, { signal })).map(({ id }) => id);
  const before = await recommender.recommend(request, { signal });
  const after = await recommender.recommend({ ...request, without }, { signal });
  return { before: before.recommendations, after: after.recommendations };
}
