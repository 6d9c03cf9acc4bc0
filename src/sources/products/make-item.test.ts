import { describe, expect, it } from 'vitest';
import type { Reading, Remark } from './found.ts';
import { type LooseItem, makeItem } from './make-item.ts';

const NOW = Date.parse('2026-06-15T00:00:00Z');

const made = (loose: LooseItem, given: Partial<Reading> = {}) => {
  const remarks: Remark[] = [];
  const item = makeItem({ id: 'a', title: 'A', ...loose }, { map: {}, now: NOW, remark: (each) => remarks.push(each), ...given });
  return { item, remarks: remarks.map(({ code }) => code) };
};

describe('makeItem', () => {
  it('makes plain text of HTML, in titles too', () => {
    expect(made({ title: 'Caf&eacute; <b>noir</b>', text: '<p>One</p><p>two</p>', brand: 'A&amp;B' }).item).toEqual({ id: 'a', title: 'Café noir', text: 'One two', brand: 'A&B' });
  });

  it.each<[string, LooseItem, number]>([
    ['a lower one', { salePrice: '8' }, 8],
    ['a higher one', { salePrice: '12' }, 10],
    ['none', { salePrice: '0' }, 10],
    ['one of another currency', { salePrice: '8 USD' }, 10],
    ['one that holds', { salePrice: '8', sale: { from: '2026-06-01', to: '2026-06-30' } }, 8],
    ['one that is over', { salePrice: '8', sale: { to: '2026-06-01' } }, 10],
    ['one that is to come', { salePrice: '8', sale: { from: '2026-07-01T00:00-0800' } }, 10],
  ])('prefers a sale price that is valid: %s', (_, loose, amount) => {
    expect(made({ price: '10', ...loose }, { currency: 'EUR' }).item.price).toEqual({ amount, currency: 'EUR' });
  });

  it('drops a price without currency, and says so', () => {
    expect(made({ price: '10' })).toEqual({ item: { id: 'a', title: 'A' }, remarks: ['no-currency'] });
    expect(made({ price: 10 }).remarks).toEqual(['no-currency']);
    expect(made({ price: 'on request' }).remarks).toEqual(['unreadable-price']);
    expect(made({ price: 9.125, currency: 'usd' }).item.price).toEqual({ amount: 9.125, currency: 'USD' });
  });

  it('makes addresses absolute, and keeps none that could run', () => {
    expect(made({ url: '/p/1', image: 'i.jpg' }, { base: 'https://shop.example/de/' }).item).toMatchObject({ url: 'https://shop.example/p/1', image: 'https://shop.example/de/i.jpg' });
    expect(made({ url: '/p/1', image: '//cdn.example/i.jpg' }).item).toMatchObject({ url: '/p/1', image: 'https://cdn.example/i.jpg' });
    expect(made({ url: 'javascript:alert(1)', image: 'C:\\i.jpg' })).toEqual({ item: { id: 'a', title: 'A' }, remarks: ['unusable-url', 'unusable-url'] });
  });

  it('leaves out what it cannot read, and says so', () => {
    expect(made({ availability: 'perhaps', publishedAt: '3/4/2024', language: '??', popularity: 'many' })).toEqual({ item: { id: 'a', title: 'A' }, remarks: ['unknown-availability', 'unreadable-date'] });
    expect(made({ language: 'de_DE', popularity: '12' }).item).toMatchObject({ language: 'de-DE', popularity: 12 });
  });

  it('needs an id and a title', () => {
    expect(() => made({ id: ' ' })).toThrow('expected id to be a non-empty string, got nothing');
    expect(() => made({ title: '<p></p>' })).toThrow('expected title to be a non-empty string, got nothing');
  });
});
