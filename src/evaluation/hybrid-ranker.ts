import { seededRandom, shuffle } from '../domain/seeded-random.ts';
import type { Products } from '../kernels/kernels.ts';
import { type Choice, fitBlend } from '../training/fit-blend.ts';
import { attentionRanker } from './attention-rankers.ts';
import { coVisitationRanker } from './co-visitation-ranker.ts';
import type { EvaluationData, EvaluationRanker } from './evaluation-ranker.ts';
import { LEARNED_RANKERS, learnedRankers } from './learned-rankers.ts';
import { popularityRanker } from './prior-rankers.ts';
import { sourceRanker } from './source-ranker.ts';
import { tfidfRanker } from './tfidf-ranker.ts';

/** Sequences whose last item tells the weights: enough for an error of some hundredths, and seconds to score. */
const MOST_CHOICES = 1000;
/** Candidates drawn beside each chosen item. */
const OTHERS = 500;

/** Name of hybridRankers(). */
export const HYBRID = 'hybrid';

/** Content attention with and without a learned W, co-visitation, words, source and popularity. */
export function hybridRankers(products: Products): Map<string, () => EvaluationRanker> {
  const attentionW = learnedRankers(products).get(LEARNED_RANKERS[0])!;
  return new Map([[HYBRID, () => hybridRanker(HYBRID, () => [attentionRanker(), attentionW(), coVisitationRanker(), tfidfRanker(), sourceRanker(), logPopularityRanker()])]]);
}

/** log(1 + count): a bestseller is not a thousand deviations better than the rest. */
function logPopularityRanker(): EvaluationRanker {
  const popularity = popularityRanker();
  return {
    ...popularity,
    score(history, out) {
      void popularity.score(history, out);
      for (let c = 0; c < out.length; c++) out[c] = Math.log1p(out[c]);
    },
  };
}

/**
 * Several rankers in one: each head's scores standardised over the catalog, and summed by weights that are fitted on train.
 *
 *   score[c] = Σ_head w · (score_head[c] − mean) / deviation
 *
 * The weights come from heads that have not seen the last items of (at most 1,000) sequences; the heads that rank have. Without
 * train the last items of the histories that are asked about tell the weights, each user's shortest, which can hold no target.
 * Where those too are shorter than two, weights are equal. A head without evidence, such as popularity without train, adds nothing.
 *
 * @param makeHeads fresh heads, in the same order each time
 */
export function hybridRanker(name: string, makeHeads: () => EvaluationRanker[]): EvaluationRanker {
  let heads: EvaluationRanker[];
  let weights: Float64Array;
  let readouts: Float32Array;
  return {
    name,
    similarityRows: Math.max(0, ...makeHeads().map(({ similarityRows = 0 }) => similarityRows)),
    async fit(data) {
      readouts = new Float32Array(data.items.length);
      const { cases, sequences } = holdOut(data);
      heads = makeHeads();
      weights = new Float64Array(heads.length).fill(1);
      if (cases.length > 0) {
        await fitAll(heads, { ...data, sequences }, 0);
        weights = fitBlend(await choicesOf(heads, cases, data), heads.length);
        heads = makeHeads();
      }
      await fitAll(heads, data, 0.5);
    },
    async score(history, out) {
      out.fill(0);
      for (const [index, head] of heads.entries()) {
        if (weights[index] === 0) continue;
        await head.score(history, readouts);
        standardise(readouts);
        for (let c = 0; c < out.length; c++) out[c] += weights[index] * readouts[c];
      }
    },
  };
}

/** Fits every head; `from` is the share of the work that was done before. */
async function fitAll(heads: readonly EvaluationRanker[], data: EvaluationData, from: number): Promise<void> {
  for (const [done, head] of heads.entries()) {
    const part = (share: number): number => from + ((1 - from) * (done + share)) / heads.length;
    data.told?.(part(0));
    await data.breathe();
    await head.fit({ ...data, told: (share) => data.told?.(part(share)) });
  }
}

interface HeldOut {
  history: readonly number[];
  chosen: number;
}

/** The last items of a seeded sample of the sequences, where they are new, and what is left without them. */
function holdOut({ sequences, histories, seed }: EvaluationData): { cases: HeldOut[]; sequences: readonly (readonly number[])[] } {
  const telling = sequences.length > 0 ? sequences : histories;
  const order = shuffle(Uint32Array.from(telling.keys()), seededRandom(seed + 1));
  const left = [...telling];
  const cases: HeldOut[] = [];
  for (const index of order) {
    const history = telling[index].slice(0, -1);
    const chosen = telling[index][history.length];
    if (history.length === 0 || history.includes(chosen)) continue;
    cases.push({ history, chosen });
    left[index] = history;
    if (cases.length === MOST_CHOICES) break;
  }
  return { cases, sequences: sequences.length > 0 ? left : sequences };
}

/** Each held-out item's standardised readouts beside those of candidates that are drawn evenly. */
async function choicesOf(heads: readonly EvaluationRanker[], cases: readonly HeldOut[], { items, seed, breathe }: EvaluationData): Promise<Choice[]> {
  const random = seededRandom(seed + 2);
  const scores = new Float32Array(items.length);
  const choices: Choice[] = [];
  for (const { history, chosen } of cases) {
    await breathe();
    const seen = new Set(history).add(chosen);
    const candidates = items.length - seen.size;
    if (candidates === 0) continue;
    const drawn = draw(Math.min(OTHERS, candidates), items.length, seen, random);
    const rows = [chosen, ...drawn];
    const readouts = new Float32Array(rows.length * heads.length);
    for (const [index, head] of heads.entries()) {
      await head.score(history, scores);
      standardise(scores);
      rows.forEach((row, at) => (readouts[at * heads.length + index] = scores[row]));
    }
    choices.push({ readouts, each: candidates / drawn.length });
  }
  return choices;
}

/** Distinct rows out of `rows`, none of them `seen`. */
function draw(count: number, rows: number, seen: ReadonlySet<number>, random: () => number): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) {
    const row = Math.floor(random() * rows);
    if (!seen.has(row)) drawn.add(row);
  }
  return [...drawn];
}

/** To mean 0 and deviation 1, in place; all 0 where all are equal. */
function standardise(values: Float32Array): void {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const deviation = Math.sqrt(squares / values.length);
  // Below rounding there is nothing to tell apart.
  const scale = deviation > 1e-6 * Math.max(1, Math.abs(mean)) ? 1 / deviation : 0;
  for (let i = 0; i < values.length; i++) values[i] = (values[i] - mean) * scale;
}
