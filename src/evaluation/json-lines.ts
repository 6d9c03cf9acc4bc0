/** A line of a file that could not be used; what could be read is kept. */
export interface LineFault {
  /** From 1. */
  line: number;
  /** `LINE: expected …, got …`; the caller puts the file's name before it. */
  message: string;
}

/** What a file of JSON Lines held. */
export interface ReadLines<T> {
  values: T[];
  faults: LineFault[];
}

/**
 * Reads one JSON object a line; blank lines and a byte order mark are passed over.
 *
 * @param lines null for a line that is no UTF-8
 * @param parse gives the value of one object; a TypeError that it throws becomes the line's fault
 */
export function readJsonLines<T>(lines: Iterable<string | null>, parse: (raw: Record<string, unknown>, line: number) => T): ReadLines<T> {
  const values: T[] = [];
  const { read, faults } = lineReader((raw, line) => void values.push(parse(raw, line)));
  for (const line of lines) read(line);
  return { values, faults };
}

/** Reads the lines of `readJsonLines` one after the other: `take` is given each object and the number of its line, and keeps what it wants of it. */
export function lineReader(take: (raw: Record<string, unknown>, line: number) => void): { read(line: string | null): void; faults: LineFault[] } {
  const faults: LineFault[] = [];
  let line = 0;
  return {
    faults,
    read(text) {
      line++;
      const json = text === null ? null : (line === 1 ? text.replace(/^\uFEFF/, '') : text).trim();
      if (json === '') return;
      try {
        if (json === null) throw new TypeError('expected UTF-8, got other bytes');
        take(parseObject(json), line);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        faults.push({ line, message: `${line}: ${error.message}` });
      }
    },
  };
}

function parseObject(json: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new TypeError(`expected a JSON object, got ${json.slice(0, 60)}`, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expected('a JSON object', value);
  return value as Record<string, unknown>;
}

/** The error of a field that does not hold `what`. */
export function expected(what: string, got: unknown): TypeError {
  return new TypeError(`expected ${what}, got ${typeof got === 'number' ? got : (JSON.stringify(got)?.slice(0, 60) ?? 'nothing')}`);
}
