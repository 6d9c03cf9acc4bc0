import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { argv, env } from 'node:process';
import { deserialize, serialize } from 'node:v8';
import type { ResultMemory } from '../../compiler/compile-pack.ts';

const DIGEST_BYTES = 32;
/** What was of no use for longest goes: one result is up to some tens of megabytes. */
const MOST_RESULTS = 8;

/**
 * What was learned, by a digest of all that it follows from, beside the vectors that are kept (`ATTUNE_CACHE`). Of another build of
 * the program nothing is taken. It never throws: what is damaged, or cannot be written, is learned anew.
 */
export class KeptResults implements ResultMemory {
  readonly #folder: string;

  constructor(folder = join(env.ATTUNE_CACHE ?? join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'attune'), 'learned')) {
    this.#folder = folder;
  }

  async get(key: string): Promise<unknown> {
    try {
      const file = await this.#fileOf(key);
      const bytes = await readFile(file);
      if (!digestOf(bytes.subarray(DIGEST_BYTES)).equals(bytes.subarray(0, DIGEST_BYTES))) return null;
      const now = new Date();
      await utimes(file, now, now);
      return deserialize(bytes.subarray(DIGEST_BYTES)) as unknown;
    } catch {
      return null;
    }
  }

  async put(key: string, result: unknown): Promise<void> {
    try {
      const bytes = serialize(result);
      const file = await this.#fileOf(key);
      await mkdir(this.#folder, { recursive: true });
      const fresh = `${file}.${randomUUID().slice(0, 8)}.new`;
      await writeFile(fresh, Buffer.concat([digestOf(bytes), bytes]));
      await rename(fresh, file);
      await this.#makeRoom();
    } catch {
      // A folder that refuses costs the time of learning again.
    }
  }

  /** By the program's own bytes too: another build may learn otherwise. */
  async #fileOf(key: string): Promise<string> {
    const program = await readFile(argv[1]);
    return join(this.#folder, `${digestOf(Buffer.concat([digestOf(program), Buffer.from(key)])).toString('hex')}.learned`);
  }

  async #makeRoom(): Promise<void> {
    const files = await Promise.all((await readdir(this.#folder)).map(async (name) => ({ name, usedMs: (await stat(join(this.#folder, name))).mtimeMs })));
    for (const { name } of files.sort((a, b) => b.usedMs - a.usedMs).slice(MOST_RESULTS)) await rm(join(this.#folder, name), { force: true });
  }
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
