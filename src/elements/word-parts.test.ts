import { describe, expect, it } from 'vitest';
import type { TextPart, WordExplanation } from '../domain/word-explanation.ts';
import { Format } from './format.ts';
import { gainOf, noWordsSentence, wordsSentence } from './word-parts.ts';

const part = (text: string, without?: number): TextPart => ({ field: 'title', text, ...(without !== undefined && { without }) });
const words = (...parts: TextPart[]): WordExplanation => ({
  id: 'x', reader: 'encoder', similarity: 0.61, parts,
  event: { id: 'e', kind: 'open', at: '2026-01-01T00:00:00.000Z', itemId: 'm', title: 'Moby-Dick' },
});
const en = Format.of('en');

describe('the words of an item', () => {
  it('names the strongest with the figures before and after', () => {
    expect(wordsSentence(words(part('white', 0.58), part(' '), part('whale', 0.48), part('not', 0.7)), en)).toBe('Without “whale” its similarity to Moby-Dick goes from 0.61 to 0.48.');
  });

  it('claims none where none carries it: a change below rounding, what speaks against, no word at all', () => {
    for (const told of [words(part('a', 0.608)), words(part('a', 0.9)), words(part(' ')), words()]) expect(wordsSentence(told, en)).toBe('Its similarity to Moby-Dick is 0.61, and no word of it carries that alone.');
    expect(gainOf(part('a', 0.608), 0.61)).toBe(0);
    expect(gainOf(part('a', 0.9), 0.61)).toBeCloseTo(-0.29, 12);
  });

  it('says why none is told, and only then', () => {
    const reasons = (['no-event', 'no-encoder', 'no-model', 'other-space'] as const).map((reader) => noWordsSentence({ reader }));
    expect(new Set(reasons.filter((reason) => reason !== '')).size).toBe(4);
    expect([noWordsSentence({ reader: 'encoder' }), noWordsSentence({ reader: 'lexicon' })]).toEqual(['', '']);
  });
});
