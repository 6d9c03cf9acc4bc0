import { css } from 'lit';

/** Bars where text will stand, inside the very boxes of a card. Needs `cardStyles`. */
export const skeletonStyles = css`
  .skeleton i {
    display: block;
    inline-size: 92%;
    block-size: 0.7em;
    margin-block: calc((1lh - 0.7em) / 2);
    border-radius: var(--a-radius-s);
    background: var(--a-fill-strong);
  }

  .skeleton .title {
    display: block;
  }

  .skeleton .title i + i {
    inline-size: 55%;
  }

  .skeleton .meta i {
    inline-size: 45%;
  }

  .skeleton .why i {
    inline-size: 75%;
    background: var(--a-fill);
  }

  .skeleton .picture,
  .skeleton i {
    animation: breathe 1.8s ease-in-out infinite;
  }

  @keyframes breathe {
    50% {
      opacity: 0.55;
    }
  }

  @media (forced-colors: active) {
    .skeleton i,
    .skeleton .picture {
      border: 1px solid GrayText;
    }
  }
`;
