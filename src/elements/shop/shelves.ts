import type { Item } from '../../domain/item.ts';

/** A shelf of the shop: a work stands on the shelf that its first category names, in the work's own language. */
export interface Shelf {
  /** Stands in addresses. */
  key: ShelfKey;
  en: string;
  zh: string;
}

export type ShelfKey =
  | 'novels' | 'short-stories' | 'poetry' | 'drama' | 'philosophy' | 'history' | 'politics' | 'science'
  | 'religion' | 'essays' | 'memoirs' | 'travel' | 'children' | 'fantasy' | 'mystery';

export const SHELVES: readonly Shelf[] = [
  { key: 'novels', en: 'Novels', zh: '小说' },
  { key: 'short-stories', en: 'Short stories', zh: '短篇小说' },
  { key: 'poetry', en: 'Poetry', zh: '诗歌' },
  { key: 'drama', en: 'Drama', zh: '戏剧' },
  { key: 'philosophy', en: 'Philosophy', zh: '哲学' },
  { key: 'history', en: 'History', zh: '历史' },
  { key: 'politics', en: 'Politics & economics', zh: '政治与经济' },
  { key: 'science', en: 'Science & nature', zh: '科学与自然' },
  { key: 'religion', en: 'Religion & myth', zh: '宗教与神话' },
  { key: 'essays', en: 'Essays & criticism', zh: '散文与评论' },
  { key: 'memoirs', en: 'Memoirs & letters', zh: '传记与书信' },
  { key: 'travel', en: 'Travel & adventure', zh: '游记与冒险' },
  { key: 'children', en: "Children's books", zh: '儿童读物' },
  { key: 'fantasy', en: 'Fantasy & science fiction', zh: '奇幻与科幻' },
  { key: 'mystery', en: 'Mystery & horror', zh: '悬疑与恐怖' },
];

/** The shelf with that key; undefined when there is none. */
export function shelfOfKey(key: string): Shelf | undefined {
  return SHELVES.find((shelf) => shelf.key === key);
}

/** The shelf an item stands on; novels where its categories name none. */
export function shelfOf(item: Pick<Item, 'categories'>): Shelf {
  for (const category of item.categories ?? []) {
    const shelf = SHELVES.find(({ en, zh }) => category === en || category === zh);
    if (shelf) return shelf;
  }
  return SHELVES[0];
}

/** Whether an item is in Chinese. */
export function isChinese(item: Pick<Item, 'language'>): boolean {
  return item.language?.split('-')[0] === 'zh';
}
