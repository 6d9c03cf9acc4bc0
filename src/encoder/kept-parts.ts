import type { ModelCache } from './model-cache.ts';

/** A file is kept in parts of so many bytes: what a closed tab loses of a download. */
const PART_BYTES = 1 << 20;

export interface FileIdentity {
  /** Bytes of the whole file. */
  total: number;
  /** The server's ETag: bytes of another file must not be continued. */
  etag: string;
}

export interface KeptStart extends FileIdentity {
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The first bytes of a file that is being downloaded, kept in the cache so that another session goes on. Its last bytes are
 * not: they are asked for again, and the server tells whether it still has the same file.
 */
export class KeptParts {
  readonly #cache: ModelCache;
  readonly #url: string;
  #pending = new Uint8Array(PART_BYTES);
  #filled = 0;
  #count = 0;
  #writing: Promise<boolean> = Promise.resolve(true);

  constructor(cache: ModelCache, url: string) {
    this.#cache = cache;
    this.#url = url;
  }

  /** What is kept; null where there is nothing, or what is there is damaged. */
  async read(): Promise<KeptStart | null> {
    const head = await this.#cache.get(this.#name('head'));
    if (!head) return null;
    const identity = identityOf(head);
    const parts: Uint8Array[] = [];
    for (let part = await this.#cache.get(this.#name(0)); part; part = await this.#cache.get(this.#name(parts.length))) parts.push(part);
    if (!identity || parts.length === 0 || parts.length * PART_BYTES >= identity.total || parts.some(({ length }) => length !== PART_BYTES)) {
      await this.clear(); // New parts must not be followed by old ones.
      return null;
    }
    const bytes = new Uint8Array(parts.length * PART_BYTES);
    parts.forEach((part, n) => bytes.set(part, n * PART_BYTES));
    this.#count = parts.length;
    return { ...identity, bytes };
  }

  /** Takes the next bytes of the file; what fills a part is written while the download goes on. */
  add(bytes: Uint8Array, { total, etag }: FileIdentity): void {
    for (let from = 0; from < bytes.length && (this.#count + 1) * PART_BYTES < total; ) {
      const some = bytes.subarray(from, from + PART_BYTES - this.#filled);
      this.#pending.set(some, this.#filled);
      this.#filled += some.length;
      from += some.length;
      if (this.#filled < PART_BYTES) continue;
      const files = new Map([[this.#name(this.#count), this.#pending]]);
      if (this.#count === 0) files.set(this.#name('head'), new TextEncoder().encode(JSON.stringify({ total, etag })));
      // A part after one that found no room would be out of place.
      this.#writing = this.#writing.then((fits) => fits && this.#cache.put(files));
      this.#pending = new Uint8Array(PART_BYTES);
      this.#filled = 0;
      this.#count++;
    }
  }

  /** Waits until all that was taken is written. */
  async written(): Promise<void> {
    await this.#writing;
  }

  /** Forgets what is kept: the file is cached whole, is bad, or is another by now. */
  async clear(): Promise<void> {
    await this.#writing;
    const names = [this.#name('head')];
    while ((await this.#cache.get(this.#name(names.length - 1))) !== null) names.push(this.#name(names.length - 1));
    await this.#cache.delete(names);
    [this.#filled, this.#count, this.#writing] = [0, 0, Promise.resolve(true)];
  }

  #name(part: number | 'head'): string {
    return `${this.#url}?attune-part=${part}`;
  }
}

function identityOf(head: Uint8Array): FileIdentity | null {
  try {
    const { total, etag } = JSON.parse(new TextDecoder().decode(head)) as Partial<FileIdentity>;
    return typeof total === 'number' && typeof etag === 'string' ? { total, etag } : null;
  } catch {
    return null;
  }
}
