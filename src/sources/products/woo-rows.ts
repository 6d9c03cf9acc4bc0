import { categoriesOfList, tagsOf } from './categories.ts';
import { normalName } from './columns.ts';
import { expected, type Found, type Reading } from './found.ts';
import { type LooseItem, makeItem } from './make-item.ts';
import type { Row } from './row-reader.ts';

/** WooCommerce writes its headers in the language of the shop: English, German, French, Spanish. */
const COLUMNS = {
  id: ['id'],
  type: ['type', 'typ', 'tipo'],
  sku: ['sku', 'artikelnummer', 'ugs'],
  name: ['name', 'nom', 'nombre'],
  published: ['published', 'veröffentlicht', 'publié', 'publicado'],
  shortDescription: ['short description', 'kurzbeschreibung', 'description courte', 'descripción corta'],
  description: ['description', 'beschreibung', 'descripción'],
  saleFrom: ['date sale price starts', 'datum an dem angebotspreis beginnt', 'date de début de promo', 'día en que empieza el precio rebajado'],
  saleTo: ['date sale price ends', 'datum an dem angebotspreis endet', 'date de fin de promo', 'día en que termina el precio rebajado'],
  inStock: ['in stock', 'auf lager', 'vorrätig', 'en stock', 'hay existencias'],
  stock: ['stock', 'lager', 'lagerbestand', 'inventario'],
  salePrice: ['sale price', 'angebotspreis', 'tarif promo', 'precio rebajado'],
  regularPrice: ['regular price', 'regulärer preis', 'tarif régulier', 'precio normal'],
  categories: ['categories', 'kategorien', 'catégories', 'categorías'],
  tags: ['tags', 'schlagwörter', 'étiquettes', 'etiquetas'],
  images: ['images', 'bilder', 'imágenes'],
  parent: ['parent', 'übergeordnetes produkt', 'parente', 'superior'],
  url: ['external url', 'externe url', 'url externe', 'url externa'],
  brands: ['brands', 'marken', 'marques', 'marcas'],
} as const;
type Column = keyof typeof COLUMNS;
const ATTRIBUTE = /^(attribute|attribut|eigenschaft|valeur s de l attribut|valor es del atributo)( \d+)? (value s?|wert e?|valeur s?|valor es?|\d+)$/;
/** Characters of parents that wait for their variations, and of variations that wait for a parent; the oldest go first. */
const MOST_WAITING = 1 << 26;

/** Whether a header is that of WooCommerce's product CSV. */
export function isWooHeader(headers: readonly string[]): boolean {
  const names = new Set(headers.map(normalName));
  const has = (column: Column) => COLUMNS[column].some((name) => names.has(name));
  return has('type') && has('name') && has('published') && (has('regularPrice') || has('parent'));
}

interface Product {
  line: number;
  loose: LooseItem;
  published: boolean;
  attributes: string[];
  /** Keys of the parent: its SKU, or `id:7`. */
  keys: string[];
  characters: number;
  hasVariations: boolean;
}

/**
 * Items of the rows of WooCommerce's product CSV. A variation takes from its parent, which may stand before or after it, what
 * it lacks; a product with variations is no item beside them.
 */
export class WooRows {
  #places: Map<Column, number>;
  #attributes: number[];
  #reading: Reading;
  #parents = new Map<string, Product>();
  #orphans = new Map<string, Product[]>();
  #waiting = 0;

  constructor(headers: readonly string[], reading: Reading) {
    const names = headers.map(normalName);
    this.#places = new Map(Object.entries(COLUMNS).map(([column, known]) => [column as Column, names.findIndex((name) => (known as readonly string[]).includes(name))]));
    this.#attributes = names.flatMap((name, place) => (ATTRIBUTE.test(name) ? [place] : []));
    this.#reading = reading;
  }

  *row({ line, cells }: Row): Generator<Found> {
    const text = (column: Column): string => cells[this.#places.get(column)!] ?? '';
    const product = this.#productOf(line, text, cells);
    const type = text('type').toLowerCase();
    if (/\bvariation\b/.test(type)) yield* this.#variation(product, text('parent').replace(/^id:\s*/i, 'id:'));
    else if (/\bvariable\b/.test(type)) yield* this.#parent(product);
    else yield* this.#item(product);
  }

  *end(): Generator<Found> {
    for (const [key, orphans] of this.#orphans) for (const { line } of orphans) yield { line, reason: expected('a row of its parent', key) };
    for (const parent of new Set(this.#parents.values())) if (!parent.hasVariations) yield* this.#item(parent);
  }

  *#variation(variation: Product, key: string): Generator<Found> {
    const parent = this.#parents.get(key);
    if (parent) return yield* this.#item(inherited(variation, parent));
    this.#orphans.set(key, [...(this.#orphans.get(key) ?? []), variation]);
    this.#waiting += variation.characters;
    yield* this.#makeRoom();
  }

  *#parent(parent: Product): Generator<Found> {
    for (const key of parent.keys) {
      this.#parents.set(key, parent);
      for (const orphan of this.#orphans.get(key) ?? []) {
        this.#waiting -= orphan.characters;
        yield* this.#item(inherited(orphan, parent));
      }
      this.#orphans.delete(key);
    }
    this.#waiting += parent.characters;
    yield* this.#makeRoom();
  }

  *#makeRoom(): Generator<Found> {
    while (this.#waiting > MOST_WAITING) {
      const [key, orphans] = this.#orphans.entries().next().value ?? [];
      if (orphans !== undefined) {
        this.#orphans.delete(key!);
        for (const { line, characters } of orphans) {
          this.#waiting -= characters;
          yield { line, reason: expected('a row of its parent near it', key) };
        }
        continue;
      }
      const parent = this.#parents.values().next().value!;
      for (const each of parent.keys) this.#parents.delete(each);
      this.#waiting -= parent.characters;
      if (!parent.hasVariations) yield* this.#item(parent);
    }
  }

  *#item({ line, loose, published }: Product): Generator<Found> {
    if (!published) return this.#reading.remark({ code: 'unpublished' });
    try {
      yield { line, item: makeItem(loose, this.#reading) };
    } catch (error) {
      yield { line, reason: (error as Error).message };
    }
  }

  #productOf(line: number, text: (column: Column) => string, cells: readonly string[]): Product {
    const [id, sku] = [text('id'), text('sku')];
    const loose: LooseItem = {
      id: sku || id,
      title: text('name'),
      text: text('description') || text('shortDescription'),
      url: text('url'),
      image: text('images').split(/,\s*/)[0],
      brand: text('brands').split(/,\s*/)[0],
      categories: categoriesOfList(text('categories')),
      tags: tagsOf(text('tags')),
      price: text('regularPrice'),
      salePrice: text('salePrice'),
      sale: { from: text('saleFrom'), to: text('saleTo') },
      availability: text('inStock') || text('stock'),
    };
    return {
      line,
      loose,
      published: !/^(0|-1|false|no)$/i.test(text('published')),
      attributes: this.#attributes.flatMap((place) => cells[place] || []),
      keys: [...(id === '' ? [] : [`id:${id}`]), ...(sku === '' ? [] : [sku])],
      characters: cells.reduce((sum, cell) => sum + cell.length, 0),
      hasVariations: false,
    };
  }
}

function inherited(variation: Product, parent: Product): Product {
  parent.hasVariations = true;
  const { loose } = variation;
  const from = parent.loose;
  const own = loose.title && loose.title !== from.title;
  return {
    ...variation,
    published: variation.published && parent.published,
    loose: {
      ...loose,
      title: own ? loose.title : [from.title, variation.attributes.join(', ')].filter(Boolean).join(' – '),
      text: loose.text || from.text,
      url: loose.url || from.url,
      image: loose.image || from.image,
      brand: loose.brand || from.brand,
      categories: loose.categories!.length > 0 ? loose.categories : from.categories,
      tags: loose.tags!.length > 0 ? loose.tags : from.tags,
      price: loose.price || from.price,
      salePrice: loose.salePrice || (loose.price ? '' : from.salePrice),
      availability: loose.availability || from.availability,
      group: from.id,
    },
  };
}
