import { css } from 'lit';

/** The three layouts of a list, its header and its states. */
export const recommendationsStyles = css`
  :host {
    container-type: inline-size;
  }

  header {
    display: grid;
    grid-template: 'heading paging' auto 'notice paging' auto / minmax(0, 1fr) auto;
    align-items: end;
    column-gap: var(--a-space-4);
    margin-block-end: var(--a-space-4);
  }

  .heading {
    font-size: var(--a-type-4);
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }

  .notice {
    grid-area: notice;
    align-self: start;
    min-block-size: 1lh;
    margin-block-start: 2px;
    color: var(--a-muted);
    text-wrap: pretty;
  }

  .paging {
    grid-area: paging;
    display: flex;
    gap: var(--a-space-1);
  }

  .paging.idle {
    visibility: hidden;
  }

  :host(:dir(rtl)) .paging svg {
    scale: -1 1;
  }

  .paging .button {
    border-radius: var(--a-radius-full);
    border-color: var(--a-line);
  }

  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(var(--attune-card-width, 136px), 100%), 1fr));
    grid-auto-flow: row dense;
    gap: var(--a-space-4) var(--a-space-4);
  }

  .carousel {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: var(--attune-card-width, clamp(136px, 40cqi, 172px));
    gap: var(--a-space-4);
    overflow-x: auto;
    overscroll-behavior-x: contain;
    overflow-anchor: none;
    scroll-snap-type: x mandatory;
    scroll-padding-inline: 6px;
    scrollbar-width: none;
    padding: 6px;
    margin: -6px;
  }

  .carousel > li {
    scroll-snap-align: start;
  }

  .list > li {
    border-block-end: 1px solid var(--a-line);
  }

  .list > .card {
    padding-block: var(--a-space-3) var(--a-space-2);
    padding-inline-end: 96px;
  }

  .list .link {
    display: grid;
    grid-template-columns: 64px minmax(0, 1fr);
    column-gap: var(--a-space-4);
  }

  .list .picture {
    block-size: 88px;
    margin-block-end: -30px;
    aspect-ratio: auto;
    border-radius: var(--a-radius-s);
  }

  .list .words {
    align-self: end;
    min-block-size: 0;
    margin-block-start: 0;
  }

  .list .meta {
    justify-content: flex-start;
  }

  .list .why {
    inline-size: auto;
    margin-inline-start: 80px;
  }

  .list .actions {
    inset-block: 50% auto;
    inset-inline: auto 0;
    aspect-ratio: auto;
    translate: 0 -50%;
  }

  @container (inline-size >= 640px) {
    .grid {
      grid-template-columns: repeat(auto-fill, minmax(var(--attune-card-width, 164px), 1fr));
      gap: var(--a-space-5) var(--a-space-4);
    }
  }

  @container (inline-size < 480px) {
    header {
      grid-template: 'heading paging' auto 'notice notice' auto / minmax(0, 1fr) auto;
      align-items: center;
    }

    .notice {
      min-block-size: 2lh;
    }

    .list > .card {
      padding-inline-end: 56px;
    }

    .list .actions {
      flex-direction: column-reverse;
    }

    .list .actions button + button {
      margin-inline-start: 0;
      margin-block-end: -6px;
    }
  }
`;
