import type { Item } from '../../domain/item.ts';
import { tagsOf } from '../products/categories.ts';
import { isoTime } from '../products/iso-time.ts';
import { categoriesOf, someOf } from './categories-of-thing.ts';
import { offerOfThing } from './offer-of-thing.ts';
import { absoluteUrl, isSamePage, languageTag, type PageFacts, withoutFragment } from './page-facts.ts';
import type { Identifiers, Telling } from './telling.ts';
import { textOfMarkup } from './text-of-markup.ts';
import { hasType, referencesOf, type Thing, textOf, textsOf } from './thing.ts';

export const PRODUCT_TYPES: ReadonlySet<string> = new Set(['Product', 'ProductGroup', 'IndividualProduct', 'ProductModel', 'SomeProducts', 'Vehicle', 'Car', 'Book', 'Audiobook', 'Movie']);
export const ARTICLE_TYPES: ReadonlySet<string> = new Set(['Article', 'NewsArticle', 'BlogPosting', 'TechArticle']);

const MAX_ID_CHARACTERS = 200;
const MAX_TITLE_CHARACTERS = 500;
const GTINS = ['gtin', 'gtin14', 'gtin13', 'gtin12', 'gtin8', 'isbn'];

/** A product as its markup stands, with the group whose variant it is and offers that name it. */
export interface Found {
  thing: Thing;
  group?: Thing;
  /** From 1, among the group's variants. */
  variant?: number;
  offers?: Thing[];
  place: Telling['place'];
}

/** What the markup tells of an item; null where it has no name. */
export function tellingOfThing({ thing, group, variant, offers, place }: Found, syntax: Telling['syntax'], facts: PageFacts): Telling | null {
  const article = !hasType(thing, PRODUCT_TYPES);
  const own = fieldsOf(thing, facts, article);
  const shared = group ? fieldsOf(group, facts, false) : {};
  const groupId = groupIdOf(thing, group);
  const identifiers = identifiersOf(thing);
  if (variant !== undefined && groupId !== undefined) identifiers.variant = `${groupId}#${variant}`;
  const title = own.title ?? variantTitle(thing, group, shared.title);
  if (title === undefined) return null;
  const offer = { ...(group && offerOfThing(group)), ...offerOfThing(thing, offers) };
  const item = { ...shared, ...own, ...(article ? {} : offer), title, ...(groupId !== undefined && { group: groupId }) };
  return { syntax, item, identifiers, article, place };
}

function fieldsOf(thing: Thing, facts: PageFacts, article: boolean): Partial<Item> {
  const fields: Partial<Item> = {
    title: textOf(thing, 'name', 'headline')?.replace(/\s+/g, ' ').slice(0, MAX_TITLE_CHARACTERS),
    url: urlOf(thing, facts),
    image: addresses(thing, facts, 'image', 'thumbnailUrl')[0],
    text: described(thing),
    brand: article ? undefined : textOf(thing, 'brand', 'manufacturer'),
    author: textsOf(thing, 'author', 'director', 'creator').slice(0, 3).join(', ') || undefined,
    categories: categoriesOf(thing),
    tags: someOf(textsOf(thing, 'keywords').flatMap(tagsOf)),
    publishedAt: isoTime(textOf(thing, 'datePublished', 'releaseDate', 'dateCreated') ?? '') ?? undefined,
    language: languageTag(textOf(thing, 'inLanguage')) ?? facts.language,
    popularity: votesOf(thing),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}

function identifiersOf(thing: Thing): Identifiers {
  const found: Identifiers = { sku: idText(thing, 'sku'), productID: idText(thing, 'productID'), gtin: idText(thing, ...GTINS), mpn: idText(thing, 'mpn') };
  return Object.fromEntries(Object.entries(found).filter(([, id]) => id !== undefined));
}

function idText(thing: Thing, ...properties: string[]): string | undefined {
  const text = textOf(thing, ...properties);
  return text !== undefined && text.length <= MAX_ID_CHARACTERS ? text : undefined;
}

/** The id of the group: its own, or what the variant calls it. */
function groupIdOf(thing: Thing, group: Thing | undefined): string | undefined {
  const id = group && (idText(group, 'productGroupID', 'sku', 'productID', 'mpn') ?? group.id ?? textOf(group, 'name'));
  return id ?? idText(thing, 'inProductGroupWithID') ?? (hasType(thing, new Set(['ProductGroup'])) ? idText(thing, 'productGroupID') : undefined);
}

/** A variant without a name of its own: the group's, and what it varies by. */
function variantTitle(thing: Thing, group: Thing | undefined, shared: string | undefined): string | undefined {
  if (!group || shared === undefined) return undefined;
  const values = referencesOf(group, 'variesBy').flatMap((property) => textOf(thing, property.replace(/^.*[/#:]/s, '')) ?? []);
  return [shared, ...values].join(' ');
}

function urlOf(thing: Thing, facts: PageFacts): string | undefined {
  const url = addresses(thing, facts, 'url')[0];
  if (url !== undefined) return withoutFragment(url);
  const page = addresses(thing, facts, 'mainEntityOfPage')[0];
  return page !== undefined && !isSamePage(page, facts.base && new URL('/', facts.base).href) ? withoutFragment(page) : undefined;
}

function addresses(thing: Thing, facts: PageFacts, ...properties: string[]): string[] {
  return properties.flatMap((property) => referencesOf(thing, property).flatMap((address) => absoluteUrl(address, facts.base) ?? []));
}

function described(thing: Thing): string | undefined {
  const text = textOf(thing, 'description', 'abstract', 'articleBody', 'reviewBody');
  return text === undefined ? undefined : textOfMarkup(text);
}

/** How many rated it. */
function votesOf(thing: Thing): number | undefined {
  const [rating] = thing.properties.get('aggregateRating') ?? [];
  const votes = rating === undefined || typeof rating === 'string' ? undefined : textOf(rating, 'ratingCount', 'reviewCount');
  return votes !== undefined && /^\d{1,12}$/.test(votes) ? Number(votes) : undefined;
}
