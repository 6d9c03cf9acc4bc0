import { CatalogError } from './catalog.ts';
import type { PackReader } from './open-pack.ts';
import { MANIFEST_FILE, matchesFileName } from './pack-format.ts';

/**
 * Reads a pack from the folder at `base`, a URL with or without its last slash. The manifest is asked for anew each time,
 * a part comes from the HTTP cache where it is there and is what its name says.
 */
export function packFromUrl(base: URL | string, fetchFile: typeof fetch = (...request) => fetch(...request)): PackReader {
  const folder = folderUrl(base);
  return async (file, signal, onBytes) => {
    const ask = async (cache: RequestCache) => readBody(await fetchOk(fetchFile, new URL(file, folder), cache, signal), onBytes);
    if (file === MANIFEST_FILE) return ask('no-cache');
    const kept = await ask('force-cache').catch((error: unknown) => {
      // A page that a host once sent in this file's place may sit in the cache.
      if (error instanceof CatalogError && error.code === 'not-a-pack') return null;
      throw error;
    });
    return kept && (await matchesFileName(file, kept)) ? kept : ask('reload');
  };
}

/** `base` as a folder: with a slash at its end, without query and fragment. */
export function folderUrl(base: URL | string): URL {
  const url = new URL(base, globalThis.location?.href);
  url.search = url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

async function fetchOk(fetchFile: typeof fetch, url: URL, cache: RequestCache, signal?: AbortSignal): Promise<Response> {
  const response = await fetchFile(url, { cache, signal }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new CatalogError('unreachable', `${url.href}: expected an answer, got ${(cause as Error).message}`, cause);
  });
  if (!response.ok) throw new CatalogError('unreachable', `${url.href}: expected status 200, got ${response.status} ${response.statusText}`.trim());
  if (response.headers.get('content-type')?.startsWith('text/html')) throw new CatalogError('not-a-pack', `${url.href}: expected a file of a pack, got an HTML page`);
  return response;
}

async function readBody(response: Response, onBytes?: (bytes: number) => void): Promise<Uint8Array> {
  try {
    if (!onBytes || !response.body) return new Uint8Array(await response.arrayBuffer());
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    const reader = response.body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      chunks.push(next.value);
      onBytes((size += next.value.length));
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  } catch (cause) {
    if ((cause as Error).name === 'AbortError') throw cause;
    throw new CatalogError('unreachable', `${response.url}: expected the whole file, got ${(cause as Error).message}`, cause);
  }
}
