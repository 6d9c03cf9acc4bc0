import { msg, str } from '@lit/localize';
import type { Explanation, HeadName, HeadShare } from '../domain/recommendation.ts';
import { becauseYou, named, titled } from './event-sentences.ts';
import type { Format } from './format.ts';

export function headLabel(head: HeadName): string {
  switch (head) {
    case 'content':
      return msg('Your history', { id: 'head.content' });
    case 'long-term':
      return msg('Your lasting interests', { id: 'head.long-term' });
    case 'dislikes':
      return msg('What you dismissed', { id: 'head.dislikes' });
    case 'context':
      return msg('What you are looking at', { id: 'head.context' });
    case 'co-visitation':
      return msg('What others chose along with it', { id: 'head.co-visitation' });
    case 'words':
      return msg('Words in common', { id: 'head.words' });
    case 'site':
      return msg('Sites you visit', { id: 'head.site' });
    case 'brand':
      return msg('Brands you choose', { id: 'head.brand' });
    case 'author':
      return msg('Authors you choose', { id: 'head.author' });
    case 'category':
      return msg('Categories you choose', { id: 'head.category' });
    case 'tag':
      return msg('Tags you choose', { id: 'head.tag' });
    case 'popularity':
      return msg('Popularity', { id: 'head.popularity' });
    case 'freshness':
      return msg('How new it is', { id: 'head.freshness' });
  }
}

/** The whole explanation in two or three sentences. */
export function explanationSentences(explanation: Explanation, format: Format): string[] {
  const title = titled(explanation.item.title);
  const place = format.number(explanation.relevanceRank);
  const sentences: string[] = [];
  // What speaks against an item may be larger, and is no reason for it.
  const strongest = explanation.events.find(({ share }) => share > 0);
  const head = explanation.heads.toSorted((a, b) => b.share - a.share)[0];
  if (strongest && head && isOfHistory(head)) {
    const share = format.percent(strongest.share);
    const because = becauseYou(strongest.kind, named(strongest));
    sentences.push(msg(str`${title} is number ${place} by relevance. ${because}: that alone is ${share} of its score.`, { id: 'explain.event' }));
  } else if (head && head.share > 0) {
    const share = format.percent(head.share);
    const label = headLabel(head.head);
    sentences.push(msg(str`${title} is number ${place} by relevance. ${share} of its score is this: ${label}.`, { id: 'explain.head' }));
  } else if (head && head.share < 0) {
    const label = headLabel(explanation.heads.toSorted((a, b) => a.share - b.share)[0].head);
    sentences.push(msg(str`${title} is number ${place} by relevance: nothing speaks for it more than for others. Most against it: ${label}.`, { id: 'explain.against' }));
  } else {
    sentences.push(msg(str`${title} is number ${place} by relevance.`, { id: 'explain.place' }));
  }
  if (explanation.explored) sentences.push(msg('It is listed to learn what you like: the weights below were drawn at random from what your choices say so far.', { id: 'explain.explored' }));
  else if (explanation.listRank !== undefined && explanation.listRank !== explanation.relevanceRank) {
    const listed = format.number(explanation.listRank);
    sentences.push(msg(str`For variety it is shown at place ${listed}.`, { id: 'explain.variety' }));
  }
  if (explanation.lexical) sentences.push(msg('The encoder does not know this text, so words were compared instead of meaning.', { id: 'explain.lexical' }));
  return sentences;
}

function isOfHistory({ head, share }: HeadShare): boolean {
  return share > 0 && (head === 'content' || head === 'long-term' || head === 'dislikes');
}

/** What would be, had the strongest event never happened; empty when that was not asked. */
export function withoutSentence(explanation: Explanation, format: Format): string {
  const { without } = explanation;
  const event = without && explanation.events.find((each) => each.id === without.eventId);
  if (!without || !event) return '';
  const what = named(event);
  const place = format.number(without.relevanceRank);
  return without.relevanceRank === explanation.relevanceRank
    ? msg(str`Without ${what} it would still be number ${place}.`, { id: 'without.same' })
    : msg(str`Without ${what} it would be number ${place}.`, { id: 'without.moved' });
}
