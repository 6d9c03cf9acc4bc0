import type { Price } from '../../domain/item.ts';

/** What a sign may stand for: the first unless the caller's currency is among the others. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'TWD', 'MXN', 'ARS', 'CLP', 'COP', 'UYU', 'DOP', 'BBD', 'BSD', 'BZD', 'JMD', 'TTD', 'FJD', 'NAD'],
  '£': ['GBP', 'EGP', 'GIP', 'FKP', 'SHP', 'LBP', 'SYP'],
  '¥': ['JPY', 'CNY'],
  '€': ['EUR'], '₹': ['INR'], '₩': ['KRW'], '₽': ['RUB'], '₺': ['TRY'], '₴': ['UAH'], '₪': ['ILS'], '₫': ['VND'], '฿': ['THB'], '₱': ['PHP'], '₦': ['NGN'], '₸': ['KZT'], '₾': ['GEL'], '₡': ['CRC'],
  us$: ['USD'], c$: ['CAD'], ca$: ['CAD'], a$: ['AUD'], au$: ['AUD'], nz$: ['NZD'], hk$: ['HKD'], s$: ['SGD'], nt$: ['TWD'], mx$: ['MXN'], r$: ['BRL'], 'cn¥': ['CNY'], 'jp¥': ['JPY'],
  euro: ['EUR'], euros: ['EUR'], fr: ['CHF'], sfr: ['CHF'], 'zł': ['PLN'], 'kč': ['CZK'], ft: ['HUF'], lei: ['RON'], 'лв': ['BGN'], 'руб': ['RUB'], 'грн': ['UAH'], tl: ['TRY'], rs: ['INR', 'PKR', 'LKR', 'NPR', 'MUR'], rp: ['IDR'], rm: ['MYR'],
  'rmb': ['CNY'], '元': ['CNY', 'TWD', 'HKD'], '人民币': ['CNY'], '円': ['JPY'], '원': ['KRW'],
};
/** Of three countries, so that a currency must be given to choose. */
const KRONA: ReadonlySet<string> = new Set(['SEK', 'NOK', 'DKK', 'ISK']);
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
/** Their amounts have three decimals. */
const THOUSANDTHS: ReadonlySet<string> = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);
/** What may stand beside a price and does not change it. */
const IDLE_WORDS: ReadonlySet<string> = new Set('from only now ab nur jetzt inkl incl mwst vat tax dès à partir de desde ttc iva incluido 起 含税 价格 售价 price preis prix precio'.split(' '));
const MAX_CHARACTERS = 100;

const NUMBER = /\d(?:[\d.,'’ ]*\d)?/;
const TOKEN = /\p{L}*\p{Sc}|\p{L}+/gu;

/**
 * The price that a text states: one number, with a currency by code (`12.50 USD`, `CHF 10.-`) or sign (`1.234,56 €`,
 * `US$12`) before or after it, in the writing of any country.
 *
 * The last of `.` and `,` parts the decimals where both occur. One of them alone, once, before three digits parts thousands
 * (`1.200 €`), save after a zero and in currencies of three decimals. `¥` with decimals is CNY, for a yen has none.
 *
 * @param options.currency ISO 4217, where the text has none, or a sign of several currencies (`$`, `kr`)
 * @returns null for no price, for two (`10 – 20 €`), for one below zero, and where no currency is known
 */
export function parsePriceText(text: string, options: { currency?: string } = {}): Price | null {
  if (text.length > MAX_CHARACTERS) return null;
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').replace(/(\d)[.,][-–—−]+/, '$1');
  const [number] = NUMBER.exec(plain) ?? [];
  if (number === undefined) return null;
  const rest = plain.replace(number, '|');
  if (/[\d%\-–−]/.test(rest)) return null;
  const tokens = rest.replace(/ +(?=\p{Sc})/gu, '').match(TOKEN) ?? [];
  let currency: string | null = null;
  for (const token of tokens) {
    const named = currencyOf(token, options.currency, /[.,]\d{1,2}$/.test(number));
    if (named !== null && (currency === null || CODES.has(token))) currency = named;
    else if (named === null && !IDLE_WORDS.has(token.toLowerCase())) return null;
  }
  currency ??= options.currency ?? null;
  const amount = currency === null ? null : amountOf(number, THOUSANDTHS.has(currency));
  return amount === null ? null : { amount, currency: currency! };
}

/** Whether a text is an ISO 4217 code that this runtime knows. */
export function isCurrency(code: string): boolean {
  return CODES.has(code);
}

function currencyOf(token: string, wanted: string | undefined, decimals: boolean): string | null {
  const low = token.toLowerCase();
  if (low === 'kr') return wanted !== undefined && KRONA.has(wanted) ? wanted : null;
  const code = low.replace(/\p{Sc}$/u, '').toUpperCase();
  if (CODES.has(code)) return code;
  const meant = SIGNS[low];
  if (meant === undefined) return null;
  if (wanted !== undefined && meant.includes(wanted)) return wanted;
  return low === '¥' && decimals ? 'CNY' : meant[0];
}

function amountOf(number: string, thousandths: boolean): number | null {
  const digits = number.replace(/[ '’]/g, '');
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return finite(digits);
  const mark = digits[last];
  const other = mark === '.' ? ',' : '.';
  const count = digits.split(mark).length - 1;
  const tail = digits.length - last - 1;
  const whole = digits.slice(0, last);
  if (count > 1) return digits.includes(other) ? null : grouped(digits, mark);
  if (whole.includes(other)) {
    const head = grouped(whole, other);
    return head === null ? null : finite(`${head}.${digits.slice(last + 1)}`);
  }
  if (tail === 3 && whole.length <= 3 && !thousandths && !/^0+$/.test(whole)) return finite(whole + digits.slice(last + 1));
  return finite(`${whole}.${digits.slice(last + 1)}`);
}

/** Whole numbers in groups of three, or of two before the last three as in India; null where groups are of other lengths. */
function grouped(digits: string, mark: string): number | null {
  const [first, ...groups] = digits.split(mark);
  const sound = first.length <= 3 && groups.every((group, i) => group.length === 3 || (group.length === 2 && i < groups.length - 1));
  return sound ? finite(first + groups.join('')) : null;
}

function finite(decimal: string): number | null {
  const amount = Number(decimal);
  return Number.isFinite(amount) && decimal !== '' ? amount : null;
}
