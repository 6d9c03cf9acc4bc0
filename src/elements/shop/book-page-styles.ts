import { css } from 'lit';

/** A work's page: the cover at the side of the words, above them on a phone. */
export const bookPageStyles = css`
  .page {
    display: grid;
    gap: var(--a-space-5);
  }

  .large {
    inline-size: min(56cqi, 220px);
  }

  .large .cover {
    box-shadow: 0 0 0 1px color-mix(in oklab, var(--a-text) 10%, transparent), var(--a-shadow-2);
  }

  .author {
    margin-block-start: var(--a-space-2);
    font-size: var(--a-type-4);
    font-weight: 400;
    color: var(--a-muted);
  }

  dl {
    display: flex;
    flex-wrap: wrap;
    gap: var(--a-space-3) var(--a-space-6);
    margin-block-start: var(--a-space-5);
    padding-block: var(--a-space-4);
    border-block: 1px solid var(--a-line);
  }

  dt {
    color: var(--a-muted);
    font-size: var(--a-type-1);
  }

  dd {
    font-weight: 550;
  }

  .text {
    max-inline-size: 62ch;
    margin-block-start: var(--a-space-5);
    font-family: var(--a-title-font);
    font-size: 1.125rem;
    line-height: 1.6;
    text-wrap: pretty;
  }

  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--a-space-4);
    margin-block-start: var(--a-space-3);
  }

  .tags a {
    display: inline-block;
    padding-block: 6px;
    color: var(--a-muted);
    text-decoration-color: var(--a-line);
  }

  .tags a:hover {
    color: var(--a-accent);
    text-decoration-color: currentColor;
  }

  .marks {
    display: flex;
    flex-wrap: wrap;
    gap: var(--a-space-2);
    margin-block-start: var(--a-space-5);
  }

  .mark[aria-pressed='true'] {
    border-color: var(--a-accent);
    background: var(--a-tint);
    color: var(--a-accent);
  }

  .mark[aria-pressed='true'] svg.icon {
    fill: currentColor;
  }

  .mark[aria-pressed='true']:last-child svg.icon {
    fill: none;
    stroke-width: 2.5;
  }

  .after {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--a-space-4);
    min-block-size: 44px;
    margin-block-start: var(--a-space-1);
  }

  .said {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--a-space-2);
    color: var(--a-muted);
  }

  /* Made while the work is on its way, shown in its place once the length of the words is known. */
  .early {
    visibility: hidden;
  }

  .source {
    display: inline-flex;
    align-items: center;
    gap: var(--a-space-2);
    min-block-size: 44px;
    font-weight: 550;
  }

  .source svg.icon {
    inline-size: 16px;
    block-size: 16px;
  }

  .after > .button {
    margin-inline-start: calc(-1 * var(--a-space-2));
  }

  .answer {
    margin-block-start: var(--a-space-2);
    padding: var(--a-space-5);
    border: 1px solid var(--a-line);
    border-radius: var(--a-radius-l);
    background: var(--a-fill);
  }

  .others {
    margin-block-start: var(--a-space-4);
  }

  @container (inline-size >= 600px) {
    .page {
      grid-template-columns: clamp(180px, 27cqi, 320px) minmax(0, 1fr);
      gap: clamp(32px, 5cqi, 72px);
    }

    .large {
      inline-size: 100%;
    }

    .source {
      margin-inline-start: var(--a-space-3);
    }
  }
`;
