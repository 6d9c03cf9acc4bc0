/** Escapes that JSON has. */
const ESCAPED = new Set('"\\/bfnrtu');

/**
 * The value that a JSON text of a page means, where what is wrong with it has one reading only: a byte order mark, a wrapper of
 * HTML comments or CDATA, comments, commas too many, raw line breaks and tabs in strings, needless escapes, quotes written as
 * entities, a semicolon at the end.
 *
 * @throws {SyntaxError} of JSON.parse, where that is not enough
 */
export function parsePageJson(text: string): unknown {
  const json = withoutWrapper(text);
  try {
    return JSON.parse(json);
  } catch {
    return JSON.parse(repaired(json.includes('"') ? json : json.replaceAll('&quot;', '"').replaceAll('&amp;', '&')));
  }
}

function withoutWrapper(text: string): string {
  return text
    .replace(/^[\s\uFEFF]+/, '')
    .replace(/^(?:\/\/|\/\*)?\s*(?:<!--|<!\[CDATA\[)\s*(?:\*\/)?/, '')
    .trimEnd()
    .replace(/(?:\/\/|\/\*)?\s*(?:-->|\]\]>)\s*(?:\*\/)?$/, '')
    .trim();
}

function repaired(json: string): string {
  const parts: string[] = [];
  for (let at = 0; at < json.length; ) {
    const character = json[at];
    let end = at + 1;
    if (character === '"') parts.push(repairedString(json, at, (end = endOfString(json, at))));
    else if (character === '/' && json[end] === '/') end = after(json, '\n', at);
    else if (character === '/' && json[end] === '*') end = after(json, '*/', at + 2);
    else if (character === ',') parts.push(character);
    else if (/\s/.test(character)) end = at + 1;
    else {
      if (character === '}' || character === ']') dropComma(parts);
      if (character !== ';' || json.slice(end).trim() !== '') parts.push(character);
    }
    // Two commas are one.
    if (character === ',' && (parts.at(-2) === ',' || parts.at(-2) === '[' || parts.at(-2) === '{')) parts.pop();
    at = end;
  }
  return parts.join('');
}

function dropComma(parts: string[]): void {
  if (parts.at(-1) === ',') parts.pop();
}

function after(json: string, mark: string, from: number): number {
  const found = json.indexOf(mark, from);
  return found < 0 ? json.length : found + mark.length;
}

function endOfString(json: string, from: number): number {
  for (let at = from + 1; at < json.length; at++) {
    if (json[at] === '\\') at++;
    else if (json[at] === '"') return at + 1;
  }
  return json.length;
}

function repairedString(json: string, from: number, to: number): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  return json.slice(from, to).replace(/\\([\s\S])|[\u0000-\u001F]/g, (whole: string, escaped?: string) => {
    if (escaped === undefined) return escapeOf(whole);
    if (ESCAPED.has(escaped)) return whole;
    return escaped < ' ' ? escapeOf(escaped) : escaped;
  });
}

function escapeOf(control: string): string {
  return JSON.stringify(control).slice(1, -1);
}
