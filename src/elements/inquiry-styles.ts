import { css } from 'lit';

/** The answer to a question about an event: two lists, or a text with tinted words. */
export const inquiryStyles = css`
  .inquiry {
    display: grid;
    gap: var(--a-space-3);
    justify-items: start;
    margin-block: var(--a-space-2) var(--a-space-3);
    padding: var(--a-space-4);
    border: 1px solid var(--a-line);
    border-radius: var(--a-radius-l);
    container-type: inline-size;
  }

  .inquiry > * {
    max-inline-size: 100%;
  }

  .inquiry .verdict {
    max-inline-size: 64ch;
    font-weight: 600;
    text-wrap: pretty;
  }

  .inquiry .lists {
    display: grid;
    gap: var(--a-space-4);
    inline-size: 100%;
  }

  .inquiry .lists > div {
    min-inline-size: 0;
  }

  .inquiry .caption {
    overflow: hidden;
    margin-block-end: 0;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .inquiry li {
    display: flex;
    align-items: center;
    gap: var(--a-space-2);
    block-size: 44px;
    border-block-end: 1px solid var(--a-line);
  }

  .inquiry .place {
    flex: none;
    min-inline-size: 2ch;
    color: var(--a-muted);
  }

  .inquiry li .name {
    display: -webkit-box;
    white-space: normal;
    flex: 1;
    overflow: hidden;
    font-family: var(--a-title-font);
    line-height: 1.25;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .inquiry .move {
    flex: none;
    padding: 0 var(--a-space-2);
    border-radius: var(--a-radius-full);
    background: var(--a-tint);
    font-size: var(--a-type-1);
    font-weight: 600;
  }

  .inquiry .gone .name {
    color: var(--a-muted);
    text-decoration: line-through;
  }

  .inquiry .traces {
    display: none;
  }

  .inquiry .text {
    max-inline-size: 64ch;
    font-size: var(--a-type-3);
    line-height: 2;
    overflow-wrap: anywhere;
  }

  .inquiry .text .title {
    margin: 0;
    font-family: var(--a-title-font);
    font-size: inherit;
    font-weight: 600;
  }

  .inquiry .apart {
    color: var(--a-muted);
  }

  .inquiry mark {
    padding-block: 2px;
    border-radius: var(--a-radius-s);
    background: color-mix(in oklab, var(--a-accent) calc(var(--part) * 0.3), transparent);
    color: inherit;
    text-decoration: underline solid var(--a-accent) 2px;
    text-underline-offset: 4px;
  }

  .inquiry mark.against {
    background: none;
    text-decoration: underline dashed var(--a-danger) 2px;
  }

  .inquiry .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--a-space-2) var(--a-space-4);
    color: var(--a-muted);
    font-size: var(--a-type-1);
  }

  .inquiry .legend .for {
    text-decoration: underline solid var(--a-accent) 2px;
    text-underline-offset: 4px;
  }

  .inquiry .legend .against {
    text-decoration: underline dashed var(--a-danger) 2px;
    text-underline-offset: 4px;
  }

  .inquiry .figures {
    border-collapse: collapse;
  }

  .inquiry .figures th,
  .inquiry .figures td {
    padding: var(--a-space-1) var(--a-space-3) var(--a-space-1) 0;
    border-block-end: 1px solid var(--a-line);
    font-weight: 400;
    text-align: start;
  }

  .inquiry .figures td {
    text-align: end;
  }

  .inquiry .figures thead th {
    color: var(--a-muted);
    font-size: var(--a-type-1);
    font-weight: 600;
  }

  @container (inline-size >= 380px) {
    .inquiry .lists {
      grid-template-columns: minmax(0, 1fr) 40px minmax(0, 1fr);
      gap: 0 var(--a-space-2);
      align-items: end;
    }

    .inquiry .lists > div {
      align-self: start;
    }

    .inquiry .traces {
      display: block;
      align-self: end;
      inline-size: 40px;
      fill: none;
      stroke: var(--a-accent);
      stroke-width: 1.5px;
      vector-effect: non-scaling-stroke;
    }

    .inquiry .traces .stays {
      stroke: var(--a-line);
    }
  }

  @media (forced-colors: active) {
    .inquiry mark {
      background: Canvas;
      color: CanvasText;
    }

    .inquiry .traces {
      stroke: CanvasText;
    }
  }
`;
