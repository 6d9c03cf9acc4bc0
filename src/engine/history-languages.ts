import type { Item } from '../domain/item.ts';
import type { UnreadTexts } from '../domain/status.ts';
import { languageOf } from '../domain/text-language.ts';

/** Tells which texts are in a language that the encoder does not know; each is looked at once, and leaves no trace once it is forgotten. */
export class HistoryLanguages {
  #known = new WeakMap<Item, string | null>();

  /** How many of `items` are certainly in which other language than `languages`, most first; none where those are not known. */
  unread(items: readonly Item[], languages: readonly string[]): UnreadTexts[] {
    if (languages.length === 0) return [];
    const texts = new Map<string, number>();
    for (const item of items) {
      const language = this.#languageOf(item);
      if (language !== null && !languages.includes(language)) texts.set(language, (texts.get(language) ?? 0) + 1);
    }
    return [...texts].map(([language, count]) => ({ language, texts: count })).sort((a, b) => b.texts - a.texts);
  }

  #languageOf(item: Item): string | null {
    let language = this.#known.get(item);
    if (language === undefined) this.#known.set(item, (language = languageOf(`${item.title} ${item.text ?? ''}`)));
    return language;
  }
}
