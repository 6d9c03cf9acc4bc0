import { array, assert, asyncProperty, integer, oneof } from 'fast-check';
import { expect, it } from 'vitest';
import { REPEAT_PLACES, REPEAT_TIMES } from '../domain/repeat-rates.ts';
import { returnsOf } from '../ranker/returns.ts';
import { type Chances, returnChances } from './return-chances.ts';

/** The definition: what is found in every prefix. */
function byPrefixes(sequences: readonly (readonly number[])[]): Map<number, Chances> {
  const byItem = new Map<number, Chances>();
  for (const sequence of sequences) {
    for (let next = 1; next < sequence.length; next++) {
      for (const { met, place, times } of returnsOf(sequence.slice(0, next))) {
        const chances = byItem.get(met) ?? { there: new Uint32Array(REPEAT_PLACES * REPEAT_TIMES), back: new Uint32Array(REPEAT_PLACES * REPEAT_TIMES) };
        byItem.set(met, chances);
        const cell = Math.min(place, REPEAT_PLACES - 1) * REPEAT_TIMES + Math.min(times, REPEAT_TIMES) - 1;
        chances.there[cell]++;
        if (met === sequence[next]) chances.back[cell]++;
      }
    }
  }
  return byItem;
}

it('is what every prefix gives, items in the order of their first chance', async () => {
  const rows = oneof(integer({ min: 0, max: 3 }), integer({ min: 0, max: 30 }));
  await assert(asyncProperty(array(array(rows, { maxLength: 60 }), { maxLength: 4 }), async (sequences) => {
    expect([...(await returnChances(sequences))]).toEqual([...byPrefixes(sequences)]);
  }), { numRuns: 300 });
});

it('takes a sequence of a hundred thousand in its stride', async () => {
  const long = Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 20_011);
  const started = performance.now();
  const chances = await returnChances([long]);
  expect(performance.now() - started).toBeLessThan(3000);
  // The first is met again 20,011 events later, the last place its own from nine others on: 20,011 − 9 chances at once met.
  expect(chances.get(0)!.there[(REPEAT_PLACES - 1) * REPEAT_TIMES]).toBe(20_011 - 9);
});

it('can be given up', async () => {
  await expect(returnChances([[1, 2]], () => Promise.reject(new DOMException('given up', 'AbortError')))).rejects.toThrow('given up');
});
