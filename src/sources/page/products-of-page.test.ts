import { existsSync, readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { mainProductOf, productsOfPage } from './products-of-page.ts';

const URL_OF_PAGE = 'https://shop.example/tea/green?variant=2#top';
const FIXTURES = new URL('../../../../shared/fixtures/products/schema.org/', import.meta.url);

const parse = (html: string): Document => (parseHTML(html) as unknown as { document: Document }).document;
const page = (body: string, head = ''): Document => parse(`<!doctype html><html lang="en-gb"><head>${head}</head><body>${body}</body></html>`);
const jsonLd = (...values: unknown[]): string => values.map((value) => `<script type="application/ld+json">${typeof value === 'string' ? value : JSON.stringify(value)}</script>`).join('');
const ofJsonLd = (...values: unknown[]) => productsOfPage(page(jsonLd(...values)), URL_OF_PAGE);
const product = (name: string, more: object = {}) => ({ '@context': 'https://schema.org', '@type': 'Product', name, ...more });
const offer = (price: unknown, more: object = {}) => ({ '@type': 'Offer', price, priceCurrency: 'EUR', ...more });

describe('productsOfPage', () => {
  it('reads a whole product', () => {
    const told = product('Green tea', {
      sku: 17, url: '/tea/green', image: [{ '@type': 'ImageObject', url: 'a.jpg' }, 'b.jpg'], description: '<p>From <b>Uji</b>.</p><p>Fresh&nbsp;leaf</p>', brand: { '@type': 'Brand', name: 'Leaf' },
      category: 'Food > Tea', keywords: 'green, loose', inLanguage: 'en_US', releaseDate: '2026-04-01', aggregateRating: { ratingCount: '12' }, offers: offer('1.234,50', { availability: 'https://schema.org/BackOrder' }),
    });
    expect(ofJsonLd(told)).toEqual({
      faults: [],
      items: [{
        id: '17', title: 'Green tea', url: 'https://shop.example/tea/green', image: 'https://shop.example/tea/a.jpg', text: 'From Uji. Fresh leaf', brand: 'Leaf', categories: ['Food', 'Tea'], tags: ['green', 'loose'],
        language: 'en-US', publishedAt: '2026-04-01', popularity: 12, price: { amount: 1234.5, currency: 'EUR' }, availability: 'preorder',
      }],
    });
  });

  it.each([
    ['sku', { sku: 'S', productID: 'P', gtin13: '4006381333931', mpn: 'M', url: '/u' }, 'S'],
    ['productID', { productID: 'P', gtin13: '4006381333931', mpn: 'M', url: '/u' }, 'P'],
    ['gtin', { gtin13: '4006381333931', mpn: 'M', url: '/u' }, '4006381333931'],
    ['mpn', { mpn: 'M', url: '/u' }, 'M'],
    ['its address', { url: '/u#x' }, 'https://shop.example/u'],
    ['the page, of which it is the item', {}, 'https://shop.example/tea/green?variant=2'],
  ])('takes its id from %s', (_, ids, id) => {
    expect(ofJsonLd(product('Tea', ids)).items.map((item) => item.id)).toEqual([id]);
  });

  it.each([
    ['the lowest that is not sold out', [offer(5, { availability: 'SoldOut' }), offer(8, { availability: 'InStock' }), offer('7.00')], 7, 'in_stock'],
    ['the lowest of all where everything is sold out', [offer(5, { availability: 'http://schema.org/OutOfStock' }), offer(4, { availability: 'SoldOut' })], 4, 'out_of_stock'],
    ['a low price', { '@type': 'AggregateOffer', lowPrice: '3.20', highPrice: 9, priceCurrency: 'EUR', offers: [offer(9, { availability: 'InStock' })] }, 3.2, 'in_stock'],
    ['the offers of an aggregate without one', { '@type': 'AggregateOffer', priceCurrency: 'EUR', offers: [{ '@type': 'Offer', price: 9 }, { '@type': 'Offer', price: 6 }] }, 6, undefined],
    ['a specification, not the price struck out', { '@type': 'Offer', priceSpecification: [{ price: 9, priceCurrency: 'EUR', priceType: 'https://schema.org/ListPrice' }, { price: 7, priceCurrency: 'EUR' }] }, 7, undefined],
  ])('prices by %s', (_, offers, amount, availability) => {
    const [item] = ofJsonLd(product('Tea', { sku: 'S', offers })).items;
    expect([item.price, item.availability]).toEqual([{ amount, currency: 'EUR' }, availability]);
  });

  it('gives a price without a currency up', () => {
    expect(ofJsonLd(product('Tea', { sku: 'S', offers: { price: 5 } })).items[0].price).toBeUndefined();
  });

  it('reads variants as items of one group, which lend them what they lack', () => {
    const group = {
      '@context': 'https://schema.org', '@type': 'ProductGroup', productGroupID: 'G', name: 'Shirt', brand: 'Loom', variesBy: ['https://schema.org/color', 'size'],
      hasVariant: [product('', { sku: 'r', color: 'red', size: 'M', offers: offer(9) }), product('Shirt in blue', { sku: 'b', url: '/tea/green?variant=2' }), { '@id': '#third' }],
    };
    const third = { '@context': 'https://schema.org', '@id': '#third', '@type': 'Product', color: 'green', isVariantOf: { '@id': '#g' } };
    expect(ofJsonLd(group, third).items).toMatchObject([
      { id: 'r', title: 'Shirt red M', group: 'G', brand: 'Loom', price: { amount: 9, currency: 'EUR' } }, { id: 'b', title: 'Shirt in blue', group: 'G', brand: 'Loom' }, { id: 'G#3', title: 'Shirt green', group: 'G' },
    ]);
    expect(mainProductOf(page(jsonLd(group, third)), URL_OF_PAGE)?.id).toBe('b');
  });

  it('takes what two syntaxes tell for one item, and believes JSON-LD first', () => {
    const microdata = '<div itemscope itemtype="http://schema.org/Product"><a itemprop="name" href="/x">Green  TEA</a><meta itemprop="sku" content="T-1"><span itemprop="brand">Loose Leaf</span><p itemprop="description">Fresh<br>leaf</p></div>';
    const html = page(`${jsonLd(product('Green tea', { brand: 'Leaf', url: '/tea/green' }))}${microdata}`, '<meta property="og:title" content="Green tea | Shop"><meta property="og:image" content="/og.jpg"><meta property="product:price:amount" content="4.5"><meta property="product:price:currency" content="EUR">');
    expect(productsOfPage(html, URL_OF_PAGE)).toEqual({
      faults: [],
      items: [{ id: 'T-1', title: 'Green tea', brand: 'Leaf', text: 'Fresh leaf', url: 'https://shop.example/tea/green', language: 'en-GB', image: 'https://shop.example/og.jpg', price: { amount: 4.5, currency: 'EUR' } }],
    });
  });

  it('keeps products apart that only share a name, a page or a copied @id', () => {
    const items = [product('Cup', { '@id': '#product', sku: 'c1' }), product('Pot', { '@id': '#product', sku: 'p' }), product('Cup', { sku: 'c2' })];
    expect(ofJsonLd({ '@context': 'https://schema.org', '@graph': items }).items.map(({ id }) => id)).toEqual(['c1', 'p', 'c2']);
  });

  it('makes an item of OpenGraph alone where it calls the page one', () => {
    const head = (type: string) => `<link rel="canonical" href="/tea/green"><meta property="og:type" content="${type}"><meta property="og:title" content="Green tea">`;
    expect(productsOfPage(page('', `${head('product')}<meta property="product:retailer_item_id" content="R"><meta property="product:availability" content="in stock">`), URL_OF_PAGE).items).toEqual([{ id: 'R', title: 'Green tea', url: 'https://shop.example/tea/green', language: 'en-GB', availability: 'in_stock' }]);
    expect(productsOfPage(page('', `${head('article')}<meta property="article:published_time" content="2026-05-06T07:08:09Z">`), URL_OF_PAGE).items).toMatchObject([{ id: 'https://shop.example/tea/green', publishedAt: '2026-05-06T07:08:09Z' }]);
    expect(productsOfPage(page('', head('website')), URL_OF_PAGE).items).toEqual([]);
  });

  it('reads RDFa Lite, by reference too', () => {
    const html = '<div vocab="http://schema.org/" typeof="Product"><span property="name">Tea</span><meta property="gtin13" content="4006381333931"><div property="brand" resource="#leaf"></div></div><p vocab="https://schema.org/" typeof="Brand" resource="#leaf"><b property="name">Leaf</b></p><div typeof="foaf:Product"><span property="name">Another</span></div>';
    expect(productsOfPage(page(html), URL_OF_PAGE).items).toMatchObject([{ id: '4006381333931', title: 'Tea', brand: 'Leaf' }]);
  });

  it('tells what it could not use', () => {
    const list = { '@context': 'https://schema.org', '@type': 'ItemList', itemListElement: [product('No id'), product('A', { sku: 1 }), product('B', { productID: 1 }), product('')].map((item) => ({ '@type': 'ListItem', item })) };
    expect(ofJsonLd('{"a": [}', list)).toMatchObject({
      items: [{ id: '1', title: 'A' }],
      faults: [
        expect.stringMatching(/^JSON-LD block 1: expected JSON, got "\{\\"a\\": \[\}" \(/), 'json-ld: expected a Product to have a name, got nothing',
        'json-ld: expected "No id" to have sku, productID, gtin, mpn or url, got none', 'json-ld: expected "B" to have an id of its own, got "1" again',
      ],
    });
  });

  it('takes no address that is none of the web', () => {
    expect(ofJsonLd(product('Tea', { sku: 'S', url: 'javascript:alert(1)', image: 'data:image/png;base64,AAAA' })).items).toEqual([{ id: 'S', title: 'Tea', url: 'https://shop.example/tea/green?variant=2', language: 'en-GB' }]);
  });
});

describe('mainProductOf', () => {
  const main = (body: string, head = '') => mainProductOf(page(body, head), URL_OF_PAGE)?.id;
  const list = (...items: object[]) => ({ '@context': 'https://schema.org', '@type': 'ItemList', itemListElement: items.map((item, n) => ({ '@type': 'ListItem', position: n + 1, item })) });

  it.each([
    ['the main entity', [product('Other', { sku: 'o' }), { '@context': 'https://schema.org', '@type': 'ItemPage', mainEntity: { '@id': '#m' } }, product('Main', { '@id': '#m', sku: 'm' })], 'm'],
    ['the one at the page', [product('Other', { sku: 'o', url: '/other' }), product('Here', { sku: 'h', url: 'http://www.shop.example/tea/green/' })], 'h'],
    ['the only one beside a list', [product('Main', { sku: 'm' }), list(product('A', { sku: 'a' }), product('B', { sku: 'b' }))], 'm'],
    ['the one, not what it goes with', [product('Main', { sku: 'm', isRelatedTo: [product('A', { sku: 'a' })] })], 'm'],
    ['the article at the page, not the product it is about', [product('Cup', { sku: 'c' }), { '@context': 'https://schema.org', '@type': 'BlogPosting', headline: 'On tea', mainEntityOfPage: '/tea/green' }], 'https://shop.example/tea/green'],
    ['none of a list', [list(product('A', { sku: 'a' }))], undefined],
    ['none of several', [product('A', { sku: 'a' }), product('B', { sku: 'b' })], undefined],
  ])('is %s', (_, values, id) => {
    expect(main(jsonLd(...values))).toBe(id);
  });

  it('gets the categories of the breadcrumbs, without beginning and end', () => {
    const step = (name: string, item: string, position: number) => ({ '@type': 'ListItem', position, name, item: `https://shop.example${item}` });
    const crumbs = { '@context': 'https://schema.org', '@type': 'BreadcrumbList', itemListElement: [step('Green tea', '/tea/green', 3), step('Our shop', '/', 1), step('Tea', '/tea', 2)] };
    expect(mainProductOf(page(jsonLd(crumbs, product('Green tea', { sku: 'g' }))), URL_OF_PAGE)?.categories).toEqual(['Tea']);
  });
});

describe('a page of any size', () => {
  const took = (html: Document) => {
    const start = performance.now();
    const { items, faults } = productsOfPage(html, URL_OF_PAGE);
    return { items: items.length, faults, ms: performance.now() - start };
  };

  it('10 MB of JSON-LD are passed over, and what comes with them is read', () => {
    const { items, faults, ms } = took(page(jsonLd(product('Huge', { sku: 'h', description: 'x'.repeat(10_000_000) }), product('Tea', { sku: 't' }))));
    expect([items, faults]).toEqual([1, [expect.stringMatching(/^JSON-LD block 1: expected at most 1000000 characters, got 100000\d\d$/)]]);
    expect(ms).toBeLessThan(500);
  });

  it('of 50,000 marked-up elements some are read', () => {
    const { items, faults, ms } = took(page(Array.from({ length: 12_500 }, (_, n) => `<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Item ${n}</b><meta itemprop="sku" content="${n}"><i>x</i></div>`).join('')));
    expect(items).toBe(1_000);
    expect(faults).toEqual(['page: expected at most 20000 elements and values that describe items, got more', expect.stringMatching(/^microdata: expected at most 1000 items, got \d+$/)]);
    expect(ms).toBeLessThan(3_000);
  });

  it('nesting, references in a circle and lists of lists end', () => {
    const deep = `${'{"@type":"Product","name":"x","isRelatedTo":'.repeat(5_000)}null${'}'.repeat(5_000)}`;
    const circle = ['a', 'b'].map((id) => product(id, { '@id': id, sku: id, isSimilarTo: [{ '@id': 'b' }, { '@id': 'a' }] }));
    const { items, ms } = took(page(`${jsonLd(deep, circle)}<div itemscope itemref="x" id="x" itemtype="https://schema.org/Product"><b itemprop="name">Self</b><meta itemprop="sku" content="s"></div>`));
    expect(items).toBeGreaterThanOrEqual(3);
    expect(ms).toBeLessThan(1_000);
  });
});

describe.skipIf(!existsSync(FIXTURES))(`pages of extruct${existsSync(FIXTURES) ? '' : ' (not run: ../shared/fixtures is absent)'}`, () => {
  const fixture = (name: string) => productsOfPage(parse(readFileSync(new URL(name, FIXTURES), 'utf8')), 'http://some-example.com/');
  const anvil = {
    id: '925872', title: 'Executive Anvil', url: 'http://some-example.com/', image: 'http://some-example.com/anvil_executive.jpg', brand: 'ACME', popularity: 89, price: { amount: 119.99, currency: 'USD' }, availability: 'in_stock',
    text: "Sleeker than ACME's Classic Anvil, the Executive Anvil is perfect for the business traveler looking for something to drop from a height.",
  };

  it('product.html', () => expect(fixture('product.html')).toEqual({ items: [anvil], faults: [] }));

  it('product-ref.html: references, and companions that cannot be told apart', () => {
    const { items, faults } = fixture('product-ref.html');
    expect(items).toMatchObject([{ id: '925872', title: 'Executive Anvil' }]);
    expect(faults).toEqual(['microdata: expected a Product to have a name, got nothing', ...['REFERENCED PRODUCT', 'REL PROD 1', 'REL PROD 2'].map((name) => `microdata: expected ${JSON.stringify(name)} to have sku, productID, gtin, mpn or url, got none`)]);
  });
});
