import { recall, remember } from './remembered.ts';

export type Theme = 'system' | 'light' | 'dark';
export type ShopLanguage = 'en' | 'zh-Hans';

const LANGUAGE = 'attune-shop-language';
const THEME = 'attune-shop-theme';
const GUIDE = 'attune-shop-guide';

/** The language that was chosen, else the browser's when the shop speaks it. */
export function language(): ShopLanguage {
  const chosen = recall(LANGUAGE) ?? navigator.languages.find((tag) => /^(en|zh)\b/i.test(tag)) ?? 'en';
  return chosen.startsWith('zh') ? 'zh-Hans' : 'en';
}

export function chooseLanguage(chosen: ShopLanguage): void {
  remember(LANGUAGE, chosen);
  document.documentElement.lang = chosen;
}

export function theme(): Theme {
  const chosen = recall(THEME);
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

export function chooseTheme(chosen: Theme): void {
  remember(THEME, chosen === 'system' ? null : chosen);
  document.documentElement.style.colorScheme = chosen === 'system' ? '' : chosen;
}

/** Puts language and theme on the page, as they were left. */
export function applyPreferences(): void {
  document.documentElement.lang = language();
  document.documentElement.style.colorScheme = theme() === 'system' ? '' : theme();
}

/** Whether the guide was finished or skipped. */
export function guideSeen(): boolean {
  return recall(GUIDE) !== null;
}

export function markGuideSeen(): void {
  remember(GUIDE, 'seen');
}
