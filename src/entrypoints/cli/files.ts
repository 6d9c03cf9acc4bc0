import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { MANIFEST_FILE } from '../../catalog/pack-format.ts';
import { InputError } from './failures.ts';

/**
 * The lines of a UTF-8 file, or of standard input.
 *
 * @throws {InputError} when there is no such file, or bytes are no UTF-8
 */
export async function* linesOf(file: string | undefined): AsyncGenerator<string> {
  if (file !== undefined && !existsSync(file)) throw new InputError(`${file}: expected a file, got none`);
  const input = file === undefined ? stdin : createReadStream(file);
  let line = 0;
  try {
    for await (const text of createInterface({ input: input.setEncoding('utf8'), crlfDelay: Infinity })) {
      line++;
      if (text.includes('\uFFFD')) throw new InputError(`${file ?? 'stdin'}:${line}: expected UTF-8, got other bytes`);
      yield text;
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file}: expected a readable file, got ${(error as Error).message}`, { cause: error });
  }
}

/** Writes a pack's files, the manifest last and at once, then removes parts of the pack before; other files stay. */
export async function writePackFolder(folder: string, files: Map<string, Uint8Array>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of files) if (name !== MANIFEST_FILE) await writeFile(join(folder, name), bytes);
  const fresh = join(folder, `${MANIFEST_FILE}.new`);
  await writeFile(fresh, files.get(MANIFEST_FILE)!);
  await rename(fresh, join(folder, MANIFEST_FILE));
  for (const name of await readdir(folder)) if (PART.test(name) && !files.has(name)) await rm(join(folder, name));
}

const PART = /^[a-z0-9-]+\.[0-9a-f]{16}\.(bin|txt)$/;
