import { css } from 'lit';

/** What a list shows later than its first cards: their undone places, an open explanation, states. */
export const listMoreStyles = css`
  .gone {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--a-space-2);
    padding: var(--a-space-2);
    border: 1px dashed var(--a-line);
    border-radius: var(--a-radius);
    text-align: center;
    animation: settle 180ms ease-out;
  }

  .gone .said {
    font-weight: 600;
  }

  .gone .what {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    font-size: var(--a-type-1);
  }

  @keyframes settle {
    from {
      opacity: 0;
      scale: 1.02;
    }
  }

  .list .gone {
    flex-direction: row;
    min-block-size: 101px;
    margin-inline-end: -96px;
    border: 0;
  }

  .state {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: var(--a-space-3);
    padding: var(--a-space-5);
    border: 1px solid var(--a-line);
    border-radius: var(--a-radius-l);
  }

  .state .lead {
    font-size: var(--a-type-3);
    font-weight: 600;
  }

  .state p {
    max-inline-size: 56ch;
    text-wrap: pretty;
  }

  .stale {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--a-space-3);
    margin-block-start: var(--a-space-3);
    color: var(--a-muted);
  }

  details {
    color: var(--a-muted);
    font-size: var(--a-type-1);
  }

  summary {
    min-block-size: 24px;
    cursor: pointer;
  }

  .panel {
    margin-block-start: var(--a-space-3);
    padding: var(--a-space-5);
    border-radius: var(--a-radius-l);
    background: var(--a-fill);
    border: 1px solid var(--a-line);
    animation: open 160ms ease-out;
  }

  .grid > .panel {
    grid-column: 1 / -1;
    margin-block-start: 0;
  }

  .panel .close {
    float: inline-end;
    margin: -12px -12px 0 0;
  }

  @keyframes open {
    from {
      opacity: 0;
      translate: 0 -4px;
    }
  }

  @container (inline-size < 480px) {
    .panel {
      padding: var(--a-space-4);
    }

    .list .gone {
      margin-inline-end: -56px;
      flex-wrap: wrap;
    }
  }
`;
