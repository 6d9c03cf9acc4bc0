import { css } from 'lit';

/** Cells, bars, tables and lists of the steps. */
export const figureStyles = css`
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
    gap: var(--a-space-5);
  }

  figure {
    min-inline-size: 0;
  }

  figcaption {
    margin-block-end: var(--a-space-2);
    font-weight: 600;
  }

  .read {
    display: -webkit-box;
    min-block-size: 3lh;
    margin-block-end: var(--a-space-3);
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  .cells {
    display: block;
    inline-size: 100%;
    block-size: clamp(72px, 18cqi, 112px);
    border-radius: var(--a-radius-s);
    background: var(--a-fill);
  }

  .cells .for {
    fill: var(--a-accent);
  }

  .cells .not {
    fill: var(--a-danger);
  }

  .fact {
    max-inline-size: 66ch;
    font-size: var(--a-type-2);
  }

  figure .fact {
    margin-block: var(--a-space-2) 0;
  }

  summary {
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    color: var(--a-accent);
    cursor: pointer;
  }

  .all {
    max-block-size: 12lh;
    overflow-y: auto;
    color: var(--a-muted);
    font-size: var(--a-type-1);
  }

  .rows {
    display: grid;
  }

  .row {
    display: grid;
    grid-template-columns: minmax(0, 14rem) minmax(0, 1fr) 4.5em;
    align-items: center;
    gap: var(--a-space-3);
    min-block-size: 44px;
    padding-inline: var(--a-space-2);
    border-radius: var(--a-radius-s);
  }

  .row .value {
    grid-column: -2;
  }

  .value,
  td {
    text-align: end;
    white-space: nowrap;
  }

  .pick {
    min-block-size: 44px;
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .pick:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }

  [data-chosen] {
    background: var(--a-tint);
    font-weight: 600;
  }

  .track {
    block-size: 8px;
    overflow: hidden;
    border-radius: var(--a-radius-full);
    background: var(--a-fill-strong);
  }

  .fill {
    display: block;
    block-size: 100%;
    border-radius: inherit;
    background: var(--a-accent);
  }

  .against .fill {
    background: repeating-linear-gradient(135deg, var(--a-danger) 0 3px, transparent 3px 5px);
  }

  .sum {
    border-block-start: 1px solid var(--a-line);
    border-radius: 0;
    font-weight: 600;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding: var(--a-space-2);
    border-block-start: 1px solid var(--a-line);
  }

  th {
    font-weight: inherit;
    text-align: start;
  }

  thead th {
    border: 0;
    color: var(--a-muted);
    font-size: var(--a-type-1);
    font-weight: 400;
    text-align: end;
    vertical-align: bottom;
  }

  thead th:first-child {
    text-align: start;
  }

  tbody th {
    max-inline-size: 0;
    inline-size: 45%;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .bias tbody th {
    padding-block: 0;
  }

  .bias tbody th .muted {
    display: block;
    margin-block: -10px var(--a-space-2);
    font-size: var(--a-type-1);
    font-weight: 400;
  }

  tfoot {
    font-weight: 600;
  }

  .order li {
    display: grid;
    grid-template-columns: 2.2em minmax(0, 1fr) auto auto;
    align-items: baseline;
    gap: var(--a-space-2);
    padding: var(--a-space-2);
    border-block-start: 1px solid var(--a-line);
  }

  .order a {
    color: inherit;
    text-decoration: none;
  }

  .order a:hover {
    text-decoration: underline;
  }

  .at,
  .by {
    color: var(--a-muted);
    font-weight: 400;
  }

  .new {
    color: var(--a-accent);
  }

  @container (inline-size < 560px) {
    .row {
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 var(--a-space-3);
      padding-block-end: var(--a-space-2);
    }

    .row .track {
      grid-area: 2 / 1 / 3 / 3;
    }

    .row > :first-child {
      min-block-size: 44px;
      align-content: center;
    }

    th,
    td {
      padding-inline: var(--a-space-1);
    }

    table {
      font-size: var(--a-type-1);
    }

    .bias .pick {
      overflow-wrap: anywhere;
      white-space: normal;
    }

    .bias tbody th .muted {
      margin-block-start: -4px;
    }
  }

  /* Room for the longest word of a title beside four numbers. */
  @container (inline-size < 320px) {
    .bias th,
    .bias td {
      padding-inline: 2px;
    }
  }

  @media (forced-colors: active) {
    [data-chosen] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }

    .pick[aria-pressed='true'] {
      outline: none;
    }

    .track {
      border: 1px solid CanvasText;
    }

    .fill {
      forced-color-adjust: none;
    }
  }
`;
