import type { HeadName } from '../domain/recommendation.ts';
import { allBut, prepareRequest } from './rank.ts';
import type { RankedCatalog, RankedHistory, RankOptions } from './ranker.ts';

/**
 * What `heads` say of `rows`, as a score adds it up.
 *
 *   z = (readout − mean) / deviation;   0 where a head says nothing, or the same of all
 *
 * @param heads those without weight in the blend are read where `options.read` names them
 * @returns [rows, heads]
 */
export async function standardisedReadouts(catalog: RankedCatalog, history: RankedHistory, rows: readonly number[], heads: readonly HeadName[], options: Pick<RankOptions, 'now' | 'read'>): Promise<Float32Array> {
  const { request, heads: attention, added } = prepareRequest(catalog, history, { k: 0, diversity: 0, ...options });
  const result = await catalog.resident.rank({ ...request, excluded: allBut(rows, catalog.vectors.rows), k: rows.length });
  const places = new Map(Array.from(result.rows, (row, place) => [row, place]));
  const readouts = new Float32Array(rows.length * heads.length);
  for (const [column, name] of heads.entries()) {
    const attends = attention.findIndex(({ head }) => head === name);
    const other = added.find(({ head }) => head === name);
    const { mean, deviation } = attends < 0 ? (other ?? { mean: 0, deviation: 0 }) : result.moments[attends];
    if (!(deviation > 0)) continue;
    for (const [n, row] of rows.entries()) {
      const readout = attends < 0 ? other!.readout(row) : result.readouts[places.get(row)! * attention.length + attends];
      if (readout !== null) readouts[n * heads.length + column] = (readout - mean) / deviation;
    }
  }
  return readouts;
}
