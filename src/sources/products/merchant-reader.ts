import { Parser } from 'htmlparser2';
import { categoriesOfPath, distinct, tagsOf } from './categories.ts';
import { type Found, type ProductReader, type Reading } from './found.ts';
import { makeItem } from './make-item.ts';

const GOOGLE = /^https?:\/\/(base\.google\.com\/(ns|cns)\/1\.0|www\.google\.com\/schemas\/)/;
/** One of these is one product. */
const RECORDS: ReadonlySet<string> = new Set(['item', 'entry']);
/** Of a field so much is read; its text is cut far below. */
const MOST_CHARACTERS = 200_000;
/** Of one field so many are read. */
const MOST_VALUES = 10;
/** Elements open in one another, which no feed needs: each costs the parser a search through all of them. */
const MOST_NESTED = 256;
/** A tag, a comment or a CDATA section that is longer never closes. */
const MOST_UNREAD = 1 << 25;

/** What stands directly in a record, under `g:name` for elements of Google's namespace and `name` for others. */
type Values = Map<string, string[]>;

/** Products of Google Merchant's XML: RSS 2.0 and Atom, Google's namespace under any prefix, or under none. */
export class MerchantReader implements ProductReader {
  #reading: Reading;
  #parser: Parser;
  #found: Found[] = [];
  /** Prefixes of Google's namespace; `g` also where a feed forgets to declare it. */
  #google = new Set(['g']);
  #open: string[] = [];
  #depth = 0;
  #record: Values | null = null;
  #recordDepth = 0;
  #recordLine = 0;
  #field: string | null = null;
  #text = '';
  #language: string | undefined;
  #records = 0;
  #line = 1;
  /** The piece at hand, where it begins, and how far its lines are counted. */
  #piece = '';
  #begin = 0;
  #counted = 0;
  #ended = false;
  #refused = false;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#start(name, attributes),
        ontext: (text) => this.#add(text),
        onclosetag: (_, implied) => this.#close(implied),
      },
      { xmlMode: true },
    );
  }

  *write(text: string): Generator<Found> {
    if (this.#refused) return;
    this.#begin += this.#piece.length;
    this.#piece = text;
    this.#counted = 0;
    this.#parser.write(text);
    if (!this.#refused && this.#begin + text.length - this.#parser.endIndex > MOST_UNREAD) this.#refuse('expected the end of a tag, a comment or a CDATA section, got more than 32 million characters');
    this.#lineAt(this.#begin + text.length);
    yield* this.#take();
  }

  *end(): Generator<Found> {
    if (this.#refused) return;
    const open = this.#open[0];
    const cut = this.#depth > 0;
    const line = this.#record ? this.#recordLine : this.#line;
    const where = this.#record ? 'item' : open;
    this.#ended = true;
    this.#parser.end();
    yield* this.#take();
    if (cut) yield { line, reason: `expected the end of <${where}>, got the end of the input` };
    else if (this.#records === 0) yield { line: 1, reason: `expected <item> or <entry> in a product feed, got ${open === undefined ? 'no element' : `<${open}> without one`}` };
  }

  *#take(): Generator<Found> {
    yield* this.#found;
    this.#found = [];
  }

  #refuse(reason: string): void {
    this.#refused = true;
    this.#parser.pause();
    this.#found.push({ line: this.#lineAt(this.#parser.startIndex), reason });
  }

  #start(name: string, attributes: Record<string, string>): void {
    for (const [key, value] of Object.entries(attributes)) if (key.startsWith('xmlns') && GOOGLE.test(value.trim())) this.#google.add(key === 'xmlns' ? '' : key.slice(6));
    this.#depth++;
    if (this.#depth > MOST_NESTED) return this.#refuse(`expected at most ${MOST_NESTED} elements in one another, got more: the rest is not read`);
    if (this.#depth === 1) this.#open = [name];
    if (this.#record === null) {
      this.#language ??= attributes['xml:lang'];
      if (RECORDS.has(localName(name))) {
        this.#record = new Map();
        this.#recordDepth = this.#depth;
        this.#recordLine = this.#lineAt(this.#parser.startIndex);
      } else if (localName(name) === 'language' && this.#depth <= 3) {
        this.#field = 'feed language';
        this.#text = '';
      }
    } else if (this.#depth === this.#recordDepth + 1) {
      this.#field = this.#nameOf(name);
      this.#text = '';
      if (attributes.href !== undefined && (attributes.rel ?? 'alternate') === 'alternate') this.#keep('link', attributes.href);
      if (name === 'enclosure' && attributes.type?.startsWith('image/')) this.#keep('image', attributes.url);
      if (name === 'category' && attributes.term !== undefined) this.#keep('category', attributes.label ?? attributes.term);
    } else if (this.#field !== null && !this.#field.startsWith('g:')) this.#add(' ');
  }

  /** Text of a field; that of elements inside belongs to texts, and not to Google's (a shipping's price is not the price). */
  #add(text: string): void {
    if (this.#field === null || this.#text.length > MOST_CHARACTERS) return;
    const inside = this.#record !== null && this.#depth > this.#recordDepth + 1;
    if (!inside || !this.#field.startsWith('g:')) this.#text += text;
  }

  #close(implied: boolean): void {
    if (this.#field === 'feed language') {
      this.#language = this.#text.trim() || this.#language;
      this.#field = null;
      this.#text = '';
    } else if (this.#record !== null && this.#depth === this.#recordDepth + 1 && this.#field !== null) {
      this.#keep(this.#field, this.#text);
      this.#field = null;
    } else if (this.#record !== null && this.#depth === this.#recordDepth) {
      if (!(implied && this.#ended)) this.#finish(this.#record);
      this.#record = null;
    }
    this.#depth--;
  }

  #keep(field: string, text: string | undefined): void {
    const values = this.#record!.get(field) ?? [];
    if (text?.trim() && values.length < MOST_VALUES) this.#record!.set(field, [...values, text]);
  }

  #finish(values: Values): void {
    this.#records++;
    const line = this.#recordLine;
    try {
      this.#found.push({ line, item: makeItem(looseOf(values, this.#language), this.#reading) });
    } catch (error) {
      this.#found.push({ line, reason: (error as Error).message });
    }
  }

  #nameOf(name: string): string {
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    return this.#google.has(prefix) ? `g:${name.slice(colon + 1).toLowerCase()}` : localName(name).toLowerCase();
  }

  /** The line of a place in the whole text; places only grow. */
  #lineAt(index: number): number {
    const to = Math.min(index - this.#begin, this.#piece.length);
    for (let at = this.#piece.indexOf('\n', this.#counted); at >= 0 && at < to; at = this.#piece.indexOf('\n', at + 1)) {
      this.#line++;
      this.#counted = at + 1;
    }
    return this.#line;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function looseOf(values: Values, language: string | undefined) {
  const all = (...names: string[]): string[] => names.flatMap((name) => values.get(`g:${name}`) ?? values.get(name) ?? []);
  const text = (...names: string[]): string | undefined => all(...names)[0];
  const [from, to] = (text('sale_price_effective_date') ?? '').split('/');
  return {
    id: text('id', 'guid', 'link'),
    title: text('title'),
    text: text('description', 'content', 'summary', 'encoded'),
    url: text('link'),
    image: text('image_link', 'image', 'additional_image_link'),
    brand: text('brand', 'manufacturer'),
    author: text('author'),
    categories: distinct([...all('product_type'), ...all('google_product_category'), ...all('category')].flatMap(categoriesOfPath)),
    tags: distinct(all('tag', 'keywords').flatMap(tagsOf)),
    price: text('price'),
    salePrice: text('sale_price'),
    sale: { from, to },
    availability: text('availability', 'quantity'),
    group: text('item_group_id'),
    publishedAt: text('release_date', 'pubdate', 'published'),
    language: text('content_language', 'language') ?? language,
  };
}
