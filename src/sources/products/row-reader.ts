import Papa from 'papaparse';

/** A row of a table, at its first line (from 1). */
export interface Row {
  line: number;
  cells: string[];
  /** Set where the row is none: why. */
  fault?: string;
}

/** A row that is longer has a quote that never closes, or is none. */
const MOST_CHARACTERS = 1 << 25;

/**
 * Rows of delimited text (RFC 4180) that comes piece by piece, without empty ones: cells in quotes may hold line ends, doubled quotes are one.
 * A quote that is not closed costs its line alone: reading goes on with the next one. `="001"`, by which spreadsheets keep a
 * number as text, is 001.
 */
export class RowReader {
  #parse: (input: string, last: boolean, step: (cells: string[], end: number, sound: boolean) => boolean) => void;
  #newline: string;
  #rest = '';
  #line: number;
  #width = 0;
  /** Inside a line that is too long. */
  #dropping = false;
  /** Below this length the rest is not looked at again, so that a long cell is not read once a piece. */
  #due = 0;

  /**
   * @param newline `\r` for texts that part lines by it alone
   * @param line    of the first row
   */
  constructor(delimiter: string, newline: '\n' | '\r' = '\n', line = 1) {
    this.#newline = newline;
    this.#line = line;
    this.#parse = (input, last, step) => {
      const parser: Papa.Parser = new Papa.Parser({
        delimiter,
        newline,
        step({ data, errors, meta }: Papa.ParseStepResult<string[][]>) {
          if (!step(data[0], meta.cursor, errors.length === 0)) parser.abort();
        },
      } as Papa.ParseConfig);
      parser.parse(input, 0, !last);
    };
  }

  *write(text: string): Generator<Row> {
    this.#rest += this.#dropping ? this.#afterLine(text) : text;
    if (this.#rest.length >= this.#due) yield* this.#read(false);
  }

  *end(): Generator<Row> {
    if (this.#rest !== '') yield* this.#read(true);
  }

  *#read(last: boolean): Generator<Row> {
    for (let again = true; again; ) {
      const rest = this.#rest;
      const rows: Row[] = [];
      let from = 0;
      let broken = false;
      this.#parse(rest, last, (cells, end, sound) => {
        const lines = count(rest, this.#newline, from, end);
        const whole = end < rest.length || rest.endsWith(this.#newline);
        broken = (!sound || (cells.length !== this.#width && this.#width > 0)) && lines > (whole ? 1 : 0);
        if (broken) return false;
        const row = this.#row(cells, whole);
        if (row.cells.some((text) => text !== '')) rows.push(row);
        this.#line += lines;
        from = end;
        return true;
      });
      yield* rows;
      this.#rest = rest.slice(from);
      again = broken || (!last && this.#rest.length > MOST_CHARACTERS);
      if (again) yield this.#skipLine();
    }
    this.#due = 2 * this.#rest.length;
  }

  #row(cells: string[], whole: boolean): Row {
    const line = this.#line;
    const clean = cells.map(cell);
    if (this.#width === 0 && clean.some((text) => text !== '')) this.#width = cells.length;
    if (!whole && cells.length < this.#width) return { line, cells: clean, fault: `expected ${this.#width} columns, got ${cells.length}: the input ends inside this row` };
    if (clean.slice(this.#width).some((text) => text !== '')) return { line, cells: clean, fault: `expected ${this.#width} columns, got ${cells.length}` };
    return { line, cells: clean };
  }

  #skipLine(): Row {
    const line = this.#line;
    const fault = `expected ${this.#width || 'some'} columns, got a quote that does not close: ${JSON.stringify(this.#rest.slice(0, 60).split(this.#newline)[0])}`;
    this.#dropping = true;
    this.#rest = this.#afterLine(this.#rest);
    return { line, cells: [], fault };
  }

  #afterLine(text: string): string {
    const end = text.indexOf(this.#newline);
    if (end < 0) return '';
    this.#dropping = false;
    this.#line++;
    return text.slice(end + 1);
  }
}

/** A cell as text: the last one of a line may carry a carriage return, and spreadsheets write `="001"` and `'=1+1`. */
function cell(text: string): string {
  const plain = text.trim();
  const kept = /^="((?:[^"]|"")*)"$/.exec(plain);
  if (kept) return kept[1].replaceAll('""', '"');
  return /^'[=+\-@]/.test(plain) ? plain.slice(1) : plain;
}

function count(text: string, mark: string, from: number, to: number): number {
  let found = 0;
  for (let at = text.indexOf(mark, from); at >= 0 && at < to; at = text.indexOf(mark, at + 1)) found++;
  return found;
}
