import { categoriesOfList, categoriesOfPath, distinct, tagsOf } from './categories.ts';
import { columnsOf, type Field, namesList } from './columns.ts';
import type { Found, Reading } from './found.ts';
import { type LooseItem, makeItem } from './make-item.ts';
import type { Row } from './row-reader.ts';

/**
 * Items of rows whose columns are known by their names. The id is that of the row, else the n-th of its group (`lamp#2`), else its
 * address.
 */
export class PlainRows {
  #columns: Map<Field, number[]>;
  #headers: readonly string[];
  #reading: Reading;
  #group = '';
  #nth = 0;

  constructor(headers: readonly string[], reading: Reading) {
    this.#headers = headers;
    this.#columns = columnsOf(headers, reading.map);
    this.#reading = reading;
  }

  /** Which of the columns that every item needs are missing. */
  get missing(): string[] {
    const has = (field: Field) => this.#columns.has(field);
    return [...(has('id') || has('group') || has('url') ? [] : ['id']), ...(has('title') ? [] : ['title'])];
  }

  *row({ line, cells }: Row): Generator<Found> {
    try {
      const loose = this.#looseOf(cells);
      yield { line, item: makeItem({ ...loose, id: loose.id || this.#nthOf(loose.group) || loose.url }, this.#reading) };
    } catch (error) {
      yield { line, reason: (error as Error).message };
    }
  }

  *end(): Generator<Found> {}

  #nthOf(group: string | undefined): string | undefined {
    if (!group) return undefined;
    this.#nth = group === this.#group ? this.#nth + 1 : 1;
    this.#group = group;
    return `${group}#${this.#nth}`;
  }

  #looseOf(cells: readonly string[]): LooseItem {
    const all = (field: Field): string[] => (this.#columns.get(field) ?? []).map((place) => cells[place] ?? '');
    const text = (field: Field): string => all(field)[0] ?? '';
    const [from, to] = text('salePeriod').split('/');
    return {
      id: text('id'),
      title: text('title'),
      text: text('text'),
      url: text('url'),
      image: firstAddress(all('image').find((image) => image !== '') ?? ''),
      brand: text('brand'),
      author: text('author'),
      categories: distinct((this.#columns.get('categories') ?? []).flatMap((place) => (namesList(this.#headers[place]) ? categoriesOfList(cells[place] ?? '') : categoriesOfPath(cells[place] ?? '')))),
      tags: distinct(all('tags').flatMap(tagsOf)),
      price: text('price'),
      salePrice: text('salePrice'),
      sale: { from, to },
      currency: text('currency'),
      availability: text('availability') || text('quantity'),
      group: text('group'),
      publishedAt: text('publishedAt'),
      language: text('language'),
      popularity: text('popularity'),
    };
  }
}

/** Of several addresses in one cell the first. */
export function firstAddress(cell: string): string {
  return cell.split(/[,|;\s]+(?=https?:|\/)/)[0];
}
