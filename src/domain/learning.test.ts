import { describe, expect, it } from 'vitest';
import { completeFeedback, type Feedback } from './learning.ts';

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
