import { css } from 'lit';

/**
 * Cards and their skeletons share every size: the picture by its ratio, two lines of title, one of meta, two of why.
 * So a list that arrives moves nothing.
 */
export const cardStyles = css`
  .card {
    position: relative;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }

  .link,
  .own {
    display: block;
    inline-size: 100%;
    color: inherit;
    text-decoration: none;
  }

  .link::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: var(--a-radius);
  }

  .link:focus-visible {
    outline: none;
  }

  .link:focus-visible::after {
    outline: 2px solid var(--a-accent);
    outline-offset: 3px;
  }

  .picture {
    position: relative;
    display: block;
    aspect-ratio: var(--attune-card-ratio, 4 / 5);
    overflow: hidden;
    border-radius: var(--a-radius);
    background: var(--a-fill);
    transition: box-shadow var(--a-quick);
  }

  .card:hover .picture {
    box-shadow: var(--a-shadow-2);
  }

  .picture > * {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }

  .picture > img {
    object-fit: cover;
  }

  .picture::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 1px solid color-mix(in oklab, var(--a-text) 10%, transparent);
    border-radius: inherit;
    pointer-events: none;
  }

  .placeholder {
    display: grid;
    place-items: center;
    color: var(--a-mark);
    font-family: var(--a-title-font);
    font-size: var(--a-type-6);
  }

  /* Two lines of title and one of meta, whether they are there or not. */
  .words {
    --title-size: var(--attune-title-size, var(--a-type-2));
    display: block;
    min-block-size: calc(2 * 1.35 * var(--title-size) + 1.45 * var(--a-type-1) + 2px);
    margin-block-start: var(--a-space-2);
  }

  .title {
    display: -webkit-box;
    text-align: match-parent;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    font-family: var(--a-title-font);
    font-size: var(--title-size);
    font-weight: 600;
    line-height: 1.35;
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }

  .card:hover .link .title {
    color: var(--a-accent);
  }

  .meta {
    display: flex;
    justify-content: space-between;
    gap: var(--a-space-2);
    block-size: 1lh;
    margin-block-start: 2px;
    color: var(--a-muted);
    font-size: var(--a-type-1);
    white-space: nowrap;
  }

  .maker {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    min-inline-size: 0;
    overflow: hidden;
  }

  .who {
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .year {
    white-space: pre;
  }

  .price {
    color: var(--a-text);
    font-weight: 600;
  }

  .why {
    position: relative;
    z-index: 1;
    display: flex;
    align-items: flex-start;
    gap: var(--a-space-1);
    inline-size: 100%;
    block-size: 44px;
    padding-block: var(--a-space-1);
    color: var(--a-muted);
    font-size: var(--a-type-1);
    line-height: 18px;
  }

  .why .reason {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }

  .why svg.icon {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: 2px;
    transition: rotate var(--a-quick);
  }

  .why:hover,
  .why[aria-expanded='true'] {
    color: var(--a-text);
  }

  .why[aria-expanded='true'] svg.icon {
    rotate: 180deg;
  }

  /* Over the foot of the picture, which has the picture's own size: what is written on covers stands higher. */
  .actions {
    position: absolute;
    z-index: 1;
    inset: 0 0 auto;
    display: flex;
    align-items: flex-end;
    justify-content: flex-end;
    aspect-ratio: var(--attune-card-ratio, 4 / 5);
    opacity: 0;
    pointer-events: none;
    transition: opacity var(--a-quick);
  }

  /* A page's own card has a picture of its own, wherever that is. */
  .own ~ .actions {
    inset-inline: auto 0;
    aspect-ratio: auto;
  }

  .card:hover .actions,
  .card:focus-within .actions {
    opacity: 1;
  }

  .actions button {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    pointer-events: auto;
  }

  .actions svg.icon {
    inline-size: 32px;
    block-size: 32px;
    padding: 7px;
    border: 1px solid var(--a-line);
    border-radius: var(--a-radius-full);
    background: var(--a-surface);
    color: var(--a-text);
    box-shadow: var(--a-shadow-1);
  }

  .actions button + button {
    margin-inline-start: -6px;
  }

  .actions button:hover svg.icon {
    background: var(--a-accent);
    border-color: var(--a-accent);
    color: var(--a-on-accent);
  }

  .actions button:focus-visible {
    outline-offset: -4px;
    border-radius: var(--a-radius-full);
  }

  /* Always there for fingers, so never over the picture: a line of their own, for which skeletons keep the room. */
  @media (hover: none) {
    .card:hover .picture {
      box-shadow: none;
    }

    .card:hover .link .title {
      color: inherit;
    }

    .actions {
      opacity: 1;
    }

    ul:not(.list) > .card {
      padding-block-end: 44px;
    }

    ul:not(.list) > .card > .actions {
      inset-block: auto 0;
      inset-inline: -6px auto;
      aspect-ratio: auto;
    }

    ul:not(.list) > .card > .actions svg.icon {
      background: transparent;
      box-shadow: none;
    }
  }

  @media (forced-colors: active) {
    .actions button:hover svg.icon {
      forced-color-adjust: none;
    }
  }
`;
