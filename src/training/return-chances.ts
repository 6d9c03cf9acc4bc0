import { REPEAT_PLACES, REPEAT_TIMES } from '../domain/repeat-rates.ts';

const LAST_PLACE = REPEAT_PLACES - 1;

/** One item's chances to return, by place and times, and how many it took: [REPEAT_PLACES · REPEAT_TIMES] each. */
export interface Chances {
  there: Uint32Array;
  back: Uint32Array;
}

/**
 * Every chance that an item had to be the next one: before each item but the first of a sequence, everything that `returnsOf`
 * finds in what came before it, at its place and times.
 *
 * One pass: what came to the last place stays there, of the same times, until it is met again, and is counted then. So a
 * sequence of n items takes n · REPEAT_PLACES steps, not n².
 *
 * @param sequences of rows, oldest first
 * @param breathe   gives way to the host now and then
 * @returns by row
 * @throws what `breathe` rejects with
 */
export async function returnChances(sequences: readonly (readonly number[])[], breathe?: () => Promise<void> | undefined): Promise<Map<number, Chances>> {
  const byItem = new Map<number, Chances>();
  for (const sequence of sequences) {
    await breathe?.();
    addChances(sequence, byItem);
  }
  return byItem;
}

function addChances(sequence: readonly number[], byItem: Map<number, Chances>): void {
  /** Rows at the places before the last, newest first. */
  const recent: number[] = [];
  /** When the others came to the last place. */
  const lastSince = new Map<number, number>();
  const timesOf = new Map<number, number>();
  const cellOf = (row: number, place: number): number => place * REPEAT_TIMES + Math.min(timesOf.get(row)!, REPEAT_TIMES) - 1;
  const settle = (row: number, until: number): void => void (byItem.get(row)!.there[cellOf(row, LAST_PLACE)] += until - lastSince.get(row)!);
  for (let next = 1; next < sequence.length; next++) {
    const met = sequence[next - 1];
    if (lastSince.has(met)) settle(met, next);
    lastSince.delete(met);
    timesOf.set(met, (timesOf.get(met) ?? 0) + 1);
    if (!byItem.has(met)) byItem.set(met, { there: new Uint32Array(REPEAT_PLACES * REPEAT_TIMES), back: new Uint32Array(REPEAT_PLACES * REPEAT_TIMES) });
    if (recent.includes(met)) recent.splice(recent.indexOf(met), 1);
    recent.unshift(met);
    if (recent.length > LAST_PLACE) lastSince.set(recent.pop()!, next);
    for (const [place, row] of recent.entries()) byItem.get(row)!.there[cellOf(row, place)]++;
    const chosen = sequence[next];
    if (timesOf.has(chosen)) byItem.get(chosen)!.back[cellOf(chosen, recent.includes(chosen) ? recent.indexOf(chosen) : LAST_PLACE)]++;
  }
  for (const row of lastSince.keys()) settle(row, sequence.length);
}
