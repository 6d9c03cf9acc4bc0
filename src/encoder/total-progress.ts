import type { Progress } from '../domain/status.ts';

/** Reports are as fine as this share of the whole: a bar of 200 steps, not a message per packet. */
const STEP = 1 / 200;

/**
 * One progress in bytes over several files that load at the same time.
 *
 * It first speaks when every file has told its size, so that the total stands still; `done` never falls, also when a file
 * starts over. A file without a size counts what has come of it.
 */
export class TotalProgress {
  readonly #files: Map<string, { done: number; total: number; known: boolean }>;
  readonly #onProgress: (progress: Progress) => void;
  #said = -1;

  constructor(files: readonly string[], onProgress: (progress: Progress) => void) {
    this.#files = new Map(files.map((file) => [file, { done: 0, total: 0, known: false }]));
    this.#onProgress = onProgress;
  }

  /** `file` stands at `done` of `total` bytes; `total` is null while unknown. */
  set(file: string, done: number, total: number | null): void {
    const entry = this.#files.get(file)!;
    entry.known = true;
    entry.done = Math.max(entry.done, done);
    entry.total = Math.max(entry.total, total ?? 0, entry.done);
    this.#report();
  }

  #report(): void {
    const entries = [...this.#files];
    if (entries.some(([, { known }]) => !known)) return;
    const done = entries.reduce((sum, [, entry]) => sum + entry.done, 0);
    const total = entries.reduce((sum, [, entry]) => sum + entry.total, 0);
    const ends = done === total && done !== this.#said;
    if (this.#said >= 0 && !ends && done - this.#said < total * STEP) return;
    this.#said = done;
    this.#onProgress({ done, total, unit: 'bytes', files: entries.map(([file, entry]) => ({ file, done: entry.done, total: entry.total })) });
  }
}
