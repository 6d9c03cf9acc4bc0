import type { LearnedTransform } from '../domain/learned-transform.ts';
import type { Matrix } from '../domain/matrix.ts';
import { type SparseRows, valueAt } from '../domain/sparse-rows.ts';
import type { Products } from '../kernels/kernels.ts';
import { eachPair, WINDOW } from '../training/co-visitation.ts';
import { heldOutGains, meanOf } from '../training/held-out-gains.ts';

/** Newest events of a prefix, as W was learned from them. */
const LAST = 10;
/** Share of the others who may be taken for members. */
const FALSE_ALARMS = 0.01;

/** What somebody gains who guesses, from a pack and whole histories, whose interactions the pack was made of. */
export interface MembershipLeak {
  /** The chance that a member's evidence is above another's; ½ tells nothing, 1 all. */
  auc: number;
  /** Share of the members who are found where one in a hundred of the others is taken for one. */
  found: number;
}

/** Who measures: the plain vectors, and what multiplies them. */
export interface Attacker {
  vectors: Matrix;
  products: Products;
  breathe?(): Promise<void> | undefined;
}

/**
 * What W tells of one person: by how much the person's own next items are ranked better through W than by the vectors alone.
 *
 *   evidence = mean over prefixes of 1/log₂(rank + 1) through W − the same without
 *
 * A loss attack (Yeom, Giacomelli, Fredrikson and Jha 2018), with the plain vectors for the measure of how hard a person is to foretell.
 *
 * @param sequence rows, oldest first, at least two
 */
export async function transformEvidence(transform: LearnedTransform, sequence: readonly number[], by: Attacker): Promise<number> {
  const cases = sequence.slice(1).map((target, before) => ({ history: sequence.slice(Math.max(0, before + 1 - LAST), before + 1), target }));
  const gain = async (through: LearnedTransform | null): Promise<number> => meanOf(await heldOutGains({ ...by, transform: through, cases, readout: 'lse', temperature: 0.1, decay: 0.3 }));
  return (await gain(transform)) - (await gain(null));
}

/** What W tells of who taught it. @param members, others rows, oldest first, at least two each */
export async function leakOfTransform(transform: LearnedTransform, members: readonly (readonly number[])[], others: readonly (readonly number[])[], by: Attacker): Promise<MembershipLeak> {
  const evidence = async (people: readonly (readonly number[])[]): Promise<number[]> => {
    const values: number[] = [];
    for (const sequence of people) values.push(await transformEvidence(transform, sequence, by));
    return values;
  };
  return leakOf(await evidence(members), await evidence(others));
}

/** What companions tell: the share of the person's pairs that are published. */
export function leakOfPairs(pairs: SparseRows, members: readonly (readonly number[])[], others: readonly (readonly number[])[]): MembershipLeak {
  const evidence = (sequence: readonly number[]): number => {
    let [told, all] = [0, 0];
    eachPair(sequence, WINDOW, (i, j) => {
      all++;
      if (valueAt(pairs, i, j) > 0) told++;
    });
    return all > 0 ? told / all : 0;
  };
  return leakOf(members.map(evidence), others.map(evidence));
}

/** Of evidence; what is equal counts half. Told for the few who are surely found too, as Carlini et al. (2022) ask: a mean hides them. */
export function leakOf(members: readonly number[], others: readonly number[]): MembershipLeak {
  let above = 0;
  for (const own of members) for (const other of others) above += own > other ? 1 : own === other ? 0.5 : 0;
  const alarm = others.toSorted((a, b) => b - a)[Math.floor(FALSE_ALARMS * others.length)];
  return { auc: above / (members.length * others.length), found: members.filter((own) => own > alarm).length / members.length };
}
