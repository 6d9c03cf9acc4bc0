import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../domain/item.ts';
import type { Found, Reading, RemarkCode } from './found.ts';
import { TableReader } from './table-reader.ts';

const read = (text: string, given: Partial<Reading> = {}) => {
  const remarks: RemarkCode[] = [];
  const reader = new TableReader({ map: {}, now: Date.parse('2026-06-15'), remark: ({ code }) => remarks.push(code), ...given });
  const found: Found[] = [...reader.write(text), ...reader.end()];
  const items: Item[] = found.flatMap((each) => ('item' in each ? [each.item] : []));
  return { items, remarks, faults: found.flatMap((each) => ('reason' in each ? [`${each.line}: ${each.reason}`] : [])) };
};
const table = (...rows: string[]): string => `${rows.join('\n')}\n`;

describe('any table', () => {
  it('reads the TSV of Google Merchant', () => {
    const { items, faults } = read(table(
      'id\ttitle\tdescription\tlink\timage link\tprice\tsale price\tavailability\tbrand\titem group id\tproduct type\tgoogle product category',
      'A-1\tLamp\t<p>Warm light</p>\thttps://shop.example/a\thttps://shop.example/a.jpg\t20.00 EUR\t15.00 EUR\tout of stock\tLux\tA\tHome > Lamps\t594',
    ));
    expect(faults).toEqual([]);
    expect(items).toEqual([{
      id: 'A-1', title: 'Lamp', text: 'Warm light', url: 'https://shop.example/a', image: 'https://shop.example/a.jpg', price: { amount: 15, currency: 'EUR' },
      availability: 'out_of_stock', brand: 'Lux', group: 'A', categories: ['Home', 'Lamps'],
    }]);
  });

  it.each([
    ['German, semicolons', 'Artikelnummer;Bezeichnung;Preis;Kategorie;Auf Lager;Hersteller\n1;Lampe;1.234,50 €;Wohnen > Licht;ja;Lux'],
    ['French', 'référence,nom,prix,catégorie,disponibilité,marque\n1,Lampe,"1 234,50 €",Wohnen > Licht,en stock,Lux'],
    ['Spanish', 'código|título|precio|categoría|disponible|marca\n1|Lampe|1.234,50 €|Wohnen > Licht|sí|Lux'],
    ['Chinese', '商品编号,商品名称,价格,分类,库存,品牌\n1,Lampe,€1234.5,Wohnen > Licht,3,Lux'],
    ['with the delimiter in front', 'sep=;\nID;Name;Price;Category;Stock;Brand\n1;Lampe;1234.50 EUR;Wohnen > Licht;12;Lux'],
  ])('knows columns in %s', (_, text) => {
    expect(read(text)).toEqual({ items: [{ id: '1', title: 'Lampe', price: { amount: 1234.5, currency: 'EUR' }, categories: ['Wohnen', 'Licht'], availability: 'in_stock', brand: 'Lux' }], remarks: [], faults: [] });
  });

  it('takes the columns that a person names, and no other for these fields', () => {
    const text = table('id,ean,name,internal name', '1,978,Lamp,XK-7');
    expect(read(text, { map: { id: 'EAN', title: 'name' } }).items).toEqual([{ id: '978', title: 'Lamp' }]);
    expect(read(text, { map: { title: 'Titel' } }).faults).toEqual(['1: expected a column "Titel" for title, got the columns "id", "ean", "name", "internal name"']);
  });

  it('says which columns it found where it knows none', () => {
    expect(read('a:b:c\n1:2:3').faults).toEqual(['1: expected a header with a column for id and one for title, got the columns "a:b:c"']);
    expect(read('1,Lamp\n2,Chair').faults).toEqual(['1: expected a header with a column for id and one for title, got the columns "1", "Lamp"']);
    expect(read('sku,colour\n1,red').faults).toEqual(['1: expected a header with a column for title, got the columns "sku", "colour"']);
  });

  it('keeps what is whole of a file that is cut off', () => {
    expect(read('id,title,price\n1,One,"2 EUR"\n2,Two')).toMatchObject({ items: [{ id: '1' }], faults: ['3: expected 3 columns, got 2: the input ends inside this row'] });
  });

  it('numbers the variants of a handle that have no id', () => {
    expect(read(table('handle,title', 'lamp,Red', 'lamp,Blue', 'chair,Chair')).items.map(({ id, group }) => [id, group])).toEqual([['lamp#1', 'lamp'], ['lamp#2', 'lamp'], ['chair#1', 'chair']]);
  });
});

describe('Shopify', () => {
  const HEADER = 'Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src,Variant Image,Status';

  it('makes an item of every variant, and leaves out what the shop does not show', () => {
    const { items, remarks, faults } = read(table(
      HEADER,
      'shirt,Blue Shirt,<p>Soft</p>,Acme,Apparel > Shirts,Tops,"men, summer",true,Size,S,Red,SH-S,shopify,0,deny,10.00,12.00,https://cdn.example/1.jpg,,active',
      'shirt,,,,,,,,,M,Red,SH-M,shopify,-2,continue,11.00,,https://cdn.example/2.jpg,https://cdn.example/m.jpg,',
      'shirt,,,,,,,,,,,,,,,,,https://cdn.example/3.jpg,,',
      'shirt,,,,,,,,,L,Red,,,,deny,12.00,,,,',
      'mug,Mug,,Acme,,,,true,Title,Default Title,,,shopify,3,deny,5.00,,,,active',
      'old,Old,,Acme,,,,true,Title,Default Title,,,,,deny,5.00,,,,archived',
      'hidden,Hidden,,Acme,,,,false,Title,Default Title,,,,,deny,5.00,,,,active',
      'lost,,,,,,,,,XL,,,,,,1.00,,,,',
    ), { currency: 'CHF', base: 'https://shop.example' });
    const shared = { text: 'Soft', brand: 'Acme', categories: ['Tops', 'Apparel', 'Shirts'], tags: ['men', 'summer'], group: 'shirt', url: 'https://shop.example/products/shirt' };
    expect(items).toEqual([
      { id: 'SH-S', title: 'Blue Shirt – S / Red', ...shared, image: 'https://cdn.example/1.jpg', price: { amount: 10, currency: 'CHF' }, availability: 'out_of_stock' },
      { id: 'SH-M', title: 'Blue Shirt – M / Red', ...shared, image: 'https://cdn.example/m.jpg', price: { amount: 11, currency: 'CHF' }, availability: 'in_stock' },
      { id: 'shirt#3', title: 'Blue Shirt – L / Red', ...shared, image: 'https://cdn.example/1.jpg', price: { amount: 12, currency: 'CHF' }, availability: 'in_stock' },
      { id: 'mug#1', title: 'Mug', brand: 'Acme', group: 'mug', url: 'https://shop.example/products/mug', price: { amount: 5, currency: 'CHF' }, availability: 'in_stock' },
    ]);
    expect(remarks).toEqual(['unpublished', 'unpublished']);
    expect(faults).toEqual(['9: expected title to be a non-empty string, got nothing']);
  });

  it('knows the columns of later exports', () => {
    const { items } = read(table('Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Option1 name,Option1 value,Price,Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,Variant image URL', 'Mug,mug,Big,Acme,,Cups,,TRUE,Active,M-1,Title,Default Title,5.00,shopify,0,TRUE,https://cdn.example/m.jpg,'));
    expect(items).toEqual([{ id: 'M-1', title: 'Mug', text: 'Big', brand: 'Acme', categories: ['Cups'], availability: 'in_stock', image: 'https://cdn.example/m.jpg', group: 'mug' }]);
  });

  const SAMPLE = new URL('../../../../shared/fixtures/products/shopify-apparel.csv', import.meta.url);
  it.skipIf(!existsSync(SAMPLE))('reads the sample shop (not run where ../shared/fixtures is absent)', () => {
    const { items, faults } = read(readFileSync(SAMPLE, 'utf8'), { currency: 'USD' });
    expect(faults).toEqual([]);
    expect(items).toHaveLength(22);
    expect(items.filter(({ group }) => group === 'classic-varsity-top').map(({ id, title }) => [id, title])).toEqual([
      ['classic-varsity-top#1', 'Classic Varsity Top – Small'],
      ['classic-varsity-top#2', 'Classic Varsity Top – Medium'],
      ['classic-varsity-top#3', 'Classic Varsity Top – Large'],
    ]);
  });
});

describe('WooCommerce', () => {
  const HEADER = 'ID,Type,SKU,Name,Published,Short description,Description,Date sale price ends,In stock?,Stock,Sale price,Regular price,Categories,Tags,Images,Parent,Attribute 1 name,Attribute 1 value(s)';

  it('completes variations by their parents, before or after them, and leaves the parents out', () => {
    const { items, remarks, faults } = read(table(
      HEADER,
      '1,simple,MUG,Mug,1,Short,<b>Long</b>,,1,,4,5,"Home > Mugs, Gifts",blue,"https://x.example/1.jpg, https://x.example/2.jpg",,,',
      '9,variation,,Hoodie,1,,,,backorder,,,,,,,id:7,Colour,Green',
      '7,variable,HOOD,Hoodie,1,,Warm,,1,,,30,Clothing,,https://x.example/h.jpg,,Colour,"Blue, Green"',
      '8,variation,HOOD-B,"Hoodie - Blue",1,,,2026-01-01,0,,20,25,,,,HOOD,Colour,Blue',
      '10,variable,CAP,Cap,1,,,,1,,,9,,,,,,',
      '11,simple,DRAFT,Draft,-1,,,,1,,,9,,,,,,',
      '12,variation,X,Lost,1,,,,1,,,9,,,,id:99,,',
      '13,simple,TUBE,"Tube 5"" wide",1,,,,0,,,"=""1,50""",,,,,,',
    ), { currency: 'EUR' });
    const hoodie = { text: 'Warm', image: 'https://x.example/h.jpg', categories: ['Clothing'], group: 'HOOD' };
    expect(items).toEqual([
      { id: 'MUG', title: 'Mug', text: 'Long', image: 'https://x.example/1.jpg', categories: ['Home', 'Mugs', 'Gifts'], tags: ['blue'], price: { amount: 4, currency: 'EUR' }, availability: 'in_stock' },
      { id: '9', title: 'Hoodie – Green', ...hoodie, price: { amount: 30, currency: 'EUR' }, availability: 'preorder' },
      { id: 'HOOD-B', title: 'Hoodie - Blue', ...hoodie, price: { amount: 25, currency: 'EUR' }, availability: 'out_of_stock' },
      { id: 'TUBE', title: 'Tube 5" wide', price: { amount: 1.5, currency: 'EUR' }, availability: 'out_of_stock' },
      { id: 'CAP', title: 'Cap', price: { amount: 9, currency: 'EUR' }, availability: 'in_stock' },
    ]);
    expect(remarks).toEqual(['unpublished']);
    expect(faults).toEqual(['8: expected a row of its parent, got "id:99"']);
  });
});
