import { describe, expect, it } from 'vitest';
import { rowOf } from '../domain/matrix.ts';
import { encodeItems } from './encode-items.ts';
import type { Encoder } from './encoder.ts';

/** Two dimensions: the first counts a's, the second b's; texts with a z live in another space. */
function letterEncoder(asked: string[]): Encoder {
  return {
    model: 'letters', space: 'letters', languages: ['en'], dimension: 2, backend: 'cpu', choice: { reason: 'only', textsPerSecond: {}, rejected: [] }, batchSize: 1, fetched: false, kept: true, close: async () => undefined,
    encode: async (texts) => {
      asked.push(...texts);
      const data = Float32Array.from(texts.flatMap((text) => {
        const [a, b] = [text.split('a').length - 1, text.split('b').length - 1];
        const norm = Math.hypot(a, b) || 1;
        return [a / norm, b / norm];
      }));
      return { matrix: { data, rows: texts.length, dimension: 2, spaces: ['letters', 'other'], spaceOf: Uint8Array.from(texts, (text) => Number(text.includes('z'))) }, unknownShare: Float32Array.from(texts, (text) => text.length / 100) };
    },
  };
}

describe('encodeItems', () => {
  it('pools head and whole text to a unit row, one row an item', async () => {
    const asked: string[] = [];
    const { matrix, unknownShare } = await encodeItems(letterEncoder(asked), [{ id: '1', title: 'a' }, { id: '2', title: 'a', text: 'bbb' }, { id: '3', title: 'x' }]);
    expect(asked).toEqual(['a', 'a', 'a bbb', 'x']);
    expect([...rowOf(matrix, 0)]).toEqual([1, 0]);
    const [x, y] = rowOf(matrix, 1);
    expect(Math.hypot(x, y)).toBeCloseTo(1, 6);
    expect(Math.atan2(y, x)).toBeCloseTo(Math.atan2(3, 1) / 2, 5);
    expect([...rowOf(matrix, 2)]).toEqual([0, 0]);
    expect(unknownShare[1]).toBeCloseTo(0.05, 6);
  });

  it('lets the whole text speak alone where the views’ spaces differ', async () => {
    const { matrix } = await encodeItems(letterEncoder([]), [{ id: '1', title: 'a', text: 'bz' }]);
    expect([...matrix.spaceOf]).toEqual([1]);
    expect(rowOf(matrix, 0)[1]).toBeCloseTo(Math.SQRT1_2, 5);
  });

  it('gives no rows for no items', async () => {
    expect((await encodeItems(letterEncoder([]), [])).matrix.rows).toBe(0);
  });
});
