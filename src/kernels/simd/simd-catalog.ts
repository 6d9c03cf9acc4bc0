import { BLOCK_ROWS, NO_SPACE, paddedDimension, type QuantisedMatrix } from '../../domain/matrix.ts';
import { visibleEvents } from '../attend-row.ts';
import { type Attended, type Past, stepOf } from '../continuation.ts';
import type { Reader, ReadRequest } from '../cpu-catalog.ts';
import type { AttentionHead } from '../kernels.ts';
import { turnTaker } from '../turn-taker.ts';
import type { SimdModule } from './compile-simd.ts';
import { LinearMemory, type SpareMemory } from './linear-memory.ts';

/** As `attendRows` of shaders/attention.as. */
export type AttendRows = (from: number, to: number, steps: number, blocks: number, scales: number, spaces: number, groups: number, history: number, eventScales: number, eventSpaces: number, values: number, valueScales: number, valueSpaces: number, scratch: number, heads: number, count: number, merges: number) => void;

/** Events of a group. */
const GROUP = 4;
const HEAD_BYTES = 36;
const ACTIVATIONS = { softmax: 0, sigmoid: 1, relu: 2 } as const;
/** Products of one call: some 5 ms of work. */
const SLICE_PRODUCTS = 100e6;
/** Numbers that stand for no space: a candidate's is never an event's. */
const NO_CANDIDATE_SPACE = -1;
const NO_EVENT_SPACE = -2;

/** A head's state of all candidates, f32 [C] each. */
interface State {
  top: number;
  sum: number;
  weighted: number;
}

/**
 * A catalog in WebAssembly memory; requests take turns on it. The states of the last request stay: one that goes on from
 * it computes its new events alone.
 */
export class SimdCatalog implements Reader {
  readonly #memory: LinearMemory;
  readonly #spare: SpareMemory | undefined;
  readonly #relaxed: boolean;
  readonly #attendRows: AttendRows;
  readonly #rows: number;
  readonly #padded: number;
  readonly #steps: number;
  readonly #blocks: number;
  readonly #scales: number;
  readonly #spaces: number;
  /** Of each head, kept from request to request. */
  #states: State[] = [];
  /** Behind the first lies what requests leave, behind the second what one needs. */
  readonly #catalogMark: number;
  #mark: number;
  #past: Past | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param spare where its memory comes from and goes to
   * @throws {KernelError} when the browser refuses the memory
   */
  constructor(catalog: QuantisedMatrix, { module, relaxed }: SimdModule, spare?: SpareMemory) {
    const memory = spare?.take() ?? new LinearMemory();
    this.#memory = memory;
    this.#spare = spare;
    this.#relaxed = relaxed;
    this.#rows = catalog.rows;
    this.#padded = Math.ceil(catalog.rows / BLOCK_ROWS) * BLOCK_ROWS;
    this.#steps = paddedDimension(catalog.dimension) / 16;
    this.#blocks = memory.take(catalog.blocks.length);
    this.#scales = memory.take(this.#padded * 4);
    this.#spaces = memory.take(this.#padded * 4);
    this.#catalogMark = this.#mark = memory.mark;
    memory.i8(this.#blocks, catalog.blocks.length).set(catalog.blocks);
    memory.f32(this.#scales, this.#padded).set(catalog.scales);
    memory.i32(this.#spaces, this.#padded).set(spacesOf(catalog, NO_CANDIDATE_SPACE));
    this.#attendRows = new WebAssembly.Instance(module, { env: { memory: memory.memory } }).exports.attendRows as AttendRows;
  }

  read(request: ReadRequest, signal?: AbortSignal): Promise<Float32Array[]> {
    const reading = this.#last.then(() => this.#read(request, signal));
    this.#last = reading.catch(() => undefined);
    return reading;
  }

  due(request: ReadRequest): number {
    return stepOf(this.#past, request).due.history.rows;
  }

  forget(): void {
    this.#past = null;
    this.#last = this.#last.then(() => {
      this.#past = null;
      this.#states = [];
      this.#mark = this.#catalogMark;
      this.#memory.wipe(this.#mark);
      return undefined;
    });
  }

  release(): void {
    void this.#last.then(() => this.#spare?.giveBack(this.#memory));
  }

  async #read({ history, values, heads }: ReadRequest, signal?: AbortSignal): Promise<Float32Array[]> {
    signal?.throwIfAborted();
    if (history.rows === 0 || heads.length === 0 || this.#rows === 0) return heads.map(() => new Float32Array(this.#rows));
    this.#makeStates(heads.length);
    const { goesOn, due, shifts, past } = stepOf(this.#past, { history, values, heads });
    this.#past = null; // Until it is whole again: a request may be given up midway.
    if (due.history.rows > 0) await this.#attend(due, goesOn, signal);
    this.#past = past;
    return heads.map((head, n) => this.#readout(head, this.#states[n], shifts[n]));
  }

  #makeStates(count: number): void {
    if (this.#states.length >= count) return;
    this.#memory.rewind(this.#mark);
    while (this.#states.length < count) this.#states.push({ top: this.#memory.take(this.#padded * 4), sum: this.#memory.take(this.#padded * 4), weighted: this.#memory.take(this.#padded * 4) });
    this.#mark = this.#memory.mark;
  }

  /** Computes the states of all candidates, anew or by what comes to them. */
  async #attend({ history, values, heads }: Attended, merges: boolean, signal?: AbortSignal): Promise<void> {
    this.#memory.rewind(this.#mark);
    const groups = Math.ceil(history.rows / GROUP);
    const keys = this.#placeEvents(history, groups);
    const read = values ? this.#placeEvents(values, groups) : { widened: 0, scales: 0, spaces: 0 };
    const table = this.#placeHeads(heads);
    const scratch = this.#memory.take(groups * GROUP * 16 * (values ? 2 : 1));
    const slice = Math.max(BLOCK_ROWS, Math.floor(SLICE_PRODUCTS / (groups * GROUP * this.#steps * 16 * (values ? 2 : 1)) / BLOCK_ROWS) * BLOCK_ROWS);
    const turn = turnTaker(signal);
    for (let from = 0; from < this.#padded; from += slice) {
      this.#attendRows(from, Math.min(this.#padded, from + slice), this.#steps, this.#blocks, this.#scales, this.#spaces, groups, keys.widened, keys.scales, keys.spaces, read.widened, read.scales, read.spaces, scratch, table, heads.length, Number(merges));
      const due = turn();
      if (due) await due;
    }
  }

  /** [group][D/16][4][16] widened to int16, or for relaxed SIMD [4][2][16] bytes: sizes, then −1 where a number is negative. */
  #placeEvents(history: QuantisedMatrix, groups: number): { widened: number; scales: number; spaces: number } {
    const memory = this.#memory;
    const depth = this.#steps * 16;
    const [address, scales, spaces] = [memory.take(groups * GROUP * depth * 2), memory.take(groups * GROUP * 4), memory.take(groups * GROUP * 4)];
    const widened = memory.i16(address, groups * GROUP * depth).fill(0);
    const parted = memory.i8(address, groups * GROUP * depth * 2);
    for (let event = 0; event < history.rows; event++) {
      const from = Math.floor(event / BLOCK_ROWS) * BLOCK_ROWS * depth + (event % BLOCK_ROWS) * 16;
      const to = Math.floor(event / GROUP) * GROUP * depth + (event % GROUP) * 16;
      for (let step = 0; step < this.#steps; step++) {
        const numbers = history.blocks.subarray(from + step * BLOCK_ROWS * 16, from + step * BLOCK_ROWS * 16 + 16);
        const at = to + step * GROUP * 16;
        if (this.#relaxed) {
          parted.set(numbers.map(Math.abs), 2 * at);
          parted.set(numbers.map((x) => x >> 7), 2 * at + 16);
        } else widened.set(numbers, at);
      }
    }
    memory.f32(scales, groups * GROUP).fill(0).set(history.scales);
    memory.i32(spaces, groups * GROUP).fill(NO_EVENT_SPACE).set(spacesOf(history, NO_EVENT_SPACE));
    return { widened: address, scales, spaces };
  }

  #placeHeads(heads: Attended['heads']): number {
    const memory = this.#memory;
    const table = memory.take(heads.length * HEAD_BYTES);
    for (const [n, { bias, temperature, activation = 'softmax', threshold = 0 }] of heads.entries()) {
      const visible = visibleEvents(bias);
      const [events, biases] = [memory.take(visible.length * 4), memory.take(visible.length * 4)];
      memory.u32(events, visible.length).set(visible);
      memory.f32(biases, visible.length).set(Float32Array.from(visible, (event) => (activation === 'softmax' ? bias[event] : Math.exp(bias[event]))));
      const at = table + n * HEAD_BYTES;
      const { top, sum, weighted } = this.#states[n];
      memory.u32(at, 8).set([visible.length, events, biases, 0, top, sum, weighted, ACTIVATIONS[activation]]);
      memory.f32(at + 12, 1)[0] = 1 / temperature;
      memory.f32(at + 32, 1)[0] = threshold;
    }
    return table;
  }

  /** lse: τ·(m + shift + log l)      mean: y / l      sum: e^shift·y      0 where the head saw nothing */
  #readout({ readout, temperature }: AttentionHead, { top, sum, weighted }: State, shift: number): Float32Array {
    const [m, l, y] = [top, sum, weighted].map((address) => this.#memory.f32(address, this.#rows));
    const readouts = new Float32Array(this.#rows);
    if (readout === 'sum') return y.map((weighted) => Math.exp(shift) * weighted);
    if (l[0] === 0) return readouts;
    if (readout === 'lse') for (let row = 0; row < readouts.length; row++) readouts[row] = temperature * (m[row] + shift + Math.log(l[row]));
    else for (let row = 0; row < readouts.length; row++) readouts[row] = y[row] / l[row];
    return readouts;
  }
}

function spacesOf({ spaceOf }: QuantisedMatrix, none: number): Int32Array {
  return Int32Array.from(spaceOf, (space) => (space === NO_SPACE ? none : space));
}
