import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';

const PATHS = {
  search: svg`<circle cx="10.5" cy="10.5" r="6" /><path d="M15 15l5 5" />`,
  save: svg`<path d="M6.5 4h11v16L12 15.8 6.5 20z" />`,
  like: svg`<path d="M12 19.5C5.5 15 3.5 11.8 3.5 8.9a4.3 4.3 0 0 1 8.5-1.3 4.3 4.3 0 0 1 8.5 1.3c0 2.9-2 6.1-8.5 10.6z" />`,
  dismiss: svg`<circle cx="12" cy="12" r="8" /><path d="M6.4 6.4l11.2 11.2" />`,
  out: svg`<path d="M9 5H5v14h14v-4M13 5h6v6M19 5l-8.5 8.5" />`,
  system: svg`<circle cx="12" cy="12" r="8" /><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />`,
  light: svg`<circle cx="12" cy="12" r="4" /><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M18.4 5.600L17 7M7 17l-1.4 1.4" />`,
  dark: svg`<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z" />`,
  check: svg`<path d="M5.5 12.5l4.300 4.300L18.5 7.5" />`,
} satisfies Record<string, SVGTemplateResult>;

export type ShopIconName = keyof typeof PATHS;

/** A drawing of the shop's own, beside words or in a button that is named. */
export function shopIcon(name: ShopIconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
