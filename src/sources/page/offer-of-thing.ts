import type { Availability, Item, Price } from '../../domain/item.ts';
import { parseAvailability } from '../products/availability.ts';
import { isCurrency, parsePriceText } from '../products/price.ts';
import { hasType, localName, referencesOf, type Thing, textOf, textsOf, thingsOf } from './thing.ts';

const AGGREGATE = new Set(['AggregateOffer']);
/** Prices that nobody pays. */
const STRUCK_OUT = /(?:Strikethrough|List|MSRP|SRP|Regular)(?:Price)?$/;
const MAX_OFFERS = 200;

type Offer = Pick<Item, 'price' | 'availability'>;

/**
 * Price and availability of a product: the lowest price of an offer that is not sold out, in the currency of the first; in stock
 * where any offer is.
 */
export function offerOfThing(product: Thing, elsewhere: readonly Thing[] = []): Offer {
  const things = [...thingsOf(product, 'offers'), ...elsewhere];
  const offers = (things.length > 0 ? things : [product]).flatMap((offer) => offersOf(offer)).slice(0, MAX_OFFERS);
  const known = new Set(offers.map(({ availability }) => availability));
  const availability = (['in_stock', 'preorder', 'out_of_stock'] as const).find((each) => known.has(each));
  const price = lowest(offers.filter((offer) => offer.availability !== 'out_of_stock')) ?? lowest(offers);
  return { ...(price && { price }), ...(availability && { availability }) };
}

/** What an address or a word says about availability. */
export function availabilityOf(text: string | undefined): Availability | undefined {
  return text === undefined ? undefined : (parseAvailability(localName(text)) ?? undefined);
}

/** A price as markup has it: a plain decimal number, or else as people write prices. */
export function markedPrice(amount: string | undefined, currency: string | undefined): Price | undefined {
  if (amount === undefined) return undefined;
  const code = currency?.trim().toUpperCase();
  const known = code !== undefined && isCurrency(code) ? code : undefined;
  if (/^\d+(?:\.\d+)?$/.test(amount)) return known === undefined ? undefined : { amount: Number(amount), currency: known };
  return parsePriceText(amount, { currency: known }) ?? undefined;
}

function offersOf(offer: Thing): Offer[] {
  const own = { price: priceOf(offer), availability: saysOf(offer) };
  const inner = hasType(offer, AGGREGATE) ? thingsOf(offer, 'offers').filter((each) => !hasType(each, AGGREGATE)) : [];
  if (inner.length === 0) return [own];
  const currency = textOf(offer, 'priceCurrency');
  const each = inner.map((one) => ({ price: priceOf(one, currency), availability: saysOf(one) ?? own.availability }));
  // A low price that is told counts as the lowest, whatever offers are listed.
  return own.price ? [{ price: own.price, availability: each.some(({ availability }) => availability !== 'out_of_stock') ? undefined : 'out_of_stock' }, ...each.map(({ availability }) => ({ availability }))] : each;
}

function saysOf(offer: Thing): Availability | undefined {
  return availabilityOf(referencesOf(offer, 'availability')[0]);
}

function priceOf(offer: Thing, currency = textOf(offer, 'priceCurrency')): Price | undefined {
  const own = markedPrice(textOf(offer, 'price', 'lowPrice'), textOf(offer, 'priceCurrency') ?? currency);
  if (own) return own;
  const specifications = thingsOf(offer, 'priceSpecification').filter((each) => !textsOf(each, 'priceType').some((type) => STRUCK_OUT.test(type)));
  const prices = specifications.map((each) => ({ price: markedPrice(textOf(each, 'price', 'minPrice'), textOf(each, 'priceCurrency') ?? currency) }));
  return lowest(prices);
}

function lowest(offers: readonly Offer[]): Price | undefined {
  const prices = offers.flatMap(({ price }) => price ?? []);
  return prices.filter(({ currency }) => currency === prices[0].currency).toSorted((a, b) => a.amount - b.amount)[0];
}
