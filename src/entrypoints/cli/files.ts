import { createReadStream, existsSync } from 'node:fs';
import { access, constants, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stdin } from 'node:process';
import { addAbortSignal } from 'node:stream';
import { MANIFEST_FILE } from '../../catalog/pack-format.ts';
import { InputError } from './failures.ts';

const LINE_FEED = 10;

/**
 * The lines of a file, or of standard input, without their ends (LF or CRLF); a line that is no UTF-8 is null. Split as
 * bytes, since other separators, such as U+2028, may stand inside a line of JSON.
 *
 * @throws {InputError} when there is no such file, or it cannot be read; the signal's reason when given up
 */
export async function* linesOf(file: string | undefined, signal: AbortSignal): AsyncGenerator<string | null> {
  if (file !== undefined && !existsSync(file)) throw new InputError(`${file}: expected a file, got none`);
  const input = addAbortSignal(signal, file === undefined ? stdin : createReadStream(file));
  let begun: Buffer[] = [];
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
        yield decodeLine([...begun, chunk.subarray(from, end)]);
        begun = [];
        from = end + 1;
      }
      if (from < chunk.length) begun.push(chunk.subarray(from));
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new InputError(`${file ?? 'stdin'}: expected a readable file, got ${(error as Error).message}`, { cause: error });
  }
  if (begun.length > 0) yield decodeLine(begun);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeLine(pieces: readonly Buffer[]): string | null {
  try {
    return decoder.decode(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)).replace(/\r$/, '');
  } catch {
    return null;
  }
}

/**
 * Makes sure that `folder` is there and can be written to, before work that would be lost.
 *
 * @throws {InputError} when it is no folder, or must not be written to
 */
export async function openFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new InputError(`${folder}: expected a folder to write to, got ${(cause as NodeJS.ErrnoException).code}`, { cause });
  }
}

/** One level after the other: Node's recursive mkdir spins for ever where the system refuses a name, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) await makeFolder(above);
  await mkdir(folder).catch(async (error: unknown) => {
    // Another program may have been quicker.
    if (!(await isFolder(folder))) throw error;
  });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((entry) => entry.isDirectory(), () => false);
}

/**
 * Makes sure that `file` can be written, before work that would be lost.
 *
 * @throws {InputError} when it is a folder, or neither it nor its folder is there and can be written to
 */
export async function expectWritable(file: string): Promise<void> {
  if (file.endsWith('/') || (await isFolder(file))) throw new InputError(`${file}: expected a file to write to, got a folder`);
  // The slash: a file where the folder should be is ENOTDIR.
  const [place, wanted] = existsSync(file) ? [file, 'file'] : [`${dirname(file)}/`, 'folder'];
  await access(place, constants.W_OK).catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(`${file}: expected a ${wanted} to write to, got ${cause.code}`, { cause });
  });
}

/**
 * Writes a pack's files, the manifest last, then removes parts of the pack before; other files stay. Each appears at once
 * and whole: a part may be in use under the same name.
 */
export async function writePackFolder(folder: string, files: Map<string, Uint8Array>, onFile?: (done: number, total: number) => void): Promise<void> {
  const ordered = [...files].sort(([a], [b]) => Number(a === MANIFEST_FILE) - Number(b === MANIFEST_FILE));
  for (const [n, [name, bytes]] of ordered.entries()) {
    onFile?.(n, ordered.length);
    const fresh = join(folder, `${name}.new`);
    await writeFile(fresh, bytes);
    await rename(fresh, join(folder, name));
  }
  for (const name of await readdir(folder)) if (PART.test(name) && !files.has(name)) await rm(join(folder, name));
}

/** A part, or one that an interrupted run left half written. */
const PART = /^([a-z0-9-]+\.[0-9a-f]{16}\.(bin|txt)(\.new)?|manifest\.json\.new)$/;

/** The text of a small file. @throws {InputError} as `linesOf`, and where it is no text */
export async function textOf(file: string, signal: AbortSignal): Promise<string> {
  const lines = await allLines(file, signal);
  const other = lines.indexOf(null);
  if (other >= 0) throw new InputError(`${file}:${other + 1}: expected UTF-8, got other bytes`);
  return lines.join('\n');
}

/** The lines of a file; null where one is no text. */
export async function allLines(file: string, signal: AbortSignal): Promise<(string | null)[]> {
  const lines: (string | null)[] = [];
  for await (const line of linesOf(file, signal)) lines.push(line);
  return lines;
}
