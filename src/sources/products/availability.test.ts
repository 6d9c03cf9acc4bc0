import { expect, it } from 'vitest';
import { parseAvailability } from './availability.ts';

it.each([
  ['in stock', 'in_stock'],
  ['In_Stock', 'in_stock'],
  ['instock', 'in_stock'],
  ['https://schema.org/InStock', 'in_stock'],
  ['Auf Lager', 'in_stock'],
  ['有货', 'in_stock'],
  ['1', 'in_stock'],
  ['12', 'in_stock'],
  ['out_of_stock', 'out_of_stock'],
  ['Sold out', 'out_of_stock'],
  ['épuisé', 'out_of_stock'],
  ['0', 'out_of_stock'],
  ['-3', 'out_of_stock'],
  ['preorder', 'preorder'],
  ['http://schema.org/PreOrder', 'preorder'],
  ['backorder', 'preorder'],
  ['available_on_backorder', 'preorder'],
])('%j is %s', (text, meaning) => expect(parseAvailability(text)).toBe(meaning));

it.each(['', 'maybe', 'constructor', '2 weeks'])('%j says nothing', (text) => expect(parseAvailability(text)).toBeNull());
