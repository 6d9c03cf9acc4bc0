import { describe, expect, it } from 'vitest';
import { FakeRecommender } from '../testing/fake-recommender.ts';
import { BookMarks, marksSentence } from './book-marks.ts';

const items = [{ id: 'a', title: 'One' }, { id: 'b', title: 'Two' }];

async function marked(): Promise<{ marks: BookMarks; fake: FakeRecommender; drawn: () => number }> {
  let drawn = 0;
  const fake = new FakeRecommender({ items });
  const marks = new BookMarks(() => drawn++);
  await marks.read(fake, 'a');
  return { marks, fake, drawn: () => drawn };
}

describe('what is said about a book', () => {
  it('is said once and taken back by the same button', async () => {
    const { marks, fake, drawn } = await marked();
    const before = drawn();
    await marks.press(fake, 'a', 'save');
    expect(marks.has('save')).toBe(true);
    expect(marksSentence(marks)).toContain('Saved');
    await marks.press(fake, 'a', 'save');
    expect(marks.has('save')).toBe(false);
    expect(marksSentence(marks)).toContain('Taken back');
    expect(await fake.history()).toEqual([]);
    expect(drawn()).toBeGreaterThan(before);
  });

  it('like and dismiss take each other\'s place; save stands beside both', async () => {
    const { marks, fake } = await marked();
    for (const mark of ['save', 'like', 'dismiss'] as const) await marks.press(fake, 'a', mark);
    expect([marks.has('save'), marks.has('like'), marks.has('dismiss')]).toEqual([true, false, true]);
    expect((await fake.history()).map(({ kind }) => kind).toSorted()).toEqual(['dismiss', 'save']);
  });

  it('taken back leaves what choices from lists taught of the book', async () => {
    const { marks, fake } = await marked();
    await fake.feedback([{ listId: 'l', shown: ['b', 'a'], selected: 'a' }]);
    const learned = await fake.learning();
    expect(learned.preferences).toBe(1);
    await marks.press(fake, 'a', 'like');
    await marks.press(fake, 'a', 'like');
    expect(await fake.history()).toEqual([]);
    expect(await fake.learning()).toEqual(learned);
  });

  it('is one book\'s alone, and gone when the page turns to another', async () => {
    const { marks, fake } = await marked();
    await marks.press(fake, 'a', 'like');
    marks.clear();
    expect(marks.has('like')).toBe(false);
    expect(marksSentence(marks)).toBe('');
    await marks.read(fake, 'b');
    expect(marks.has('like')).toBe(false);
    await marks.read(fake, 'a');
    expect(marks.has('like')).toBe(true);
  });

  it('says so when it could not be kept', async () => {
    const { marks, fake } = await marked();
    fake.observe = () => Promise.reject(new DOMException('the disk is full', 'QuotaExceededError'));
    await marks.press(fake, 'a', 'like');
    expect(marks.unkept).toBe('failed');
    expect(marks.has('like')).toBe(false);
    expect(marksSentence(marks)).toContain('could not be kept');
  });

  it('says so when remembering is switched off', async () => {
    const { marks, fake } = await marked();
    fake.observe = () => Promise.resolve([]);
    await marks.press(fake, 'a', 'like');
    expect(marks.has('like')).toBe(false);
    expect(marksSentence(marks)).toContain('Remembering is switched off');
  });
});
