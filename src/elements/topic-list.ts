import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import { type Adjustment, type InterestSource, type Keyword, MOST_DEGREE, type Topic } from '../domain/interests.ts';
import type { Format } from './format.ts';
import { icon } from './icons.ts';
import { degreeWord, shareSentence, topicName, trendWord } from './interest-sentences.ts';

/** Items of a topic that are named without asking. */
const AT_ONCE = 3;

export interface TopicList {
  topics: readonly Topic[];
  sources: readonly InterestSource[];
  selected: string | null;
  format: Format;
  choose(topic: string): void;
  adjust(adjustment: Adjustment): void;
  remove(topic: Topic): void;
}

/** All that the map shows, in words, with what can be done about it. */
export function topicList(list: TopicList): TemplateResult {
  return html`
    <ul class="topics" role="list">${repeat(list.topics, ({ id }) => id, (topic) => topicItem(topic, list))}</ul>
    ${list.sources.length > 1 ? html`<p class="sub">${msg('Where it comes from', { id: 'interests.sources' })}</p><ul class="sources" role="list">${list.sources.map((source) => sourceItem(source, list))}</ul>` : nothing}
  `;
}

function topicItem(topic: Topic, { selected, format, choose, adjust, remove }: TopicList): TemplateResult {
  const name = topicName(topic);
  return html`
    <li class=${classMap({ topic: true, on: selected === topic.id, muted: topic.degree === 0 })} part="topic" data-topic=${topic.id}>
      <div class="row"><button class="pick" aria-pressed=${selected === topic.id} @click=${() => choose(topic.id)}><span class="name" dir="auto">${name}</span></button><span class="trend">${sparkline(topic.drift)}${trendWord(topic)}</span></div>
      <p class="muted numbers">${shareSentence(topic, format)}</p>
      ${membersOf(topic, format)}
      <div class="acts" role="group" aria-label=${name}>
        <button class="button" aria-pressed=${topic.degree > 1} @click=${() => adjust({ topic: topic.id, ...(topic.degree > 1 ? { reset: true } : { boost: true }) })}>${icon('more')}${msg('More of this', { id: 'interests.boost' })}</button>
        <button class="button" aria-pressed=${topic.degree === 0} @click=${() => adjust({ topic: topic.id, ...(topic.degree === 0 ? { reset: true } : { mute: true }) })}>${msg('Mute', { id: 'interests.mute' })}</button>
        <button class="button quiet" aria-label=${msg(str`Delete what is known of ${name}`, { id: 'interests.delete-label' })} @click=${() => remove(topic)}>${icon('trash')}${msg('Delete', { id: 'privacy.yes' })}</button>
      </div>
      ${topic.keywords.length > 0 ? html`<details><summary>${msg('Its words, and how much each counts', { id: 'interests.words' })}</summary><ul class="words" role="list">${topic.keywords.map((keyword) => wordItem(keyword, format, adjust))}</ul></details>` : nothing}
    </li>
  `;
}

/** All that a topic holds: a few at once, the rest on demand. */
function membersOf({ items }: Topic, format: Format): TemplateResult {
  const titles = items.map(({ title }) => title);
  if (titles.length <= AT_ONCE + 1) return html`<p class="items" dir="auto">${format.list(titles)}</p>`;
  const more = format.number(titles.length - AT_ONCE);
  return html`<p class="items" dir="auto">${format.list(titles.slice(0, AT_ONCE))}</p><details class="rest"><summary>${msg(str`${more} more`, { id: 'interests.more-items' })}</summary><p class="items" dir="auto">${format.list(titles.slice(AT_ONCE))}</p></details>`;
}

function wordItem({ word, degree }: Keyword, format: Format, adjust: TopicList['adjust']): TemplateResult {
  const said = degreeWord(degree, format);
  const change = (event: Event): void => adjust({ keyword: word, degree: Number((event.target as HTMLInputElement).value) });
  return html`<li><label><span class="word" dir="auto">${word}</span><input type="range" min="0" max=${MOST_DEGREE} step="0.5" .value=${String(degree)} aria-valuetext=${said} @change=${change} /><span class="said muted">${said}</span></label></li>`;
}

function sourceItem({ source, share, degree }: InterestSource, { format, adjust }: TopicList): TemplateResult {
  const name = source.replace(/^(site|brand) /, '');
  return html`
    <li class=${classMap({ source: true, muted: degree === 0 })}>
      <span class="name" dir="auto">${name}</span><span class="muted numbers">${format.percent(share)}</span>
      <button class="button" aria-pressed=${degree === 0} aria-label=${msg(str`Mute ${name}`, { id: 'interests.mute-source' })} @click=${() => adjust({ source, ...(degree === 0 ? { reset: true } : { mute: true }) })}>${msg('Mute', { id: 'interests.mute' })}</button>
    </li>
  `;
}

/** A bar for each period; the words beside it say what it comes to. */
function sparkline(drift: readonly number[]): TemplateResult | typeof nothing {
  if (drift.length < 2) return nothing;
  const most = Math.max(...drift, 1e-9);
  return html`<span class="spark" aria-hidden="true">${drift.map((share) => html`<span .style=${`block-size:${Math.max(6, (100 * share) / most).toFixed(0)}%`}></span>`)}</span>`;
}
