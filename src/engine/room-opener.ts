import type { Status } from '../domain/status.ts';
import type { Rooms } from './open-rooms.ts';
import type { ProblemList } from './problem-list.ts';

/** Opens what ranks, and again where that failed; says how far it is. */
export class RoomOpener {
  #open: (signal: AbortSignal) => Promise<Rooms>;
  #closing: AbortSignal;
  #problems: ProblemList;
  #changed: () => void;
  #state: Status['state'] = 'opening';
  #opened: Promise<Rooms> | null = null;
  #ready: Rooms | null = null;
  #hidden = false;

  /**
   * @param closing aborts when all is to close
   * @param changed called when the rooms are open
   */
  constructor(open: (signal: AbortSignal) => Promise<Rooms>, closing: AbortSignal, problems: ProblemList, changed: () => void) {
    this.#open = open;
    this.#closing = closing;
    this.#problems = problems;
    this.#changed = changed;
  }

  get state(): Status['state'] {
    return this.#closing.aborted ? 'closed' : this.#state;
  }

  /** Null before they are open. */
  get ready(): Rooms | null {
    return this.#ready;
  }

  /** The rooms when they are open, which the first call begins. @throws what opening threw */
  opened(): Promise<Rooms> {
    return (this.#opened ??= this.#start());
  }

  /** As `opened`; what failed to open is tried again. */
  usable(): Promise<Rooms> {
    if (this.#state === 'failed') this.#opened = null;
    return this.opened();
  }

  /** Whether nobody looks at the page. */
  pace(hidden: boolean): void {
    this.#hidden = hidden;
    this.#ready?.queue.pace(hidden);
  }

  close(): void {
    this.#ready?.queue.close();
    this.#ready?.kernels.close();
  }

  async #start(): Promise<Rooms> {
    this.#state = 'opening';
    this.#problems.clear('catalog');
    this.#problems.clear('engine');
    try {
      const rooms = await this.#open(this.#closing);
      if (this.#closing.aborted) rooms.kernels.close();
      this.#closing.throwIfAborted();
      rooms.queue.pace(this.#hidden);
      this.#ready = rooms;
      this.#state = 'ready';
      // The queue needs the encoder, which needs what this very promise gives.
      queueMicrotask(() => rooms.queue.start());
      this.#changed();
      return rooms;
    } catch (error) {
      if (!this.#closing.aborted) {
        this.#state = 'failed';
        this.#problems.report((error as Error).name === 'CatalogError' ? 'catalog' : 'engine', error as Error);
      }
      throw error;
    }
  }
}
