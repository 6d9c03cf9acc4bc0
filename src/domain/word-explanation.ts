import type { ItemId } from './item.ts';
import type { EventSummary } from './recommendation.ts';

/**
 * A stretch of what is read of an item. What is no word (a space, a mark) stands between words and has no figure.
 */
export interface TextPart {
  field: 'title' | 'brand' | 'author' | 'category' | 'tag' | 'text';
  text: string;
  /**
   * Similarity to the event were this not there: below the whole text's, it speaks for the event; above, against it. 0 where
   * what is left would be read in another space.
   */
  without?: number;
}

/**
 * Which words of an item's text are what likens it to one event: each is left out, the rest is read again.
 *
 *   part of a word = similarity − without        signed; words work together, so the parts need not add up
 */
export interface WordExplanation {
  id: ItemId;
  /** What the item is compared with; missing where no event speaks for it. */
  event?: EventSummary;
  /**
   * What read the texts: the `encoder` that runs here, or the `lexicon`, in which the pair lives. Nothing was read where there is
   * `no-event`, where the encoder is not loaded (`no-encoder`) or none is chosen (`no-model`), or where encoder and event
   * live in different spaces (`other-space`).
   */
  reader: 'encoder' | 'lexicon' | 'no-event' | 'no-encoder' | 'no-model' | 'other-space';
  /** Cosine of the whole text, read in the same way, and the event; 0 where nothing was read. */
  similarity: number;
  /** In the order of the text; none where nothing was read. */
  parts: TextPart[];
}
