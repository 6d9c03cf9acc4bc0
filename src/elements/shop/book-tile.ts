import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Item } from '../../domain/item.ts';
import type { Format } from '../format.ts';
import { coverAddress } from './cover/cover.ts';
import { bookHref } from './routes.ts';

/** A work as a cover with its name, all of it one link. */
export function bookTile(work: Item, format: Format): TemplateResult {
  const by = [work.author, format.year(work.publishedAt)].filter(Boolean).join(' · ');
  return html`<a class="book" href=${bookHref(work.id)} lang=${work.language ?? 'en'}>${coverImage(work)}<span class="name" dir="auto">${work.title}</span><span class="by" dir="auto">${by}</span></a>`;
}

/** The cover of a work; its words stand beside it, so it has none of its own. */
export function coverImage(work: Item, eager = false): TemplateResult {
  return html`<img class="cover" src=${coverAddress(work)} alt="" width="200" height="300" loading=${eager ? 'eager' : 'lazy'} decoding="async" draggable="false" />`;
}

/** Places for works that are on their way, of the same size. */
export function bookBones(count: number): TemplateResult {
  return html`<ul class="books" aria-hidden="true">${Array.from({ length: count }, () => html`<li class="book"><span class="cover"></span><span class="bone"></span></li>`)}</ul>`;
}
