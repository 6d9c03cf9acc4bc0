import type { Database, DatabaseOptions, StoreName, Transaction } from './database.ts';
import { openDatabase, storeErrorOf } from './database.ts';
import type { StoreChange } from './store.ts';
import { StoreError } from './store.ts';

/** One database, kept open: opened again when the browser took it away, let go for good when another tab upgrades it. */
export class Connection {
  readonly name: string;
  #hear: (change: StoreChange) => void;
  #options: DatabaseOptions;
  #database: Promise<Database> | null = null;
  #over: Error | null = null;

  constructor(name: string, hear: (change: StoreChange) => void, options: DatabaseOptions = {}) {
    this.name = name;
    this.#hear = hear;
    this.#options = options;
  }

  /**
   * Runs `work` in one transaction: all of it is kept, or nothing.
   *
   * @param what  for the message of an error: "expected to … "
   * @throws {StoreError} when the browser refuses; {TypeError} after close()
   */
  async run<Mode extends 'readonly' | 'readwrite', T>(mode: Mode, names: StoreName[], what: string, work: (transaction: Transaction<Mode>) => Promise<T>, durability?: IDBTransactionDurability): Promise<T> {
    const transaction = await this.#begin(mode, names, what, durability);
    transaction.done.catch(() => undefined);
    try {
      const result = await work(transaction);
      await transaction.done;
      return result;
    } catch (cause) {
      abort(transaction);
      if (isMistake(cause)) throw new TypeError(`store: expected to ${what}, got a value that cannot be copied: ${cause.message}`, { cause });
      // The transaction's own error tells why; a request cut off by it says "aborted" only.
      throw this.#told(storeErrorOf(transaction.error ?? cause, what));
    }
  }

  /** Opens the database now, so that a refusal shows at once. */
  async open(): Promise<void> {
    await this.#opened();
  }

  close(): void {
    this.#over ??= new TypeError('store: expected an open store, got a closed one');
    this.#database?.then((database) => database.close(), () => undefined);
  }

  async #begin<Mode extends 'readonly' | 'readwrite'>(mode: Mode, names: StoreName[], what: string, durability?: IDBTransactionDurability): Promise<Transaction<Mode>> {
    const begin = async () => (await this.#opened()).transaction(names, mode, { durability });
    try {
      return await begin();
    } catch (cause) {
      if (this.#over) throw this.#over;
      if ((cause as Error).name !== 'InvalidStateError') throw this.#told(storeErrorOf(cause, what));
    }
    // The connection went away and its close event is still on its way.
    this.#database = null;
    return begin().catch((cause: unknown) => {
      throw this.#told(storeErrorOf(cause, what));
    });
  }

  #opened(): Promise<Database> {
    if (this.#over) return Promise.reject(this.#over);
    if (this.#database) return this.#database;
    const opening = openDatabase(this.name, { released: () => this.#release(), terminated: () => this.#lose() }, this.#options);
    this.#database = opening;
    opening.catch(() => {
      if (this.#database === opening) this.#database = null;
    });
    return opening;
  }

  #release(): void {
    const error = new StoreError('closed-by-other-tab', `store: expected database ${this.name} to stay open, got closed because another tab runs a newer version; reload this page`);
    this.#over ??= error;
    this.#told(error);
  }

  #lose(): void {
    this.#database = null;
    this.#hear({ type: 'history' });
  }

  #told(error: StoreError): StoreError {
    this.#hear({ type: 'trouble', trouble: error.code, detail: error.message });
    return error;
  }
}

/** A value that structured cloning refuses is the caller's, and no trouble of the browser's. */
function isMistake(cause: unknown): cause is Error {
  return (cause as Error).name === 'DataCloneError';
}

function abort(transaction: Transaction<'readonly' | 'readwrite'>): void {
  try {
    transaction.abort();
  } catch {
    // It is over already: what failed was the commit.
  }
}
