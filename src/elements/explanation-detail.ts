import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { EventShare, EventSummary, Explanation, HeadShare } from '../domain/recommendation.ts';
import { kindLabel } from './kind-label.ts';
import { explanationSentences, headLabel, withoutSentence } from './explanation-sentences.ts';
import { Format } from './format.ts';
import type { CardFormat } from './card-format.ts';
import { wordsName } from './interest-sentences.ts';

/** Events that are listed with a bar of their own; the rest is one sum. */
const LISTED_EVENTS = 6;
const LISTED_TOPICS = 4;
/** A share of no event is drawn from here on: it would read 0.1 %. */
const LEAST_SHARE = 0.0005;

/** A question about one event. */
export interface Question {
  kind: 'without' | 'words';
  event: EventSummary;
}

/** Where questions about events are asked; `question` is the open one, with its answer so far. */
export interface Ask {
  question: Question | null;
  ask(question: Question): void;
  /** Stands under the event that it is about. */
  answer: TemplateResult | typeof nothing;
}

/** Why one item stands where it stands: sentences, a bar per head, the events' shares and the counterfactual. */
export function explanationDetail(explanation: Explanation, { tag }: CardFormat, ask?: Ask): TemplateResult {
  const format = Format.of(tag);
  const without = withoutSentence(explanation, format);
  return html`
    <div class="detail">
      <div class="say">
        ${explanationSentences(explanation, format).map((sentence) => html`<p>${sentence}</p>`)}
        ${without ? html`<p class="without">${without}</p>` : nothing}
      </div>
      <div class="parts">
        ${explanation.heads.length > 0 ? headBars(explanation, format) : nothing}
        ${explanation.events.length + explanation.context.length > 0 ? eventShares(explanation, format, ask) : nothing}
        ${explanation.topics.length > 1 ? topicShares(explanation, format) : nothing}
      </div>
    </div>
  `;
}

function headBars({ heads, explored }: Pick<Explanation, 'heads' | 'explored'>, format: Format): TemplateResult {
  return html`
    <div>
      <p class="caption">${msg('What the score is made of', { id: 'detail.heads' })}</p>
      <ul class="bars">
        ${heads.map((head) => bar(headLabel(head.head), explored ? drawnWeight(head, format) : '', head.share, format))}
      </ul>
    </div>
  `;
}

function drawnWeight({ blendWeight }: HeadShare, format: Format): string {
  const weight = format.number(blendWeight, { maximumFractionDigits: 2 });
  return msg(str`Weight ${weight}`, { id: 'detail.weight' });
}

function eventShares({ events, context, itemShare }: Explanation, format: Format, ask?: Ask): TemplateResult {
  const rest = events.slice(LISTED_EVENTS);
  return html`
    <div>
      <p class="caption">${msg('Which of your steps count', { id: 'detail.events' })}</p>
      <ol class="bars">
        ${events.slice(0, LISTED_EVENTS).map((event) => bar(event.title, `${kindLabel(event.kind)} · ${format.date(event.at)}`, event.share, format, ask && questions(event, ask)))}
        ${[rest.filter(({ share }) => share >= 0), rest.filter(({ share }) => share < 0)].map((others) => (others.length > 0 ? bar(othersLabel(others.length, format), '', sumOf(others), format) : nothing))}
        ${context.map(({ title, share }) => bar(title, headLabel('context'), share, format))}
        ${itemBar(itemShare, format)}
      </ol>
    </div>
  `;
}

function othersLabel(count: number, format: Format): string {
  const others = format.number(count);
  return count === 1 ? msg('1 other', { id: 'detail.other' }) : msg(str`${others} others`, { id: 'detail.others' });
}

/** The same shares by what the steps are about; steps that are about none of these are one sum. */
function topicShares({ events, topics, context, itemShare }: Explanation, format: Format): TemplateResult {
  const listed = topics.slice(0, LISTED_TOPICS);
  const rest = sumOf(events) - sumOf(listed);
  return html`
    <div>
      <p class="caption">${msg('Which of your interests count', { id: 'detail.topics' })}</p>
      <ul class="bars">
        ${listed.map((topic) => bar(wordsName(topic.keywords) || msg('no words in common', { id: 'detail.wordless-topic' }), '', topic.share, format))}
        ${Math.abs(rest) >= LEAST_SHARE ? bar(msg('Your other steps', { id: 'detail.other-steps' }), '', rest, format) : nothing}
        ${context.length > 0 ? bar(headLabel('context'), '', sumOf(context), format) : nothing}
        ${itemBar(itemShare, format)}
      </ul>
    </div>
  `;
}

function itemBar(share: number, format: Format): TemplateResult | typeof nothing {
  return Math.abs(share) >= LEAST_SHARE ? bar(msg('The item itself', { id: 'detail.item' }), msg('How popular or new it is, and what others have that it lacks', { id: 'detail.item-says' }), share, format) : nothing;
}

function sumOf(parts: readonly { share: number }[]): number {
  return parts.reduce((sum, { share }) => sum + share, 0);
}

/** What can be asked about one event. */
function questions(event: EventShare, { question, ask, answer }: Ask): TemplateResult {
  const asked = (kind: Question['kind']): boolean => question?.kind === kind && question.event.id === event.id;
  const of = (kind: Question['kind'], label: string): TemplateResult => html`<button class="question" aria-expanded=${asked(kind)} aria-label=${`${label} ${event.title}`} @click=${() => ask({ kind, event })}>${label}</button>`;
  return html`
    <span class="questions">${of('without', msg('What if I had not?', { id: 'ask.without' }))}${of('words', msg('Which words?', { id: 'ask.words' }))}</span>
    ${question?.event.id === event.id ? html`<div class="answer">${answer}</div>` : nothing}
  `;
}

function bar(label: string, under: string, share: number, format: Format, below: TemplateResult | typeof nothing = nothing): TemplateResult {
  const width = `${(Math.min(1, Math.abs(share)) * 100).toFixed(1)}%`;
  return html`
    <li class="bar ${share < 0 ? 'against' : ''}">
      <span class="name" dir="auto">${label}</span>
      <span class="value numbers">${format.percent(share)}</span>
      <span class="track"><span class="fill" .style=${`inline-size:${width}`}></span></span>
      ${under ? html`<span class="under muted">${under}</span>` : nothing}
      ${below}
    </li>
  `;
}

export const explanationDetailStyles = css`
  .detail {
    display: grid;
    gap: var(--a-space-5);
    container-type: inline-size;
  }

  .say {
    display: grid;
    gap: var(--a-space-2);
    max-inline-size: 64ch;
    font-size: var(--a-type-3);
    line-height: 1.5;
    text-wrap: pretty;
  }

  .without {
    font-weight: 600;
  }

  .parts {
    display: grid;
    gap: var(--a-space-5);
  }

  .caption {
    margin-block-end: var(--a-space-2);
    color: var(--a-muted);
    font-size: var(--a-type-1);
    font-weight: 600;
  }

  .bars {
    display: grid;
    gap: var(--a-space-3);
  }

  .bar {
    display: grid;
    grid-template: 'name value' auto 'track track' auto 'under under' auto / minmax(0, 1fr) auto;
    gap: 2px var(--a-space-3);
  }

  .bar .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .bar .value {
    font-weight: 600;
  }

  .bar .track {
    grid-area: track;
    block-size: 6px;
    overflow: hidden;
    border-radius: var(--a-radius-full);
    background: var(--a-fill-strong);
  }

  .bar .fill {
    display: block;
    block-size: 100%;
    min-inline-size: 2px;
    border-radius: inherit;
    background: var(--a-accent);
  }

  .bar.against .fill {
    background: repeating-linear-gradient(135deg, var(--a-danger) 0 3px, transparent 3px 5px);
  }

  .bar .under {
    grid-area: under;
    font-size: var(--a-type-1);
  }

  .questions {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--a-space-4);
  }

  .answer {
    grid-column: 1 / -1;
    min-inline-size: 0;
  }

  .question {
    min-block-size: 32px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--a-accent);
    font: inherit;
    font-size: var(--a-type-1);
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }

  .question[aria-expanded='true'] {
    font-weight: 600;
    text-decoration-thickness: 2px;
  }

  /* Narrower, an answer under an event would have no room for two lists. */
  @container (inline-size >= 720px) {
    .parts {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.4fr);
      gap: var(--a-space-6);
    }
  }

  @media (forced-colors: active) {
    .bar .track {
      border: 1px solid CanvasText;
    }

    .bar .fill {
      forced-color-adjust: none;
    }
  }
`;
