/** What a column can hold; by these names `--map` gives columns. */
export const FIELDS = [
  'id', 'title', 'text', 'url', 'image', 'brand', 'author', 'categories', 'tags', 'price', 'salePrice', 'salePeriod', 'currency', 'availability', 'quantity', 'group', 'publishedAt', 'language', 'popularity',
] as const;
export type Field = (typeof FIELDS)[number];

/**
 * How shops name their columns, the surest name first: Google Merchant, schema.org, Shopify, WooCommerce, and words in
 * English, German, French, Spanish and Chinese. Written as `normalName` writes.
 */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  id: [
    'id', 'product id', 'productid', 'item id', 'itemid', 'sku', 'article id', 'article number', 'item number', 'product code', 'artikelnummer', 'artikel nr', 'artikelnr', 'art nr', 'artikel id', 'produktnummer', 'produkt id', 'bestellnummer',
    'référence', 'reference', 'ref', 'réf', 'identifiant', 'id produit', 'code produit', 'code article', 'referencia', 'código', 'codigo', 'id producto', 'id de producto', 'ugs', '商品id', '商品编号', '商品编码', '编号', '货号', '产品编号', '产品id', 'asin', 'isbn', 'isbn13', 'gtin', 'ean', 'upc',
  ],
  title: [
    'title', 'name', 'product name', 'productname', 'product title', 'item name', 'item title', 'titel', 'produktname', 'artikelname', 'artikelbezeichnung', 'produktbezeichnung', 'bezeichnung', 'produkttitel', 'produkt', 'artikel', 'titre', 'nom', 'nom du produit', 'nom produit', 'libellé', 'désignation',
    'título', 'titulo', 'nombre', 'nombre del producto', 'nombre de producto', '标题', '商品标题', '名称', '商品名称', '商品名', '产品名称', '书名', 'product', 'produit', 'producto',
  ],
  text: [
    'description', 'text', 'body html', 'long description', 'product description', 'body', 'content', 'summary', 'details', 'beschreibung', 'produktbeschreibung', 'artikelbeschreibung', 'langbeschreibung', 'descripción', 'descripcion', 'contenu', 'détails', '描述', '商品描述', '产品描述', '详情', '商品详情', '简介',
    'short description', 'kurzbeschreibung', 'description courte', 'descripción corta',
  ],
  url: ['link', 'url', 'product url', 'producturl', 'product link', 'permalink', 'canonical url', 'deeplink', 'deep link', 'produkt url', 'produktlink', 'artikel url', 'lien', 'url produit', 'enlace', 'url del producto', '链接', '商品链接', '网址', '产品链接'],
  image: [
    'image link', 'image', 'image url', 'imageurl', 'image src', 'images', 'main image', 'picture', 'photo', 'thumbnail', 'img', 'bild', 'bild url', 'bildlink', 'bilder', 'produktbild', 'url image', 'lien image', 'photos', 'imagen', 'imágenes', 'url de imagen', 'enlace imagen', '图片', '图片链接', '主图', '商品图片', 'additional image link',
  ],
  brand: ['brand', 'vendor', 'manufacturer', 'marke', 'hersteller', 'marque', 'fabricant', 'marca', 'fabricante', '品牌', '厂商', '制造商'],
  author: ['author', 'authors', 'creator', 'artist', 'autor', 'autoren', 'auteur', '作者'],
  categories: [
    'product type', 'category', 'categories', 'google product category', 'product category', 'type', 'category path', 'kategorie', 'kategorien', 'produktkategorie', 'produkttyp', 'warengruppe', 'catégorie', 'catégories', 'type de produit', 'categoría', 'categorías', 'categoria', 'categorias', 'tipo de producto', '类别', '分类', '类目', '商品分类', '商品类别',
  ],
  tags: ['tags', 'tag', 'keywords', 'schlagwörter', 'schlagworte', 'étiquettes', 'mots clés', 'etiquetas', 'palabras clave', '标签', '关键词'],
  price: ['price', 'regular price', 'unit price', 'selling price', 'list price', 'preis', 'verkaufspreis', 'bruttopreis', 'regulärer preis', 'vk', 'prix', 'prix ttc', 'prix de vente', 'tarif régulier', 'precio', 'precio de venta', 'precio normal', '价格', '售价', '单价', '商品价格', '原价'],
  salePrice: ['sale price', 'special price', 'discounted price', 'offer price', 'angebotspreis', 'sonderpreis', 'aktionspreis', 'prix promo', 'prix soldé', 'prix promotionnel', 'tarif promo', 'precio de oferta', 'precio rebajado', 'precio oferta', '促销价', '特价', '优惠价', '折扣价'],
  salePeriod: ['sale price effective date'],
  currency: ['currency', 'price currency', 'currency code', 'währung', 'devise', 'monnaie', 'moneda', 'divisa', '货币', '币种'],
  availability: ['availability', 'in stock', 'stock status', 'available', 'is in stock', 'verfügbarkeit', 'verfügbar', 'auf lager', 'lieferbar', 'lieferstatus', 'disponibilité', 'disponible', 'en stock', 'disponibilidad', 'hay existencias', '库存状态', '是否有货', '供货状态'],
  quantity: ['quantity', 'stock', 'inventory', 'qty', 'stock quantity', 'inventory quantity', 'bestand', 'lagerbestand', 'menge', 'quantité', 'inventario', 'cantidad', 'existencias', '库存', '库存数量'],
  group: ['item group id', 'group', 'group id', 'parent id', 'parent sku', 'parent', 'handle', 'url handle', 'variantengruppe', 'gruppe', 'gruppen id', 'groupe', 'grupo', '组', '商品组'],
  publishedAt: ['publishedat', 'published at', 'publication date', 'publish date', 'release date', 'pubdate', 'date published', 'datepublished', 'date', 'created at', 'date created', 'erscheinungsdatum', 'veröffentlicht am', 'date de parution', 'date de publication', 'fecha de publicación', '出版日期', '发布日期', '上架时间'],
  language: ['language', 'content language', 'lang', 'locale', 'inlanguage', 'sprache', 'langue', 'idioma', '语言'],
  popularity: ['popularity', 'sales', 'units sold', 'total sales', 'beliebtheit', 'verkäufe', 'ventes', 'ventas', '销量'],
};

const BY_NAME: ReadonlyMap<string, { field: Field; rank: number }> = new Map(
  FIELDS.flatMap((field) => NAMES[field].map((name, rank) => [name, { field, rank }] as const)),
);
/** Every column of these counts; of the others the one with the surest name. */
const MANY: ReadonlySet<Field> = new Set<Field>(['categories', 'tags', 'image']);
const LISTS: ReadonlySet<string> = new Set(['categories', 'kategorien', 'catégories', 'categorías', 'categorias', 'google categories']);

/** A header as `NAMES` writes it: lower case, words parted by one space, without prefix (`g:`) and brackets. */
export function normalName(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*(g|c|gm|variant):(?=\w)/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether a header names several paths parted by commas, by its plural. */
export function namesList(header: string): boolean {
  return LISTS.has(normalName(header));
}

/** What a header is likely to hold; null when it says nothing to us. */
export function fieldOf(header: string): Field | null {
  return BY_NAME.get(normalName(header))?.field ?? null;
}

/**
 * The places of the columns of each field, the surest first.
 *
 * @param map headers that a person gave for fields, as `{title: 'Artikel'}`; they count alone
 */
export function columnsOf(headers: readonly string[], map: Readonly<Partial<Record<Field, string>>> = {}): Map<Field, number[]> {
  const columns = new Map<Field, { place: number; rank: number }[]>();
  const taken = new Set<number>();
  for (const [field, header] of Object.entries(map) as [Field, string][]) {
    const place = placeOf(headers, header);
    if (place < 0) continue;
    columns.set(field, [{ place, rank: 0 }]);
    taken.add(place);
  }
  headers.forEach((header, place) => {
    const found = BY_NAME.get(normalName(header));
    if (found === undefined || taken.has(place) || map[found.field] !== undefined) return;
    columns.set(found.field, [...(columns.get(found.field) ?? []), { place, rank: found.rank }]);
  });
  return new Map([...columns].map(([field, places]) => [field, places.sort((a, b) => a.rank - b.rank).slice(0, MANY.has(field) ? 5 : 1).map(({ place }) => place)]));
}

/** The place of a header that a person wrote: as it stands, or but for case and signs; -1 when it is not there. */
export function placeOf(headers: readonly string[], header: string): number {
  const exact = headers.indexOf(header);
  return exact >= 0 ? exact : headers.findIndex((each) => normalName(each) === normalName(header));
}
