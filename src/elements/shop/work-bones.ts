import { css, html } from 'lit';
import type { TemplateResult } from 'lit';

/** Lines that the text of a work usually takes. */
const LINES = 4;

const bones = (count: number): TemplateResult[] => Array.from({ length: count }, () => html`<i></i>`);

/** Places for what is said of a work that is on its way: author, facts, text, subjects, buttons. Needs `bookPageStyles`. */
export function workBones(): TemplateResult {
  return html`
    <div class="bones" aria-hidden="true">
      <p class="author">${bones(1)}</p>
      <dl>${[1, 2, 3, 4].map(() => html`<div><dt>${bones(1)}</dt><dd>${bones(1)}</dd></div>`)}</dl>
      <p class="text">${bones(LINES)}</p>
      <ul class="tags">${bones(1)}</ul>
      <div class="marks">${[1, 2, 3].map(() => html`<span class="button"></span>`)}</div>
      <div class="after"></div>
    </div>
  `;
}

export const workBonesStyles = css`
  /* A grid keeps the margins of its lines apart. */
  .bones :is(p, dt, dd) {
    display: grid;
  }

  .bones i {
    display: block;
    inline-size: 100%;
    block-size: 0.7em;
    margin-block: calc((1lh - 0.7em) / 2);
    border-radius: var(--a-radius-s);
    background: var(--a-fill-strong);
  }

  .bones .author i {
    inline-size: 9em;
  }

  .bones .text i:last-child {
    inline-size: 60%;
  }

  .bones dl i {
    inline-size: 4.5em;
  }

  .bones .tags i {
    inline-size: 14em;
    margin-block: calc((1lh - 0.7em) / 2 + 6px);
  }

  .bones .button {
    inline-size: 96px;
    border-color: transparent;
    background: var(--a-fill);
  }

  @media (forced-colors: active) {
    .bones i {
      border: 1px solid GrayText;
    }
  }
`;
