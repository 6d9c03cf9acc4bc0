import { type Matrix, matrixOf } from '../domain/matrix.ts';
import { seededRandom } from '../domain/seeded-random.ts';

const TOPICS = 8, OF_TOPIC = 25, DIMENSION = 48;

/** Two hundred items of eight topics that are far from each other, those of topic t at rows 25·t and on. */
export function makeTopics(): Matrix {
  const random = seededRandom(1);
  const normal = () => random() + random() + random() - 1.5;
  const centres = Array.from({ length: TOPICS }, () => Array.from({ length: DIMENSION }, normal));
  const data = centres.flatMap((centre) => Array.from({ length: OF_TOPIC }, () => {
    const vector = centre.map((x) => x + 0.7 * normal());
    return vector.map((x) => x / Math.hypot(...vector));
  }));
  return matrixOf(Float32Array.from(data.flat()), DIMENSION, 'case');
}

/**
 * Sequences of eight items: after one of topic t comes one of topic t + step, which no word of theirs tells.
 *
 * @param step 3, so that no sequence meets a topic twice, unless given
 */
export function makeWalks(count: number, seed = 2, step: (random: () => number) => number = () => 3): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    let topic = Math.floor(random() * TOPICS);
    return Array.from({ length: 8 }, () => {
      topic = (topic + step(random)) % TOPICS;
      return topic * OF_TOPIC + Math.floor(random() * OF_TOPIC);
    });
  });
}
