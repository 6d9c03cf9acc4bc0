import { bootstrapInterval, clustersOf } from './compare-rankers.ts';
import { BLOCK, type PersonOutcome, POLICIES, type Policy, type SimulatedPerson, type SimulationOptions, simulatePerson } from './simulate-learning.ts';

/** A mean over people, and where it lies with a probability of 95 % (percentile bootstrap over people). */
export interface Figure {
  mean: number;
  interval: [number, number];
}

/** What one policy did, a figure for each hundred rounds. */
export interface PolicyReport {
  /** Expected utility of the best list less that of the shown one, in units of score, a list's mean, summed. */
  regret: Figure[];
  /** Regret of fixed weights less its own: above 0 it learned. */
  gain: Figure[];
  /** Distinct items shown to a person. */
  items: number[];
  /** Mean 1 − cosine within a list. */
  diversity: number[];
  /** Share of the weights' sum that stands elsewhere than in the pack. */
  distance: number[];
  /** Whether every weight of everybody stayed within its bounds in every round. */
  bounded: boolean;
  /** Choices a person made. */
  choices: number;
}

export interface LearningReport {
  people: number;
  rounds: number;
  heads: readonly string[];
  /** People with weights of their own, which change half-way. */
  personal: Record<Policy, PolicyReport>;
  /** People who choose by chance: the pack's weights are the best there are, and regret is what noise costs. */
  chance: Record<Policy, PolicyReport>;
}

export interface ReportHearing {
  /** Gives way to the host now and then, and rejects once given up. */
  breathe?(): Promise<void> | undefined;
  /** Called after each person; each comes twice. */
  onPerson?(done: number, total: number): void;
}

/**
 * Lets simulated people use lists that learn, and lists that do not.
 *
 * @param people each is run under each policy, with the same moods
 * @throws {RangeError} when there are no people, or rounds that make no two hundreds
 */
export async function reportLearning(people: readonly SimulatedPerson[], options: Omit<SimulationOptions, 'chance'>, { breathe, onPerson }: ReportHearing = {}): Promise<LearningReport> {
  if (people.length === 0) throw new RangeError('simulate: expected at least one person, got none');
  if (!(options.rounds >= 2 * BLOCK && options.rounds % (2 * BLOCK) === 0)) throw new RangeError(`simulate: expected rounds to be a multiple of ${2 * BLOCK}, got ${options.rounds}`);
  const run = async (chance: boolean): Promise<Record<Policy, PolicyReport>> => {
    const outcomes = Object.fromEntries(POLICIES.map((policy) => [policy, [] as PersonOutcome[]])) as Record<Policy, PersonOutcome[]>;
    for (const [n, person] of people.entries()) {
      for (const policy of POLICIES) {
        await breathe?.();
        outcomes[policy].push(simulatePerson(person, policy, { ...options, seed: options.seed + n, chance }));
      }
      onPerson?.(n + 1 + (chance ? people.length : 0), 2 * people.length);
    }
    return Object.fromEntries(POLICIES.map((policy) => [policy, policyReport(outcomes[policy], outcomes.fixed, options.seed)])) as Record<Policy, PolicyReport>;
  };
  return { people: people.length, rounds: options.rounds, heads: options.heads, personal: await run(false), chance: await run(true) };
}

function policyReport(outcomes: readonly PersonOutcome[], fixed: readonly PersonOutcome[], seed: number): PolicyReport {
  const blocks = outcomes[0].regret.map((_, block) => block);
  const over = (of: (outcome: PersonOutcome) => number): number => outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length;
  return {
    regret: blocks.map((block) => figureOf(outcomes.map(({ regret }) => regret[block]), seed)),
    gain: blocks.map((block) => figureOf(outcomes.map(({ regret }, n) => fixed[n].regret[block] - regret[block]), seed)),
    items: blocks.map((block) => over(({ items }) => items[block])),
    diversity: blocks.map((block) => over(({ diversity }) => diversity[block])),
    distance: blocks.map((block) => over(({ distance }) => distance[block])),
    bounded: outcomes.every(({ bounded }) => bounded),
    choices: over(({ choices }) => choices),
  };
}

function figureOf(values: readonly number[], seed: number): Figure {
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, interval: bootstrapInterval(values, clustersOf(values.map(() => null)), seed) };
}
