import { expect, it } from 'vitest';
import { categoriesOfList, categoriesOfPath, tagsOf } from './categories.ts';

it('parts a path, and not a name that has a comma', () => {
  expect(categoriesOfPath('Electronics > Print, Copy, Scan & Fax > Printers')).toEqual(['Electronics', 'Print, Copy, Scan & Fax', 'Printers']);
  expect(categoriesOfPath('Home »  Lamps')).toEqual(['Home', 'Lamps']);
});

it('takes each name of several paths once, and a comma that was escaped as part of it', () => {
  expect(categoriesOfList('Clothing > Shirts, Clothing > Hats, Cups\\, mugs')).toEqual(['Clothing', 'Shirts', 'Hats', 'Cups, mugs']);
});

it('keeps no number of a taxonomy', () => {
  expect(categoriesOfPath('1604')).toEqual([]);
  expect(tagsOf('summer, , 2024,cotton')).toEqual(['summer', 'cotton']);
});
