import { css } from 'lit';

/** The map with its sentence beside it, and the chosen item under both. */
export const explanationStyles = css`
  :host {
    container-type: inline-size;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: space-between;
    gap: var(--a-space-3);
    margin-block-end: var(--a-space-4);
  }

  /* Has its place before there is something to turn into a table. */
  .late {
    visibility: hidden;
  }

  .heading {
    font-size: var(--a-type-4);
    font-weight: 650;
    line-height: 1.25;
  }

  .lead {
    max-inline-size: 64ch;
    color: var(--a-muted);
    text-wrap: pretty;
  }

  /* The words stand beside the map where there is room for both, else under it. */
  .pair {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: var(--a-space-3) var(--a-space-6);
  }

  .beside {
    flex: 1 1 min(380px, 100%);
    min-inline-size: 0;
  }

  .scroll {
    flex: 0 1 auto;
    max-inline-size: calc(100% + 8px);
  }

  .sentence {
    min-block-size: 3lh;
    max-inline-size: 64ch;
    margin-block-end: var(--a-space-3);
    font-size: var(--a-type-3);
    text-wrap: pretty;
  }

  .chosen {
    padding-block-start: var(--a-space-5);
    border-block-start: 1px solid var(--a-line);
  }

  .chosen .title {
    margin-block-end: var(--a-space-3);
    font-family: var(--a-title-font);
    font-size: var(--a-type-4);
    font-weight: 600;
  }

  .state {
    display: grid;
    justify-items: start;
    gap: var(--a-space-3);
    padding: var(--a-space-5);
    border: 1px solid var(--a-line);
    border-radius: var(--a-radius-l);
  }

  .waiting {
    block-size: 320px;
    border-radius: var(--a-radius-l);
    background: var(--a-fill);
  }
`;
