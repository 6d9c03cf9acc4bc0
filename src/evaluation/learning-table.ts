import { aligned } from './aligned.ts';
import type { Figure, LearningReport, PolicyReport } from './learning-report.ts';
import { BLOCK } from './simulate-learning.ts';

/** The simulation as plain text for a terminal: regret by hundred lists, what learning gains, and whether lists or weights collapse. */
export function learningTable({ people, rounds, heads, personal, chance }: LearningReport): string {
  const blocks = Array.from({ length: rounds / BLOCK }, (_, block) => `to ${BLOCK * (block + 1)}`);
  return [
    `${people} simulated people, ${rounds} lists each; weights of ${heads.join(', ')}; theirs change after ${rounds / 2}`,
    section('people with weights of their own', blocks, personal),
    section('people who choose by chance', blocks, chance),
    [...Object.values(personal), ...Object.values(chance)].every(({ bounded }) => bounded) ? 'every weight stayed within its bounds' : 'weights left their bounds',
  ].join('\n\n');
}

function section(title: string, blocks: readonly string[], policies: Record<string, PolicyReport>): string {
  const rows = Object.entries(policies).flatMap(([policy, { regret, gain, items, diversity, distance }]) => [
    [policy, 'regret', ...regret.map(told)],
    ...(policy === 'fixed' ? [] : [['', 'less than fixed', ...gain.map(told)]]),
    ['', 'items shown', ...items.map((count) => count.toFixed(0))],
    ['', 'diversity', ...diversity.map((value) => value.toFixed(3))],
    ...(policy === 'fixed' ? [] : [['', 'weight moved', ...distance.map((share) => `${(100 * share).toFixed(0)} %`)]]),
  ]);
  return aligned([[title, '', ...blocks], ...rows]).join('\n');
}

function told({ mean, interval: [low, high] }: Figure): string {
  return `${mean.toFixed(1)} [${low.toFixed(1)}, ${high.toFixed(1)}]`;
}
