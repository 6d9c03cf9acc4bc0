/** A period with a manner of making books; covers are dressed in it. */
export type Era = 'antiquity' | 'manuscript' | 'hand-press' | 'enlightenment' | 'cloth' | 'nouveau' | 'modern';

const FROM: readonly [number, Era][] = [
  [1914, 'modern'],
  [1880, 'nouveau'],
  [1800, 'cloth'],
  [1700, 'enlightenment'],
  [1450, 'hand-press'],
  [500, 'manuscript'],
];

/** The year of `publishedAt`, astronomical (−379 is 380 BC); null when it names none. */
export function yearOf(publishedAt: string | undefined): number | null {
  const found = /^[+-]?\d{1,6}/.exec(publishedAt ?? '');
  return found ? Number(found[0]) : null;
}

/** The era of a year; a work without one counts as Victorian cloth, the plainest dress. */
export function eraOf(year: number | null): Era {
  if (year === null) return 'cloth';
  return FROM.find(([from]) => year >= from)?.[1] ?? 'antiquity';
}
