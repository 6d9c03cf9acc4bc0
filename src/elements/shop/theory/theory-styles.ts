import { css } from 'lit';

/** Steps in one column, what can be turned beside them where there is room, else between what it does not change and what it does. */
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

  .rail {
    display: grid;
    gap: var(--a-space-4);
    align-self: start;
    min-inline-size: 0;
    padding: var(--a-space-4);
    border: 1px solid var(--a-mark);
    border-radius: var(--a-radius-l);
    background: var(--a-surface);
  }

  .options {
    display: flex;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .options:disabled {
    opacity: 0.55;
  }

  legend {
    padding: 0 0 var(--a-space-1);
    color: var(--a-muted);
  }

  .options label {
    position: relative;
    flex: 1 1 0;
    min-inline-size: 0;
  }

  .options input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .options span {
    display: grid;
    place-items: center;
    min-block-size: 44px;
    padding-inline: var(--a-space-1);
    border: 1px solid var(--a-mark);
    margin-inline-start: -1px;
  }

  .options label:first-of-type span {
    margin-inline-start: 0;
    border-start-start-radius: var(--a-radius);
    border-end-start-radius: var(--a-radius);
  }

  .options label:last-of-type span {
    border-start-end-radius: var(--a-radius);
    border-end-end-radius: var(--a-radius);
  }

  .options :checked + span {
    background: var(--a-accent);
    border-color: var(--a-accent);
    color: var(--a-on-accent);
    font-weight: 600;
  }

  .options :focus-visible + span {
    outline: 2px solid var(--a-accent);
    outline-offset: 2px;
  }

  .slider {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    column-gap: var(--a-space-3);
  }

  .slider .now {
    font-weight: 600;
  }

  .slider input {
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: 32px;
    margin: 0;
    accent-color: var(--a-accent);
  }

  .outcome {
    display: grid;
    gap: var(--a-space-3);
  }

  .outcome .shares {
    display: flex;
    gap: 2px;
    block-size: 16px;
    overflow: hidden;
    border-radius: var(--a-radius-s);
    background: var(--a-fill-strong);
  }

  .outcome .shares span {
    flex: 0 1 0;
    margin: 0;
    background: var(--a-accent);
  }

  .outcome dl {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--a-space-3);
  }

  .outcome dt {
    color: var(--a-muted);
    font-style: normal;
  }

  .outcome dd {
    font-size: var(--a-type-4);
    font-weight: 600;
    line-height: 1.2;
  }

  .was {
    display: block;
    color: var(--a-muted);
    font-size: var(--a-type-1);
    font-weight: 400;
  }

  @container (inline-size < 560px) {
    .formula {
      padding-inline: var(--a-space-2);
    }

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

  @container (inline-size >= 560px) {
    .rail {
      grid-template-columns: 1fr 1fr;
      column-gap: var(--a-space-5);
    }

    .rail h2 {
      grid-column: 1 / -1;
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

    .rail {
      position: sticky;
      inset-block-start: var(--a-space-4);
      grid-area: 1 / 2 / span 7 / 3;
      grid-template-columns: minmax(0, 1fr);
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

    .track,
    .outcome .shares {
      border: 1px solid CanvasText;
    }

    .fill,
    .outcome .shares span,
    .options :checked + span {
      forced-color-adjust: none;
    }
  }
`;
