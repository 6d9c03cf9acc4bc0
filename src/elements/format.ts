import { CardFormat } from './card-format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const AGES: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365.25 * DAY],
  ['month', 30.44 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
];
const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const known = new Map<string, Format>();

/** Numbers, dates, sizes and lists as one language writes them. */
export class Format extends CardFormat {
  readonly #relative: Intl.RelativeTimeFormat;

  private constructor(tag: string) {
    super(tag);
    this.#relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  }

  /** One Format per BCP 47 tag. */
  static override of(tag: string): Format {
    let format = known.get(tag);
    if (!format) known.set(tag, (format = new Format(tag)));
    return format;
  }

  /** A share of 1 in whole percent; one decimal below one percent. */
  percent(share: number): string {
    const small = share !== 0 && Math.abs(share) < 0.01;
    return this.number(share, { style: 'percent', maximumFractionDigits: small ? 1 : 0 });
  }

  /** In steps of 1000, with at most one decimal. */
  bytes(sizeBytes: number): string {
    const step = sizeBytes < 1000 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(sizeBytes) / 3));
    const value = sizeBytes / 1000 ** step;
    return this.number(value, { style: 'unit', unit: SIZES[step], unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1 });
  }

  milliseconds(ms: number): string {
    return this.number(ms, { style: 'unit', unit: 'millisecond', unitDisplay: 'short', maximumFractionDigits: ms < 10 ? 1 : 0 });
  }

  /** How long something takes still, in the one unit that fits. */
  remaining(ms: number): string {
    const [unit, size] = ms >= HOUR ? (['hour', HOUR] as const) : ms >= MINUTE ? (['minute', MINUTE] as const) : (['second', 1000] as const);
    return this.number(Math.max(1, Math.ceil(ms / size)), { style: 'unit', unit, unitDisplay: 'short' });
  }

  /** The names of languages, listed; of `und-Cyrl` and the like the script's. */
  languages(tags: readonly string[]): string {
    const [names, scripts] = (['language', 'script'] as const).map((type) => new Intl.DisplayNames(this.tag, { type }));
    return this.list(tags.map((tag) => (tag.startsWith('und-') ? scripts.of(tag.slice(4)) : names.of(tag)) ?? tag));
  }

  /** Such as `3 days ago`; below a minute, `now`. */
  ago(at: string, now: number): string {
    const age = now - Date.parse(at);
    for (const [unit, size] of AGES) if (Math.abs(age) >= size) return this.#relative.format(-Math.round(age / size), unit);
    return this.#relative.format(0, 'second');
  }

  /** A day as a heading: today, yesterday, or its date. */
  day(at: string, now: number): string {
    const days = Math.round((startOfDay(now) - startOfDay(Date.parse(at))) / DAY);
    if (days === 0 || days === 1) return this.#relative.format(-days, 'day');
    const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
    return new Intl.DateTimeFormat(this.tag, { weekday: 'long', day: 'numeric', month: 'long', year: sameYear ? undefined : 'numeric' }).format(new Date(at));
  }

  date(at: string): string {
    return new Intl.DateTimeFormat(this.tag, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(at));
  }

  clock(at: string): string {
    return new Intl.DateTimeFormat(this.tag, { hour: 'numeric', minute: '2-digit' }).format(new Date(at));
  }
}

/** Midnight, in the reader's own time zone. */
export function startOfDay(time: number): number {
  const day = new Date(time);
  return day.setHours(0, 0, 0, 0);
}
