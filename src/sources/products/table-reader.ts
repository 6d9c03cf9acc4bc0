import Papa from 'papaparse';
import { columnsOf, fieldOf, placeOf } from './columns.ts';
import type { Found, ProductReader, Reading } from './found.ts';
import { PlainRows } from './plain-rows.ts';
import { type Row, RowReader } from './row-reader.ts';
import { isShopifyHeader, ShopifyRows } from './shopify-rows.ts';
import { isWooHeader, WooRows } from './woo-rows.ts';

/** Items of the rows below a header. */
interface Rows {
  row(row: Row): Iterable<Found>;
  end(): Iterable<Found>;
}

export type TableKind = 'csv' | 'shopify-csv' | 'woocommerce-csv';

const DELIMITERS = [',', '\t', ';', '|'];
/** A first line by which Excel is told the delimiter. */
const SEPARATOR_LINE = /^sep=([^\r\n])\r?\n/i;

/**
 * Products of delimited text: Google Merchant's TSV, Shopify's and WooCommerce's CSV, any table whose header says what its
 * columns hold. The delimiter is the one by which most columns are known.
 */
export class TableReader implements ProductReader {
  #kind: TableKind | undefined;
  #reading: Reading;
  #reader: RowReader | null = null;
  #rows: Rows | null = null;
  #refused = false;

  /** @param kind what the header would tell, where a person says it */
  constructor(reading: Reading, kind?: TableKind) {
    this.#reading = reading;
    this.#kind = kind;
  }

  *write(text: string): Generator<Found> {
    if (this.#refused) return;
    const [separatorLine = '', separator] = this.#reader ? [] : (SEPARATOR_LINE.exec(text) ?? []);
    this.#reader ??= new RowReader(separator ?? this.#delimiterOf(text), /\n/.test(text) ? '\n' : /\r/.test(text) ? '\r' : '\n', separatorLine === '' ? 1 : 2);
    for (const row of this.#reader.write(text.slice(separatorLine.length))) yield* this.#row(row);
  }

  *end(): Generator<Found> {
    if (this.#refused || !this.#reader) return;
    for (const row of this.#reader.end()) yield* this.#row(row);
    if (!this.#refused && this.#rows) yield* this.#rows.end();
  }

  *#row(row: Row): Generator<Found> {
    if (this.#refused) return;
    if (row.fault !== undefined) return yield { line: row.line, reason: row.fault };
    if (this.#rows) return yield* this.#rows.row(row);
    const fault = this.#open(row.cells);
    if (fault === null) return;
    this.#refused = true;
    yield { line: row.line, reason: fault };
  }

  /** Takes the header; what is wrong with it, or null. */
  #open(headers: readonly string[]): string | null {
    const found = `the columns ${headers.slice(0, 30).map((header) => JSON.stringify(header.slice(0, 40))).join(', ')}`;
    for (const [field, header] of Object.entries(this.#reading.map)) if (placeOf(headers, header) < 0) return `expected a column ${JSON.stringify(header)} for ${field}, got ${found}`;
    const mapped = Object.keys(this.#reading.map).length > 0;
    const kind = this.#kind ?? (mapped ? 'csv' : isShopifyHeader(headers) ? 'shopify-csv' : isWooHeader(headers) ? 'woocommerce-csv' : 'csv');
    if (kind === 'shopify-csv') this.#rows = new ShopifyRows(headers, this.#reading);
    else if (kind === 'woocommerce-csv') this.#rows = new WooRows(headers, this.#reading);
    else {
      const rows = new PlainRows(headers, this.#reading);
      if (rows.missing.length > 0) return `expected a header with a column for ${rows.missing.join(' and one for ')}, got ${found}`;
      this.#rows = rows;
    }
    return null;
  }

  #delimiterOf(text: string): string {
    const scored = DELIMITERS.map((delimiter) => {
      const headers = Papa.parse<string[]>(text.trimStart(), { delimiter, preview: 1 }).data[0] ?? [];
      const known = new Set(headers.map(fieldOf)).size + columnsOf(headers, this.#reading.map).size;
      return { delimiter, score: 1000 * known + headers.length };
    });
    return scored.reduce((best, each) => (each.score > best.score ? each : best)).delimiter;
  }
}
