import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Reading, RemarkCode } from './found.ts';
import { MerchantReader } from './merchant-reader.ts';

const read = (text: string, { size = 1 << 16, ...given }: Partial<Reading> & { size?: number } = {}) => {
  const remarks: RemarkCode[] = [];
  const reader = new MerchantReader({ map: {}, now: Date.parse('2026-06-15'), remark: ({ code }) => remarks.push(code), ...given });
  const found = [];
  for (let at = 0; at < text.length; at += size) found.push(...reader.write(text.slice(at, at + size)));
  found.push(...reader.end());
  return { items: found.flatMap((each) => ('item' in each ? [each.item] : [])), faults: found.flatMap((each) => ('reason' in each ? [`${each.line}: ${each.reason}`] : [])), remarks };
};

const RSS = `<?xml version="1.0"?>
<rss version="2.0" xmlns:merchant="http://base.google.com/ns/1.0">
<channel><title>Shop</title><link>https://shop.example</link><language>de-at</language>
<item>
  <title><![CDATA[Lampe "Süd" & mehr]]></title>
  <description>&lt;p&gt;Warmes&lt;/p&gt;&lt;p&gt;Licht&lt;/p&gt;</description>
  <link>https://shop.example/lampe?a=1&amp;b=2</link>
  <merchant:id>L-1</merchant:id>
  <merchant:shipping><merchant:price>4.90 EUR</merchant:price></merchant:shipping>
  <merchant:price>20.00 EUR</merchant:price>
  <merchant:sale_price>15.00 EUR</merchant:sale_price>
  <merchant:sale_price_effective_date>2026-06-01T00:00+0200/2026-06-30T23:59+0200</merchant:sale_price_effective_date>
  <merchant:availability>in_stock</merchant:availability>
  <merchant:image_link>https://shop.example/l.jpg</merchant:image_link>
  <merchant:brand>Lux</merchant:brand>
  <merchant:item_group_id>L</merchant:item_group_id>
  <merchant:product_type>Wohnen &gt; Lampen</merchant:product_type>
  <merchant:product_type>Geschenke</merchant:product_type>
  <merchant:google_product_category>594</merchant:google_product_category>
</item>
<item>
  <title>Ohne Nummer</title>
  <merchant:price>1.00 EUR</merchant:price>
</item>
</channel></rss>`;

const LAMP = {
  id: 'L-1', title: 'Lampe "Süd" & mehr', text: 'Warmes Licht', url: 'https://shop.example/lampe?a=1&b=2', image: 'https://shop.example/l.jpg', brand: 'Lux', categories: ['Wohnen', 'Lampen', 'Geschenke'],
  price: { amount: 15, currency: 'EUR' }, availability: 'in_stock', group: 'L', language: 'de-AT',
};

describe('MerchantReader', () => {
  it.each([1, 13, 65536])('reads RSS in pieces of %i characters', (size) => {
    expect(read(RSS, { size })).toEqual({ items: [LAMP], faults: ['21: expected id to be a non-empty string, got nothing'], remarks: [] });
  });

  it('reads Atom, and Google’s namespace as the default one', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0" xml:lang="fr"><id>feed</id>
      <entry><id>tag:1</id><g:id>1</g:id><title>Lampe</title><link rel="self" href="https://x.example/self"/><link href="/lampe"/><content type="xhtml"><div>Chaude<br/>et claire</div></content><g:price>1 234,50 €</g:price></entry></feed>`;
    expect(read(atom, { base: 'https://x.example' }).items).toEqual([{ id: '1', title: 'Lampe', url: 'https://x.example/lampe', text: 'Chaude et claire', price: { amount: 1234.5, currency: 'EUR' }, language: 'fr' }]);
    expect(read('<rss><channel><item xmlns="http://base.google.com/ns/1.0"><id>2</id><title>T</title><availability>preorder</availability></item></channel></rss>').items).toEqual([{ id: '2', title: 'T', availability: 'preorder' }]);
  });

  it('keeps what is whole of a feed that is cut off, and says where it ends', () => {
    const cut = RSS.slice(0, RSS.indexOf('Ohne'));
    expect(read(cut)).toMatchObject({ items: [LAMP], faults: ['21: expected the end of <item>, got the end of the input'] });
    expect(read(RSS.slice(0, RSS.indexOf('<item>', 300)))).toMatchObject({ faults: ['21: expected the end of <rss>, got the end of the input'] });
  });

  it('says so where there is no product, expands no entity of a document’s own, and cuts long texts', () => {
    expect(read('<html><body>404</body></html>').faults).toEqual(['1: expected <item> or <entry> in a product feed, got <html> without one']);
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss><item><id>1</id><title>&b;</title></item></rss>';
    expect(read(bomb).items).toEqual([{ id: '1', title: '&b;' }]);
    const { items, remarks } = read(`<rss><item><id>1</id><title>T</title><description>${'x '.repeat(5_000_000)}</description></item></rss>`);
    expect(items[0].text).toHaveLength(19_999);
    expect(remarks).toEqual(['cut-text']);
    const nested = `<rss>\n<item><id>1</id><title>T</title></item>\n<item><id>2</id><description>${'<a>'.repeat(200_000)}`;
    expect(read(nested)).toMatchObject({ items: [{ id: '1' }], faults: ['3: expected at most 256 elements in one another, got more: the rest is not read'] });
  });

  const SAMPLE = new URL('../../../../shared/fixtures/products/merchant-feed-example.md', import.meta.url);
  it.skipIf(!existsSync(SAMPLE))('reads the example of Google’s help (not run where ../shared/fixtures is absent)', () => {
    const feed = readFileSync(SAMPLE, 'utf8').split('```')[1].trim();
    expect(read(feed).items.map(({ id, group, price, categories }) => [id, group, price?.amount, categories])).toEqual([
      ['celebird-eg-variants-apparel-upi-001', 'dz1', 105.29, ['accessories', 'watches', 'Apparel & Accessories', 'Jewelry', 'Watches']],
      ['celebird-eg-variants-apparel-upi-002', 'dz1', 105.29, ['accessories', 'watches', 'Apparel & Accessories', 'Jewelry', 'Watches']],
    ]);
  });
});
