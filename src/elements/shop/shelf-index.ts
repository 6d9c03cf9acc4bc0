import { msg, str } from '@lit/localize';
import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Format } from '../format.ts';
import { coverImage } from './book-tile.ts';
import { inOrder } from './library.ts';
import type { Library } from './library.ts';
import { shelfHref } from './routes.ts';
import { SHELVES } from './shelves.ts';
import type { Shelf } from './shelves.ts';

/** The name of a shelf in the reader's language. */
export function shelfName(shelf: Shelf, locale: string): string {
  return locale.startsWith('zh') ? shelf.zh : shelf.en;
}

/** All shelves, each with three of its works and how many it holds. */
export function shelfIndex(library: Library | null, locale: string, format: Format): TemplateResult {
  return html`<ul class="shelves" role="list">${SHELVES.map((shelf) => html`<li><a class="shelf" href=${shelfHref(shelf.key)}>${fan(library, shelf)}<span class="shelf-name">${shelfName(shelf, locale)}</span><span class="shelf-count numbers">${library ? worksCount(library.shelf(shelf.key).length, format) : '\u00a0'}</span></a></li>`)}</ul>`;
}

/** How many works, as a person would say it. */
export function worksCount(count: number, format: Format): string {
  const number = format.number(count);
  return count === 1 ? msg('1 work', { id: 'shop.work' }) : msg(str`${number} works`, { id: 'shop.works' });
}

function fan(library: Library | null, shelf: Shelf): TemplateResult {
  const shown = library ? inOrder(library.shelf(shelf.key), 'popular').slice(0, 3) : [];
  return html`<span class="fan" aria-hidden="true">${[2, 1, 0].map((at) => (shown[at] ? coverImage(shown[at]) : html`<span class="cover"></span>`))}</span>`;
}

export const shelfIndexStyles = css`
  .shelves {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(148px, 1fr));
    gap: var(--a-space-5) var(--a-space-4);
    margin-block-start: var(--a-space-5);
  }

  .shelf {
    display: grid;
    grid-template: 'fan fan' auto 'name count' auto / 1fr auto;
    gap: var(--a-space-3) var(--a-space-2);
    align-items: baseline;
    color: inherit;
    text-decoration: none;
  }

  .fan {
    grid-area: fan;
    position: relative;
    block-size: 132px;
    border-radius: var(--a-radius-l);
    background: var(--a-fill);
    overflow: hidden;
  }

  .fan .cover {
    position: absolute;
    inset-block-start: 20px;
    inline-size: 78px;
    block-size: 117px;
    box-shadow: 0 0 0 1px color-mix(in oklab, var(--a-text) 10%, transparent), var(--a-shadow-1);
    transition: translate var(--a-quick);
  }

  .fan .cover:nth-child(1) {
    inset-inline-end: 10%;
    translate: 0 14px;
  }

  .fan .cover:nth-child(2) {
    inset-inline-end: calc(50% - 39px);
    translate: 0 7px;
  }

  .fan .cover:nth-child(3) {
    inset-inline-start: 10%;
  }

  .shelf:hover .cover {
    translate: 0 0;
  }

  .shelf-name {
    grid-area: name;
    font-family: var(--a-title-font);
    font-size: 1.0625rem;
    font-weight: 600;
    line-height: 1.3;
    text-wrap: balance;
  }

  .shelf:hover .shelf-name {
    color: var(--a-accent);
  }

  .shelf-count {
    grid-area: count;
    color: var(--a-muted);
    font-size: var(--a-type-1);
    white-space: nowrap;
  }

  @container (inline-size >= 640px) {
    .shelves {
      grid-template-columns: repeat(auto-fill, minmax(204px, 1fr));
      gap: var(--a-space-6) var(--a-space-5);
    }

    .fan {
      block-size: 156px;
    }

    .fan .cover {
      inline-size: 96px;
      block-size: 144px;
    }

    .fan .cover:nth-child(2) {
      inset-inline-end: calc(50% - 48px);
    }
  }
`;
