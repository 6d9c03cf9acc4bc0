import { css } from 'lit';

export const interestMapStyles = css`
  section {
    display: grid;
    gap: var(--a-space-4);
  }

  .pair {
    display: grid;
    gap: var(--a-space-5);
  }

  .map {
    display: grid;
    align-content: start;
    gap: var(--a-space-2);
    min-inline-size: 0;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--a-space-1);
  }

  .choices .icon {
    font-size: var(--a-type-4);
    line-height: 1;
  }

  .button[aria-pressed='true'] {
    border-color: var(--a-accent);
    background: var(--a-tint);
  }

  .figure {
    overflow: hidden;
    min-block-size: 300px;
    border: 1px solid var(--a-line);
    border-radius: var(--a-radius-l);
    background: var(--a-fill);
    touch-action: pan-x pan-y;
  }

  .figure.near {
    cursor: grab;
    touch-action: none;
  }

  svg {
    display: block;
  }

  .hull {
    fill: var(--a-tint);
    stroke: var(--a-tint);
    stroke-linejoin: round;
    stroke-linecap: round;
    cursor: pointer;
  }

  .hull.on {
    fill: color-mix(in oklab, var(--a-accent) 30%, var(--a-surface));
    stroke: color-mix(in oklab, var(--a-accent) 30%, var(--a-surface));
  }

  .hull.muted {
    fill: var(--a-fill-strong);
    stroke: var(--a-fill-strong);
  }

  .dot {
    fill: var(--a-accent);
    stroke: var(--a-surface);
    stroke-width: 1.5;
  }

  .dot.candidate {
    fill: var(--a-surface);
    stroke: var(--a-accent);
  }

  .dot.muted {
    fill: var(--a-mark);
  }

  .dot.aside {
    opacity: 0.45;
  }

  .dot.on {
    stroke: var(--a-text);
    stroke-width: 2.5;
  }

  svg text {
    fill: var(--a-text);
    font-family: var(--a-font);
    paint-order: stroke;
    stroke: var(--a-fill);
    stroke-width: 3px;
    pointer-events: none;
  }

  svg .name {
    font-weight: 650;
  }

  .key {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--a-space-1) var(--a-space-2);
    font-size: var(--a-type-1);
  }

  .mark {
    inline-size: 11px;
    block-size: 11px;
    border: 1.5px solid var(--a-accent);
    border-radius: var(--a-radius-full);
  }

  .mark.history {
    background: var(--a-accent);
  }

  .mark.candidate {
    margin-inline-start: var(--a-space-2);
  }

  .beside {
    min-inline-size: 0;
  }

  .topics {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--a-space-3);
  }

  .topic {
    display: grid;
    gap: var(--a-space-1);
    padding: var(--a-space-3) var(--a-space-4);
    border: 1px solid var(--a-line);
    border-radius: var(--a-radius-l);
  }

  .topic.on {
    border-color: var(--a-accent);
  }

  .topic.muted .name,
  .source.muted .name {
    color: var(--a-muted);
    text-decoration: line-through;
  }

  .pick {
    min-block-size: 44px;
    font-size: var(--a-type-3);
    font-weight: 650;
  }

  .pick:hover .name {
    text-decoration: underline;
    text-underline-offset: 3px;
  }

  .trend {
    display: inline-flex;
    align-items: center;
    gap: var(--a-space-2);
    color: var(--a-muted);
    font-size: var(--a-type-1);
  }

  .spark {
    display: inline-flex;
    align-items: flex-end;
    gap: 2px;
    block-size: 20px;
  }

  .spark span {
    inline-size: 4px;
    background: var(--a-accent);
  }

  .items {
    font-family: var(--a-title-font);
  }

  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--a-space-2);
    margin-block-start: var(--a-space-2);
  }

  summary {
    min-block-size: 44px;
    padding-block: 12px;
    color: var(--a-muted);
    cursor: pointer;
  }

  .words label {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.5fr) minmax(0, 1.2fr);
    align-items: center;
    gap: var(--a-space-3);
    min-block-size: 44px;
  }

  .word {
    overflow-wrap: anywhere;
  }

  input[type='range'] {
    inline-size: 100%;
    accent-color: var(--a-accent);
  }

  .said {
    font-size: var(--a-type-1);
  }

  .source {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    align-items: center;
    gap: var(--a-space-3);
    min-block-size: 52px;
  }

  @container (inline-size >= 880px) {
    .pair {
      grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr);
    }

    .map {
      position: sticky;
      inset-block-start: var(--a-space-4);
      align-self: start;
    }
  }

  @media (forced-colors: active) {
    .hull {
      fill: Canvas;
      stroke: GrayText;
    }

    .dot.history {
      fill: CanvasText;
      forced-color-adjust: none;
    }

    .button[aria-pressed='true'] {
      border-color: Highlight;
      border-width: 2px;
    }
  }
`;
