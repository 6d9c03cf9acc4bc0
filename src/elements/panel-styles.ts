import { css } from 'lit';

/** Headings, sections and states that the two panels share. */
export const panelStyles = css`
  :host {
    container-type: inline-size;
  }

  .heading {
    font-size: var(--a-type-4);
    font-weight: 650;
    line-height: 1.25;
  }

  .sub {
    font-size: var(--a-type-3);
    font-weight: 600;
  }

  .sub::first-letter {
    text-transform: uppercase;
  }

  p {
    max-inline-size: 64ch;
    text-wrap: pretty;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--a-space-2) var(--a-space-4);
  }

  .state {
    display: grid;
    justify-items: start;
    gap: var(--a-space-2);
    padding: var(--a-space-5);
    border: 1px solid var(--a-line);
    border-radius: var(--a-radius-l);
  }

  .state .lead {
    font-size: var(--a-type-3);
    font-weight: 600;
  }

  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--a-space-1) var(--a-space-3);
    padding: var(--a-space-1) var(--a-space-4);
    min-block-size: 54px;
    border-radius: var(--a-radius);
    background: var(--a-tint);
  }

  .trouble {
    display: flex;
    gap: var(--a-space-2);
    padding: var(--a-space-3) var(--a-space-4);
    border: 1px solid var(--a-danger);
    border-radius: var(--a-radius);
  }

  .trouble svg {
    color: var(--a-danger);
  }

  .busy {
    block-size: 160px;
    border-radius: var(--a-radius-l);
    background: var(--a-fill);
  }
`;
