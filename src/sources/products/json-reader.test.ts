import { describe, expect, it } from 'vitest';
import type { Reading, RemarkCode } from './found.ts';
import { JsonReader } from './json-reader.ts';

const read = (text: string, { size = 1 << 16, list = text.startsWith('['), ...given }: Partial<Reading> & { size?: number; list?: boolean } = {}) => {
  const remarks: RemarkCode[] = [];
  const reader = new JsonReader({ map: {}, now: Date.parse('2026-06-15'), remark: ({ code }) => remarks.push(code), ...given }, list);
  const found = [];
  for (let at = 0; at < text.length; at += size) found.push(...reader.write(text.slice(at, at + size)));
  found.push(...reader.end());
  return { items: found.flatMap((each) => ('item' in each ? [each.item] : [])), faults: found.flatMap((each) => ('reason' in each ? [`${each.line}: ${each.reason}`] : [])), remarks };
};

const SHOP = JSON.stringify({
  products: [
    {
      id: 7, title: 'Shirt', handle: 'shirt', body_html: '<p>Soft</p>', vendor: 'Acme', product_type: 'Tops', tags: ['men', 'summer'], published_at: '2024-03-05T10:00:00+01:00',
      variants: [{ id: 71, sku: 'S-1', option1: 'S', price: '10.00', available: true }, { id: 72, sku: '', option1: 'M', price: '11.00', available: false, featured_image: { src: 'https://cdn.example/m.jpg' } }],
      images: [{ src: 'https://cdn.example/1.jpg' }],
    },
    { id: 8, title: 'Draft', handle: 'draft', published_at: null, variants: [{ id: 81, price: '1.00' }] },
  ],
});

describe('JsonReader', () => {
  it.each([1, 10, 65536])('reads a list in pieces of %i bytes, and names the line of what is no product', (size) => {
    expect(read('[\n{"id":"a","title":"Ä"},\n\n{"id":"b"},\n5,\n{"id":"c","title":"C","price":{"amount":1,"currency":"EUR"}}\n]', { size })).toEqual({
      items: [{ id: 'a', title: 'Ä' }, { id: 'c', title: 'C', price: { amount: 1, currency: 'EUR' } }],
      faults: ['4: expected title to be a non-empty string, got nothing', '5: expected an object, got 5'],
      remarks: [],
    });
  });

  it('reads Shopify’s products.json, page after page', () => {
    const shared = { text: 'Soft', brand: 'Acme', categories: ['Tops'], tags: ['men', 'summer'], group: 'shirt', publishedAt: '2024-03-05T10:00:00+01:00' };
    const second = '{"products":[{"title":"Mug","handle":"mug","variants":[{"title":"Default Title","option1":"Default Title","price":"5.00","available":true}]}]}';
    const { items, remarks, faults } = read(`${SHOP}\n${second}`, { currency: 'USD', base: 'https://shop.example' });
    expect(items).toEqual([
      { id: 'S-1', title: 'Shirt – S', ...shared, price: { amount: 10, currency: 'USD' }, availability: 'in_stock', image: 'https://cdn.example/1.jpg', url: 'https://shop.example/products/shirt?variant=71' },
      { id: 'shirt#2', title: 'Shirt – M', ...shared, price: { amount: 11, currency: 'USD' }, availability: 'out_of_stock', image: 'https://cdn.example/m.jpg', url: 'https://shop.example/products/shirt?variant=72' },
      { id: 'mug#1', title: 'Mug', group: 'mug', price: { amount: 5, currency: 'USD' }, availability: 'in_stock', url: 'https://shop.example/products/mug' },
    ]);
    expect(remarks).toEqual(['unpublished']);
    expect(faults).toEqual([]);
    expect(read(`[${SHOP},${second}]`, { currency: 'USD', base: 'https://shop.example' }).items).toEqual(items);
  });

  it('reads products of other shops by their keys', () => {
    const woo = { id: 5, name: 'Mug', permalink: 'https://x.example/mug', description: '<p>Big</p>', price: '4', regular_price: '5', stock_status: 'instock', categories: [{ id: 1, name: 'Home' }], tags: [], images: [{ src: 'https://x.example/m.jpg' }], parent_id: 0 };
    const plain = { sku: 'X', name: 'Lamp', brand: { name: 'Lux' }, price: { value: 9.5, currencyCode: 'EUR' }, available: false, category: 'Home > Light' };
    expect(read(JSON.stringify({ count: 2, items: [woo, plain] }), { currency: 'CHF' }).items).toEqual([
      { id: '5', title: 'Mug', url: 'https://x.example/mug', text: 'Big', image: 'https://x.example/m.jpg', price: { amount: 4, currency: 'CHF' }, availability: 'in_stock', categories: ['Home'] },
      { id: 'X', title: 'Lamp', brand: 'Lux', price: { amount: 9.5, currency: 'EUR' }, availability: 'out_of_stock', categories: ['Home', 'Light'] },
    ]);
    expect(read('[{"nr":"1","label":"Lamp"}]', { map: { id: 'nr', title: 'label' } }).items).toEqual([{ id: '1', title: 'Lamp' }]);
  });

  it('keeps what is whole of JSON that is cut off or broken, and says where', () => {
    expect(read('[\n{"id":"a","title":"A"},\n{"id":"b","ti')).toEqual({ items: [{ id: 'a', title: 'A' }], faults: ['3: expected the end of the JSON, got the end of the input'], remarks: [] });
    expect(read('[{"id":"a","title":"A"},\n{"id":"b" "title":"B"}]')).toMatchObject({ items: [{ id: 'a' }], faults: [expect.stringMatching(/^2: expected JSON, got what is none/)] });
    expect(read('{"products":[]}').faults).toEqual(['1: expected at least one product, got none']);
  });

  it('reads a hostile depth without a stack of its own', () => {
    expect(read(`[{"id":"a","title":"A"},${'['.repeat(300_000)}`)).toMatchObject({ items: [{ id: 'a' }], faults: ['1: expected the end of the JSON, got the end of the input'] });
  });
});
