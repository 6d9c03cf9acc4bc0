import { ARTICLE_TYPES, type Found, PRODUCT_TYPES } from './telling-of-thing.ts';
import { hasType, type Thing, thingsOf } from './thing.ts';

const GROUP = new Set(['ProductGroup']);
const LIST = new Set(['ItemList', 'ListItem', 'OfferCatalog']);
const OFFER = new Set(['Offer', 'AggregateOffer']);
/** What a product has that is no other item. */
const OWN = new Set(['offers', 'model', 'isVariantOf', 'hasVariant', 'workExample', 'exampleOfWork', 'review', 'aggregateRating', 'brand', 'author', 'publisher', 'image', 'mainEntityOfPage', 'isPartOf']);

/** Finds the products, works and articles among the things of a page, each once, with how it stands there. */
export function findProducts(roots: readonly Thing[]): Found[] {
  const found = new Map<Thing, Found>();
  const queue: Thing[] = [];
  const reach = (thing: Thing, place: Found['place'], more?: Partial<Found>): void => {
    const known = found.get(thing);
    if (known) Object.assign(known, more, { place: placed(known.place, place) });
    else found.set(thing, { thing, place, ...more });
    if (!known) queue.push(thing);
  };
  for (const root of roots) reach(root, 'top');
  for (let thing = queue.shift(); thing; thing = queue.shift()) follow(found.get(thing)!, reach);
  const all = [...found.values()];
  const variants = new Set(all.filter(isVaried).flatMap((group) => thingsOf(group.thing, 'hasVariant')));
  return all.flatMap((each) => (isVaried(each) ? variantsOf(each, found) : variants.has(each.thing) || !isItem(each.thing) ? [] : each));
}

type Reach = (thing: Thing, place: Found['place'], more?: Partial<Found>) => void;

function follow({ thing, place, group }: Found, reach: Reach): void {
  const item = isItem(thing);
  if (hasType(thing, GROUP)) thingsOf(thing, 'hasVariant').forEach((variant, n) => isProduct(variant) && reach(variant, place, { group: thing, variant: n + 1 }));
  else if (item && !group) for (const other of thingsOf(thing, 'isVariantOf').slice(0, 1)) reach(thing, place, { group: other });
  for (const property of thing.properties.keys()) {
    if (item && OWN.has(property)) continue;
    for (const other of thingsOf(thing, property)) {
      if (property === 'itemOffered' && hasType(thing, OFFER)) reach(other, place === 'main' ? 'main' : 'top', { offers: [thing] });
      else if (property === 'mainEntity') reach(other, 'main');
      else reach(other, hasType(thing, LIST) || item ? 'inside' : nested(place));
    }
  }
}

/** Parts of a page that is told of (`WebPage`, `hasPart`) stand in it, not above it. */
function nested(place: Found['place']): Found['place'] {
  return place === 'main' ? 'inside' : place;
}

/** The better of two places, but that what is in a list is one of several. */
function placed(known: Found['place'], other: Found['place']): Found['place'] {
  if (known === 'main' || other === 'main') return 'main';
  return known === 'inside' || other === 'inside' ? 'inside' : 'top';
}

/** The variants of a group, in its order; they stand where it stands. */
function variantsOf(group: Found, found: ReadonlyMap<Thing, Found>): Found[] {
  return thingsOf(group.thing, 'hasVariant').flatMap((variant) => {
    const known = isProduct(variant) ? found.get(variant) : undefined;
    return known ? { ...known, place: group.place } : [];
  });
}

function isItem(thing: Thing): boolean {
  return hasType(thing, PRODUCT_TYPES) || hasType(thing, ARTICLE_TYPES);
}

function isProduct(thing: Thing): boolean {
  return hasType(thing, PRODUCT_TYPES);
}

function isVaried({ thing }: Found): boolean {
  return hasType(thing, GROUP) && thingsOf(thing, 'hasVariant').some(isProduct);
}
