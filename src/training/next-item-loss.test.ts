import { expect, it } from 'vitest';
import { seededRandom } from '../domain/seeded-random.ts';
import { type LossInput, nextItemLoss, type Readout } from './next-item-loss.ts';

const EVENTS = 5, CANDIDATES = 7;

function inputOf(readout: Readout): LossInput {
  const random = seededRandom(3);
  return {
    prefixes: [{ events: [0], target: 2 }, { events: [1, 2, 3], target: 0 }, { events: [4, 0, 4], target: 6 }],
    similarities: Float32Array.from({ length: EVENTS * CANDIDATES }, () => random() - 0.3),
    candidates: CANDIDATES, temperature: 0.2, decay: 0.3, readout, scale: 5,
    offsets: Float64Array.from({ length: CANDIDATES }, () => random() - 0.5),
  };
}

it('is the cross-entropy of the definition', () => {
  const { prefixes, similarities, offsets, ...rest } = inputOf('lse');
  const one = { ...rest, similarities, offsets, prefixes: [prefixes[1]] };
  const read = (c: number) => 0.2 * Math.log([1, 2, 3].reduce((sum, event, h) => sum + Math.exp(similarities[event * CANDIDATES + c] / 0.2 - 0.3 * (2 - h)), 0));
  const logits = Array.from({ length: CANDIDATES }, (_, c) => 5 * read(c) + offsets[c]);
  const expected = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - logits[0];
  expect(nextItemLoss(one).loss).toBeCloseTo(expected, 5);
});

it.each(['lse', 'mean'] as const)('gradients are those of small steps: %s', (readout) => {
  const given = inputOf(readout);
  const { bySimilarities, byScale, byOffsets } = nextItemLoss(given);
  const slope = (change: (input: LossInput, step: number) => LossInput, step: number) => (nextItemLoss(change(given, step)).loss - nextItemLoss(change(given, -step)).loss) / (2 * step);
  for (let at = 0; at < EVENTS * CANDIDATES; at++) {
    const moved = slope((input, step) => ({ ...input, similarities: input.similarities.with(at, input.similarities[at] + step) }), 1e-3);
    expect(bySimilarities[at]).toBeCloseTo(moved, 3);
  }
  for (let c = 0; c < CANDIDATES; c++) expect(byOffsets[c]).toBeCloseTo(slope((input, step) => ({ ...input, offsets: input.offsets.with(c, input.offsets[c] + step) }), 1e-4), 5);
  expect(byScale).toBeCloseTo(slope((input, step) => ({ ...input, scale: input.scale * Math.exp(step) }), 1e-4), 5);
});
