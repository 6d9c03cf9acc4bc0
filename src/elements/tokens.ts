import { css } from 'lit';

/**
 * Colours, spaces, radii, shadows and type of every element. A shop overrides five: `--attune-accent`,
 * `--attune-surface`, `--attune-text`, `--attune-radius` and `--attune-font`; everything else is mixed from those, so
 * contrast holds as long as text on surface does. Light and dark follow the `color-scheme` that the page inherits down.
 */
export const tokens = css`
  :host {
    --a-accent: var(--attune-accent, light-dark(oklch(0.47 0.1 255), oklch(0.79 0.09 250)));
    --a-surface: var(--attune-surface, light-dark(oklch(1 0 0), oklch(0.2 0.008 265)));
    --a-text: var(--attune-text, light-dark(oklch(0.24 0.012 265), oklch(0.93 0.006 265)));
    --a-font: var(--attune-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif);
    --a-title-font: var(--attune-title-font, var(--a-font));

    --a-muted: color-mix(in oklab, var(--a-text) 68%, var(--a-surface));
    --a-mark: color-mix(in oklab, var(--a-text) 52%, var(--a-surface));
    --a-line: color-mix(in oklab, var(--a-text) 14%, var(--a-surface));
    --a-fill: color-mix(in oklab, var(--a-text) 5%, var(--a-surface));
    --a-fill-strong: color-mix(in oklab, var(--a-text) 11%, var(--a-surface));
    --a-tint: color-mix(in oklab, var(--a-accent) 12%, var(--a-surface));
    /* Black on a light accent, white on a dark one. */
    --a-on-accent: oklch(from var(--a-accent) clamp(0.16, (0.63 - l) * 1000, 0.995) 0 0);
    --a-danger: light-dark(oklch(0.5 0.17 25), oklch(0.79 0.11 25));

    --a-space-1: 4px;
    --a-space-2: 8px;
    --a-space-3: 12px;
    --a-space-4: 16px;
    --a-space-5: 24px;
    --a-space-6: 40px;

    --a-radius: var(--attune-radius, 8px);
    --a-radius-s: calc(var(--a-radius) * 0.5);
    --a-radius-l: calc(var(--a-radius) * 1.5);
    --a-radius-full: 999px;

    --a-shadow-1: 0 1px 2px oklch(0 0 0 / 0.12);
    --a-shadow-2: 0 2px 6px oklch(0 0 0 / 0.1), 0 8px 24px oklch(0 0 0 / 0.12);

    --a-type-1: 0.75rem;
    --a-type-2: 0.875rem;
    --a-type-3: 1rem;
    --a-type-4: 1.25rem;
    --a-type-5: 1.5rem;
    --a-type-6: 2rem;

    --a-quick: 140ms;

    display: block;
    box-sizing: border-box;
    color: var(--a-text);
    font-family: var(--a-font);
    font-size: var(--a-type-2);
    line-height: 1.45;
    text-align: start;
  }

  :host([hidden]) {
    display: none;
  }

  :host([data-wordless]) {
    visibility: hidden;
  }

  :host([data-wordless]) .skeleton {
    visibility: visible;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --a-quick: 0ms;
    }

    *,
    *::before,
    *::after {
      animation: none !important;
      scroll-behavior: auto !important;
    }
  }

  @media (forced-colors: active) {
    :host {
      --a-accent: Highlight;
      --a-surface: Canvas;
      --a-text: CanvasText;
      --a-muted: CanvasText;
      --a-mark: CanvasText;
      --a-line: CanvasText;
      --a-fill: Canvas;
      --a-fill-strong: Canvas;
      --a-tint: Canvas;
      --a-on-accent: HighlightText;
      --a-danger: CanvasText;
    }
  }
`;
