import { msg, str } from '@lit/localize';
import { leastToTell, type OwnReport } from '../../../domain/own-evaluation.ts';
import { quoted } from '../../event-sentences.ts';
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
export function caution({ guesses, rankers, surelyBelow }: OwnReport, format: Format): string {
  const [count, least] = [guesses.length, leastToTell(rankers.length)].map((each) => format.number(each));
  if (guesses.length < leastToTell(rankers.length)) return msg(str`${count} choices are too few to tell any of the rankers apart: that takes at least ${least}. A hit more or less is chance.`, { id: 'shop.own.few' });
  if (surelyBelow.length === 0) return msg(str`${count} choices of one person say little: a hit more or less is chance, and so may be its lead over every other ranker.`, { id: 'shop.own.unsure' });
  const names = format.list(surelyBelow.map((name) => quoted(rankerName(name))));
  if (surelyBelow.length === rankers.length - 1) return msg(str`That it placed the ${count} choices higher than every other ranker did is more than chance.`, { id: 'shop.own.sure' });
  return msg(str`${count} choices of one person say little. That it placed them higher than ${names} did is more than chance; its lead over the others may be chance.`, { id: 'shop.own.caution' });
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
