import { describe, expect, it } from 'vitest';
import { holdOut } from './hold-out.ts';

interface Person {
  rows: number[];
  times: number[] | null;
}

/** Met one item early and chose another at 1000, 1001, …; the last of 50 met one in between. */
const choosers = (count: number): Person[] => Array.from({ length: count }, (_, n) => (n === 49 ? { rows: [49, 200, 149], times: [49, 1005, 1049] } : { rows: [n, 100 + n], times: [n, 1000 + n] }));
/** Four events each between 100 and 299, the last of an item that is not new. */
const RETURNING: Person[] = Array.from({ length: 50 }, (_, n) => ({ rows: [n, 50, 51, n], times: [100 + n, 150 + n, 200 + n, 250 + n] }));
const PAST_THE_MOMENT: Person = { rows: [7, 8, 8], times: [999, 1000, 1060] };
const UNTIMED: Person = { rows: [1, 2], times: null };

const held = (people: readonly Person[], timed = true) => holdOut(people.map(({ rows }) => rows), timed ? people.map(({ times }) => times) : undefined, 1);
const untold = ({ cases, left }: ReturnType<typeof holdOut>) => ({ cases: cases.map(({ history, chosen }) => ({ history, chosen })), left });

describe('holdOut', () => {
  it('takes the newest choices, and leaves what anybody did before the oldest of them', () => {
    const { cases, left } = held([...choosers(50), ...RETURNING, PAST_THE_MOMENT, UNTIMED]);
    expect(cases).toHaveLength(50);
    expect(cases[0]).toEqual({ history: [49, 200], chosen: 149, atMs: 1049, sequence: 49 });
    expect(cases[49]).toEqual({ history: [0], chosen: 100, atMs: 1000, sequence: 0 });
    expect(left).toEqual([...Array.from({ length: 50 }, (_, n) => [n]), ...RETURNING.map(({ rows }) => rows), [7], []]);
  });

  it('takes the newest thousand', () => {
    const people = Array.from({ length: 6000 }, (_, n): Person => ({ rows: [0, 1], times: [n, 10_000 + n] }));
    const { cases, left } = held(people);
    expect(cases.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 1000 }, (_, n) => 15_999 - n));
    expect(left.filter(({ length }) => length === 1)).toHaveLength(1000);
  });

  it('is as without times where they say too little: few choices in the last fifth of the events, or times that are missing', () => {
    const ofOneMoment = RETURNING.map(({ rows }): Person => ({ rows: [...rows, 60], times: [5, 5, 5, 5, 5] }));
    const moreThanAFifth = choosers(50);
    for (const people of [[...choosers(49), ...RETURNING], ofOneMoment, moreThanAFifth, [...choosers(50), ...RETURNING, ...Array.from({ length: 20 }, () => UNTIMED)]]) {
      expect(untold(held(people))).toEqual(untold(held(people, false)));
      expect(held(people).left).toHaveLength(people.length);
    }
  });
});
