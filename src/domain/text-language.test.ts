import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isUnparted, languageOf } from './text-language.ts';

describe('the language of a text', () => {
  it.each([
    ['The history of the whale', 'en'],
    ['红楼梦', 'zh'],
    ['Python 数据分析从入门到精通', 'zh'],
    ['吾輩は猫である', 'ja'],
    ['ノルウェイの森', 'ja'],
    ['优の良品芒果干', 'zh'],
    ['토지는 어디에 있는가', 'ko'],
    ['สี่แผ่นดิน', 'th'],
    ['Οδύσσεια του Ομήρου', 'el'],
    ['Der Mann und das Meer', 'de'],
    ['Les fleurs du mal et autres poèmes', 'fr'],
    ['El amor en los tiempos del cólera', 'es'],
    ['Il nome della rosa', 'it'],
    ['Het dagboek van een meisje', 'nl'],
    ['Преступление и наказание', 'und-Cyrl'],
    ['ألف ليلة وليلة', 'und-Arab'],
  ])('%s: %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  it.each(['', '  ', '42', '📚', 'Don Quijote', 'El ingenioso hidalgo de la Mancha', 'Notes, 3 x 3 in', 'Show HN: CSS grid', 'HP 60 Black Original Ink Cartridges', 'La La Land', 'USB-C 充电器 Hub Adapter Cable'])('is in doubt for %j', (text) => {
    expect(languageOf(text)).toBeNull();
  });

  it('asks for two words of it, and more than of any other', () => {
    expect(languageOf('der Zauberberg')).toBeNull();
    expect(languageOf('der der der Zauberberg')).toBeNull();
    expect(languageOf('in the Stadt der und')).toBeNull();
  });
});

const TITLES = ['office', 'hackernews'].map((set) => `../shared/datasets/${set}/items.jsonl`);
const HERE = TITLES.every((file) => existsSync(file));

it.skipIf(!HERE)(`takes no more than 25 of 23,559 English titles for another language${HERE ? '' : ' (not run: ../shared/datasets is absent)'}`, () => {
  const titles = TITLES.flatMap((file) => readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => (JSON.parse(line) as { title: string }).title));
  const others = titles.filter((title) => ![null, 'en'].includes(languageOf(title)));
  expect(titles).toHaveLength(23_559);
  expect(others.length).toBeLessThanOrEqual(25);
});

it('knows which languages part no words', () => {
  expect(['zh', 'ja', 'ko', 'th'].every(isUnparted)).toBe(true);
  expect(['de', 'und-Cyrl', 'el'].some(isUnparted)).toBe(false);
});
