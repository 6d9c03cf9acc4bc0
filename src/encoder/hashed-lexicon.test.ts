import { array, assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLexicon, openLexicon } from './hashed-lexicon.ts';

const D = 384;

/** Four topics of five sentences each. */
const TOPICS = [
  ['清晨的渔船驶出海湾，渔夫收起满网的鱼。', '老渔夫在海上补网，海浪拍着渔船。', '港口的渔船载着鱼虾回到海边的村子。', '风浪太大，渔船只好在港口等到天晴。', '海边的孩子跟着渔夫学撒网捕鱼。'],
  ['茶农在山坡上采摘春天的茶叶。', '一壶绿茶，茶香飘满山间的茶馆。', '制茶的师傅把茶叶放进锅里炒干。', '雨后的茶山最适合采茶。', '茶馆的客人品着新茶谈论茶叶的产地。'],
  ['天文学家用望远镜观察星星和行星。', '夜空里的星座告诉水手方向。', '望远镜里的行星有一圈光环。', '彗星划过夜空，拖着长长的尾巴。', '观星的人在山顶架起望远镜等待流星和星空。'],
  ['棋手思考良久才落下一枚棋子。', '这盘围棋下到深夜还没有分出胜负。', '老人在树下教孩子下围棋。', '围棋的棋盘有十九条线。', '对手的棋子围住了他的黑棋。'],
];

const texts = TOPICS.flat();
const lexicon = buildLexicon(texts, D);

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, d) => sum + value * b[d], 0);
}

describe('lexicon', () => {
  it('puts Chinese texts of one topic nearest to each other', () => {
    const vectors = texts.map((text) => lexicon.vector(text));
    const hits = vectors.map((vector, i) => {
      const nearest = vectors.map((other, j) => (i === j ? -2 : dot(vector, other)));
      return Math.floor(nearest.indexOf(Math.max(...nearest)) / 5) === Math.floor(i / 5);
    });
    expect(hits.filter(Boolean).length / hits.length).toBeGreaterThanOrEqual(0.9);
  });

  it('tells unrelated titles apart and finds the work by its name', () => {
    const [story, other] = ['西游记 吴承恩 孙悟空大闹天宫', '聊斋志异 蒲松龄 狐鬼故事'].map((text) => lexicon.vector(text));
    expect(dot(lexicon.vector('西游记'), story)).toBeGreaterThan(dot(lexicon.vector('西游记'), other) + 0.3);
  });

  it('tells the order of characters', () => {
    expect(dot(lexicon.vector('上海'), lexicon.vector('海上'))).toBeLessThan(0.999);
  });

  it('reads words of spaced scripts whole, without regard to case or width', () => {
    expect(dot(lexicon.vector('Blue LAMP'), lexicon.vector('lamp blue'))).toBeCloseTo(1, 6);
    expect(dot(lexicon.vector('ＬＡＭＰ'), lexicon.vector('lamp'))).toBeCloseTo(1, 6);
    expect(Math.abs(dot(lexicon.vector('lamp'), lexicon.vector('lamps')))).toBeLessThan(0.5);
    expect(dot(lexicon.vector('ספר שלום'), lexicon.vector('שלום ספר'))).toBeCloseTo(1, 6);
  });

  it('weighs what is rare above what is everywhere', () => {
    const counted = buildLexicon(Array.from({ length: 50 }, (_, i) => `the lamp ${i}`), D);
    expect(dot(counted.vector('the zither'), counted.vector('zither'))).toBeGreaterThan(dot(counted.vector('the zither'), counted.vector('the')));
  });

  it('gives unit rows, all 0 for a text without a word', () => {
    for (const text of ['', '  ', '...', '—']) expect(lexicon.vector(text).every((value) => value === 0)).toBe(true);
    assert(property(array(string({ unit: 'grapheme' })), (words) => {
      const vector = lexicon.vector(words.join(' '));
      const length = dot(vector, vector);
      expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
    }));
  });

  it('opens from its table with the same space and vectors', () => {
    const opened = openLexicon(lexicon.table, D);
    expect(lexicon.table).toHaveLength(4096);
    expect(opened.space).toBe(lexicon.space);
    expect(opened.vector(texts[0])).toEqual(lexicon.vector(texts[0]));
  });

  it('names its space by dimension and table, alike everywhere', () => {
    expect(buildLexicon([], D).space).toBe('lexical-384-353348c5');
    expect(buildLexicon(['茶'], D).space).not.toBe(lexicon.space);
    expect(buildLexicon(texts, 128).space).toMatch(/^lexical-128-[0-9a-f]{8}$/);
    expect([...buildLexicon([], 8).vector('茶 lamp')].map((value) => Math.round(value * 1000))).toEqual([0, 0, 707, 0, 0, -707, 0, 0]);
  });

  it.each([[0], [100], [255], [131_072]])('refuses a table of %i entries', (size) => {
    expect(() => openLexicon(new Uint8Array(size), D)).toThrow(`expected a table of 256 to 65536 entries, a power of two, got ${size}`);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %d dimensions', (dimension) => {
    expect(() => buildLexicon(texts, dimension)).toThrow(RangeError);
  });
});
