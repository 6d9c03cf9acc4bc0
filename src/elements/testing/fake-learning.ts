import { completeFeedback, type Feedback, type Learning, type Preference, preferenceKey } from '../../domain/learning.ts';

const PACK = { content: 0.6, words: 0.1, popularity: 0.1 };
/** What each preference adds to the words' weight, in parts of the pack's. */
const STEP = 0.1;
const MOST = 3;

/** What choices teach the fake: a choice against another item is one for words in common. */
export class FakeLearning {
  #preferences: Preference[] = [];

  get preferences(): readonly Preference[] {
    return this.#preferences;
  }

  learn(feedback: readonly Feedback[], at: string): number {
    return this.add(feedback.map(completeFeedback).flatMap(({ listId, shown, selected, dismissed }) => {
      const chosen = (selected ?? dismissed)!;
      const others = shown.filter((id) => id !== chosen && (dismissed !== undefined || shown.indexOf(id) < shown.indexOf(chosen)));
      return others.map((other): Preference => {
        const [better, worse] = selected !== undefined ? [chosen, other] : [other, chosen];
        return { listId, kind: selected !== undefined ? 'select' : 'dismiss', better, worse, at, weight: 1 / others.length, places: [shown.indexOf(better), shown.indexOf(worse)], readouts: { words: 1 } };
      });
    }));
  }

  add(preferences: readonly Preference[]): number {
    const known = new Set(this.#preferences.map(preferenceKey));
    const added = preferences.filter((each) => !known.has(preferenceKey(each)));
    this.#preferences.push(...added);
    return added.length;
  }

  drop(preferences: readonly Preference[]): void {
    const gone = new Set(preferences.map(preferenceKey));
    this.#preferences = this.#preferences.filter((each) => !gone.has(preferenceKey(each)));
  }

  report(): Learning {
    const count = this.#preferences.length;
    const words = PACK.words * Math.min(MOST, 1 + STEP * count);
    const rest = 1 - (words - PACK.words) / (PACK.content + PACK.popularity);
    return {
      preferences: count,
      ...(count > 0 && { since: this.#preferences[0].at }),
      heads: [
        { head: 'content', weight: PACK.content * rest, packWeight: PACK.content, deviation: 0.3 / (1 + count) },
        { head: 'words', weight: words, packWeight: PACK.words, deviation: 0.1 / (1 + count) },
        { head: 'popularity', weight: PACK.popularity * rest, packWeight: PACK.popularity, deviation: 0.1 / (1 + count) },
        { head: 'freshness', weight: 0, packWeight: 0, deviation: 0.05 },
      ],
    };
  }
}
