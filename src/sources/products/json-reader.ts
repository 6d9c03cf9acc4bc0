import { Tokenizer, TokenParser } from '@streamparser/json';
import type { Found, ProductReader, Reading } from './found.ts';
import { itemsOfRecord } from './record-items.ts';

const LINE_FEED = 10;
/** A product that is longer never ends. */
const MOST_BYTES = 1 << 26;

/** Products of JSON: a list, or objects that hold one as `products` or `items` (one page, or several one after the other). */
export class JsonReader implements ProductReader {
  #reading: Reading;
  #encoder = new TextEncoder();
  #tokenizer = new Tokenizer({ separator: '' });
  #parser: TokenParser;
  #found: Found[] = [];
  #refused = false;
  #records = 0;
  #line = 1;
  /** The piece at hand, where it begins, and how far its lines are counted. */
  #piece = new Uint8Array();
  #begin = 0;
  #counted = 0;
  #recordLine = 1;
  #recordEnd = 0;

  /** @param list whether the whole is a list, and not objects that hold one */
  constructor(reading: Reading, list: boolean) {
    this.#reading = reading;
    const depth = list ? 1 : 2;
    const parser = new TokenParser({ paths: list ? ['$.*'] : ['$.products.*', '$.items.*'], keepStack: false, separator: '' });
    this.#parser = parser;
    this.#tokenizer.onToken = (token) => {
      if ((parser as unknown as { stack: unknown[] }).stack.length === depth) this.#recordLine = this.#lineAt(token.offset);
      parser.write(token);
    };
    parser.onValue = ({ value }) => {
      this.#records++;
      this.#recordEnd = this.#begin;
      for (const found of itemsOfRecord(value, this.#recordLine, this.#reading)) this.#found.push(found);
    };
  }

  *write(text: string): Generator<Found> {
    if (this.#refused) return;
    this.#begin += this.#piece.length;
    this.#piece = this.#encoder.encode(text);
    this.#counted = 0;
    try {
      this.#tokenizer.write(this.#piece);
    } catch (error) {
      this.#refuse(`expected JSON, got what is none: ${(error as Error).message.slice(0, 120)}; the rest is not read`);
    }
    if (!this.#refused && this.#begin - this.#recordEnd > MOST_BYTES) this.#refuse('expected the end of a product, got more than 64 MiB without one');
    if (!this.#refused) this.#lineAt(this.#begin + this.#piece.length);
    yield* this.#take();
  }

  *end(): Generator<Found> {
    if (this.#refused) return;
    try {
      this.#tokenizer.end();
      this.#parser.end();
      if (this.#records === 0) yield { line: 1, reason: 'expected at least one product, got none' };
    } catch {
      yield { line: this.#line, reason: 'expected the end of the JSON, got the end of the input' };
    }
  }

  #refuse(reason: string): void {
    this.#refused = true;
    this.#found.push({ line: this.#lineAt(this.#begin + this.#piece.length), reason });
  }

  *#take(): Generator<Found> {
    yield* this.#found;
    this.#found = [];
  }

  /** The line of a byte of the whole text; places only grow. */
  #lineAt(offset: number): number {
    const to = offset - this.#begin;
    for (let at = this.#piece.indexOf(LINE_FEED, this.#counted); at >= 0 && at < to; at = this.#piece.indexOf(LINE_FEED, at + 1)) {
      this.#line++;
      this.#counted = at + 1;
    }
    return this.#line;
  }
}
