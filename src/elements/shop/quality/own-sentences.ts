import { msg, str } from '@lit/localize';
import { LEAST_DIFFERENCE, type OwnReport } from '../../../domain/own-evaluation.ts';
import type { Format } from '../../format.ts';
import { rankerName } from './ranker-sentences.ts';
import type { SamplePerson } from './sample-people.ts';

/** What a made-up reader likes. */
export function personName(person: SamplePerson): string {
  switch (person) {
    case 'nights':
      return msg('One who reads ghost stories', { id: 'shop.own.nights' });
    case 'voyages':
      return msg('One who travels and looks closely', { id: 'shop.own.voyages' });
    case 'classics':
      return msg('One who reads Chinese classics', { id: 'shop.own.classics' });
  }
}

/** Which ranker guessed best, beside what chance would have done. */
export function verdict({ guesses, rankers, k, chance }: OwnReport, format: Format): string {
  const [best] = rankers;
  const [hits, count, length, luck] = [format.number(best.hits), format.number(guesses.length), format.number(k), format.number(chance, { maximumFractionDigits: 1 })];
  if (best.hits === 0) return msg(str`No ranker had any of the ${count} choices among its first ${length}. A list by chance would have ${luck} of them.`, { id: 'shop.own.none' });
  const name = rankerName(best.name);
  return msg(str`Guessed best: “${name}”, with ${hits} of ${count} choices among its first ${length}. A list by chance would have ${luck} of them.`, { id: 'shop.own.best' });
}

/** How little so many choices say. */
export function caution({ guesses }: OwnReport, format: Format): string {
  const [count, least] = [format.number(guesses.length), format.number(LEAST_DIFFERENCE)];
  if (guesses.length < LEAST_DIFFERENCE) return msg(str`${count} choices are too few to tell any two rankers apart: that takes at least ${least}.`, { id: 'shop.own.few' });
  return msg(str`${count} choices of one person say little. One ranker is better than another by more than chance only if it found at least ${least} that the other missed, and missed none that the other found.`, { id: 'shop.own.caution' });
}

/** What was left out; empty where nothing was. */
export function leftOut({ elsewhere, learned }: OwnReport, format: Format): string[] {
  const [events, older] = [format.number(elsewhere), format.number(learned)];
  return [
    ...(elsewhere === 1 ? [msg('One event is about nothing that the shop has, as searches are; it was left out.', { id: 'shop.own.elsewhere-one' })] : []),
    ...(elsewhere > 1 ? [msg(str`${events} events are about nothing that the shop has, as searches are; they were left out.`, { id: 'shop.own.elsewhere' })] : []),
    ...(learned > 1 ? [msg(str`The oldest ${older} choices were only learned from.`, { id: 'shop.own.learned' })] : []),
  ];
}
