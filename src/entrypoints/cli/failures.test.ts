import { describe, expect, it } from 'vitest';
import { InputError, sentenceOf } from './failures.ts';

const refused = Object.assign(new Error("ENOENT: no such file or directory, mkdir '/proc/x'"), { code: 'ENOENT' });

describe('sentenceOf', () => {
  it('tells a cause that the message does not name', () => {
    expect(sentenceOf(new InputError('x.jsonl: expected items, got none'))).toBe('attune: x.jsonl: expected items, got none');
    expect(sentenceOf(new Error('fetch failed', { cause: new Error('no route') }))).toBe('attune: fetch failed (no route)');
    expect(sentenceOf(new Error('fetch failed', { cause: refused }))).toBe(`attune: fetch failed (${refused.message})`);
  });

  it('tells no cause twice, neither its words nor its code', () => {
    expect(sentenceOf(new Error('fetch failed: no route', { cause: new Error('no route') }))).toBe('attune: fetch failed: no route');
    expect(sentenceOf(new InputError('/proc/x: expected a folder to write to, got ENOENT', { cause: refused }))).toBe('attune: /proc/x: expected a folder to write to, got ENOENT');
  });
});
