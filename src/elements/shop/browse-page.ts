import { msg } from '@lit/localize';
import { css, html } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { shelfHref } from './routes.ts';
import { shelfIndex, shelfIndexStyles } from './shelf-index.ts';
import { ShopPage } from './shop-page.ts';

/** All shelves. */
export class BrowsePage extends ShopPage {
  static override styles: CSSResultGroup = [ShopPage.styles, shelfIndexStyles, css`.shelves { margin-block-start: var(--a-space-6); }`];

  protected override pageTitle(): string {
    return msg('Browse', { id: 'shop.browse' });
  }

  protected override render(): TemplateResult {
    return html`
      <div class="top">${this.heading(msg('Browse the shelves', { id: 'shop.shelves' }))}<a href=${shelfHref('all')}>${msg('All works in one list', { id: 'shop.browse.all' })}</a></div>
      ${shelfIndex(this.library, this.language.locale, this.format)}
    `;
  }
}
