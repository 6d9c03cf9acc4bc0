import { css } from 'lit';

/** The settings, and what they come to. */
export const settingsRailStyles = css`
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
    align-content: start;
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
    background: var(--a-accent);
  }

  .outcome dl {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--a-space-3);
  }

  /* As high as with what the product has under it, so that nothing moves when that appears. */
  .outcome dl div {
    min-block-size: 4.75rem;
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

  @container (inline-size >= 560px) {
    .rail {
      grid-template-columns: 1fr 1fr;
      column-gap: var(--a-space-5);
    }

    .rail h2 {
      grid-column: 1 / -1;
    }
  }

  @container (inline-size >= 980px) {
    .rail {
      position: sticky;
      inset-block-start: var(--a-space-4);
      grid-area: 1 / 2 / span 7 / 3;
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @media (forced-colors: active) {
    .outcome .shares {
      border: 1px solid CanvasText;
    }

    .outcome .shares span,
    .options :checked + span {
      forced-color-adjust: none;
    }
  }
`;
