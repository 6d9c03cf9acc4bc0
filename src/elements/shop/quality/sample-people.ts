import type { EventKind, HistoryEvent } from '../../../domain/event.ts';
import type { ItemId } from '../../../domain/item.ts';

export type SamplePerson = 'nights' | 'voyages' | 'classics';

type Done = readonly [kind: EventKind, item: ItemId];

/** Made-up readers, oldest event first. No ranker was asked for them. */
const HISTORIES: Readonly<Record<SamplePerson, readonly Done[]>> = {
  nights: [
    ['open', 'frankenstein'], ['open', 'the-strange-case-of-dr-jekyll-and-mr-hyde'], ['open', 'carmilla'], ['like', 'carmilla'], ['open', 'the-turn-of-the-screw'],
    ['open', 'wuthering-heights'], ['open', 'dracula'], ['save', 'dracula'], ['open', 'the-wonderful-wizard-of-oz'], ['dismiss', 'the-wonderful-wizard-of-oz'],
    ['open', 'the-fall-of-the-house-of-usher'], ['open', 'the-picture-of-dorian-gray'], ['open', 'ghost-stories-of-an-antiquary'], ['open', 'liao-zhai-zhi-yi'],
    ['open', 'the-king-in-yellow'], ['open', 'the-woman-in-white'], ['open', 'willows'], ['open', 'phantom-of-the-opera'], ['like', 'phantom-of-the-opera'],
  ],
  voyages: [
    ['open', 'robinson-crusoe'], ['open', 'voyage-of-the-beagle'], ['like', 'voyage-of-the-beagle'], ['open', 'on-the-origin-of-species'], ['open', 'moby-dick'],
    ['open', 'walden'], ['open', 'captain-cooks-journal'], ['save', 'captain-cooks-journal'], ['open', 'emma'], ['open', 'twenty-thousand-leagues-under-the-sea'],
    ['open', 'relativity'], ['open', 'micrographia'], ['open', 'journals-of-lewis-and-clark'], ['open', 'the-time-machine'], ['open', 'xu-xia-ke-you-ji'],
    ['open', 'opticks'], ['open', 'mysterious-island'], ['open', 'flatland'],
  ],
  classics: [
    ['open', 'lun-yu'], ['open', 'tang-shi-san-bai-shou'], ['like', 'tang-shi-san-bai-shou'], ['open', 'dao-de-jing'], ['open', 'hong-lou-meng'], ['open', 'zhuang-zi'],
    ['open', 'shi-ji'], ['open', 'song-ci-san-bai-shou'], ['open', 'dong-po-yue-fu'], ['save', 'dong-po-yue-fu'], ['open', 'fu-sheng-liu-ji'], ['open', 'cha-jing'],
    ['open', 'tao-yuan-ming-ji'], ['open', 'meng-xi-bi-tan'], ['open', 'the-adventures-of-sherlock-holmes'], ['open', 'na-han'], ['open', 'mu-dan-ting'], ['open', 'zuo-zhuan'],
  ],
};

export const SAMPLE_PEOPLE = Object.keys(HISTORIES) as SamplePerson[];

const DAY_MS = 86_400_000;

/** The history of a made-up reader, oldest first: one event a day, the last one at `now`. */
export function sampleHistory(person: SamplePerson, now: number): HistoryEvent[] {
  const done = HISTORIES[person];
  return done.map(([kind, item], n) => ({ id: `${person}-${n}`, kind, item, at: new Date(now - (done.length - 1 - n) * DAY_MS).toISOString() }));
}
