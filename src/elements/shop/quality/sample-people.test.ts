import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { choicesOf, LEAST_GUESSES } from '../../../domain/own-evaluation.ts';
import { SAMPLE_PEOPLE, sampleHistory } from './sample-people.ts';

const FOLDER = new URL('../../../../scripts/demo-shop/works/', import.meta.url);
const ids = new Set(readdirSync(FOLDER).flatMap((file) => readFileSync(new URL(file, FOLDER), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id)));

it.each(SAMPLE_PEOPLE)('%s reads what the shop has, a day after the other', (person) => {
  const now = Date.UTC(2026, 0, 31);
  const history = sampleHistory(person, now);
  expect(history.filter(({ item }) => !ids.has(item as string))).toEqual([]);
  expect(history.at(-1)!.at).toBe('2026-01-31T00:00:00.000Z');
  expect(history.at(-2)!.at).toBe('2026-01-30T00:00:00.000Z');
  expect(choicesOf(history, (id) => ids.has(id)).length).toBeGreaterThan(LEAST_GUESSES + 1);
});
