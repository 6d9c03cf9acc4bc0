import { BLOCK_ROWS, NO_SPACE, paddedDimension } from '../../domain/matrix.ts';
import type { Attended } from '../continuation.ts';
import { MASKED, MASKED_BELOW, MAX_HEADS, type RankRequest } from '../kernels.ts';

const REQUEST_WORDS = 36;
/** Modes of a head in `shaders/request.wgsl`. */
const MODES = { mean: 0, lse: 1, sigmoid: 2, relu: 3 } as const;
/** As in the shaders: below every logit. */
export const LOWEST = -1e30;
/** Words of an EventQuad: scale, space, and a bias per head, of four events each. */
const QUAD_WORDS = 4 * (2 + MAX_HEADS);
/** No candidate's space: a byte cannot hold it. */
const NO_MATCH = 256;

/** How the attention kernel keeps its states. */
export interface StateFrame {
  /** Whether it goes on from those of the request before. */
  goesOn: boolean;
  /** [heads] nats from the frame of the states to the request's. */
  shifts: readonly number[];
  /** [heads] where a largest logit begins: at LOWEST, or at a bound of it. */
  bounds: readonly number[];
}

/** The uniform `Request` of `shaders/request.wgsl`; `rows` are the rows of the result. */
export function requestWords(rows: number, request: Pick<RankRequest, 'history' | 'heads'> & Partial<RankRequest>, frame?: StateFrame): Uint32Array {
  const words = new Uint32Array(REQUEST_WORDS);
  const floats = new Float32Array(words.buffer);
  const { history, heads, sample, prior, excluded, k } = request;
  words.set([rows, history.rows, heads.length, sample?.length ?? 0, paddedDimension(history.dimension) / 16, Math.ceil(history.rows / BLOCK_ROWS), k ?? 0, (prior ? 1 : 0) | (excluded ? 2 : 0) | (frame?.goesOn ? 4 : 0)]);
  for (const [index, head] of heads.entries()) {
    floats[8 + index] = 1 / head.temperature;
    floats[12 + index] = head.temperature;
    floats[16 + index] = head.blendWeight;
    words[20 + index] = MODES[head.readout === 'sum' ? (head.activation as 'sigmoid' | 'relu') : head.readout];
    floats[24 + index] = head.threshold ?? 0;
    floats[28 + index] = frame?.bounds[index] ?? LOWEST;
    floats[32 + index] = frame?.shifts[index] ?? 0;
  }
  return words;
}

/** `EventQuad`s of whole blocks of events; padding is masked in every head. */
export function quadWords({ history, heads }: Attended): Uint32Array {
  const padded = Math.ceil(history.rows / BLOCK_ROWS) * BLOCK_ROWS;
  const words = new Uint32Array((padded / 4) * QUAD_WORDS);
  const floats = new Float32Array(words.buffer);
  for (let event = 0; event < padded; event++) {
    const at = (event >> 2) * QUAD_WORDS + (event & 3);
    const real = event < history.rows;
    floats[at] = real ? history.scales[event] : 0;
    words[at + 4] = real && history.spaceOf[event] !== NO_SPACE ? history.spaceOf[event] : NO_MATCH;
    for (let head = 0; head < MAX_HEADS; head++) floats[at + 8 + 4 * head] = head < heads.length ? biasOf(heads[head], real ? event : null) : MASKED;
  }
  return words;
}

/** Nats for softmax, e^nats for the activations that weigh each event by itself. */
function biasOf({ activation = 'softmax', bias }: Attended['heads'][number], event: number | null): number {
  const nats = event === null ? MASKED : bias[event];
  if (activation === 'softmax') return nats;
  return nats > MASKED_BELOW ? Math.exp(nats) : 0;
}

/** [rows] pairs of a row's scale, as bits, and its space. */
export function scaleSpaceWords({ scales, spaceOf }: Pick<RankRequest['history'], 'scales' | 'spaceOf'>): Uint32Array {
  const words = new Uint32Array(2 * scales.length);
  const floats = new Float32Array(words.buffer);
  for (let row = 0; row < scales.length; row++) {
    floats[2 * row] = scales[row];
    words[2 * row + 1] = spaceOf[row];
  }
  return words;
}

/** The six digits of radix select, `Digit` of `shaders/select-histogram.wgsl`, each from a multiple of 256 bytes. */
export function digitWords(): Uint32Array {
  const words = new Uint32Array((DIGITS.length * DIGIT_BYTES) / 4);
  for (const [pass, { lowWord, shift, bits }] of DIGITS.entries()) {
    const above = shift + bits >= 32 ? 0 : (0xffffffff << (shift + bits)) >>> 0;
    words.set([lowWord ? 1 : 0, shift, lowWord ? 0xffffffff : above, lowWord ? above : 0, 2 ** bits - 1], (pass * DIGIT_BYTES) / 4);
  }
  return words;
}

/** Bytes from one digit to the next: uniform offsets are multiples of 256. */
export const DIGIT_BYTES = 256;
export const DIGITS = [false, true].flatMap((lowWord) => [
  { lowWord, shift: 21, bits: 11 },
  { lowWord, shift: 10, bits: 11 },
  { lowWord, shift: 0, bits: 10 },
]);
