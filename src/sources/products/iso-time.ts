const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?|UTC)?)?$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const MAIL = /^(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})?\s+(?:[A-Z]{1,5}|[+-]\d{4})$/;

/**
 * A date or time in ISO 8601: from ISO itself (a space for the T, an offset without colon), a year, the dates of mail and RSS
 * (RFC 5322) and day.month.year. Slashes are refused, since day and month change places by country.
 *
 * @returns null for other texts, and for days that no month has
 */
export function isoTime(text: string): string | null {
  const plain = text.trim();
  if (/^\d{4}$/.test(plain)) return plain;
  const dotted = DOTTED.exec(plain);
  if (dotted) return dateOf(dotted[3], dotted[2].padStart(2, '0'), dotted[1].padStart(2, '0'));
  if (MAIL.test(plain)) return timeOf(plain);
  const [, year, month, day, clock, zone = ''] = ISO.exec(plain) ?? [];
  if (year === undefined) return null;
  const date = dateOf(year, month, day);
  if (clock === undefined || date === null) return date;
  const offset = zone === 'UTC' || zone === 'Z' ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, hours: string, minutes = '00') => `${hours}:${minutes}`);
  const time = `${date}T${clock}${offset}`;
  return Number.isNaN(Date.parse(time)) ? null : time;
}

function dateOf(year: string, month: string, day: string): string | null {
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : null;
}

function timeOf(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
