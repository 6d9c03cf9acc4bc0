import { KernelError } from '../kernels.ts';

const PAGE = 65_536;
/** Cache lines; also what v128 loads like best. */
const ALIGN = 64;

/** Larger memory is given back to the browser. */
const MOST_SPARE = 16 * 2 ** 20;

/** Memory of catalogs that were released, for the next: a browser reserves so much address space for each that it soon has none left. */
export class SpareMemory {
  #spare: LinearMemory | null = null;

  take(): LinearMemory {
    const memory = this.#spare ?? new LinearMemory();
    this.#spare = null;
    return memory;
  }

  giveBack(memory: LinearMemory): void {
    if (memory.memory.buffer.byteLength > MOST_SPARE) return;
    memory.wipe(ALIGN);
    this.#spare = memory;
  }
}

/** WebAssembly memory that is given out from the front: what lies before a mark stays, what lies behind is for one request. */
export class LinearMemory {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  #used = ALIGN;

  /** How much is given out. */
  get mark(): number {
    return this.#used;
  }

  /** Takes back what was given out behind `mark`. */
  rewind(mark: number): void {
    this.#used = mark;
  }

  /** Takes back what was given out behind `mark`, and leaves no trace of it. */
  wipe(mark: number): void {
    this.rewind(mark);
    this.i8(mark, this.memory.buffer.byteLength - mark).fill(0);
  }

  /**
   * The address of `bytes` free bytes; they hold whatever was there.
   *
   * @throws {KernelError} when the browser refuses the memory
   */
  take(bytes: number): number {
    const address = this.#used;
    this.#used = Math.ceil((address + bytes) / ALIGN) * ALIGN;
    const missing = this.#used - this.memory.buffer.byteLength;
    if (missing > 0) this.#grow(missing);
    return address;
  }

  #grow(bytes: number): void {
    try {
      this.memory.grow(Math.ceil(bytes / PAGE));
    } catch (error) {
      throw new KernelError(`WebAssembly: expected ${bytes} more bytes of memory, got none`, { cause: error });
    }
  }

  // Views die when the memory grows: each is made when it is used.

  i8(address: number, length: number): Int8Array {
    return new Int8Array(this.memory.buffer, address, length);
  }

  i16(address: number, length: number): Int16Array {
    return new Int16Array(this.memory.buffer, address, length);
  }

  i32(address: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, length);
  }

  u32(address: number, length: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, length);
  }

  f32(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }
}
