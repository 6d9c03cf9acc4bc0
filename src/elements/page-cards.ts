import type { Recommendation } from '../domain/recommendation.ts';
import { type CardContext, slotName } from './card.ts';
import { reasonLine } from './recommendation-sentences.ts';
import { safeImage, safeUrl } from './safe-url.ts';

/** Marks what was made from the page's template, so that it can be taken away again. */
const MADE = 'data-attune-card';

/**
 * Fills the page's `<template>` for each recommendation and puts it into the light DOM, where the page's own styles
 * reach it. Cards of items that stay are left alone.
 */
export function drawPageCards(host: HTMLElement, template: HTMLTemplateElement | null, recommendations: readonly Recommendation[], context: Pick<CardContext, 'format' | 'mayFetch'>): void {
  const kept = new Map([...host.querySelectorAll<HTMLElement>(`:scope > [${MADE}]`)].map((made) => [made.slot, made]));
  for (const recommendation of template ? recommendations : []) {
    const name = slotName(recommendation.id);
    const made = kept.get(name) ?? host.appendChild(makeCard(template!, name));
    kept.delete(name);
    fill(made, recommendation, context);
  }
  for (const made of kept.values()) made.remove();
}

function makeCard(template: HTMLTemplateElement, name: string): HTMLElement {
  const made = document.createElement('div');
  made.setAttribute(MADE, '');
  made.slot = name;
  made.append(template.content.cloneNode(true));
  return made;
}

function fill(made: HTMLElement, recommendation: Recommendation, { format, mayFetch }: Pick<CardContext, 'format' | 'mayFetch'>): void {
  const { item } = recommendation;
  const texts: Record<string, string> = {
    title: item.title,
    price: item.price ? format.price(item.price) : '',
    brand: item.brand ?? item.author ?? '',
    why: reasonLine(recommendation, format),
  };
  for (const field of made.querySelectorAll<HTMLElement>('[data-field]')) {
    const name = field.dataset.field ?? '';
    if (name in texts) put(field, 'textContent', texts[name]);
    else if (name === 'url' && field instanceof HTMLAnchorElement) put(field, 'href', safeUrl(item.url, document.baseURI) ?? '#');
    else if (name === 'image' && field instanceof HTMLImageElement) drawImage(field, mayFetch, safeImage(item.image, document.baseURI));
  }
}

function drawImage(field: HTMLImageElement, mayFetch: CardContext['mayFetch'], found: string | null): void {
  const image = found !== null && mayFetch(found) ? found : null;
  field.hidden = image === null;
  if (!field.hasAttribute('alt')) field.alt = '';
  if (image !== null && field.getAttribute('src') !== image) field.src = image;
}

function put<K extends 'textContent' | 'href'>(field: HTMLAnchorElement | HTMLElement, key: K, value: string): void {
  const before = key === 'href' ? field.getAttribute('href') : field.textContent;
  if (before === value) return;
  if (key === 'href') field.setAttribute('href', value);
  else field.textContent = value;
}
