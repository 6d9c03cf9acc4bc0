import { html } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { PanelElement } from '../panel-element.ts';
import { bookTileStyles } from './book-tile-styles.ts';
import { shopStyles } from './shop-styles.ts';
import type { Library } from './library.ts';

/** A page of the shop: it has one `h1`, says its title, and is given the works once they are there. */
export abstract class ShopPage extends PanelElement {
  static override styles: CSSResultGroup = [PanelElement.styles, shopStyles, bookTileStyles];

  @property({ attribute: false }) library: Library | null = null;
  #title = '';

  /** What the window's title says of this page; nothing of a part of a page. */
  protected abstract pageTitle(): string;

  /** Puts the focus on the page's heading, as after a navigation. */
  async focusHeading(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  protected override updated(_changed: PropertyValues): void {
    const title = this.speak(() => this.pageTitle());
    if (title === this.#title || title === '') return;
    this.#title = title;
    this.dispatchEvent(new CustomEvent<string>('shop-title', { bubbles: true, composed: true, detail: title }));
  }

  /** The heading that a navigation puts the focus on. */
  protected heading(words: string | TemplateResult, lang?: string): TemplateResult {
    return lang ? html`<h1 tabindex="-1" lang=${lang} dir="auto">${words}</h1>` : html`<h1 tabindex="-1">${words}</h1>`;
  }

  protected loading(): TemplateResult {
    return html`<p class="unseen" role="status">${msg('Opening the shop…', { id: 'shop.opening' })}</p>`;
  }
}
