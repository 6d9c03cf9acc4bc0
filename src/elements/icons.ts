import { svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { html } from 'lit';

const PATHS = {
  close: svg`<path d="M6 6l12 12M18 6L6 18" />`,
  more: svg`<path d="M7.5 10.5v9h-3v-9zM7.5 10.5l3.6-6.6a2.1 2.1 0 0 1 2.5 2.4l-.7 3.2h5.3a2 2 0 0 1 2 2.4l-1.2 6a2 2 0 0 1-2 1.6H7.5" />`,
  previous: svg`<path d="M14.5 5.5L8 12l6.5 6.5" />`,
  next: svg`<path d="M9.5 5.5L16 12l-6.5 6.5" />`,
  down: svg`<path d="M6 9.5l6 6 6-6" />`,
  undo: svg`<path d="M9 7L4.5 11.5 9 16M5 11.5h9a5 5 0 0 1 0 10h-2" />`,
  trash: svg`<path d="M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5" />`,
  again: svg`<path d="M19 12a7 7 0 1 1-2.3-5.2M19.5 3.5v4h-4" />`,
  lock: svg`<path d="M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />`,
  download: svg`<path d="M12 4v11M7.5 11L12 15.5 16.5 11M5 19.5h14" />`,
  warning: svg`<path d="M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.1" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof PATHS;

/** A drawing beside words; never the only name of a button. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
