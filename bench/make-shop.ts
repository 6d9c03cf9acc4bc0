import type { Item } from '../src/domain/item.ts';
import { seededRandom } from '../src/domain/seeded-random.ts';

const KINDS = [
  'desk lamp', 'water bottle', 'notebook', 'backpack', 'kettle', 'office chair', 'bicycle light', 'raincoat', 'frying pan', 'headphones', 'garden hose', 'board game', 'yoga mat', 'picture frame', 'tent',
  'wool blanket', 'coffee grinder', 'running shoes', 'screwdriver set', 'plant pot', 'cutting board', 'alarm clock', 'travel pillow', 'phone stand', 'paint brush set', 'storage box', 'sunglasses', 'bread knife', 'wall shelf', 'scarf',
];
const MATERIALS = ['stainless steel', 'bamboo', 'recycled plastic', 'oak', 'merino wool', 'silicone', 'aluminium', 'cotton canvas', 'glass', 'ceramic', 'leather', 'cork'];
const STYLES = ['folding', 'compact', 'classic', 'adjustable', 'waterproof', 'lightweight', 'stackable', 'rechargeable', 'handmade', 'insulated', 'quiet', 'magnetic', 'two-piece', 'extra large'];
const COLOURS = ['black', 'white', 'red', 'forest green', 'navy', 'sand', 'grey', 'mustard'];
const PLACES = ['in the kitchen', 'on long walks', 'at the office', 'in small flats', 'on the balcony', 'in the workshop', 'for weekend trips', 'in a child’s room', 'beside the bed', 'in all weathers'];
const SENTENCES = [
  (a: string, b: string) => `Made of ${a} that keeps its shape for years, it is at home ${b}.`,
  (_: string, b: string) => `The surface is easy to clean with warm water, and nothing about it rattles ${b}.`,
  (_: string, b: string) => `We tried it for six months ${b} before we took it into our range.`,
  (a: string) => `Every part can be replaced, and the ${a} comes from certified sources.`,
  (_: string, b: string) => `Comes in a plain box without plastic, with a short guide that says how to use it ${b}.`,
  (a: string) => `Screws, cable and a spare piece of ${a} are included; two years of warranty.`,
];
const BRANDS = Array.from({ length: 60 }, (_, n) => `${['Nor', 'Al', 'Ven', 'Kas', 'Mir', 'Tol'][n % 6]}${['dana', 'vik', 'mont', 'tera', 'lund', 'field', 'hus', 'wen', 'rosa', 'gard'][Math.floor(n / 6)]}`);
const OF_KIND_STAY = 0.6, COLOURED = 0.2;

export interface Shop {
  items: Item[];
  /** Oldest first. */
  orders: { user: string; items: string[] }[];
}

/** A made-up shop: titles and descriptions of a usual length, a fifth of it variants of colour; people stay with one kind of thing for a while, and what is popular falls by Zipf. */
export function makeShop(products: number, people: number, seed = 1): Shop {
  const random = seededRandom(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)];
  const items: Item[] = [];
  for (let n = 0; items.length < products; n++) {
    const [kind, material, style, brand] = [one(KINDS), one(MATERIALS), one(STYLES), one(BRANDS)];
    const text = Array.from({ length: 3 + Math.floor(random() * 4) }, () => one(SENTENCES)(one(MATERIALS), one(PLACES))).join(' ');
    const colours = random() < COLOURED / 3 ? COLOURS.slice(0, 3) : [null];
    for (const colour of colours) {
      if (items.length === products) break;
      items.push({ id: `p${items.length}`, title: `${brand} ${style} ${material} ${kind}${colour ? `, ${colour}` : ''} no. ${n}`, brand, categories: [kind], text, price: { amount: Math.round(500 + random() * 9500) / 100, currency: 'EUR' }, ...(colours.length > 1 && { group: `g${n}` }) });
    }
  }
  const byKind = KINDS.map((kind) => items.filter(({ categories }) => categories![0] === kind));
  const orders = Array.from({ length: people }, (_, n) => {
    let kind = one(byKind);
    return {
      user: `u${n}`,
      items: Array.from({ length: 2 + Math.floor(random() * 9) }, () => {
        if (random() > OF_KIND_STAY) kind = byKind[(byKind.indexOf(kind) + 1 + Math.floor(random() * 3)) % byKind.length];
        return kind[Math.floor(kind.length ** random()) - 1].id;
      }),
    };
  });
  return { items, orders };
}
