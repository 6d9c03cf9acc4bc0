import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { LanguageFilter } from './routes.ts';

/** Links that narrow a list to one language. */
export function languageChoice(chosen: LanguageFilter, href: (language: LanguageFilter) => string): TemplateResult {
  const names: Record<LanguageFilter, string> = { all: msg('All languages', { id: 'shop.language.all' }), en: 'English', zh: '中文' };
  return html`<nav class="choices" aria-label=${msg('Language of the books', { id: 'shop.language.books' })}>${(['all', 'en', 'zh'] as const).map((language) => html`<a class="choice" href=${href(language)} aria-current=${language === chosen ? 'true' : nothing}>${names[language]}</a>`)}</nav>`;
}

/** The name of a work's language in the reader's. */
export function languageName(tag: string | undefined, locale: string): string {
  if (!tag) return '';
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
