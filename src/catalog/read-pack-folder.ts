import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CatalogError } from './catalog.ts';
import type { PackReader } from './open-pack.ts';

/** Reads a pack from a folder, in Node. Apart from everything that a browser loads. */
export function packFromFolder(folder: string): PackReader {
  return async (file, signal) => {
    try {
      const { buffer, byteOffset, length } = await readFile(join(folder, file), { signal });
      return new Uint8Array(buffer, byteOffset, length);
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new CatalogError('unreachable', `${join(folder, file)}: expected a file, got ${(cause as NodeJS.ErrnoException).code ?? cause}`, cause);
    }
  };
}
