import { msg, str } from '@lit/localize';
import { type Interests, MOST_DEGREE, type Topic } from '../domain/interests.ts';
import type { Format } from './format.ts';

/** The last period against those before, from which a topic grows, and below which it fades. */
const GROWS = 1.25;

/** A topic by its two most telling words, else by the item nearest to its middle. */
export function topicName({ keywords, items }: Pick<Topic, 'keywords' | 'items'>): string {
  return wordsName(keywords.map(({ word }) => word)) || (items[0]?.title ?? '');
}

/** The two most telling words of a topic, as it is called everywhere; empty where it has none. */
export function wordsName(words: readonly string[]): string {
  return words.slice(0, 2).join(' · ');
}

/** How much a topic counts, of late and ever. */
export function shareSentence({ shortTerm, longTerm }: Topic, format: Format): string {
  const [late, ever] = [format.percent(shortTerm), format.percent(longTerm)];
  return msg(str`${late} of what counts now, ${ever} of what lasts`, { id: 'interests.shares' });
}

/** What the bars of a topic come to: its share of the last period against the mean of those before; null where one period is all. */
export function trendWord({ drift }: Pick<Topic, 'drift'>): string | null {
  if (drift.length < 2) return null;
  const late = drift.at(-1)!;
  const before = drift.slice(0, -1).reduce((sum, share) => sum + share, 0) / (drift.length - 1);
  if (late > GROWS * before) return msg('growing', { id: 'interests.growing' });
  return late * GROWS < before ? msg('fading', { id: 'interests.fading' }) : msg('steady', { id: 'interests.steady' });
}

/** What a degree does, as a range control says it. */
export function degreeWord(degree: number, format: Format): string {
  if (degree === 0) return msg('muted', { id: 'interests.degree.mute' });
  if (degree === 1) return msg('as it comes', { id: 'interests.degree.usual' });
  if (degree > 1) return degree < MOST_DEGREE ? msg('more', { id: 'interests.degree.more' }) : msg('much more', { id: 'interests.degree.most' });
  const times = format.number(degree, { maximumFractionDigits: 1 });
  return msg(str`${times} times as strong`, { id: 'interests.degree.times' });
}

/** How the map was laid out, and what may be read from it. */
export function projectionSentence({ projection, explained }: Interests, format: Format): string {
  if (projection === 'umap') return msg('Neighbours on the map are alike; how far groups lie apart says nothing.', { id: 'interests.umap' });
  const share = format.percent(explained ?? 0);
  return msg(str`The two directions in which your history and the list differ most; they hold ${share} of all difference.`, { id: 'interests.pca' });
}
