import { css, html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { marksTo } from './plot-axis.ts';

/** One ranker: a dot with its interval, and figures. */
export interface PlotRow {
  name: string;
  /** As the command line names it. */
  code: string;
  /** Whether the ranker is one of ours, which are drawn filled. */
  isOwn: boolean;
  /** What is recommended here, which stands out. */
  isLead: boolean;
  value: number;
  interval: readonly [low: number, high: number];
  /** In the order of the headings. */
  figures: readonly string[];
}

export interface Plot {
  caption: string;
  /** Heading of the rankers. */
  of: string;
  headings: readonly string[];
  rows: readonly PlotRow[];
  /** Drawn across all rows. */
  reference: number;
  label: (value: number) => string;
}

/** A table that is a chart as well: its dots and intervals stand beside the figures that say the same. */
export function intervalPlot({ caption, of, headings, rows, reference, label }: Plot): TemplateResult {
  const marks = marksTo(Math.max(reference, ...rows.map(({ interval }) => interval[1])));
  const most = marks[marks.length - 1];
  const at = (value: number): string => `${(100 * value) / most}%`;
  return html`
    <table class="plot" role="table">
      <caption>${caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">${of}</th>
          <td class="drawn" aria-hidden="true"><svg class="axis">${marks.map((mark) => svg`<text x=${at(mark)} y="100%" dy="-8">${label(mark)}</text>`)}</svg></td>
          ${headings.map((heading) => html`<th scope="col" role="columnheader">${heading}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">${rows.map((row) => html`
        <tr role="row" class=${classMap({ own: row.isOwn, shipped: row.isLead })}>
          <th scope="row" role="rowheader"><span class="ranker">${row.name}</span> <code>${row.code}</code></th>
          <td class="drawn" aria-hidden="true"><svg>
            ${marks.map((mark) => svg`<line class="grid" x1=${at(mark)} x2=${at(mark)} y1="0" y2="100%" />`)}
            <line class="reference" x1=${at(reference)} x2=${at(reference)} y1="0" y2="100%" />
            <line class="interval" x1=${at(row.interval[0])} x2=${at(row.interval[1])} y1="50%" y2="50%" />
            <circle cx=${at(row.value)} cy="50%" r=${row.isLead ? 6 : 5} />
          </svg></td>
          ${row.figures.map((figure, n) => html`<td role="cell" data-heading=${headings[n] ?? nothing}>${figure}</td>`)}
        </tr>`)}
      </tbody>
    </table>
  `;
}

/** Needs `tokens`; where there is little room a row stands in three lines. */
export const intervalPlotStyles = css`
  .plot {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  .plot caption {
    padding-block-end: var(--a-space-3);
    color: var(--a-muted);
    text-align: start;
    text-wrap: pretty;
  }

  .plot :is(th, td) {
    block-size: 40px;
    padding: 0 0 0 var(--a-space-5);
    font-weight: 400;
    text-align: end;
    white-space: nowrap;
  }

  .plot thead :is(th, td) {
    color: var(--a-muted);
    vertical-align: bottom;
    padding-block-end: var(--a-space-2);
  }

  .plot tbody tr {
    border-block-start: 1px solid var(--a-line);
  }

  .plot :is(th, td):first-child {
    padding-inline-start: 0;
    text-align: start;
  }

  .plot code {
    margin-inline-start: var(--a-space-1);
    color: var(--a-muted);
    font-family: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace;
    font-size: var(--a-type-1);
  }

  .plot .shipped {
    background: var(--a-tint);
  }

  .shipped :is(.ranker, td) {
    font-weight: 650;
  }

  .plot .drawn {
    inline-size: 48%;
    padding-inline-end: var(--a-space-4);
    line-height: 0;
  }

  .drawn svg {
    inline-size: 100%;
    block-size: 40px;
    overflow: visible;
  }

  .drawn .axis {
    block-size: 20px;
  }

  .axis text {
    fill: var(--a-muted);
    font-size: var(--a-type-1);
    text-anchor: middle;
  }

  .drawn .grid {
    stroke: var(--a-line);
  }

  .drawn .reference {
    stroke: var(--a-mark);
    stroke-dasharray: 3 3;
  }

  .drawn .interval {
    stroke: var(--a-mark);
    stroke-width: 2;
  }

  .drawn circle {
    fill: var(--a-surface);
    stroke: var(--a-mark);
    stroke-width: 2;
  }

  .own .interval {
    stroke: var(--a-accent);
  }

  .own circle {
    fill: var(--a-accent);
    stroke: var(--a-accent);
  }

  .shipped .interval {
    stroke-width: 3;
  }

  @media (forced-colors: active) {
    .drawn .grid {
      stroke: GrayText;
    }
  }

  @container (inline-size < 760px) {
    .plot,
    .plot caption,
    .plot tbody {
      display: block;
    }

    .plot thead tr,
    .plot tbody tr {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 var(--a-space-4);
      padding: var(--a-space-2) var(--a-space-2) var(--a-space-3);
      margin-inline: calc(-1 * var(--a-space-2));
    }

    .plot thead tr {
      padding-block: 0;
    }

    .plot thead th {
      position: absolute;
      clip-path: inset(50%);
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
    }

    .plot :is(th, td),
    .plot thead :is(th, td) {
      block-size: auto;
      padding: 0;
    }

    .plot tbody th,
    .plot .drawn {
      flex: 0 0 100%;
      inline-size: auto;
      padding-inline: var(--a-space-3);
    }

    .plot tbody th {
      padding-inline: 0;
      white-space: normal;
    }

    .plot tbody .drawn svg {
      block-size: 24px;
    }

    .plot tbody td[data-heading]::before {
      content: attr(data-heading) ' ';
      /* Not read out: the column's heading is. */
      content: attr(data-heading) ' ' / '';
      color: var(--a-muted);
      font-weight: 400;
    }
  }
`;
