import { describe, expect, it } from 'vitest';
import { RowReader } from './row-reader.ts';

const rows = (text: string, { delimiter = ',', size = text.length, newline = '\n' as '\n' | '\r' } = {}) => {
  const reader = new RowReader(delimiter, newline);
  const read = [];
  for (let at = 0; at < text.length; at += size) read.push(...reader.write(text.slice(at, at + size)));
  return [...read, ...reader.end()].map(({ line, cells, fault }) => (fault === undefined ? [line, ...cells] : [line, fault]));
};

describe('RowReader', () => {
  it.each([1, 2, 3, 7, 100])('reads quotes, line ends and empty lines in pieces of %i characters', (size) => {
    expect(rows('a,b\r\n"1\n2","say ""hi"""\r\n\r\n3,"x,y"', { size })).toEqual([[1, 'a', 'b'], [2, '1\n2', 'say "hi"'], [5, '3', 'x,y']]);
  });

  it('reads lines that end with a carriage return alone', () => {
    expect(rows('a;b\r1;2\r', { delimiter: ';', newline: '\r' })).toEqual([[1, 'a', 'b'], [2, '1', '2']]);
  });

  it('keeps numbers as text as spreadsheets write them, and runs no formula', () => {
    expect(rows(`a,b,c,d\n"=""001""",="02",'=1+1,=cmd|' /C calc'!A0`)).toEqual([[1, 'a', 'b', 'c', 'd'], [2, '001', '02', '=1+1', "=cmd|' /C calc'!A0"]]);
  });

  it('loses one line to a quote that does not close', () => {
    expect(rows('a,b\n1,x\n2,"open\n3,y\n4,"z"\n5,v\n')).toEqual([[1, 'a', 'b'], [2, '1', 'x'], [3, 'expected 2 columns, got a quote that does not close: "2,\\"open"'], [4, '3', 'y'], [5, '4', 'z'], [6, '5', 'v']]);
  });

  it('says where the input ends inside a row, and tolerates empty cells that are not written', () => {
    expect(rows('a,b,c\n1,2\n1,2,3,\n1,2,3,4\n1,2')).toEqual([
      [1, 'a', 'b', 'c'],
      [2, '1', '2'],
      [3, '1', '2', '3', ''],
      [4, 'expected 3 columns, got 4'],
      [5, 'expected 3 columns, got 2: the input ends inside this row'],
    ]);
  });

  it('reads a cell of ten million characters, and gives up one that never closes', () => {
    const started = performance.now();
    const long = `"${'x\n'.repeat(5_000_000)}"`;
    expect(rows(`a,b\n1,${long}\n2,y`, { size: 65536 }).map(([line, , cell]) => [line, String(cell).length])).toEqual([[1, 1], [2, 9_999_999], [5_000_003, 1]]);
    expect(rows(`a,b\n1,"${'x'.repeat(40_000_000)}\n2,y\n`, { size: 65536 }).slice(1)).toEqual([[2, expect.stringContaining('a quote that does not close')], [3, '2', 'y']]);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
