import { describe, expect, it } from 'vitest';
import { itemText, itemViews } from './item-text.ts';

describe('itemText', () => {
  it('composes every field in order', () => {
    const item = { id: '1', title: 'The Lamp', brand: 'Glow', author: 'A. Lightwood', categories: ['Home', 'Lamps'], tags: ['brass'], text: 'Stands on three feet.' };
    expect(itemText(item)).toBe('The Lamp Glow A. Lightwood Home Lamps brass Stands on three feet.');
  });

  it('equals the measured composition: title, brand, categories, 400 characters', () => {
    const text = 'Words that go on and on about a lamp. '.repeat(20);
    expect(itemText({ id: '1', title: 'Lamp', brand: 'Glow', categories: ['Home', 'Lamps'], text })).toBe(`Lamp Glow Home Lamps ${text.slice(0, 400)}`.trim());
  });

  it.each([
    ['Desk Lamp', 'Desk lamp. Bends at the neck.', 'Desk Lamp Bends at the neck.'],
    ['Desk Lamp', '<p>DESK LAMP</p> – bends', 'Desk Lamp bends'],
    ['Desk Lamp', 'Desk Lamp', 'Desk Lamp'],
    ['Pen', 'Pencils of cedar', 'Pen Pencils of cedar'],
    ['红楼梦', '红楼梦：贾宝玉的故事', '红楼梦 贾宝玉的故事'],
  ])('does not repeat the title %s of %s', (title, text, composed) => {
    expect(itemText({ id: '1', title, text })).toBe(composed);
  });

  it('does without any field but the title', () => {
    expect(itemText({ id: '1', title: ' Soup ' })).toBe('Soup');
    expect(itemText({ id: '1', title: 'Soup', text: ' ', brand: '', categories: [] })).toBe('Soup');
  });

  it('views are the head, and the head with the description where there is one', () => {
    expect(itemViews({ id: '1', title: 'Lamp', tags: ['brass'], text: 'Bends.' })).toEqual(['Lamp brass', 'Lamp brass Bends.']);
    expect(itemViews({ id: '1', title: 'Lamp', text: 'Lamp' })).toEqual(['Lamp']);
    expect(itemViews({ id: '1', title: '<b></b>', text: 'Bends.' })).toEqual(['', 'Bends.']);
  });

  it('splits no character at the limit', () => {
    const family = '👩‍👩‍👧';
    const read = itemText({ id: '1', title: 'x', text: `${'a'.repeat(398)}${family}${family}` });
    expect(read).toBe(`x ${'a'.repeat(398)}`);
    const emoji = itemText({ id: '1', title: 'x', text: '🎈'.repeat(500) });
    expect(emoji).toBe(`x ${'🎈'.repeat(400)}`);
  });

  it('reads 10,000 characters and right-to-left text', () => {
    expect(itemText({ id: '1', title: 'x', text: 'word '.repeat(2000) })).toHaveLength(401);
    expect(itemText({ id: '1', title: 'ספר', text: 'תיאור של הספר' })).toBe('ספר תיאור של הספר');
  });
});
