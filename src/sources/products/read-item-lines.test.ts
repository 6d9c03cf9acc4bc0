import { describe, expect, it } from 'vitest';
import { readItemLines } from './read-item-lines.ts';

const read = (...lines: (string | null)[]) => readItemLines(lines, 'items.jsonl');

describe('readItemLines', () => {
  it('keeps items in order, passes blank lines over and ignores a byte order mark', async () => {
    const { items, rejected } = await read('\uFEFF{"id":"a","title":"One"}', '', '  ', '{"id":7,"title":"Two","tags":["x"],"unknown":true}');
    expect(items).toEqual([{ id: 'a', title: 'One' }, { id: '7', title: 'Two', tags: ['x'] }]);
    expect(rejected).toEqual([]);
  });

  it.each([
    [null, 'expected UTF-8, got other bytes'],
    ['{"id":"a"', 'expected a JSON object, got'],
    ['[1]', 'expected an object, got [1]'],
    ['{"title":"x"}', 'expected id to be a non-empty string, got nothing'],
    ['{"id":"a"}', 'expected title to be a non-empty string, got nothing'],
    ['{"id":"a","title":"  "}', 'expected title to be a non-empty string, got "  "'],
    ['{"id":"a","title":"x","text":5}', 'expected text to be a string, got 5'],
    ['{"id":"a","title":"x","tags":"y"}', 'expected tags to be a list of strings, got "y"'],
    ['{"id":"a","title":"x","price":{"amount":"9"}}', 'expected price to be {amount: number, currency: "EUR"}'],
    ['{"id":"a","title":"x","availability":"gone"}', 'expected availability to be one of in_stock'],
    ['{"id":"a","title":"x","popularity":-1}', 'expected popularity to be a number of at least 0, got -1'],
    ['{"id":"a","title":"x","popularity":1e999}', 'expected popularity to be a number of at least 0, got Infinity'],
  ])('rejects %s and keeps the rest', async (line, reason) => {
    const { items, rejected } = await read('{"id":"good","title":"Good"}', line, '{"id":"also","title":"Also"}');
    expect(items.map(({ id }) => id)).toEqual(['good', 'also']);
    expect(rejected).toEqual([{ file: 'items.jsonl', line: 2, reason: expect.stringContaining(reason) }]);
  });

  it('rejects an id that came before, across files too', async () => {
    const taken = new Set<string>();
    await readItemLines(['{"id":"a","title":"One"}'], 'one', taken);
    const { items, rejected } = await readItemLines(['{"id":"a","title":"Again"}', '{"id":"b","title":"New"}'], 'two', taken);
    expect(items.map(({ id }) => id)).toEqual(['b']);
    expect(rejected[0]).toMatchObject({ file: 'two', line: 1, reason: 'expected an id of its own, got "a" again' });
  });
});
