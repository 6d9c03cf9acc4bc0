import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseItem } from '../../../domain/item.ts';
import type { Item } from '../../../domain/item.ts';
import { SHELVES } from '../shelves.ts';
import { contrast, oklch } from './colour.ts';
import { coverAddress, coverOf, designCover } from './cover.ts';
import { eraOf, yearOf } from './era.ts';
import { roman } from './ornaments.ts';
import { setText, widthOf } from './type-setting.ts';

const FOLDER = new URL('../../../../scripts/demo-shop/works/', import.meta.url);
const works: Item[] = readdirSync(FOLDER).flatMap((file) => readFileSync(new URL(file, FOLDER), 'utf8').trim().split('\n').map((line) => parseItem(JSON.parse(line))));

describe('covers of the whole catalog', () => {
  it('has works to draw', () => expect(works.length).toBeGreaterThanOrEqual(600));

  it('are never two alike, not even without their texts', () => {
    expect(new Set(works.map(coverOf)).size).toBe(works.length);
    expect(new Set(works.map((work) => designCover(work).drawing)).size).toBe(works.length);
  });

  it('are the same each time', () => {
    for (const work of works.slice(0, 40)) expect(coverOf(work)).toBe(coverOf({ ...work }));
  });

  it('set every line inside its box', () => {
    const faults = works.flatMap((work) => designCover(work).texts.flatMap(({ text, x, baseline, size, width, middle, box }) => {
      const descent = /\p{Script=Han}/u.test(text) ? 0.12 : 0.24;
      const left = middle ? x - width / 2 : x;
      const fits = left >= box.x - 0.5 && left + width <= box.x + box.width + 0.5 && baseline - size * 0.8 >= box.y && baseline + size * descent <= box.y + box.height + 0.01;
      const onSheet = box.x >= 0 && box.y >= 0 && box.x + box.width <= 200 && box.y + box.height <= 300;
      return fits && onSheet ? [] : [`${work.id}: ${text} at ${size}`];
    }));
    expect(faults).toEqual([]);
  });

  it('keep every text readable: contrast of 4.5 or more', () => {
    const faint = works.flatMap((work) => designCover(work).texts.flatMap(({ text, ink, ground }) => (contrast(ink, ground) >= 4.5 ? [] : [`${work.id}: ${text} ${contrast(ink, ground).toFixed(2)}`])));
    expect(faint).toEqual([]);
  });

  it('say the whole title and the author', () => {
    for (const work of works) {
      const squeezed = (text: string): string => text.toLowerCase().replace(/\s/g, '');
      const said = squeezed(designCover(work).texts.map(({ text }) => text).join(''));
      expect(said, work.id).toContain(squeezed(work.title));
      expect(said, work.id).toContain(squeezed(work.author ?? ''));
    }
  });

  it('are small, finite and well formed', () => {
    for (const work of works) {
      const svg = coverOf(work);
      expect(svg, work.id).not.toMatch(/NaN|undefined|Infinity|null/);
      expect(svg.length, work.id).toBeLessThan(24_000);
      expect(svg.match(/<(?:svg|g|clipPath|text)\b/g)!.length, work.id).toBe(svg.match(/<\/(?:svg|g|clipPath|text)>/g)!.length);
    }
  });

  it('know the shelf of every work', () => {
    const names = new Set(SHELVES.flatMap(({ en, zh }) => [en, zh]));
    expect(works.filter(({ categories }) => !names.has(categories?.[0] ?? ''))).toEqual([]);
  });
});

describe('covers of odd works', () => {
  it.each([
    { id: 'a', title: 'X' },
    { id: 'b', title: '<&> "quoted"', author: 'A & B', publishedAt: 'not a year' },
    { id: 'c', title: 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrente '.repeat(3).trim(), publishedAt: '1790' },
    { id: 'd', title: '无', language: 'zh' },
    { id: 'e', title: '一'.repeat(40), language: 'zh-Hans', author: '某'.repeat(30), publishedAt: '1920' },
    { id: 'f', title: 'A long title '.repeat(12).trim(), author: 'Nobody', publishedAt: '-000300' },
  ] as Item[])('draws $id', (work) => {
    const svg = coverOf(work);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(decodeURIComponent(coverAddress(work).slice('data:image/svg+xml,'.length))).toBe(svg);
    expect(svg).not.toMatch(/<&>/);
  });
});

describe('parts of a cover', () => {
  it('knows years and eras', () => {
    expect(yearOf('-000379')).toBe(-379);
    expect(yearOf('1813-01-28')).toBe(1813);
    expect(yearOf(undefined)).toBeNull();
    expect([-379, 800, 1605, 1759, 1813, 1899, 1925].map(eraOf)).toEqual(['antiquity', 'manuscript', 'hand-press', 'enlightenment', 'cloth', 'nouveau', 'modern']);
    expect(roman(1688)).toBe('MDCLXXXVIII');
  });

  it('breaks lines evenly and not after an article', () => {
    const lines = setText('The Decline and Fall of the Roman Empire', { width: 220, maxLines: 3, sizes: [22] }).lines.map(({ text }) => text);
    expect(lines.join(' ')).toBe('The Decline and Fall of the Roman Empire');
    for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/\b(the|of|and)$/i);
  });

  it('takes a smaller size where a word is too wide, and never loses a word', () => {
    const set = setText('Considerations on Government', { width: 90, maxLines: 2, sizes: [30, 20, 12] });
    expect(set.size).toBe(12);
    expect(setText('one two three four five six', { width: 30, maxLines: 2, sizes: [12] }).lines.map(({ text }) => text).join(' ')).toBe('one two three four five six');
  });

  it('measures Chinese characters as one em', () => expect(widthOf('红楼梦', 20)).toBe(60));

  it('makes sRGB colours and their contrast', () => {
    expect(oklch(1, 0, 0)).toBe('#ffffff');
    expect(oklch(0, 0, 0)).toBe('#000000');
    expect(oklch(0.62796, 0.2577, 29.23)).toBe('#ff0000');
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  });
});
