import { describe, expect, it } from 'vitest';
import { readCases } from './read-cases.ts';
import { readSequences } from './read-sequences.ts';

describe('readCases', () => {
  it('reads history and target, numbers as ids, blank lines passed over', () => {
    const { cases, faults } = readCases(['\uFEFF{"user":"u","history":["a",7],"target":"b"}\r', '', '{"history":[],"target":3}']);
    expect(faults).toEqual([]);
    expect(cases).toEqual([{ user: 'u', history: ['a', '7'], target: 'b' }, { user: null, history: [], target: '3' }]);
  });

  it('reads when a case is asked', () => {
    const { cases, faults } = readCases(['{"history":["a"],"target":"b","at":"2024-05-01T02:00:00+02:00"}', '{"history":["a"],"target":"b","at":"soon"}']);
    expect(cases).toEqual([{ user: null, history: ['a'], target: 'b', atMs: Date.UTC(2024, 4, 1) }]);
    expect(faults).toEqual([{ line: 2, message: '2: expected at to be an ISO 8601 time, got "soon"' }]);
  });

  it('keeps a line that is no UTF-8 apart', () => {
    expect(readCases([null, '{"history":["a"],"target":"b"}'])).toMatchObject({ cases: [{ target: 'b' }], faults: [{ line: 1, message: '1: expected UTF-8, got other bytes' }] });
  });

  it('keeps a case without target apart from a broken line', () => {
    const { cases, faults } = readCases(['{"user":"u","history":["a"]}', '{"user":"u","history":["a"],"target":{"id":"b"}}']);
    expect(cases).toEqual([{ user: 'u', history: ['a'], target: null }]);
    expect(faults).toEqual([{ line: 2, message: '2: expected target to be a non-empty id, got {"id":"b"}' }]);
  });

  it.each([
    ['{"history":"a","target":"b"}', '1: expected history to be a list of ids, got "a"'],
    ['{"target":"b"}', '1: expected history to be a list of ids, got nothing'],
    ['{"history":["a",null],"target":"b"}', '1: expected history to be a list of ids, got null'],
    ['[1,2]', '1: expected a JSON object, got [1,2]'],
    ['{"history":', '1: expected a JSON object, got {"history":'],
  ])('names the place and the fault of %s', (line, message) => {
    expect(readCases([line])).toEqual({ cases: [], faults: [{ line: 1, message }] });
  });
});

describe('readSequences', () => {
  it('reads sequences, one a line', () => {
    expect(readSequences(['{"user":"u","items":["a","b"]}', '{"items":[]}']).sequences).toEqual([{ user: 'u', items: ['a', 'b'] }, { user: null, items: [] }]);
  });

  it('gathers single events by user in order of time, and keeps the times where all have one', () => {
    const { sequences } = readSequences([
      '{"user":"u","item":"late","kind":"buy","at":"2024-05-02T00:00:00Z"}',
      '{"user":"v","item":"x"}',
      '{"user":"u","item":"early","at":"2024-05-01T00:00:00+02:00"}',
      '{"user":"v","item":"w","at":"1999-01-01"}',
    ]);
    expect(sequences).toEqual([{ user: 'u', items: ['early', 'late'], times: ['2024-04-30T22:00:00Z', '2024-05-02T00:00:00Z'].map(Date.parse) }, { user: 'v', items: ['x', 'w'] }]);
  });

  it('leaves out what does not speak for its item, and counts it', () => {
    const event = (item: string, more: object): string => JSON.stringify({ user: 'u', item, at: '2024-01-01', ...more });
    expect(readSequences([
      event('a', { kind: 'dismiss', at: undefined }), event('b', { kind: 'like' }), event('c', { kind: 'rate', rating: -1 }), event('d', { kind: 'rate', rating: 0 }),
      // A rating that is not told is a choice, and one that is no rate's says nothing.
      event('e', { kind: 'rate', rating: 0.5 }), event('f', { kind: 'rate' }), event('g', { kind: 'buy', rating: -1 }),
    ])).toMatchObject({ sequences: [{ user: 'u', items: ['b', 'e', 'f', 'g'] }], faults: [], dismissed: 1, disliked: 2 });
    expect(readSequences([event('a', { kind: 'rate', rating: -1 })])).toEqual({ sequences: [], faults: [], dismissed: 0, disliked: 1 });
  });

  it('names the first line without a time, of those that are kept', () => {
    const timed = '{"user":"u","item":"a","at":"2024-01-01"}';
    expect(readSequences([timed, '{"user":"u","item":"a","kind":"dismiss"}', '{', '{"items":[]}']).untimedLine).toBeUndefined();
    expect(readSequences([timed, '', '{"user":"u","item":"a"}', '{"items":["a"]}']).untimedLine).toBe(3);
    expect(readSequences([timed, '{"items":["a"]}']).untimedLine).toBe(2);
  });

  it.each([
    ['{"user":"u"}', '2: expected items (a list of ids) or item (an id), got nothing'],
    ['{"item":"a"}', '2: expected user to be a non-empty id, got nothing'],
    ['{"user":"u","item":"a","kind":"eat"}', '2: expected kind to be one of view, open,'],
    ['{"user":"u","item":"a","kind":"rate","rating":4}', '2: expected rating of a rate from -1 (worst) to 1 (best), got 4'],
    ['{"user":"u","item":"a","at":"yesterday"}', '2: expected at to be an ISO 8601 time, got "yesterday"'],
  ])('names the place and the fault of %s', (line, message) => {
    const { sequences, faults } = readSequences(['{"items":["a"]}', line]);
    expect(sequences).toHaveLength(1);
    expect(faults[0].message).toContain(message);
  });
});
