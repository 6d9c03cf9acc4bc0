import { describe, expect, it } from 'vitest';
import type { Item } from '../domain/item.ts';
import { itemViews } from './item-text.ts';
import { occludeItem } from './occlude-item.ts';

const ITEM: Item = { id: 'm', title: 'Moby-Dick; or, The Whale', author: 'Herman Melville', categories: ['sea', 'obsession'], text: 'Call me Ishmael. Some years ago I thought I would sail about a little and see the watery part of the world.' };

describe('occludeItem', () => {
  it('reads the whole first, as it was packed, and leaves out one stretch in each of the others', () => {
    const { parts, views } = occludeItem(ITEM);
    expect(views[0]).toEqual(itemViews(ITEM));
    expect(parts.filter(({ field }) => field === 'title').map(({ text }) => text).join('')).toBe(ITEM.title);
    expect(parts.filter(({ field }) => field === 'text').map(({ text }) => text).join('')).toBe(ITEM.text);
    const whale = parts.find(({ text }) => text === 'Whale')!;
    expect(views[whale.view!]).toEqual(itemViews(ITEM).map((view) => view.replace('The Whale', 'The')));
    const sea = parts.find(({ text }) => text === 'sea')!;
    expect(views[sea.view!][0]).toBe('Moby-Dick; or, The Whale Herman Melville obsession');
    expect(new Set(parts.flatMap(({ view }) => view ?? [])).size).toBe(views.length - 1);
  });

  it('parts Chinese into words, and bounds what a long text costs', () => {
    const { parts } = occludeItem({ id: 'x', title: '西游记与水浒传', language: 'zh' });
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map(({ text }) => text).join('')).toBe('西游记与水浒传');
    const long = occludeItem({ id: 'l', title: 'word '.repeat(200), categories: Array.from({ length: 30 }, (_, n) => `c${n}`), tags: Array.from({ length: 30 }, (_, n) => `t${n}`), text: 'sentence and words. '.repeat(200) });
    expect(long.views.length).toBeLessThanOrEqual(1 + 12 + 4 + 4 + 8);
  });

  it('an item of one word, of marks, of nothing, and of a language that is none', () => {
    expect(occludeItem({ id: 'a', title: 'Emma' })).toEqual({ parts: [{ field: 'title', text: 'Emma', view: 1 }], views: [['Emma'], ['']] });
    expect(occludeItem({ id: 'b', title: '!!!' }).parts).toEqual([{ field: 'title', text: '!!!', view: 1 }]);
    expect(occludeItem({ id: 'c', title: '' })).toEqual({ parts: [], views: [['']] });
    expect(occludeItem({ id: 'd', title: 'Emma', language: 'not a tag' }).views).toHaveLength(2);
  });
});
