import { beforeAll, describe, expect, it, vi } from 'vitest';
import { EVENT_KINDS } from '../domain/event.ts';
import type { EventKind } from '../domain/event.ts';
import type { LearnedHead } from '../domain/learning.ts';
import { HEADS, STRATEGIES } from '../domain/recommendation.ts';
import type { Because, EventSummary } from '../domain/recommendation.ts';
import type { KernelReason, Problem, Status } from '../domain/status.ts';
import { catalogTrouble } from './catalog-sentences.ts';
import { becauseYou } from './event-sentences.ts';
import { kindLabel } from './kind-label.ts';
import { Format } from './format.ts';
import { listErrorSentence } from './list-states.ts';
import { headSentence, learningLead } from './learning-section.ts';
import { loadLocale, speak } from './localisation.ts';
import type { Locale } from './localisation.ts';
import { explanationSentences, headLabel, withoutSentence } from './explanation-sentences.ts';
import { fallbackNotice } from './fallback-notice.ts';
import { becauseLine, reasonLine, strategyHeading } from './recommendation-sentences.ts';
import { scanSentences } from './scan-section.ts';
import { encoderTrouble, kernelsReason, problemSentence, stepLabel, storeSentence, storeTrouble } from './status-sentences.ts';
import { explanationOf } from './testing/fake-ranking.ts';
import { pastEvents } from './testing/fake-recommender.ts';
import { WORKS } from './testing/works.ts';
import { distinctProblems } from './troubles.ts';

/** A record, so that a code that is added without a sentence does not compile. */
const REASONS: Record<KernelReason, true> = { forced: true, 'gpu-faster': true, 'cpu-faster': true, 'no-webgpu': true, 'no-adapter': true, 'software-adapter': true, 'device-lost': true, 'device-refused': true, 'self-test-failed': true, 'no-simd': true, 'no-room': true };
const STORE = ['no-indexeddb', 'refused', 'blocked', 'quota', 'newer-version', 'closed-by-other-tab'];
const ENCODER = ['offline', 'not-found', 'corrupt', 'wrong-answer', 'evicted', 'not-kept', 'wrong-dimension', 'unsupported', 'encode-failed'];
const CATALOG = ['unreachable', 'not-a-pack', 'future-version', 'corrupt', 'wrong-shape', 'signature', 'kept'];
const LOCALES: Locale[] = ['en', 'zh-Hans'];

const event = (kind: EventKind, title: string): EventSummary => ({ id: title, kind, at: '2026-11-20T10:00:00.000Z', itemId: title, title });
const events = (lexical: boolean, ...of: EventSummary[]): Because => ({ kind: 'events', events: of, lexical });

beforeAll(async () => {
  vi.stubGlobal('window', new EventTarget());
  await loadLocale('zh-Hans');
});

describe.each(LOCALES)('sentences in %s', (locale) => {
  const say = (draw: () => string): string => speak(locale, draw);
  const distinct = (sentences: string[]): void => {
    for (const sentence of sentences) expect(sentence).toMatch(locale === 'en' ? /^[A-Z“].*\S$/u : /\p{Script=Han}/u);
    expect(new Set(sentences).size).toBe(sentences.length);
  };

  it('every code of every room has its own', () => {
    distinct(Object.keys(REASONS).map((reason) => say(() => kernelsReason(reason as KernelReason))));
    distinct([...STORE, 'unheard-of'].map((code) => say(() => storeTrouble(code))));
    distinct([...ENCODER, 'unheard-of'].map((code) => say(() => encoderTrouble(code))));
    distinct([...CATALOG, 'unheard-of'].map((code) => say(() => catalogTrouble(code))));
    distinct((['catalog', 'encoder', 'store', 'kernels', 'engine'] as Problem['room'][]).map((room) => say(() => problemSentence({ room, code: 'x', detail: '' }))));
  });

  it('every way to read a catalog has its own', () => {
    const recall = { value: 0.994, at: 100, rows: 20_096 };
    const format = Format.of(locale);
    const scans = [{ ran: null }, { ran: 'exact' as const }, { choice: 'coarse' as const, ran: 'exact' as const }, { ran: 'coarse' as const, survivors: 4000 }, { ran: 'coarse' as const, survivors: 4000, recall }];
    distinct(scans.map((scan) => say(() => scanSentences({ choice: 'auto' as const, ...scan }, 1_000_000, format).join(' '))));
  });

  it('every step that a list is timed by has its own', () => {
    distinct(['embed', 'score', 'diversify', 'weigh', 'draw', 'other'].map((step) => say(() => stepLabel(step))));
  });

  it('tells each problem once', () => {
    const problem = (room: Problem['room'], code: string): Problem => ({ room, code, detail: code });
    const status: Status = {
      state: 'ready', catalog: null, kernels: null, timings: {},
      encoder: { state: 'failed', tier: 'other', model: 'x/y', waiting: 0, problem: problem('encoder', 'offline') },
      store: { kind: 'memory', reason: 'refused', events: 0, paused: false },
      problems: [problem('encoder', 'offline'), problem('store', 'refused'), problem('store', 'quota'), problem('store', 'AbortError'), problem('store', 'DataError'), problem('catalog', 'corrupt')],
    };
    const told = speak(locale, () => distinctProblems(status));
    expect([...told.values()].map(({ code }) => code)).toEqual(['quota', 'AbortError', 'corrupt']);
    distinct([...told.keys()]);
    expect([...speak(locale, () => distinctProblems(status, ['catalog'])).values()].map(({ code }) => code)).toEqual(['corrupt']);
  });

  it('every kind of event and every strategy has its own', () => {
    distinct(EVENT_KINDS.map((kind) => say(() => kindLabel(kind))));
    distinct([...EVENT_KINDS, 'mixed' as const].map((kind) => say(() => becauseYou(kind, 'X'))));
    distinct(STRATEGIES.map((strategy) => say(() => strategyHeading(strategy))));
  });

  it('says where the history is kept', () => {
    const store = (change: Partial<Status['store']>): Status['store'] => ({ kind: 'indexeddb', events: 1, paused: false, ...change });
    distinct([store({}), store({ kind: 'memory', reason: 'refused' }), store({ kind: 'memory', reason: 'quota' })].map((each) => say(() => storeSentence(each))));
  });
});

describe('what choices taught', () => {
  const format = Format.of('en');
  const head = (weight: number, packWeight = 0.1): LearnedHead => ({ head: 'words', weight, packWeight, deviation: 0.02 });
  const learning = (preferences: number, ...heads: LearnedHead[]) => ({ preferences, since: '2026-11-20T10:00:00.000Z', heads });

  it('says by how much a head counts more or less than the shop’s own, where that tells', () => {
    expect([0.14, 0.05, 0.103, 0.1].map((weight) => headSentence(head(weight), format))).toEqual(['Words in common: counts 40% more', 'Words in common: counts 50% less', '', '']);
    expect([0.02, 0].map((weight) => headSentence(head(weight, 0), format))).toEqual(['Words in common: counts a little, for others here not at all', '']);
    expect(speak('zh-Hans', () => headSentence(head(0.14), Format.of('zh-CN')))).toBe('共同的词语：分量多 40%');
  });

  it('says what it rests on', () => {
    expect(learningLead({ preferences: 0, heads: [head(0.1)] }, format)).toMatch(/^Nothing yet\./);
    expect(learningLead(learning(1, head(0.2)), format)).toBe('From one comparison of what you chose with what you passed over, on Nov 20, 2026.');
    expect(learningLead(learning(12, head(0.2)), format)).toBe('From 12 comparisons of what you chose with what you passed over, since Nov 20, 2026.');
    expect(learningLead(learning(12, head(0.1)), format)).toMatch(/since Nov 20, 2026\. So far everything counts for you as it does for others here\.$/);
  });
});

describe('the line of why', () => {
  const en = Format.of('en');
  const zh = Format.of('zh-CN');

  it('names what was done and to what', () => {
    expect(becauseLine(events(false, event('open', 'Emma'), event('open', 'Persuasion')), en)).toBe('Because you opened Emma and Persuasion');
    expect(becauseLine(events(false, event('open', 'Emma'), event('save', 'Persuasion')), en)).toBe('Because of Emma and Persuasion');
    expect(becauseLine(events(false, event('search', 'sea stories')), en)).toBe('Because you searched for “sea stories”');
    expect(becauseLine(events(false, event('open', 'Emma'), event('open', 'Emma')), en)).toBe('Because you opened Emma');
    expect(becauseLine(events(true, event('open', '西游记')), en)).toBe('Shares its words with 西游记');
    expect(speak('zh-Hans', () => becauseLine(events(false, event('open', '西游记'), event('open', '水浒传')), zh))).toBe('因为你打开过《西游记》和《水浒传》');
  });

  it('of what is listed to learn from says just that', () => {
    const because = events(false, event('open', 'Emma'));
    expect(reasonLine({ because }, en)).toBe('Because you opened Emma');
    expect(reasonLine({ because, explored: true }, en)).toBe('Something different: to learn what you like');
    expect(speak('zh-Hans', () => reasonLine({ because, explored: true }, zh))).toBe('换换口味：为了了解你喜欢什么');
  });

  it('says what stands in for what was asked', () => {
    expect(fallbackNotice({ fallback: { strategy: 'trending', reason: 'no-interactions' } })).toBe('No purchase data here: showing popular works instead.');
    expect(fallbackNotice({})).toBe('');
  });

  it('a failed list says what the catalog’s problem was', () => {
    expect(listErrorSentence(new Error('x'), [{ room: 'catalog', code: 'corrupt', detail: '' }])).toContain('damaged');
    expect(listErrorSentence(Object.assign(new Error('x'), { name: 'ClosedError' }), [])).toContain('closed');
    expect(listErrorSentence(new Error('x'), [])).toContain('could not be made');
  });
});

describe('the explanation in words', () => {
  const items = new Map(WORKS.map((item) => [item.id, item]));
  const history = pastEvents(4, Date.parse('2026-11-20T00:00:00Z'));
  const format = Format.of('en');

  it('names the place, the strongest event and its share', () => {
    const explanation = explanationOf(items.get('wuthering-heights')!, history, items, 1);
    const [first] = explanationSentences(explanation, format);
    expect(first).toMatch(/^Wuthering Heights is number \d+ by relevance\. Because .+: that alone is \d+% of its score\.$/);
  });

  it('says when variety moved it and when words spoke', () => {
    const explanation = { ...explanationOf(items.get('xiyouji')!, history, items, 5), relevanceRank: 2 };
    const sentences = explanationSentences(explanation, format).join(' ');
    expect(sentences).toContain('place 5');
    expect(sentences).toContain('words were compared');
  });

  it('says that it is listed to learn from, and not that variety moved it', () => {
    const explanation = { ...explanationOf(items.get('wuthering-heights')!, history, items, 5), relevanceRank: 2, explored: true as const };
    const sentences = explanationSentences(explanation, format).join(' ');
    expect(sentences).toContain('to learn what you like');
    expect(sentences).not.toContain('variety');
  });

  it('without history it is popularity’s doing, and there is nothing to leave out', () => {
    const explanation = explanationOf(items.get('emma')!, [], items, 1);
    expect(explanationSentences(explanation, format)[0]).toContain('Popularity');
    expect(withoutSentence(explanation, format)).toBe('');
  });

  it('names what speaks for it, though more may speak against it', () => {
    const explanation = explanationOf(items.get('wuthering-heights')!, history, items, 1);
    const [first, second] = explanation.events;
    const against = { ...first, kind: 'dismiss' as const, share: -0.6 };
    const told = { ...explanation, heads: [{ ...explanation.heads[0], share: 0.4 }, { ...explanation.heads[0], head: 'dislikes' as const, share: -0.6 }], events: [against, { ...second, share: 0.3 }] };
    expect(explanationSentences(told, format)[0]).toContain(`${second.title}: that alone is 30% of its score`);
    const [nothing] = explanationSentences({ ...told, heads: [told.heads[1]], events: [against] }, format);
    expect(nothing).toMatch(/number \d+ by relevance: nothing speaks for it more than for others\. Most against it: What you dismissed\.$/);
    expect(nothing).not.toContain('Unlike');
  });

  it.each(HEADS)('has a line and a label of its own for %s, in both languages', (head) => {
    for (const locale of LOCALES) {
      const said = speak(locale, () => [headLabel(head), becauseLine(head === 'popularity' || head === 'freshness' || head === 'context' ? { kind: head } as Because : { ...events(false, event('open', 'Emma')), head } as Because, Format.of(locale))]);
      for (const sentence of said) expect(sentence).toMatch(locale === 'en' ? /^[A-Z].*[^ ]$/u : /\p{Script=Han}/u);
    }
  });

  it('the counterfactual names the event and the place', () => {
    const explanation = { ...explanationOf(items.get('emma')!, history, items, 1), relevanceRank: 1 };
    const moved = { ...explanation, without: { eventId: explanation.events[0].id, relevanceRank: 9 } };
    expect(withoutSentence(moved, format)).toBe(`Without ${explanation.events[0].title} it would be number 9.`);
    expect(withoutSentence({ ...moved, without: { ...moved.without, relevanceRank: 1 } }, format)).toContain('still be number 1');
  });
});
