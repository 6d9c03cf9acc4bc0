import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Benchmark } from '../../domain/benchmark.ts';
import type { Item } from '../../domain/item.ts';
import type { FetchQuality } from '../../domain/measured-quality.ts';
import type { OwnEvaluation } from '../../domain/own-evaluation.ts';
import { about } from './about.ts';
import { coverAddress } from './cover/cover.ts';
import { FOR_YOU } from './for-you.ts';
import { ShopPage } from './shop-page.ts';

type Panel = 'attention' | 'interests' | 'memory' | 'speed' | 'quality' | 'about' | 'missing';

/** Pages that are a heading, a sentence and one panel. */
export class PlainPages extends ShopPage {
  static override styles: CSSResultGroup = [ShopPage.styles, css`.panel { margin-block-start: var(--a-space-6); } .section { margin-block-start: clamp(48px, 6vw, 72px); }`];

  @property() page: Panel = 'about';
  @property({ attribute: false }) benchmark: Benchmark | null = null;
  @property({ attribute: false }) measured: FetchQuality | null = null;
  @property({ attribute: false }) evaluation: OwnEvaluation | null = null;

  protected override pageTitle(): string {
    switch (this.page) {
      case 'attention':
        return msg('Where the attention goes', { id: 'shop.attention.title' });
      case 'interests':
        return msg('What you seem to like', { id: 'shop.interests.title' });
      case 'memory':
        return msg('What is known about me', { id: 'shop.memory' });
      case 'speed':
        return msg('Speed and backend', { id: 'shop.speed' });
      case 'quality':
        return msg('How good the guesses are', { id: 'shop.quality' });
      case 'about':
        return msg('About this shop', { id: 'shop.about.title' });
      case 'missing':
        return msg('No such page', { id: 'shop.missing' });
    }
  }

  protected override render(): TemplateResult {
    return html`${this.heading(this.pageTitle())}<p class="lead">${this.#lead()}</p><div class="panel">${this.#panel()}</div>`;
  }

  #lead(): string {
    switch (this.page) {
      case 'attention':
        return msg('Every book of your list asks your history which moments speak for it. These are the answers, as they were worked out.', { id: 'shop.attention.lead' });
      case 'interests':
        return msg('Your history, grouped into topics by nothing but the books themselves. Turn one up, mute it or delete it, and the lists follow at once.', { id: 'shop.interests.lead' });
      case 'memory':
        return msg('Everything this shop remembers, and all of it is in this browser. Delete one line, a day or all; the lists follow at once.', { id: 'shop.memory.lead' });
      case 'speed':
        return msg('Every list is worked out on this device, in front of you. This is what does it and how long it takes.', { id: 'shop.speed.lead' });
      case 'quality':
        return msg('A recommender should say how good it is, beside the simple ways of doing the same. Here it does: on public data, and on you.', { id: 'shop.quality.lead' });
      case 'about':
        return msg('A demonstration of Attune: recommendations that are worked out in the browser, explained, and never leave it.', { id: 'shop.about.lead' });
      case 'missing':
        return msg('This address leads nowhere in the shop.', { id: 'shop.missing.lead' });
    }
  }

  #panel(): TemplateResult {
    switch (this.page) {
      case 'attention':
        return html`<attune-explanation heading="" strategy=${FOR_YOU.strategy} limit=${FOR_YOU.limit} explore=${FOR_YOU.explore} .recommender=${this.recommender}></attune-explanation>`;
      case 'interests':
        return html`<attune-interest-map heading="" .recommender=${this.recommender}></attune-interest-map>`;
      case 'memory':
        return html`<attune-privacy-panel heading=${msg('Your history', { id: 'shop.memory.history' })} .recommender=${this.recommender}></attune-privacy-panel>`;
      case 'speed':
        return html`<attune-status-panel heading="" .recommender=${this.recommender}></attune-status-panel><attune-recommendations class="panel" strategy="for-you" limit="12" capture="off" heading=${msg('The list that was timed', { id: 'shop.speed.list' })} .cover=${(work: Item): string => coverAddress(work)} .recommender=${this.recommender}></attune-recommendations>${this.benchmark ? html`<shop-benchmark class="panel" .benchmark=${this.benchmark}></shop-benchmark>` : nothing}`;
      case 'quality':
        return html`${this.measured ? html`<shop-measured .measured=${this.measured}></shop-measured>` : nothing}${this.evaluation ? html`<shop-own-evaluation class="section" .evaluation=${this.evaluation} .library=${this.library} .recommender=${this.recommender}></shop-own-evaluation>` : nothing}`;
      case 'about':
        return about(this.library, this.format);
      case 'missing':
        return html`<a class="button" href="#/">${msg('To the front of the shop', { id: 'shop.missing.home' })}</a>`;
    }
  }
}
