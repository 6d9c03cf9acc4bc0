import { css } from 'lit';

/** One hue, from tint to full accent; the mark's area says the same as its depth, so no colour is needed to read it. */
export const heatMapStyles = css`
  .scroll {
    overflow-x: auto;
    overscroll-behavior-x: contain;
    padding: 4px;
    margin: -4px;
  }

  table {
    border-collapse: collapse;
    font-size: var(--a-type-1);
  }

  th {
    font-weight: 400;
    text-align: start;
  }

  .map thead th {
    block-size: 136px;
    padding: 0 0 var(--a-space-2);
    vertical-align: bottom;
    color: var(--a-muted);
  }

  .turned {
    display: block;
    max-block-size: none;
    max-inline-size: 128px;
    margin: 0 auto;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    writing-mode: vertical-rl;
    rotate: 180deg;
    line-height: 1.2;
  }

  /* One character a line. Vertical writing would need a font's vertical metrics, without which it is cut off. */
  .turned.upright {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 9;
    /* One character a line, also where a font's stand-in for it is half as wide. */
    inline-size: 1.25em;
    padding-inline: 0.125em;
    rotate: none;
    writing-mode: horizontal-tb;
    line-height: 1.15;
    line-break: anywhere;
    text-align: center;
    white-space: normal;
  }

  .map tbody th {
    position: sticky;
    z-index: 1;
    inset-inline-start: 0;
    inline-size: 200px;
    min-inline-size: 96px;
    max-inline-size: 200px;
    padding-inline-end: var(--a-space-3);
    background: var(--a-surface);
    cursor: pointer;
  }

  .item {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    font-family: var(--a-title-font);
    font-size: var(--a-type-2);
    line-height: 1.25;
    overflow-wrap: anywhere;
  }

  .map tbody td {
    position: relative;
    inline-size: 44px;
    min-inline-size: 36px;
    block-size: 44px;
    padding: 0;
    border: 1px solid var(--a-line);
    text-align: center;
    cursor: pointer;
  }

  .map.dense tbody td {
    inline-size: 36px;
    min-inline-size: 30px;
  }

  .mark {
    position: absolute;
    inset: calc((1 - sqrt(var(--part))) * 50%);
    border-radius: 2px;
    background: color-mix(in oklab, var(--a-accent) calc(16% + 48% * var(--part)), var(--a-surface));
  }

  .strong .mark {
    background: color-mix(in oklab, var(--a-accent) calc(70% + 30% * var(--part)), var(--a-surface));
  }

  .sum .mark {
    display: none;
  }

  .map td.sum {
    border-style: dashed;
    color: var(--a-muted);
  }

  .map .value:not(.unseen) {
    position: relative;
    font-weight: 600;
  }

  .strong .value {
    color: var(--a-on-accent);
  }

  .map td.here {
    outline: 2px solid var(--a-text);
    outline-offset: -2px;
  }

  .map thead th.on,
  .map tr.on th,
  .map tr.selected th {
    color: var(--a-text);
    font-weight: 650;
  }

  .map tr.on td,
  .map td.on {
    border-color: var(--a-mark);
  }

  .map tr.selected th {
    box-shadow: inset 3px 0 var(--a-accent);
    padding-inline-start: var(--a-space-2);
  }

  .plain {
    inline-size: 100%;
  }

  .plain th,
  .plain td {
    padding: var(--a-space-2) var(--a-space-3) var(--a-space-2) 0;
    border-block-end: 1px solid var(--a-line);
    vertical-align: top;
  }

  .plain thead th {
    min-inline-size: 80px;
    color: var(--a-muted);
    text-align: end;
  }

  .plain thead th:first-child {
    min-inline-size: 160px;
    text-align: start;
  }

  .plain td {
    text-align: end;
  }

  .plain :is(th, td):last-child {
    padding-inline-end: 0;
  }

  .plain .muted {
    white-space: nowrap;
  }

  .plain b {
    font-weight: 600;
  }

  @container (inline-size < 560px) {
    .map tbody th {
      inline-size: 112px;
      max-inline-size: 112px;
      padding-inline-end: var(--a-space-2);
    }

    .item {
      font-size: var(--a-type-1);
    }

    .map tbody td {
      inline-size: 40px;
    }
  }

  @media (forced-colors: active) {
    .mark,
    .strong .mark {
      background: Highlight;
      forced-color-adjust: none;
    }

    .value:not(.unseen) {
      padding-inline: 2px;
      background: Canvas;
      color: CanvasText;
    }

    .map td.here {
      outline-color: Highlight;
    }
  }
`;
