import { msg } from '@lit/localize';
import type { EventId, EventKind } from '../../domain/event.ts';
import type { ItemId } from '../../domain/item.ts';
import type { Recommender } from '../../domain/recommender.ts';
import { takeBack } from '../take-back.ts';

/** What a visitor can say about a book. */
export type Mark = Extract<EventKind, 'save' | 'like' | 'dismiss'>;

const MARKS: readonly Mark[] = ['save', 'like', 'dismiss'];
const AGAINST: Partial<Record<Mark, Mark>> = { like: 'dismiss', dismiss: 'like' };

/** What was said about one book: read from the history, said by an event, taken back by forgetting it. */
export class BookMarks {
  readonly #redraw: () => void;
  #events: ReadonlyMap<Mark, readonly EventId[]> = new Map();
  #book: ItemId | null = null;
  /** What was pressed last. */
  said: { mark: Mark; on: boolean } | null = null;
  /** Why what was pressed last was not kept. */
  unkept: 'failed' | 'paused' | null = null;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  has(mark: Mark): boolean {
    return (this.#events.get(mark)?.length ?? 0) > 0;
  }

  clear(): void {
    this.#events = new Map();
    this.#book = this.said = null;
    this.unkept = null;
  }

  async read(recommender: Recommender, book: ItemId): Promise<void> {
    this.#book = book;
    try {
      const events = await recommender.history({ items: [book], kinds: [...MARKS] });
      if (book === this.#book) this.#events = new Map(MARKS.map((mark) => [mark, events.filter(({ kind }) => kind === mark).map(({ id }) => id)]));
    } catch {
      // A history that cannot be read shows itself in the status; the buttons stand as they are.
    }
    this.#redraw();
  }

  /** Says it, or takes it back when it was said; like and dismiss take each other's place. */
  async press(recommender: Recommender, book: ItemId, mark: Mark): Promise<void> {
    const before = this.#events.get(mark) ?? [];
    const against = this.#events.get(AGAINST[mark] ?? mark) ?? [];
    try {
      const gone = [...new Set([...before, ...against])];
      if (gone.length > 0) await takeBack(recommender, gone);
      const kept = before.length > 0 || (await recommender.observe([{ kind: mark, item: book }])).length > 0;
      this.unkept = kept ? null : 'paused';
      this.said = { mark, on: before.length === 0 };
    } catch {
      this.unkept = 'failed';
    }
    await this.read(recommender, book);
  }
}

/** What became of the last press. */
export function marksSentence({ unkept, said }: BookMarks): string {
  if (unkept === 'paused') return pausedSentence();
  if (unkept === 'failed') return msg('That could not be kept. Nothing was changed.', { id: 'shop.book.unkept' });
  if (said === null) return '';
  if (!said.on) return msg('Taken back, as if it had not been said.', { id: 'shop.book.taken-back' });
  if (said.mark === 'save') return msg('Saved. Your list leans towards it now.', { id: 'shop.book.saved' });
  if (said.mark === 'like') return msg('Liked. Your list leans towards it now.', { id: 'shop.book.liked' });
  return msg('Noted. Your list leans away from it now.', { id: 'shop.book.dismissed' });
}

/** A recommender that is paused notes nothing. */
export function pausedSentence(): string {
  return msg('Remembering is switched off, so this was not noted. “What is known” switches it on.', { id: 'shop.paused' });
}
