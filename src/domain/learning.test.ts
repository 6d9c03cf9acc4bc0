import { describe, expect, it } from 'vitest';
import { completeFeedback, completePreference, type Feedback, type Preference } from './learning.ts';

describe('completeFeedback', () => {
  it('keeps what was shown once, in its order', () => {
    expect(completeFeedback({ listId: 'l', shown: ['a', 'b', 'a', 'c'], selected: 'b' })).toEqual({ listId: 'l', shown: ['a', 'b', 'c'], selected: 'b' });
  });

  it.each([
    [null, 'an object, got null'],
    [{ listId: 'l', shown: ['a'], selected: 'a', clicked: 'a' }, 'got clicked'],
    [{ listId: '', shown: ['a'], selected: 'a' }, 'listId to be a non-empty string, got ""'],
    [{ listId: 'l', shown: 'a', selected: 'a' }, 'shown to be a list of ids, got "a"'],
    [{ listId: 'l', shown: ['a'] }, 'one of selected and dismissed, got neither'],
    [{ listId: 'l', shown: ['a', 'b'], selected: 'a', dismissed: 'b' }, 'got both'],
    [{ listId: 'l', shown: ['a'], dismissed: 'b' }, 'dismissed to be one of shown, got "b"'],
  ])('refuses %j', (feedback, message) => {
    expect(() => completeFeedback(feedback as Feedback)).toThrow(TypeError);
    expect(() => completeFeedback(feedback as Feedback)).toThrow(message);
  });
});

describe('completePreference', () => {
  const preference: Preference = { listId: 'l', kind: 'select', better: 'a', worse: 'b', at: '2026-01-01T00:00:00.000Z', weight: 0.5, places: [1, 0], readouts: { content: 0.5 } };

  it('takes what was given out', () => {
    expect(completePreference(preference)).toEqual(preference);
  });

  it.each([
    [{ better: '' }, 'better to be a non-empty string, got ""'],
    [{ kind: 'like' }, 'kind to be one of select, dismiss, got "like"'],
    [{ at: 'yesterday' }, 'at to be an ISO 8601 time, got "yesterday"'],
    [{ weight: 2 }, 'at most 1, got 2'],
    [{ weight: undefined }, 'at most 1, got undefined'],
    [{ places: [1] }, 'two places from 0, got [1]'],
    [{ readouts: { contents: 1 } }, 'got {"contents":1}'],
    [{ readouts: { content: Infinity } }, 'got {"content":null}'],
    [{ readouts: undefined }, 'expected a number for each of content'],
  ])('refuses %j', (changed, message) => {
    expect(() => completePreference({ ...preference, ...changed } as Preference)).toThrow(TypeError);
    expect(() => completePreference({ ...preference, ...changed } as Preference)).toThrow(message);
  });
});
