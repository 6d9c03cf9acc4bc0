import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { openPack } from '../../src/catalog/open-pack.ts';
import { packFromFolder } from '../../src/catalog/read-pack-folder.ts';
import { type Item, parseItem } from '../../src/domain/item.ts';
import { RowCosines } from '../../src/ranker/diversity/row-cosines.ts';

const WORKS = fileURLToPath(new URL('works/', import.meta.url));
const PACK = fileURLToPath(new URL('../../public/demo/books', import.meta.url));

const works: Item[] = readdirSync(WORKS).sort().flatMap((file) => readFileSync(`${WORKS}${file}`, 'utf8').trimEnd().split('\n').map((line) => parseItem(JSON.parse(line))));
const wordCount = ({ text = '', language }: Item): number => [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].filter(({ isWordLike }) => isWordLike).length;
const repeated = (values: readonly string[]): string[] => values.filter((value, i) => values.indexOf(value) !== i);

describe('the demo shop’s works', () => {
  it('are at least 600, of which at least 100 are Chinese', () => {
    expect(works.length).toBeGreaterThanOrEqual(600);
    expect(works.filter(({ language }) => language === 'zh').length).toBeGreaterThanOrEqual(100);
  });

  it('each have an id, a title and a text of their own', () => {
    for (const values of [works.map(({ id }) => id), works.map(({ title }) => title.toLowerCase()), works.map(({ text }) => text!)]) expect(repeated(values)).toEqual([]);
  });

  it('are described in 25 words or more', () => {
    expect(works.filter((work) => wordCount(work) < 25).map(({ id }) => id)).toEqual([]);
  });

  it('have author, year, shelf and topics', () => {
    const lacking = works.filter(({ author, publishedAt, categories, tags }) => !author || !publishedAt || !categories?.length || (tags?.length ?? 0) < 4);
    expect(lacking.map(({ id }) => id)).toEqual([]);
    expect(works.filter(({ publishedAt }) => Number.isNaN(Date.parse(publishedAt!))).map(({ id }) => id)).toEqual([]);
    expect(works.filter(({ publishedAt }) => new Date(publishedAt!).getUTCFullYear() > 1930).map(({ id }) => id)).toEqual([]);
  });

  it('share no sentence', () => {
    const sentences = works.flatMap(({ text = '' }) => text.split(/(?<=[.!?。！？])\s*/u).map((sentence) => sentence.trim()).filter((sentence) => sentence.length > 12));
    expect(repeated(sentences)).toEqual([]);
  });
});

describe('the demo’s pack', () => {
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await openPack(packFromFolder(PACK));
  });

  it('holds these works', () => {
    expect(catalog.items.map(({ id }) => id)).toEqual(works.map(({ id }) => id));
    expect(catalog.items).toEqual(works);
  });

  it('has no two works above cosine 0.95', () => {
    const close: string[] = [];
    const cosines = new RowCosines(catalog.vectors);
    for (let a = 0; a < works.length; a++) for (let b = 0; b < a; b++) if (cosines.of(a, b) > 0.95) close.push(`${works[a].id} ${works[b].id}`);
    expect(close).toEqual([]);
  });

  it('reads every work by the model, and finds Chinese ones near those of their shelf', () => {
    expect(catalog.vectors.spaces.filter((space, at) => space.startsWith('lexical-') && catalog.vectors.spaceOf.includes(at))).toEqual([]);
    const chinese = works.flatMap(({ language }, row) => (language === 'zh' ? [row] : []));
    const cosines = new RowCosines(catalog.vectors);
    const nearest = (row: number) => chinese.filter((other) => other !== row).reduce((best, other) => (cosines.of(row, other) > cosines.of(row, best) ? other : best));
    const shares = (a: number, b: number) => works[a].categories![0] === works[b].categories![0];
    const near = chinese.filter((row) => shares(row, nearest(row))).length / chinese.length;
    const anywhere = chinese.reduce((sum, row) => sum + chinese.filter((other) => other !== row && shares(row, other)).length / (chinese.length - 1), 0) / chinese.length;
    expect(near).toBeGreaterThan(5 * anywhere);
  });
});
