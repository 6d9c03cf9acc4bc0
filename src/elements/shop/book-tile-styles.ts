import { css } from 'lit';

/** Works as covers with their names, in rows. Needs `tokens`. */
export const bookTileStyles = css`
  .books {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(128px, 1fr));
    gap: var(--a-space-5) var(--a-space-4);
  }

  @container (inline-size >= 640px) {
    .books {
      grid-template-columns: repeat(auto-fill, minmax(152px, 1fr));
      gap: var(--a-space-6) var(--a-space-5);
    }
  }

  .book {
    display: block;
    color: inherit;
    text-decoration: none;
  }

  .cover {
    display: block;
    inline-size: 100%;
    block-size: auto;
    aspect-ratio: 2 / 3;
    border-radius: var(--a-radius);
    background: var(--a-fill-strong);
    box-shadow: 0 0 0 1px color-mix(in oklab, var(--a-text) 10%, transparent);
  }

  a:hover > .cover,
  button:hover > .cover {
    box-shadow: 0 0 0 1px color-mix(in oklab, var(--a-text) 10%, transparent), var(--a-shadow-2);
  }

  .book .name {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    margin-block-start: var(--a-space-3);
    font-family: var(--a-title-font);
    font-size: 0.9375rem;
    font-weight: 600;
    line-height: 1.35;
  }

  .book:hover .name {
    color: var(--a-accent);
  }

  .book .by {
    display: block;
    margin-block-start: 2px;
    color: var(--a-muted);
    font-size: var(--a-type-1);
  }

  .book .bone {
    display: block;
    block-size: 0.7em;
    margin-block-start: var(--a-space-3);
    border-radius: var(--a-radius-s);
    background: var(--a-fill-strong);
  }

  @media (prefers-reduced-motion: no-preference) {
    .cover {
      transition: box-shadow var(--a-quick);
    }
  }
`;
