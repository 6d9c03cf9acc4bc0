import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PanelElement } from '../panel-element.ts';
import { chooseLanguage, chooseTheme, theme } from './preferences.ts';
import type { ShopLanguage, Theme } from './preferences.ts';
import { hrefOf } from './routes.ts';
import type { PlainPage, Route } from './routes.ts';
import { shopIcon } from './shop-icons.ts';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/**
 * The name of the shop, the search, the pages, language and theme.
 *
 * @event {CustomEvent<string>} shop-search - a search was submitted
 */
export class ShopHeader extends PanelElement {
  static override styles: CSSResultGroup = [PanelElement.styles, css`
    :host { container-type: inline-size; }
    .bar, ul { max-inline-size: 1296px; margin-inline: auto; }
    .bar { padding-inline: var(--gutter, 16px); display: grid; grid-template: 'name tools' auto 'search search' auto / 1fr auto; align-items: center; gap: var(--a-space-2) var(--a-space-4); padding-block: var(--a-space-3) var(--a-space-2); }
    .name { grid-area: name; display: inline-flex; align-items: center; gap: 10px; min-block-size: 44px; justify-self: start; color: inherit; font-family: var(--a-title-font); font-size: 1.375rem; font-weight: 600; letter-spacing: -0.015em; text-decoration: none; white-space: nowrap; }
    .name small { font-size: 0.875rem; font-weight: 400; color: var(--a-muted); letter-spacing: 0; }
    .sign { inline-size: 26px; block-size: 26px; flex: none; }
    form { grid-area: search; position: relative; }
    input { inline-size: 100%; block-size: 44px; padding: 0 var(--a-space-4) 0 44px; border: 1px solid var(--a-mark); border-radius: var(--a-radius-full); background: var(--a-surface); color: var(--a-text); font: inherit; font-size: 1rem; -webkit-appearance: none; appearance: none; }
    input::placeholder { color: var(--a-muted); opacity: 1; }
    form svg { position: absolute; inset-block-start: 12px; inset-inline-start: 14px; color: var(--a-muted); pointer-events: none; }
    .tools { grid-area: tools; display: flex; align-items: center; }
    .tool { display: inline-flex; align-items: center; justify-content: center; min-inline-size: 44px; min-block-size: 44px; padding-inline: var(--a-space-2); border-radius: var(--a-radius); color: var(--a-muted); }
    .tool:hover { color: var(--a-text); background: var(--a-fill-strong); }
    nav { border-block: 1px solid var(--a-line); }
    ul { display: flex; overflow-x: auto; padding-inline: calc(var(--gutter, 16px) - var(--a-space-3)); scrollbar-width: none; }
    .page { display: flex; align-items: center; min-block-size: 46px; padding-inline: var(--a-space-3); border-block-end: 2px solid transparent; margin-block-end: -1px; color: var(--a-muted); text-decoration: none; white-space: nowrap; }
    .page:hover { color: var(--a-text); }
    .page:focus-visible { outline-offset: -3px; }
    .page[aria-current] { color: var(--a-text); font-weight: 600; border-color: var(--a-accent); }
    @container (inline-size >= 720px) {
      .bar { grid-template: 'name search tools' auto / auto minmax(0, 420px) auto; justify-content: space-between; gap: var(--a-space-5); padding-block: var(--a-space-4) var(--a-space-3); }
    }
  `];

  @property({ attribute: false }) route: Route = { page: 'home' };
  @state() private theme: Theme = theme();
  #shown = '';

  protected override render(): TemplateResult {
    const chinese = this.language.locale === 'zh-Hans';
    const searched = this.route.page === 'search' ? this.route.text : '';
    return html`
      <header class="bar">
        <a class="name" href="#/">${sign}<span>Attune <small>${msg('Books', { id: 'shop.name' })}</small></span></a>
        <form role="search" @submit=${(event: SubmitEvent) => this.#search(event)}>
          ${shopIcon('search')}
          <input type="search" name="q" .value=${searched} autocomplete="off" enterkeyhint="search" aria-label=${msg('Search the books', { id: 'shop.search.label' })} placeholder=${msg('Title, author, subject…', { id: 'shop.search.placeholder' })} />
        </form>
        <div class="tools">
          <button class="tool" lang=${chinese ? 'en' : 'zh-Hans'} @click=${() => this.#speak(chinese ? 'en' : 'zh-Hans')}>${chinese ? 'English' : '中文'}</button>
          <button class="tool" title=${this.#themeName()} aria-label=${this.#themeName()} @click=${() => this.#turn()}>${shopIcon(this.theme)}</button>
        </div>
      </header>
      <nav aria-label=${msg('Pages', { id: 'shop.pages' })}><ul role="list">${this.#pages().map(([page, name]) => html`<li><a class="page" href=${hrefOf({ page })} aria-current=${this.#stands(page) ? 'page' : nothing}>${name}</a></li>`)}</ul></nav>
    `;
  }

  #pages(): [PlainPage, string][] {
    return [
      ['home', msg('For you', { id: 'shop.home' })],
      ['browse', msg('Browse', { id: 'shop.browse' })],
      ['attention', msg('Attention', { id: 'shop.attention' })],
      ['theory', msg('Theory', { id: 'shop.theory' })],
      ['interests', msg('Interests', { id: 'shop.interests' })],
      ['memory', msg('What is known', { id: 'shop.memory.short' })],
      ['speed', msg('Speed', { id: 'shop.speed.short' })],
      ['quality', msg('Quality', { id: 'shop.quality.short' })],
      ['welcome', msg('Pick three', { id: 'shop.guide.again' })],
      ['about', msg('About', { id: 'shop.about' })],
    ];
  }

  #stands(page: PlainPage): boolean {
    return this.route.page === page || (page === 'browse' && this.route.page === 'shelf');
  }

  #themeName(): string {
    const names: Record<Theme, string> = { system: msg('Colours: as the system', { id: 'shop.theme.system' }), light: msg('Colours: light', { id: 'shop.theme.light' }), dark: msg('Colours: dark', { id: 'shop.theme.dark' }) };
    return names[this.theme];
  }

  #turn(): void {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length];
    chooseTheme(this.theme);
  }

  #speak(chosen: ShopLanguage): void {
    chooseLanguage(chosen);
  }

  #search(event: SubmitEvent): void {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get('q') ?? '').trim();
    if (text === '') return;
    this.dispatchEvent(new CustomEvent<string>('shop-search', { bubbles: true, composed: true, detail: text }));
  }

  protected override updated(): void {
    // The page shown stays in sight where the row of pages is wider than the screen.
    const current = this.renderRoot.querySelector<HTMLElement>('[aria-current]');
    const row = this.renderRoot.querySelector('ul');
    if (!current || !row || this.#shown === this.route.page) return;
    this.#shown = this.route.page;
    row.scrollLeft = current.offsetLeft - row.clientWidth / 2 + current.offsetWidth / 2;
  }
}

/** An open book whose lines are drawn to one point. */
const sign = html`<svg class="sign" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path d="M3 7.5c5-2.200 9.5-1.6 13 1.5v17c-3.5-3.100-8-3.700-13-1.5z" fill="var(--a-accent)" /><path d="M29 7.5c-5-2.200-9.5-1.6-13 1.5v17c3.5-3.100 8-3.700 13-1.5z" fill="none" stroke="var(--a-accent)" stroke-width="2" stroke-linejoin="round" /><circle cx="22.5" cy="15.5" r="2.4" fill="var(--a-accent)" /></svg>`;
