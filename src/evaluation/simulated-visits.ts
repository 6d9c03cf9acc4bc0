import { quantise } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { historyOfRows } from '../ranker/history-of-rows.ts';
import { learnableHeads } from '../ranker/learning/learnable-heads.ts';
import { rankedCatalog } from '../ranker/ranked-catalog.ts';
import { standardisedReadouts } from '../ranker/standardised-readouts.ts';
import { ATTRIBUTES } from '../ranker/evidence/attributes.ts';
import type { LearnedCatalog, LearnInput } from '../training/learned-catalog.ts';
import { keysThrough, queriesThrough } from '../training/through-transform.ts';
import { diversityOf } from './metrics.ts';
import { newestTime } from './newest-time.ts';
import type { SimulatedPerson, SimulationOptions } from './simulate-learning.ts';

/** States of a history that a person's lists take turns in: it grows, and with it what the heads say. */
const VISITS = 5;
/** A history has at least so many items in its last state. */
const LEAST_HISTORY = VISITS + 1;

/** People made of real sequences, and what a simulation over them needs to know. */
export interface SimulatedPeople extends Pick<SimulationOptions, 'heads' | 'blend' | 'rows' | 'diversity'> {
  people: SimulatedPerson[];
}

export type SimulatedWorld = Pick<LearnInput, 'items' | 'vectors' | 'sequences' | 'times' | 'kernels' | 'products' | 'seed' | 'breathe'>;

/**
 * People who have the histories of `sequences`, in the catalog that was learned from the same: what its heads say of every item is real,
 * whom it suits is simulated.
 *
 * @param count how many people, drawn from the sequences that are long enough; fewer where there are fewer
 */
export async function simulatedPeople({ items, vectors, sequences, times, kernels, products, seed, breathe }: SimulatedWorld, { transform, ...learned }: LearnedCatalog, count: number): Promise<SimulatedPeople> {
  const read = [...ATTRIBUTES.keys()];
  const resident = await kernels.load(queriesThrough(products, transform, vectors, learned.popularity));
  const keys = keysThrough(products, transform, vectors);
  const catalog = { ...rankedCatalog({ items, vectors: quantise(vectors), ...learned, read }), resident };
  const heads = learnableHeads(catalog);
  const now = newestTime(times);
  const rows = Array.from(items.keys());
  const people: SimulatedPerson[] = [];
  for (const sequence of drawn(sequences.filter(({ length }) => length >= LEAST_HISTORY), count, seed)) {
    const visits: Float32Array[] = [];
    for (let visit = 0; visit < VISITS; visit++) {
      await breathe?.();
      const history = sequence.slice(0, sequence.length - (VISITS - 1 - visit));
      visits.push(await standardisedReadouts(catalog, historyOfRows(history, items, keys, now), rows, heads, { now, read: heads }));
    }
    people.push({ visits });
  }
  resident.release();
  return { people, heads, blend: catalog.blend, rows: items.length, diversity: (list) => diversityOf(list, vectors) ?? 0 };
}

function drawn<T>(all: readonly T[], count: number, seed: number): T[] {
  const random = seededRandom(seed);
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0]);
}
