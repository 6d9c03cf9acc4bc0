import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Item } from '../domain/item.ts';
import type { Recommendation } from '../domain/recommendation.ts';
import { titled } from './event-sentences.ts';
import type { CardFormat } from './card-format.ts';
import { icon } from './icons.ts';
import { reasonLine } from './recommendation-sentences.ts';
import { safeImage, safeUrl } from './safe-url.ts';
import type { Slot } from './slots.ts';

/** Draws the picture of an item that has none: a template, the address of an image, or null for the plain placeholder. */
export type Cover = (item: Item) => TemplateResult | string | null;

/** What a person can do with a card. */
export interface CardActions {
  select(recommendation: Recommendation, event: MouseEvent): void;
  note(recommendation: Recommendation, kind: Slot['kind']): void;
  undo(slot: Slot): void;
  why(recommendation: Recommendation): void;
  imageFailed(url: string): void;
}

/** What a card is drawn from, beside its recommendation. */
export interface CardContext {
  format: CardFormat;
  actions: CardActions;
  cover: Cover | null;
  /** Whether the image of an absolute address may be fetched. */
  mayFetch(url: string): boolean;
  /** Addresses of images that could not be loaded. */
  broken: ReadonlySet<string>;
  /** Id whose explanation is open. */
  open: string | null;
  /** Whether the page's own `<template>` draws the cards. */
  slotted: boolean;
}

/** A card: one link, with its buttons outside of it. */
export function card(recommendation: Recommendation, context: CardContext): TemplateResult {
  const { item, id } = recommendation;
  const { actions, format, open } = context;
  const title = titled(item.title);
  return html`
    ${context.slotted ? html`<div class="own" @click=${(event: MouseEvent) => ownClick(event, recommendation, actions)}><slot name=${slotName(id)}></slot></div>` : link(recommendation, context)}
    <button class="why" part=${recommendation.explored ? 'why explored' : 'why'} data-control="why" aria-expanded=${open === id} aria-controls="why" @click=${() => actions.why(recommendation)}>
      <span class="unseen">${msg(str`Why ${title}?`, { id: 'card.why' })}</span>
      <span class="reason">${reasonLine(recommendation, format)}</span>
      ${icon('down')}
    </button>
    <div class="actions" part="actions">
      <button part="more" data-control="more" title=${msg('More like this', { id: 'card.more-short' })} aria-label=${msg(str`More like ${title}`, { id: 'card.more' })} @click=${() => actions.note(recommendation, 'like')}>${icon('more')}</button>
      <button part="dismiss" data-control="dismiss" title=${msg('Not for me', { id: 'card.dismiss-short' })} aria-label=${msg(str`Dismiss ${title}`, { id: 'card.dismiss' })} @click=${() => actions.note(recommendation, 'dismiss')}>${icon('close')}</button>
    </div>
  `;
}

/** Name of the slot that the page's own card for `id` goes to. */
export function slotName(id: string): string {
  return `card-${id}`;
}

function ownClick(event: MouseEvent, recommendation: Recommendation, actions: CardActions): void {
  if (event.composedPath().some((target) => target instanceof HTMLAnchorElement)) actions.select(recommendation, event);
}

function link(recommendation: Recommendation, context: CardContext): TemplateResult {
  const { item } = recommendation;
  const { format, actions } = context;
  const href = safeUrl(item.url, document.baseURI);
  const body = html`
    <span class="picture" part="image">${picture(item, context)}</span>
    <span class="words">
      <span class="title" part="title" dir="auto" lang=${item.language ?? nothing}>${item.title}</span>
      <span class="meta" part="meta">
        <span class="maker" dir="auto" lang=${item.language ?? nothing}>${makerLine(item, format)}</span>
        ${item.price ? html`<span class="price numbers" part="price">${format.price(item.price)}</span>` : nothing}
      </span>
    </span>
  `;
  const select = (event: MouseEvent): void => actions.select(recommendation, event);
  return href === null ? html`<button class="link" part="link" data-control="link" @click=${select}>${body}</button>` : html`<a class="link" part="link" data-control="link" href=${href} @click=${select}>${body}</a>`;
}

/** Author or brand, and the year, which falls away whole where there is no room for it. */
function makerLine(item: Item, format: CardFormat): TemplateResult {
  const [who, year] = [item.author ?? item.brand, format.year(item.publishedAt)];
  return html`${who ? html`<span class="who">${who}</span>` : nothing}${year ? html`<span class="year">${who ? ' · ' : ''}${year}</span>` : nothing}`;
}

function picture(item: Item, { cover, broken, mayFetch, actions }: CardContext): TemplateResult {
  const drawn = item.image ?? cover?.(item) ?? null;
  if (drawn !== null && typeof drawn !== 'string') return drawn;
  const image = safeImage(drawn ?? undefined, document.baseURI);
  if (image === null || broken.has(image) || !mayFetch(image)) return placeholder(item);
  return html`<img src=${image} alt="" loading="lazy" decoding="async" draggable="false" @error=${() => actions.imageFailed(image)} />`;
}

function placeholder(item: Item): TemplateResult {
  const [first = ''] = [...new Intl.Segmenter().segment(item.title.replace(/^(the|a|an)\s+/i, ''))];
  return html`<span class="placeholder" aria-hidden="true">${typeof first === 'string' ? first : first.segment.toLocaleUpperCase()}</span>`;
}

/** The place of a card that is still on its way, of the very same size. */
export function skeletonCard(): TemplateResult {
  return html`
    <span class="link"><span class="picture"></span><span class="words"><span class="title"><i></i><i></i></span><span class="meta"><i></i></span></span></span>
    <span class="why"><i></i></span>
  `;
}
