import { css } from 'lit';

/** The panel over the page. Needs `tokens`. */
export const debugStyles = css`
  :host {
    position: fixed;
    z-index: 2147483000;
    inset-block-end: 0;
    inset-inline: 0;
    max-block-size: 60vh;
    overflow: auto;
    overscroll-behavior: contain;
    background: var(--a-surface);
    border-block-start: 2px solid var(--a-accent);
    box-shadow: var(--a-shadow-2);
  }

  section {
    display: grid;
    gap: var(--a-space-4);
    padding: var(--a-space-3) var(--a-space-4) var(--a-space-5);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--a-space-2) var(--a-space-4);
  }

  .row > :last-child {
    margin-inline-start: auto;
  }

  .heading {
    font-weight: 650;
    font-size: var(--a-type-3);
  }

  select {
    font: inherit;
    color: inherit;
    background: var(--a-surface);
    border: 1px solid var(--a-mark);
    border-radius: var(--a-radius-s);
    padding: var(--a-space-1) var(--a-space-2);
    min-block-size: 32px;
    max-inline-size: 100%;
  }

  code {
    font-size: var(--a-type-1);
    overflow-wrap: anywhere;
  }

  .scroll {
    overflow-x: auto;
  }

  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
    font-size: var(--a-type-1);
  }

  th,
  td {
    padding: var(--a-space-1) var(--a-space-2);
    border-block-end: 1px solid var(--a-line);
    text-align: end;
    white-space: nowrap;
  }

  th:nth-child(2),
  td:nth-child(2) {
    text-align: start;
    white-space: normal;
    min-inline-size: 14em;
  }

  .against {
    color: var(--a-danger);
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
