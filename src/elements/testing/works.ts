import type { Item } from '../../domain/item.ts';

type Row = [id: string, title: string, author: string, published: string, categories: string[], popularity: number, language?: string];

const ROWS: Row[] = [
  ['middlemarch', 'Middlemarch', 'George Eliot', '1871', ['novel', 'england', 'marriage', 'provincial life'], 9800],
  ['emma', 'Emma', 'Jane Austen', '1815', ['novel', 'england', 'marriage', 'comedy'], 31000],
  ['persuasion', 'Persuasion', 'Jane Austen', '1817', ['novel', 'england', 'marriage', 'sea'], 22000],
  ['moby-dick', 'Moby-Dick; or, The Whale', 'Herman Melville', '1851', ['novel', 'america', 'sea', 'obsession'], 84000],
  ['typee', 'Typee: A Romance of the South Seas', 'Herman Melville', '1846', ['novel', 'america', 'sea', 'travel'], 2100],
  ['lord-jim', 'Lord Jim', 'Joseph Conrad', '1900', ['novel', 'sea', 'obsession', 'guilt'], 5400],
  ['heart-of-darkness', 'Heart of Darkness', 'Joseph Conrad', '1899', ['novella', 'river', 'obsession', 'empire'], 41000],
  ['treasure-island', 'Treasure Island', 'Robert Louis Stevenson', '1883', ['novel', 'sea', 'adventure', 'youth'], 36000],
  ['jekyll', 'The Strange Case of Dr Jekyll and Mr Hyde', 'Robert Louis Stevenson', '1886', ['novella', 'gothic', 'guilt', 'london'], 47000],
  ['frankenstein', 'Frankenstein; or, The Modern Prometheus', 'Mary Wollstonecraft Shelley', '1818', ['novel', 'gothic', 'science', 'guilt'], 96000],
  ['dracula', 'Dracula', 'Bram Stoker', '1897', ['novel', 'gothic', 'london', 'obsession'], 58000],
  ['jane-eyre', 'Jane Eyre: An Autobiography', 'Charlotte Brontë', '1847', ['novel', 'england', 'gothic', 'marriage'], 44000],
  ['wuthering-heights', 'Wuthering Heights', 'Emily Brontë', '1847', ['novel', 'england', 'gothic', 'obsession'], 39000],
  ['walden', 'Walden, and On the Duty of Civil Disobedience', 'Henry David Thoreau', '1854', ['essay', 'america', 'nature', 'solitude'], 24000],
  ['apology', 'Apology', 'Plato', '-000398', ['dialogue', 'greece', 'philosophy', 'guilt'], 9000],
  ['odyssey', 'The Odyssey', 'Homer', '-000700', ['epic', 'greece', 'sea', 'travel'], 52000],
  ['time-machine', 'The Time Machine', 'H. G. Wells', '1895', ['novella', 'science', 'london', 'future'], 33000],
  ['earth-to-moon', 'From the Earth to the Moon, Direct in Ninety-seven Hours and Twenty Minutes: and a Trip Round It', 'Jules Verne', '1865', ['novel', 'science', 'travel', 'future'], 7200],
  ['hongloumeng', '红楼梦', '曹雪芹', '1791', ['novel', 'china', 'family', 'marriage'], 15000, 'zh'],
  ['xiyouji', '西游记', '吴承恩', '1592', ['novel', 'china', 'travel', 'adventure'], 12000, 'zh'],
  ['liaozhai', '聊斋志异', '蒲松龄', '1740', ['tales', 'china', 'gothic', 'ghosts'], 8000, 'zh'],
  ['shuihuzhuan', '水浒传', '施耐庵', '1370', ['novel', 'china', 'adventure', 'outlaws'], 9500, 'zh'],
  ['rulinwaishi', '儒林外史', '吴敬梓', '1750', ['novel', 'china', 'comedy', 'provincial life'], 6100, 'zh'],
  ['sanguoyanyi', '三国演义', '罗贯中', '1522', ['novel', 'china', 'empire', 'war'], 11000, 'zh'],
];

/** Real works to draw tests with. */
export const WORKS: readonly Item[] = ROWS.map(([id, title, author, publishedAt, categories, popularity, language = 'en']) => ({ id, title, author, publishedAt, categories, popularity, language, url: `#/work/${id}` }));
