import { msg, str } from '@lit/localize';
import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { OwnReport } from '../../../domain/own-evaluation.ts';
import type { Format } from '../../format.ts';
import type { Library } from '../library.ts';
import { bookHref } from '../routes.ts';
import { rankerName, SHIPPED } from './ranker-sentences.ts';

/** A place up to so many lists is near the list. */
const NEAR_LISTS = 5;

/** Where each ranker had put each choice, newest first. @param shown how many choices */
export function ownChoices({ guesses, rankers, k }: OwnReport, library: Library | null, format: Format, shown: number): TemplateResult {
  const names = rankers.map(({ name }) => ({ code: name, name: rankerName(name) }));
  return html`
    <p id="places" class="muted">${msg(str`The place that each ranker had given the choice beforehand. Filled: among its first ${k}; tinted: among its first ${k * NEAR_LISTS}.`, { id: 'shop.own.places.of' })}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${msg('Every choice and its places', { id: 'shop.own.places' })}>
      <table class="places" aria-describedby="places">
        <thead><tr><th scope="col">${msg('Choice', { id: 'shop.own.choice' })}</th>${names.map(({ name, code }) => html`<th scope="col" class=${classMap({ shipped: code === SHIPPED })}><span class="unseen">${name}</span><code aria-hidden="true" title=${name}>${code}</code></th>`)}</tr></thead>
        <tbody>${guesses.toReversed().slice(0, shown).map(({ item, at, places }) => html`
          <tr>
            <th scope="row"><a href=${bookHref(item)} dir="auto">${library?.work(item)?.title ?? item}</a> <time datetime=${at}>${format.date(at)}</time></th>
            ${places.map((place) => html`<td class=${classMap({ hit: place <= k, near: place > k && place <= k * NEAR_LISTS })}>${format.number(place)}</td>`)}
          </tr>`)}
        </tbody>
      </table>
    </div>
  `;
}

export const ownChoicesStyles = css`
  .scroll {
    position: relative;
    max-inline-size: 100%;
    overflow-x: auto;
    overscroll-behavior-x: contain;
  }

  .places {
    border-collapse: separate;
    border-spacing: 2px;
    font-variant-numeric: tabular-nums;
  }

  .places th {
    font-weight: 400;
    text-align: start;
  }

  .places thead th {
    padding-block-end: var(--a-space-2);
    color: var(--a-muted);
    font-size: var(--a-type-1);
    vertical-align: bottom;
  }

  .places thead .shipped {
    color: var(--a-text);
    font-weight: 650;
  }

  .places code {
    display: block;
    margin-inline: auto;
    font-family: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace;
    line-height: 1.2;
    writing-mode: vertical-rl;
    rotate: 180deg;
  }

  .places tbody th {
    position: sticky;
    inset-inline-start: 0;
    min-inline-size: 136px;
    max-inline-size: 320px;
    padding: var(--a-space-2) var(--a-space-3) var(--a-space-2) 0;
    background: var(--a-surface);
    line-height: 1.3;
  }

  .places a {
    font-family: var(--a-title-font);
    overflow-wrap: anywhere;
  }

  .places time {
    display: block;
    color: var(--a-muted);
    font-size: var(--a-type-1);
  }

  .places td {
    min-inline-size: 44px;
    block-size: 44px;
    padding-inline: var(--a-space-1);
    border-radius: 2px;
    color: var(--a-muted);
    text-align: center;
  }

  .places .hit {
    background: var(--a-accent);
    color: var(--a-on-accent);
    font-weight: 650;
  }

  .places .near {
    background: var(--a-tint);
    color: var(--a-text);
  }

  @media (forced-colors: active) {
    .places .hit {
      forced-color-adjust: none;
    }

    .places .near {
      outline: 1px dashed CanvasText;
      outline-offset: -2px;
    }
  }
`;
