import { css } from 'lit';

/** Headings, buttons, links and focus as every element draws them. Needs `tokens`. */
export const controls = css`
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    text-align: inherit;
    cursor: pointer;
  }

  :focus-visible {
    outline: 2px solid var(--a-accent);
    outline-offset: 2px;
    border-radius: var(--a-radius-s);
  }

  :focus:not(:focus-visible) {
    outline: none;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--a-space-2);
    min-block-size: 44px;
    padding: 0 var(--a-space-4);
    border: 1px solid var(--a-mark);
    border-radius: var(--a-radius);
    background: var(--a-surface);
    color: var(--a-text);
    font-size: var(--a-type-2);
    font-weight: 550;
    transition: background-color var(--a-quick), border-color var(--a-quick);
  }

  .button:hover {
    background: var(--a-fill);
    border-color: var(--a-text);
  }

  .button.primary {
    background: var(--a-accent);
    border-color: var(--a-accent);
    color: var(--a-on-accent);
  }

  .button.primary:hover {
    background: color-mix(in oklab, var(--a-accent) 88%, var(--a-text));
  }

  .button.danger {
    border-color: var(--a-danger);
    color: var(--a-danger);
  }

  .button.quiet {
    border-color: transparent;
    background: none;
    color: var(--a-accent);
    padding: 0 var(--a-space-2);
  }

  .button.quiet:hover {
    background: var(--a-fill-strong);
  }

  .button.icon {
    inline-size: 44px;
    padding: 0;
  }

  .button[aria-disabled='true'],
  .button:disabled {
    color: var(--a-muted);
    border-color: var(--a-line);
    background: none;
    cursor: default;
  }

  svg.icon {
    inline-size: 20px;
    block-size: 20px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .muted {
    color: var(--a-muted);
  }

  .numbers {
    font-variant-numeric: tabular-nums;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    .button.primary {
      forced-color-adjust: none;
    }
  }
`;
