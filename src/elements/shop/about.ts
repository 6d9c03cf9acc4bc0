import { msg, str } from '@lit/localize';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Format } from '../format.ts';
import type { Library } from './library.ts';

/** Where the shop's facts come from and what happens to the visitor's. */
export function about(library: Library | null, format: Format): TemplateResult {
  const [all, chinese] = [library?.works.length ?? 0, library?.shelf('all', 'zh').length ?? 0].map((count) => format.number(count));
  return html`
    <div class="prose">
      <h2>${msg('What happens here', { id: 'shop.about.how' })}</h2>
      <p>${msg('What you open, save, like, dismiss and search for becomes a history in this browser. Each book of the shop is compared with that history by attention, the arithmetic of language models: every event speaks for the books that resemble it, the recent and the deliberate ones louder. The result is a list, and the weights behind it are its explanation.', { id: 'shop.about.attention' })} <a href="#/theory">${msg('The theory, live', { id: 'theory.title' })}</a></p>
      <p>${msg('The arithmetic runs on your graphics processor where there is one, else on the processor. Once the page is loaded it works without a network.', { id: 'shop.about.device' })}</p>
      <h2>${msg('What is sent', { id: 'shop.about.sent' })}</h2>
      <p>${msg('Nothing that you do. The page fetches its own files, the catalog and, when you search, a language model; it has no server to tell anything to. There is no account, no cookie and no measuring of visits.', { id: 'shop.about.nothing' })}</p>
      <h2>${msg('The books', { id: 'shop.about.books' })}</h2>
      <p>${library ? msg(str`The shop holds ${all} real works that are free to read, ${chinese} of them in Chinese. Titles, authors and years are real; the descriptions were written for this shop; the covers are drawn by code from period, shelf and language. Nothing is for sale.`, { id: 'shop.about.catalog' }) : '…'}</p>
      <ul>
        <li>${msg('Most read means downloaded from Project Gutenberg, as published in the CORGIS data set “Classics”. The Chinese works have no such count, so nothing is claimed about them.', { id: 'shop.about.popularity' })}</li>
        <li>${msg('There are no other shoppers. None were invented, so nothing here says what “customers also bought”; a list that would need them says what it does instead.', { id: 'shop.about.shoppers' })}</li>
      </ul>
    </div>
  `;
}
