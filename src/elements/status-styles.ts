import { css } from 'lit';

/** Facts, the timeline and the download bar. */
export const statusStyles = css`
  section {
    display: grid;
    gap: var(--a-space-5);
  }

  .part {
    display: grid;
    align-content: start;
    gap: var(--a-space-2);
    padding-block-start: var(--a-space-4);
    border-block-start: 1px solid var(--a-line);
  }

  .part > .sub {
    color: var(--a-muted);
    font-size: var(--a-type-2);
  }

  /* Grey places of the final size. */
  .unknown .part {
    border-radius: var(--a-radius-l);
    background: var(--a-fill);
  }

  .unknown .part > *,
  .muted.late {
    visibility: hidden;
  }

  .fact {
    font-size: var(--a-type-3);
    font-weight: 600;
  }

  .choices {
    display: inline-flex;
    flex-wrap: wrap;
    gap: var(--a-space-1);
    margin: var(--a-space-1) 0 0;
    padding: 0;
    border: 0;
  }

  .choices label {
    display: inline-flex;
    align-items: center;
    gap: var(--a-space-2);
    min-block-size: 44px;
    padding: 0 var(--a-space-4);
    border: 1px solid var(--a-line);
    border-radius: var(--a-radius);
    cursor: pointer;
  }

  .choices label:has(:checked) {
    border-color: var(--a-accent);
    background: var(--a-tint);
    font-weight: 600;
  }

  .choices input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--a-accent);
  }

  /* Sentences of one line or of several leave what follows in its place. */
  .because {
    min-block-size: 2lh;
  }

  .headline {
    display: grid;
    align-content: center;
    min-block-size: 42px;
  }

  .lines {
    display: grid;
    align-content: start;
    gap: var(--a-space-2);
    min-block-size: calc(2lh + var(--a-space-2));
  }

  .total {
    font-size: var(--a-type-5);
    font-weight: 600;
    letter-spacing: -0.01em;
  }

  .steps {
    display: grid;
    gap: var(--a-space-1);
    max-inline-size: 560px;
  }

  .step {
    display: grid;
    grid-template-columns: 7.5em minmax(0, 1fr) 5em;
    align-items: center;
    gap: var(--a-space-3);
    min-block-size: 24px;
  }

  .step .value {
    text-align: end;
  }

  .lane,
  .download .track {
    position: relative;
    display: block;
    block-size: 8px;
    border-radius: var(--a-radius-full);
    background: var(--a-fill-strong);
    overflow: hidden;
  }

  .lane .fill {
    position: absolute;
    inset-block: 0;
    border-radius: inherit;
    background: var(--a-accent);
  }

  .download {
    display: grid;
    gap: var(--a-space-2);
    max-inline-size: 560px;
  }

  .download .track .fill {
    display: block;
    block-size: 100%;
    background: var(--a-accent);
  }

  .files {
    display: grid;
    gap: 2px;
    color: var(--a-muted);
    font-size: var(--a-type-1);
  }

  .files li {
    display: flex;
    justify-content: space-between;
    gap: var(--a-space-3);
  }

  .files span:first-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--a-space-2);
  }

  code {
    overflow-wrap: anywhere;
  }

  details {
    color: var(--a-muted);
    font-size: var(--a-type-1);
  }

  summary {
    min-block-size: 24px;
    cursor: pointer;
  }

  @container (inline-size >= 880px) {
    section {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: var(--a-space-6);
    }

    section > :not(.part) {
      grid-column: 1 / -1;
    }

    [part='encoder'] {
      grid-row: span 2;
    }
  }

  @container (inline-size < 400px) {
    .choices {
      display: grid;
    }

    .because {
      min-block-size: 3lh;
    }

    .step {
      grid-template-columns: 5.5em minmax(0, 1fr) 4em;
      gap: var(--a-space-2);
    }
  }

  @media (forced-colors: active) {
    .lane,
    .download .track {
      border: 1px solid CanvasText;
    }

    .fill {
      forced-color-adjust: none;
    }

    .choices label:has(:checked) {
      border: 2px solid Highlight;
    }
  }
`;
