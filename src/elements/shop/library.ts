import type { Item } from '../../domain/item.ts';
import type { Cancellable, Recommender } from '../../domain/recommender.ts';
import { yearOf } from './cover/era.ts';
import type { LanguageFilter, Order } from './routes.ts';
import { isChinese, shelfOf, SHELVES } from './shelves.ts';
import type { ShelfKey } from './shelves.ts';

/** The works of the shop, asked for once: 700 works travel from the worker faster than one picture is drawn. */
export class Library {
  readonly works: readonly Item[];
  readonly #byId: Map<string, Item>;
  readonly #byShelf = new Map<ShelfKey, Item[]>();

  constructor(works: readonly Item[]) {
    this.works = works;
    this.#byId = new Map(works.map((work) => [work.id, work]));
    for (const { key } of SHELVES) this.#byShelf.set(key, works.filter((work) => shelfOf(work).key === key));
  }

  static async load(recommender: Recommender, { signal }: Cancellable = {}): Promise<Library> {
    const { items } = await recommender.items();
    signal?.throwIfAborted();
    return new Library(items);
  }

  work(id: string): Item | undefined {
    return this.#byId.get(id);
  }

  /** The works on a shelf in one language or in all. */
  shelf(key: ShelfKey | 'all', language: LanguageFilter = 'all'): Item[] {
    return inLanguage(key === 'all' ? this.works : (this.#byShelf.get(key) ?? []), language);
  }

  /** The works of an author, without one of them. */
  by(author: string | undefined, except: string): Item[] {
    return author ? this.works.filter((work) => work.author === author && work.id !== except) : [];
  }
}

export function inLanguage(works: readonly Item[], language: LanguageFilter): Item[] {
  return works.filter((work) => language === 'all' || isChinese(work) === (language === 'zh'));
}

/** Works in order; `for-you` is the recommender's to say. */
export function inOrder(works: readonly Item[], order: Exclude<Order, 'for-you'>): Item[] {
  if (order === 'oldest') return works.toSorted((a, b) => (yearOf(a.publishedAt) ?? 9999) - (yearOf(b.publishedAt) ?? 9999));
  if (order === 'title') return works.toSorted((a, b) => sortingTitle(a).localeCompare(sortingTitle(b), ['en', 'zh-Hans']));
  return byPopularity(works);
}

/**
 * Most downloaded first. Works without a count keep the catalog's order and are spread evenly between the others, so that
 * a language nobody counted does not stand at the end.
 */
function byPopularity(works: readonly Item[]): Item[] {
  const counted = works.filter(({ popularity }) => popularity !== undefined).toSorted((a, b) => b.popularity! - a.popularity!);
  const uncounted = works.filter(({ popularity }) => popularity === undefined);
  const places = [...counted, ...uncounted].map((work, at) => ({ work, place: at < counted.length ? (at + 0.5) / counted.length : (at - counted.length + 0.75) / uncounted.length }));
  return places.toSorted((a, b) => a.place - b.place).map(({ work }) => work);
}

function sortingTitle({ title }: Item): string {
  return title.replace(/^(the|a|an)\s+/i, '');
}
