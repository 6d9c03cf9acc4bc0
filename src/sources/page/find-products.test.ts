import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { findProducts } from './find-products.ts';
import { readJsonLd } from './json-ld.ts';
import { readMicrodata } from './microdata.ts';
import { pageFacts } from './page-facts.ts';
import { readRdfa } from './rdfa.ts';
import { ReadingBudget } from './reading-budget.ts';
import { parsePageJson } from './repair-json.ts';
import { tellingOfThing } from './telling-of-thing.ts';

const READERS = { 'json-ld': readJsonLd, microdata: readMicrodata, rdfa: readRdfa };

/** What one syntax of a page tells of its items, and what was wrong. */
function told(html: string, syntax: keyof typeof READERS) {
  const { document } = parseHTML(`<!doctype html><html lang="en"><head></head><body>${html}</body></html>`) as unknown as { document: Document };
  const budget = new ReadingBudget();
  const facts = pageFacts(document, 'https://shop.example/tea');
  const tellings = findProducts(READERS[syntax](document, budget)).map((found) => tellingOfThing(found, syntax, facts));
  return { items: tellings.map((telling) => ({ ...telling?.item, ...telling?.identifiers })), faults: budget.faults };
}

const jsonLd = (text: string): string => `<script type="application/ld+json">${text}</script>`;

describe('what a page tells of its products', () => {
  it('in JSON-LD: graphs, references and offers', () => {
    const { items, faults } = told(jsonLd('{"@context":"https://schema.org","@graph":[{"@type":"Product","name":"Green tea","sku":"T-1","brand":{"@id":"#b"},"image":["/tea.jpg"],"offers":{"@type":"Offer","price":"4.50","priceCurrency":"EUR","availability":"https://schema.org/InStock"}},{"@id":"#b","@type":"Brand","name":"Leaf"}]}'), 'json-ld');
    expect(faults).toEqual([]);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ title: 'Green tea', sku: 'T-1', brand: 'Leaf', image: 'https://shop.example/tea.jpg', price: { amount: 4.5, currency: 'EUR' }, availability: 'in_stock' });
  });

  it('in microdata and in RDFa', () => {
    const microdata = '<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Green tea</h1><meta itemprop="sku" content="T-1"><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><span itemprop="price" content="4.50">4,50</span></div></div>';
    const rdfa = '<div vocab="https://schema.org/" typeof="Product"><h1 property="name">Green tea</h1><meta property="sku" content="T-1"><div property="offers" typeof="Offer"><meta property="priceCurrency" content="EUR"><span property="price" content="4.50">4,50</span></div></div>';
    for (const [syntax, html] of [['microdata', microdata], ['rdfa', rdfa]] as const) expect(told(html, syntax).items, syntax).toMatchObject([{ title: 'Green tea', sku: 'T-1', price: { amount: 4.5, currency: 'EUR' } }]);
  });

  it('a script that cannot be read costs itself alone, and is told', () => {
    const { items, faults } = told(`${jsonLd('{"@type": "Product", "name": ')}${jsonLd('{"@context":"https://schema.org","@type":"Product","name":"Cup"}')}`, 'json-ld');
    expect(items).toMatchObject([{ title: 'Cup' }]);
    expect(faults).toHaveLength(1);
  });
});

describe('parsePageJson', () => {
  it.each([
    ['\uFEFF{"a": 1}', { a: 1 }],
    ['<!-- {"a": 1} -->', { a: 1 }],
    ['//<![CDATA[\n{"a": 1}\n//]]>', { a: 1 }],
    ['{"a": [1, 2,], }', { a: [1, 2] }],
    ['{"a": "one\ntwo"}', { a: 'one\ntwo' }],
    ['/* made by a plugin */ {"a": "http://x/*no comment*/"}', { a: 'http://x/*no comment*/' }],
  ])('%j', (text, value) => expect(parsePageJson(text)).toEqual(value));

  it('guesses nothing', () => {
    expect(() => parsePageJson('{"a": }')).toThrow(SyntaxError);
  });
});
