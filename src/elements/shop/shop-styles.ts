import { css } from 'lit';

/** What all pages of the shop share: measures, headings, books in rows, panels. Needs `tokens` and `controls`. */
export const shopStyles = css`
  :host {
    --attune-card-ratio: 2 / 3;
    --attune-card-width: clamp(128px, 36cqi, 168px);
    --attune-title-size: 0.9375rem;
    container-type: inline-size;
  }

  h1,
  h2,
  .serif {
    font-family: var(--a-title-font);
    font-weight: 600;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }

  h1 {
    font-size: clamp(1.75rem, 1.3rem + 1.8vw, 2.5rem);
    line-height: 1.15;
  }

  /* Focus is put here after a navigation, to be read from; nothing can be done with it. */
  h1:focus-visible {
    outline: none;
  }

  ::part(heading) {
    font-family: var(--a-title-font);
    font-weight: 600;
  }

  h2 {
    font-size: var(--a-type-4);
    line-height: 1.25;
  }

  .lead {
    max-inline-size: 60ch;
    margin-block-start: var(--a-space-3);
    color: var(--a-muted);
    font-size: 1.0625rem;
    line-height: 1.55;
    text-wrap: pretty;
  }

  .stack > * + * {
    margin-block-start: clamp(40px, 5vw, 64px);
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--a-space-2) var(--a-space-5);
  }

  a {
    color: var(--a-accent);
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }

  .prose {
    max-inline-size: 66ch;
    font-size: 1.0625rem;
    line-height: 1.6;
  }

  .prose p + p,
  .prose p + ul {
    margin-block-start: 1em;
  }

  .prose h2 {
    margin: 2em 0 0.5em;
  }

  .prose ul {
    list-style: disc;
    padding-inline-start: 1.2em;
  }

  .prose li + li {
    margin-block-start: 0.4em;
  }

  .note {
    padding: var(--a-space-5);
    border: 1px solid var(--a-line);
    border-radius: var(--a-radius-l);
  }

  .note p {
    max-inline-size: 60ch;
  }

  .note .button {
    margin-block-start: var(--a-space-4);
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
  }

  .choice {
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    color: var(--a-muted);
    text-decoration: none;
  }

  .choice:hover {
    color: var(--a-text);
  }

  .choice[aria-current] {
    color: var(--a-text);
    font-weight: 600;
    box-shadow: inset 0 -2px var(--a-accent);
  }

  @media (forced-colors: active) {
    .choice[aria-current],
    [aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
