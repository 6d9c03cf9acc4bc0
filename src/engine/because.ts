import type { Because, EventSummary, HeadName } from '../domain/recommendation.ts';
import { type HistoryEvent, itemIdOf } from '../domain/event.ts';
import type { Item, ItemId } from '../domain/item.ts';
import type { Parts } from '../ranker/explain.ts';

/** Most events that one line names. */
const NAMED = 2;
/** An event below this part of the strongest one's share is not named beside it. */
const WORTH_NAMING = 0.5;

export interface Names {
  events: readonly HistoryEvent[];
  item(id: ItemId): Item | undefined;
  context: readonly ItemId[];
  /** Whether a history event's vector is the lexicon's. */
  lexical(event: number): boolean;
  /** Whether companions of the listed item, or of one of these, are borrowed. */
  borrows(ids: readonly ItemId[]): boolean;
}

/** The one-line reason of a recommendation: the head with the largest positive part, and in it the strongest events. */
export function becauseOf(parts: Parts, names: Names): Because {
  const head = parts.heads.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share)[0];
  if (!head) return { kind: 'catalog' };
  if (head.head === 'popularity' || head.head === 'freshness') return { kind: head.head };
  if (head.head === 'context') return { kind: 'context', items: [...names.context] };
  const ofHistory = parts.events.filter(({ event, share }) => share > 0 && event < names.events.length);
  // What is said of an event must be true of it: a companion may share no author.
  const ofHead = ofHistory.filter((event) => event.head === head.head);
  const told = isAttention(head.head) ? ofHistory : ofHead;
  if (told.length === 0 && names.context.length > 0) return { kind: 'context', items: [...names.context], ...spoken(head.head, names.context, names) };
  const seen = new Set<ItemId>();
  const named = told.filter(({ event, share }) => {
    const id = itemIdOf(names.events[event]);
    const again = seen.has(id);
    seen.add(id);
    return !again && share >= WORTH_NAMING * told[0].share;
  });
  if (named.length === 0) return { kind: 'catalog' };
  const events = named.slice(0, NAMED).map(({ event }) => summaryOf(names.events[event], names.item));
  return { kind: 'events', events, lexical: names.lexical(named[0].event), ...spoken(head.head, events.map(({ itemId }) => itemId), names) };
}

/** Which evidence speaks, if it is evidence, and whether it is borrowed. */
function spoken(head: HeadName, ids: readonly ItemId[], names: Names): { head?: HeadName; borrowed?: true } {
  if (isAttention(head)) return {};
  return { head, ...(head === 'co-visitation' && names.borrows(ids) && { borrowed: true }) };
}

function isAttention(head: HeadName): boolean {
  return head === 'content' || head === 'long-term' || head === 'dislikes' || head === 'context';
}

/** An event as an explanation names it. */
export function summaryOf(event: HistoryEvent, itemOf: (id: ItemId) => Item | undefined): EventSummary {
  const itemId = itemIdOf(event);
  const item = typeof event.item === 'string' ? itemOf(itemId) : event.item;
  return { id: event.id, kind: event.kind, at: event.at, itemId, title: item?.title ?? itemId };
}
