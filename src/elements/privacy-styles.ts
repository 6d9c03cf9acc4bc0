import { css } from 'lit';

/** Rows of the history, on one line or, where it is narrow, on two. Needs `panelStyles`. */
export const privacyStyles = css`
  section {
    display: grid;
    gap: var(--a-space-4);
  }

  .kept {
    display: flex;
    gap: var(--a-space-2);
    color: var(--a-muted);
  }

  /* Takes its place, and waits for what it has to say. */
  .late {
    visibility: hidden;
  }

  .confirm {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--a-space-2);
  }

  .day {
    display: grid;
    gap: 0;
  }

  .day .row {
    border-block-end: 1px solid var(--a-line);
    flex-wrap: nowrap;
  }

  .day .row .button {
    flex: none;
    white-space: nowrap;
  }

  .event {
    display: grid;
    grid-template-columns: 7.5em minmax(0, 1fr) auto 44px;
    align-items: center;
    column-gap: var(--a-space-3);
    min-block-size: 44px;
    border-block-end: 1px solid var(--a-line);
  }

  .event .what {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-family: var(--a-title-font);
  }

  .event .button {
    color: var(--a-muted);
  }

  .event .button:hover {
    color: var(--a-danger);
  }

  @container (inline-size < 480px) {
    .day .row {
      column-gap: var(--a-space-2);
    }

    /* “Wednesday, September 30” beside its button at 360 px. */
    .day .row .sub {
      font-size: var(--a-type-2);
    }

    .event {
      grid-template: 'kind when drop' auto 'what what drop' auto / minmax(0, 1fr) auto 44px;
      padding-block: var(--a-space-2);
      font-size: var(--a-type-1);
    }

    .event .what {
      grid-area: what;
      font-size: var(--a-type-2);
    }

    .event .drop {
      grid-area: drop;
    }
  }
`;
