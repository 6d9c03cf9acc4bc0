import type { Price } from '../domain/item.ts';

const known = new Map<string, CardFormat>();

/** What a card writes as one language does: numbers, prices, years and lists. */
export class CardFormat {
  readonly tag: string;
  readonly #made = new Map<string, Intl.NumberFormat>();
  readonly #list: Intl.ListFormat;

  protected constructor(tag: string) {
    this.tag = tag;
    this.#list = new Intl.ListFormat(tag, { type: 'conjunction' });
  }

  /** One CardFormat per BCP 47 tag. */
  static of(tag: string): CardFormat {
    let format = known.get(tag);
    if (!format) known.set(tag, (format = new CardFormat(tag)));
    return format;
  }

  /** With a true minus. */
  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    const key = JSON.stringify(options);
    let format = this.#made.get(key);
    if (!format) this.#made.set(key, (format = new Intl.NumberFormat(this.tag, options)));
    return format.format(value).replace('-', '−');
  }

  price({ amount, currency }: Price): string {
    return this.number(amount, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
  }

  list(parts: readonly string[]): string {
    return this.#list.format(parts);
  }

  /** The year of an item's `publishedAt`, with its era before the year 1; empty when there is none to read. */
  year(publishedAt: string | undefined): string {
    const found = /^([+-]?)(\d{1,6})(?:-|$)/.exec(publishedAt ?? '');
    if (!found) return '';
    const year = Number(found[2]) * (found[1] === '-' ? -1 : 1);
    if (year > 0) return String(year);
    const date = new Date(0);
    date.setUTCFullYear(year);
    return new Intl.DateTimeFormat(this.tag, { year: 'numeric', era: 'short', timeZone: 'UTC' }).format(date);
  }
}
