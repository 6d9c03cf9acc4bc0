import { css } from 'lit';

/** Steps in one column, the settings beside them where there is room, else between what they do not change and what they do. */
export const theoryStyles = css`
  math {
    font-family: 'STIX Two Math', 'Cambria Math', 'Latin Modern Math', 'Libertinus Math', 'Noto Sans Math', math;
    /* So small where there is little room that the longest formula keeps to one line. */
    font-size: clamp(0.8125rem, 3.8cqi, 1.125rem);
  }

  mtext {
    font-family: var(--a-font);
    font-size: 0.8em;
  }

  .waiting {
    block-size: 60vh;
    margin-block-start: var(--a-space-5);
    border-radius: var(--a-radius-l);
    background: var(--a-fill);
  }

  .overview {
    display: grid;
    gap: var(--a-space-3) var(--a-space-6);
    margin-block-start: var(--a-space-5);
    padding: var(--a-space-4) var(--a-space-5);
    border-radius: var(--a-radius-l);
    background: var(--a-fill);
  }

  .overview math {
    font-size: 1.375rem;
  }

  .overview dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
    gap: var(--a-space-1) var(--a-space-5);
    color: var(--a-muted);
  }

  .overview dl div {
    display: flex;
    gap: var(--a-space-3);
  }

  dt {
    min-inline-size: 1em;
    color: var(--a-text);
    font-style: italic;
  }

  .chooser {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
    gap: var(--a-space-3) var(--a-space-5);
    margin-block-start: var(--a-space-5);
  }

  .chooser label {
    display: grid;
    gap: var(--a-space-1);
    min-inline-size: 0;
    font-weight: 600;
  }

  select {
    inline-size: 100%;
    min-block-size: 44px;
    padding-inline: var(--a-space-3);
    border: 1px solid var(--a-mark);
    border-radius: var(--a-radius);
    background: var(--a-surface);
    color: var(--a-text);
    font: inherit;
    font-size: 1rem;
    font-weight: 400;
    text-overflow: ellipsis;
  }

  .samples {
    margin-block-start: var(--a-space-4);
    padding: var(--a-space-3) var(--a-space-4);
  }

  .theory {
    display: grid;
    gap: var(--a-space-6);
    margin-block-start: var(--a-space-6);
  }

  .step {
    display: grid;
    gap: var(--a-space-4);
    min-inline-size: 0;
    padding-block-start: var(--a-space-5);
    border-block-start: 1px solid var(--a-line);
  }

  .step > * {
    min-inline-size: 0;
  }

  .step h2 {
    display: flex;
    align-items: baseline;
    gap: var(--a-space-3);
  }

  .place {
    color: var(--a-accent);
    font-variant-numeric: tabular-nums;
  }

  .says {
    max-inline-size: 66ch;
    font-size: var(--a-type-3);
    line-height: 1.55;
    text-wrap: pretty;
  }

  .formula {
    display: grid;
    gap: var(--a-space-3);
    padding: var(--a-space-4);
    overflow-x: auto;
    border-radius: var(--a-radius-l);
    background: var(--a-fill);
  }

  .worked {
    color: var(--a-accent);
    font-variant-numeric: tabular-nums;
  }

  p.worked {
    text-align: center;
    text-wrap: balance;
  }

  @container (inline-size < 560px) {
    .formula {
      padding-inline: var(--a-space-2);
    }
  }

  @container (inline-size >= 720px) {
    .overview {
      grid-template: 'a dl' auto 's dl' auto / auto 1fr;
      align-items: center;
    }

    .overview dl {
      grid-area: dl;
    }
  }

  @container (inline-size >= 980px) {
    .theory {
      grid-template-columns: minmax(0, 1fr) 288px;
      column-gap: var(--a-space-6);
    }

    .step {
      grid-column: 1;
    }
  }
`;
