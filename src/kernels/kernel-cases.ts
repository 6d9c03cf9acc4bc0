import { BLOCK_ROWS, blockOffset, NO_SPACE, pickRows, type QuantisedMatrix } from '../domain/matrix.ts';
import { MASKED, type AttentionHead, type RankRequest } from './kernels.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { makeHead, makeInput, type KernelInput } from './make-case.ts';

/** One named case that every implementation must pass; made when it is needed. */
export interface KernelCase {
  name: string;
  make(): KernelInput;
}

const MIXED: Partial<AttentionHead>[] = [
  { readout: 'lse', temperature: 0.1 },
  { readout: 'mean', temperature: 0.05, blendWeight: 0.6 },
  { readout: 'lse', temperature: 0.3, blendWeight: -0.4 },
  { readout: 'mean', temperature: 1, blendWeight: -1.5 },
];

/** Activations that weigh each event by itself. */
const SUMS: Partial<AttentionHead>[] = [
  { activation: 'sigmoid', readout: 'sum', threshold: 4 },
  { activation: 'relu', readout: 'sum', threshold: 3, blendWeight: 0.7 },
  { activation: 'sigmoid', readout: 'sum', temperature: 0.02, threshold: -2, blendWeight: -0.4 },
  { activation: 'relu', readout: 'sum', temperature: 1 },
];

/** No kernel enters without its case; the oracle of them all is `referenceScores`. */
export const kernelCases: readonly KernelCase[] = [
  { name: 'no history, prior alone', make: () => withPrior(makeInput(100, 0, 32)) },
  { name: 'no history, no prior: all tie', make: () => makeInput(70, 0, 32) },
  { name: 'no heads, prior alone', make: () => withPrior(makeInput(100, 5, 32, [])) },
  { name: 'one event', make: () => makeInput(100, 1, 64) },
  { name: 'one candidate', make: () => makeInput(1, 9, 64) },
  { name: 'one candidate, one event, one dimension', make: () => makeInput(1, 1, 1) },
  { name: 'an empty catalog', make: () => makeInput(0, 3, 16) },
  ...[3, 17, 33, 100].map((dimension) => ({ name: `${dimension} dimensions`, make: () => makeInput(90, 11, dimension, [{}, { readout: 'mean' as const }]) })),
  ...[63, 64, 65, 127, 129].map((rows) => ({ name: `${rows} candidates, tile ± 1`, make: () => makeInput(rows, 20, 48) })),
  ...[63, 64, 65, 130].map((events) => ({ name: `${events} events, tile ± 1`, make: () => makeInput(80, events, 48, [{}, { readout: 'mean' as const }]) })),
  { name: 'all candidates equal: rows in order', make: () => changed(makeInput(300, 8, 32), ({ catalog }) => ({ catalog: repeated(catalog, () => 0) }), { k: 25 }) },
  { name: 'duplicates across blocks', make: () => changed(makeInput(500, 8, 32), ({ catalog }) => ({ catalog: repeated(catalog, (row) => row % 7) }), { k: 100 }) },
  { name: 'ties astride the last place', make: () => changed(makeInput(5000, 3, 16), ({ catalog }) => ({ catalog: repeated(catalog, (row) => row % 50) }), { k: 333 }) },
  { name: 'extreme int8, 384 dimensions', make: () => extreme(384) },
  ...[31, 384, 1040, 2500].map((dimension) => ({ name: `integer dots of ±127, ${dimension} dimensions`, make: () => integerDots(dimension) })),
  { name: 'zero rows among candidates and events', make: () => changed(makeInput(100, 12, 64), ({ catalog, request }) => ({ catalog: zeroed(catalog), request: { ...request, history: zeroed(request.history) } })) },
  { name: 'every event masked', make: () => withBias(makeInput(100, 12, 64, [{}, { readout: 'mean' }]), () => MASKED) },
  { name: 'one head masked, one not', make: () => withBias(makeInput(100, 12, 64, [{}, { readout: 'mean' }]), (head, h) => (head === 0 ? MASKED : -0.2 * h)) },
  { name: 'some events masked', make: () => withBias(makeInput(100, 70, 64, MIXED), (head, h) => ((h + head) % 3 === 0 ? MASKED : -0.1 * h)) },
  { name: 'masked events beside a sharp temperature', make: () => withBias(makeInput(100, 12, 64, [{ temperature: 0.02 }]), (_, h) => (h % 2 === 0 ? MASKED : -1)) },
  { name: 'two spaces mixed', make: () => withSpaces(makeInput(200, 40, 64, [{}, { readout: 'mean' }]), (row) => row % 2, (h) => (h % 3 === 0 ? 1 : 0)) },
  { name: 'events of no space', make: () => withSpaces(makeInput(100, 20, 64), () => 0, (h) => (h % 2 === 0 ? NO_SPACE : 0)) },
  { name: 'candidates and events all of no space', make: () => withSpaces(makeInput(100, 20, 64), () => NO_SPACE, () => NO_SPACE) },
  { name: 'more results than candidates', make: () => changed(makeInput(90, 10, 32), undefined, { k: 1000 }) },
  { name: 'as many results as candidates', make: () => changed(makeInput(90, 10, 32), undefined, { k: 90 }) },
  { name: 'no results', make: () => changed(makeInput(90, 10, 32), undefined, { k: 0 }) },
  { name: 'one result', make: () => changed(makeInput(3000, 10, 32), undefined, { k: 1 }) },
  { name: 'all excluded', make: () => withExcluded(makeInput(90, 10, 32), () => true) },
  { name: 'a third excluded', make: () => withExcluded(makeInput(1000, 10, 32), (row) => row % 3 === 0) },
  { name: 'fewer left than results', make: () => withExcluded(makeInput(1000, 10, 32), (row) => row % 200 !== 5) },
  { name: 'four heads of mixed readouts and signs', make: () => makeInput(333, 77, 96, MIXED) },
  { name: 'dislikes alone', make: () => makeInput(200, 9, 64, [{ blendWeight: -1 }]) },
  { name: 'prior added', make: () => withPrior(makeInput(200, 20, 64, MIXED.slice(0, 2))) },
  { name: 'prior that is no finite number', make: () => changed(withPrior(makeInput(200, 20, 64)), ({ request }) => ({ request: { ...request, prior: request.prior!.map((x, row) => [x, NaN, Infinity, -Infinity][row % 4]) } }), { k: 80 }) },
  { name: 'negative scores alone', make: () => changed(makeInput(200, 20, 64), ({ request }) => ({ request: { ...request, prior: new Float32Array(200).fill(-50) } })) },
  { name: 'no sample: nothing standardised', make: () => changed(makeInput(200, 20, 64, MIXED), undefined, { sample: new Uint32Array() }) },
  { name: 'a sample of some rows', make: () => changed(makeInput(2000, 20, 64, MIXED), undefined, { sample: Uint32Array.from({ length: 700 }, (_, i) => (i * 37) % 2000) }) },
  { name: 'rising bias, as after a like', make: () => withBias(makeInput(200, 30, 64), (_, h) => 0.3 * h - 5) },
  { name: '5,000 events', make: () => changed(makeInput(70, 5000, 32, [{}, { readout: 'mean' }]), ({ request }) => ({ request: { ...request, heads: request.heads.map((head) => ({ ...head, bias: head.bias.map((_, h) => -0.001 * (5000 - h)) })) } })) },
  ...SUMS.map((head) => ({ name: `${head.activation}, τ ${head.temperature ?? 0.1}, θ ${head.threshold ?? 0}`, make: () => makeInput(200, 30, 64, [head]) })),
  { name: 'sigmoid and ReLU beside softmax', make: () => makeInput(150, 70, 64, [...SUMS.slice(0, 2), ...MIXED.slice(1, 3)]) },
  { name: 'sigmoid and ReLU with events masked', make: () => withBias(makeInput(100, 70, 64, SUMS), (head, h) => ((h + head) % 3 === 0 ? MASKED : -0.1 * h)) },
  { name: 'sigmoid and ReLU with every event masked', make: () => withBias(makeInput(100, 12, 64, SUMS.slice(0, 2)), () => MASKED) },
  { name: 'ReLU that nothing reaches', make: () => makeInput(100, 12, 64, [{ ...SUMS[1], threshold: 50 }]) },
  { name: 'a sigmoid far from its threshold', make: () => makeInput(100, 12, 64, [{ ...SUMS[0], threshold: 300 }, { ...SUMS[0], threshold: -300 }]) },
  { name: 'values that are not the keys', make: () => withValues(makeInput(150, 70, 64, [...MIXED.slice(0, 2), ...SUMS.slice(0, 2)])) },
  { name: 'values that are not the keys, one event', make: () => withValues(makeInput(70, 1, 384, [{ readout: 'mean' }])) },
  { name: 'values of another space than their keys', make: () => withValues(withSpaces(makeInput(100, 20, 64, [{ readout: 'mean' }]), (row) => row % 2, (h) => h % 2), 1) },
  { name: 'values of more dimensions than f32 sums', make: () => withValues(makeInput(70, 20, 2000, [{ readout: 'mean' }])) },
  { name: 'two shards of the usual dimension', make: () => makeInput(700, 30, 384, MIXED.slice(0, 2)) },
];

/** A case of random shapes, heads, spaces, values, prior, exclusions and sample; the same for the same seed. */
export function generatedCase(seed: number): KernelCase {
  return { name: `generated, seed ${seed}`, make: () => makeGenerated(seededRandom(seed + 1)) };
}

function makeGenerated(random: () => number): KernelInput {
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const maybe = <T>(share: number, make: (input: T) => T) => (input: T) => (random() < share ? make(input) : input);
  const heads = Array.from({ length: whole(1, 4) }, (): Partial<AttentionHead> => {
    const form = SUMS.concat(MIXED)[whole(0, 7)];
    return { ...form, temperature: [0.03, 0.1, 0.4][whole(0, 2)], blendWeight: 2 * random() - 1, ...(form.readout === 'sum' && { threshold: 6 * random() - 1 }) };
  });
  const [rows, events, dimension] = [whole(1, 200), whole(1, 150), whole(1, 200)];
  const flat = rows < 40 || dimension < 8;
  const input = changed(makeInput(rows, events, dimension, heads, whole(1, 1e6)), undefined, { k: whole(0, 40) });
  const changes = [
    maybe<KernelInput>(0.5, (made) => withBias(made, () => (random() < 0.2 ? MASKED : -4 * random()))),
    maybe<KernelInput>(0.3, (made) => withSpaces(made, (row) => row % 2, (h) => (h % 5 === 0 ? NO_SPACE : h % 2))),
    maybe<KernelInput>(0.3, (made) => withValues(made)),
    maybe<KernelInput>(0.3, withPrior),
    maybe<KernelInput>(0.3, (made) => withExcluded(made, () => random() < 0.3)),
    // Over a few rows, or in a few dimensions, a deviation may be next to nothing, and what is divided by it next to noise.
    maybe<KernelInput>(flat ? 1 : 0.3, (made) => changed(made, undefined, { sample: Uint32Array.from({ length: flat ? 0 : whole(30, rows) }, () => whole(0, rows - 1)) })),
  ];
  return changes.reduce((made, change) => change(made), input);
}

function changed(input: KernelInput, change?: (input: KernelInput) => Partial<KernelInput>, request: Partial<RankRequest> = {}): KernelInput {
  const made = { ...input, ...change?.(input) };
  return { ...made, request: { ...made.request, ...request } };
}

function repeated(catalog: QuantisedMatrix, source: (row: number) => number): QuantisedMatrix {
  return pickRows(catalog, Array.from({ length: catalog.rows }, (_, row) => source(row)));
}

/** Every element ±127, cosines over the whole range from −1 to 1. */
function extreme(dimension: number): KernelInput {
  const input = makeInput(BLOCK_ROWS + 6, 9, dimension, [{}, { readout: 'mean' }]);
  const fill = (matrix: QuantisedMatrix) => signed(matrix, (row) => (row % 10) / 9, 1 / (127 * Math.sqrt(dimension)));
  return { catalog: fill(input.catalog), request: { ...input.request, history: fill(input.request.history) } };
}

/** One event, scales of 1: readouts and similarities are the integer dots themselves, up to 1,040 · 127², and must be equal. */
function integerDots(dimension: number): KernelInput {
  const input = makeInput(BLOCK_ROWS + 6, 1, dimension, [{ readout: 'mean', temperature: 1e6 }]);
  // Beyond 1,040 dimensions only partial sums leave f32's integers: dots of random signs do not.
  const catalog = signed(input.catalog, (row) => (dimension > 1040 ? 0.5 : (row % 5) / 4), 1);
  return { catalog, request: { ...input.request, history: signed(input.request.history, () => 1, 1), sample: new Uint32Array() } };
}

/** ±127 everywhere, +127 with the row's probability; padding stays zero. */
function signed(matrix: QuantisedMatrix, positive: (row: number) => number, scale: number): QuantisedMatrix {
  const random = seededRandom(3);
  const blocks = new Int8Array(matrix.blocks.length);
  for (let row = 0; row < matrix.rows; row++) {
    for (let d = 0; d < matrix.dimension; d++) blocks[blockOffset(row, d, matrix.dimension)] = random() < positive(row) ? 127 : -127;
  }
  return { ...matrix, blocks, scales: matrix.scales.map(() => scale) };
}

function zeroed(matrix: QuantisedMatrix): QuantisedMatrix {
  return { ...matrix, scales: matrix.scales.map((scale, row) => (row % 5 === 0 ? 0 : scale)) };
}

function withPrior(input: KernelInput): KernelInput {
  const random = seededRandom(11);
  return changed(input, undefined, { prior: Float32Array.from({ length: input.catalog.rows }, () => random() * 4 - 2) });
}

function withBias(input: KernelInput, bias: (head: number, event: number) => number): KernelInput {
  const events = input.request.history.rows;
  return changed(input, undefined, { heads: input.request.heads.map((head, index) => makeHead(events, { ...head, bias: Float32Array.from({ length: events }, (_, h) => bias(index, h)) })) });
}

function withSpaces({ catalog, request }: KernelInput, ofRow: (row: number) => number, ofEvent: (event: number) => number): KernelInput {
  const spaces = ['one', 'two'];
  const history = { ...request.history, spaces, spaceOf: request.history.spaceOf.map((_, h) => ofEvent(h)) };
  return { catalog: { ...catalog, spaces, spaceOf: catalog.spaceOf.map((_, row) => ofRow(row)) }, request: { ...request, history } };
}

/** Values of their own; those of every second event of another space, where `space` is given. */
function withValues(input: KernelInput, space?: number): KernelInput {
  const { history } = input.request;
  const { request: { history: values } } = makeInput(1, history.rows, history.dimension, [], 23);
  return changed(input, undefined, { values: { ...values, spaces: history.spaces, spaceOf: history.spaceOf.map((own, h) => (space !== undefined && h % 4 < 2 ? space : own)) } });
}

function withExcluded(input: KernelInput, isOut: (row: number) => boolean): KernelInput {
  const excluded = new Uint32Array(Math.ceil(input.catalog.rows / 32));
  for (let row = 0; row < input.catalog.rows; row++) if (isOut(row)) excluded[row >> 5] |= 1 << (row & 31);
  return changed(input, undefined, { excluded });
}
