import { BLOCK_ROWS, blockOffset, paddedDimension, pickRows, type QuantisedMatrix } from '../domain/matrix.ts';
import { type AttentionHead, MASKED_BELOW, type RankRequest } from './kernels.ts';

/** How a head weighs, beside its biases. */
type Weighing = Pick<AttentionHead, 'temperature' | 'activation' | 'threshold'>;

/** What a state of (m, l, y) was computed from, in the frame of its biases. */
export interface Attended {
  history: QuantisedMatrix;
  values?: QuantisedMatrix;
  heads: (Weighing & { bias: ArrayLike<number> })[];
}

/** What states in memory hold. */
export interface Past extends Attended {
  /** Events added since all were computed. */
  added: number;
}

/** What is due for a request, beside the states that are there. */
export interface Step {
  /** Whether the states stay and what is due comes to them. */
  goesOn: boolean;
  /** Events to attend to, in the frame of the states; none where the states say all. */
  due: Attended;
  /** [heads] nats from the frame of the states to the request's. */
  shifts: number[];
  /** What the states hold once that is done. */
  past: Past;
}

/** How a request goes on from an earlier one, exactly. */
export interface Continuation {
  /** Rows of the request's history that the earlier one lacks. */
  added: Uint32Array;
  /** [heads] nats from the frame of the earlier biases to that of the request's. */
  shifts: number[];
}

/** Events added, and nats moved, before all is computed anew: f32 states lose some 1e-9 and 1e-7 by each. */
const MOST_ADDED = 1000;
const MOST_SHIFT = 16;
/** Biases are f32: a common shift is seen through their rounding. */
const ROUNDING = 4 * 2 ** -24;
/** An event this far below a head's best, beside 2/τ, weighs at most e⁻²⁰ of it. */
const NEGLIGIBLE = 20;

/** What to compute for a request: its new events alone where it goes on from `past`, all of them where it does not. */
export function stepOf(past: Past | null, request: Pick<RankRequest, 'history' | 'values' | 'heads'>): Step {
  const next = past && continuationOf(past, request);
  const goesOn = past !== null && next !== null && past.added + next.added.length <= MOST_ADDED && next.shifts.every((nats) => Math.abs(nats) <= MOST_SHIFT);
  const shifts = goesOn ? next.shifts : request.heads.map(() => 0);
  const heads = request.heads.map(({ bias, ...head }, n) => ({ ...head, bias: Float64Array.from(bias, (nats) => (nats > MASKED_BELOW ? nats - shifts[n] : nats)) }));
  const framed: Attended = { history: request.history, values: request.values, heads };
  return { goesOn, shifts, due: goesOn ? onlyRows(framed, next.added) : framed, past: { ...framed, added: goesOn ? past.added + next.added.length : 0 } };
}

/** The events `rows` alone. */
function onlyRows({ history, values, heads }: Attended, rows: Uint32Array): Attended {
  return { history: pickRows(history, rows), values: values && pickRows(values, rows), heads: heads.map((head) => ({ ...head, bias: Float64Array.from(rows, (row) => head.bias[row]) })) };
}

/**
 * How `now` follows from `past`: the same heads over the same events, whose biases all moved by one constant a head (as
 * exponential decay by time or by rank moves them), and further events. Events that are gone must have weighed nothing.
 *
 * @returns null where it does not follow: then all is computed anew
 */
export function continuationOf(past: Attended, now: Pick<RankRequest, 'history' | 'values' | 'heads'>): Continuation | null {
  if (past.heads.length !== now.heads.length || past.heads.some((head, n) => !isAlike(head, now.heads[n]))) return null;
  const { matched, added, gone } = matchRows(past, now);
  const shifts: number[] = [];
  for (const [n, head] of now.heads.entries()) {
    const shift = commonShift(past.heads[n], head, matched);
    if (shift === null || gone.some((row) => weighs(past.heads[n].bias[row] + shift, head))) return null;
    shifts.push(shift);
  }
  return { added: Uint32Array.from(added), shifts };
}

function isAlike(a: Weighing, b: Weighing): boolean {
  return a.temperature === b.temperature && (a.activation ?? 'softmax') === (b.activation ?? 'softmax') && (a.threshold ?? 0) === (b.threshold ?? 0);
}

type Events = Pick<RankRequest, 'history' | 'values'>;

/** Pairs equal rows, earlier and later, each once. */
function matchRows(past: Events, now: Events): { matched: [number, number][]; added: number[]; gone: number[] } {
  const waiting = new Map<number, number[]>();
  const hash = hashesOf(past);
  for (let row = 0; row < past.history.rows; row++) {
    const rows = waiting.get(hash(row));
    if (rows) rows.push(row);
    else waiting.set(hash(row), [row]);
  }
  const matched: [number, number][] = [];
  const added: number[] = [];
  const nowHash = hashesOf(now);
  for (let row = 0; row < now.history.rows; row++) {
    const rows = waiting.get(nowHash(row));
    const place = rows?.findIndex((earlier) => isSameEvent(past, earlier, now, row)) ?? -1;
    if (place < 0) added.push(row);
    else matched.push([rows!.splice(place, 1)[0], row]);
  }
  return { matched, added, gone: [...waiting.values()].flat() };
}

/** A number for each event, the same for the same vectors; others may share it. */
function hashesOf({ history, values }: Events): (row: number) => number {
  const [keyWords, valueWords] = [wordsOf(history), values ? wordsOf(values) : null];
  return (row) => hashRow(valueWords ?? keyWords, row, hashRow(keyWords, row, history.spaceOf[row]));
}

/** Rows as words of four int8, [blocks][D/16][64][4]. */
function wordsOf({ blocks, dimension }: QuantisedMatrix): { words: Int32Array; chunks: number } {
  const aligned = blocks.byteOffset % 4 === 0 ? blocks : blocks.slice();
  return { words: new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4), chunks: paddedDimension(dimension) / 16 };
}

function hashRow({ words, chunks }: ReturnType<typeof wordsOf>, row: number, seed: number): number {
  let hash = seed;
  const first = Math.floor(row / BLOCK_ROWS) * BLOCK_ROWS * chunks * 4 + (row % BLOCK_ROWS) * 4;
  for (let chunk = 0; chunk < chunks; chunk++) {
    const at = first + chunk * BLOCK_ROWS * 4;
    for (let word = 0; word < 4; word++) hash = Math.imul(hash ^ words[at + word], 0x01000193);
  }
  return hash;
}

function isSameEvent(past: Events, earlier: number, now: Events, later: number): boolean {
  return isSameRow(past.history, earlier, now.history, later) && (past.values && now.values ? isSameRow(past.values, earlier, now.values, later) : !past.values && !now.values);
}

/** Whether two rows are one vector, to the bit, of one space. */
function isSameRow(a: QuantisedMatrix, row: number, b: QuantisedMatrix, other: number): boolean {
  if (a.scales[row] !== b.scales[other] || a.spaceOf[row] !== b.spaceOf[other] || a.dimension !== b.dimension) return false;
  for (let d = 0; d < a.dimension; d++) if (a.blocks[blockOffset(row, d, a.dimension)] !== b.blocks[blockOffset(other, d, b.dimension)]) return false;
  return true;
}

/** By how much all visible biases moved, in the mean; 0 where none is visible, null where they moved apart or are seen otherwise. */
function commonShift({ bias: past }: Attended['heads'][number], { bias: now }: AttentionHead, matched: readonly (readonly [number, number])[]): number | null {
  if (matched.some(([earlier, later]) => past[earlier] > MASKED_BELOW !== now[later] > MASKED_BELOW)) return null;
  const visible = matched.filter(([, later]) => now[later] > MASKED_BELOW);
  if (visible.length === 0) return 0;
  const mean = visible.reduce((sum, [earlier, later]) => sum + now[later] - past[earlier], 0) / visible.length;
  const isCommon = visible.every(([earlier, later]) => Math.abs(now[later] - past[earlier] - mean) <= ROUNDING * (1 + Math.abs(past[earlier]) + Math.abs(now[later])));
  return isCommon ? mean : null;
}

function weighs(bias: number, { bias: all, temperature }: AttentionHead): boolean {
  if (bias <= MASKED_BELOW) return false;
  const best = all.reduce((most, nats) => Math.max(most, nats), MASKED_BELOW);
  return bias > best - 2 / temperature - NEGLIGIBLE;
}
