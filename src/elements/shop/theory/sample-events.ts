import type { NewEvent } from '../../../domain/event.ts';

const HOUR_MS = 3_600_000;
const ENGLISH = ['the-time-machine', 'frankenstein', 'dracula'] as const;
const CHINESE = ['xi-you-ji', 'liao-zhai-zhi-yi', 'hong-lou-meng'] as const;

/** Three clicks that stand for a visitor's who made none, in the visitor's language. They are asked about, never observed. */
export function sampleEvents(locale: string, now: number): NewEvent[] {
  const [first, second, third] = locale.startsWith('zh') ? CHINESE : ENGLISH;
  const at = (hours: number): string => new Date(now - hours * HOUR_MS).toISOString();
  return [
    { id: 'sample-1', kind: 'open', item: first, at: at(72), dwellMs: 90_000 },
    { id: 'sample-2', kind: 'like', item: second, at: at(26) },
    { id: 'sample-3', kind: 'open', item: third, at: at(1), dwellMs: 12_000 },
  ];
}
