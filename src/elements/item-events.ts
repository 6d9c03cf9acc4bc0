import type { ItemId } from '../domain/item.ts';
import type { Strategy } from '../domain/recommendation.ts';

/** What every event about a card says; enough to attribute it to a place in a list. */
export interface ItemEventDetail {
  id: ItemId;
  /** Place in the list, from 0. */
  index: number;
  score: number;
  strategy: Strategy;
  listId: string;
}

export type ItemEvent = CustomEvent<ItemEventDetail>;
export type ItemEventName = 'attune-view' | 'attune-select' | 'attune-dismiss' | 'attune-forget';

declare global {
  interface HTMLElementEventMap {
    'attune-view': ItemEvent;
    'attune-select': ItemEvent;
    'attune-dismiss': ItemEvent;
    'attune-forget': ItemEvent;
  }
}

/** Tells the page; false when a listener cancelled an event that can be. */
export function tell(from: HTMLElement, name: ItemEventName, detail: ItemEventDetail): boolean {
  return from.dispatchEvent(new CustomEvent<ItemEventDetail>(name, { bubbles: true, composed: true, cancelable: name === 'attune-select', detail }));
}
