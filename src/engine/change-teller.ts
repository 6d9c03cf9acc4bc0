import type { Change, Status } from '../domain/status.ts';

/** Tells subscribers what changes. */
export class ChangeTeller {
  #status: () => Status;
  #listeners = new Set<(change: Change) => void>();

  /** @param status gives the status as it is when it is told */
  constructor(status: () => Status) {
    this.#status = status;
  }

  /** Tells `listener` the status now and every change from here on; call the result to stop. */
  add(listener: (change: Change) => void): () => void {
    listener({ type: 'status', status: this.#status() });
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  historyChanged(): void {
    this.#tell({ type: 'history' });
    this.statusChanged();
  }

  learningChanged(): void {
    this.#tell({ type: 'learning' });
  }

  /** Told after the step that is under way. */
  statusChanged(): void {
    if (this.#listeners.size > 0) queueMicrotask(() => this.#tellStatus());
  }

  /** Tells the last status, and nothing more. */
  close(): void {
    this.#tellStatus();
    this.#listeners.clear();
  }

  #tellStatus(): void {
    if (this.#listeners.size > 0) this.#tell({ type: 'status', status: this.#status() });
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
