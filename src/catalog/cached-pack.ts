import type { Catalog } from './catalog.ts';
import { CatalogError, type CatalogTrouble } from './catalog.ts';
import { folderUrl, packFromUrl } from './fetch-pack.ts';
import type { OpenPackOptions, PackReader } from './open-pack.ts';
import { openPack } from './open-pack.ts';
import type { Manifest } from './pack-format.ts';
import { MANIFEST_FILE, matchesFileName, parseManifest } from './pack-format.ts';

export interface CachedPackOptions extends OpenPackOptions {
  /** Reads from the network; packFromUrl(base) unless given. */
  read?: PackReader;
  /** Cache Storage; the browser's unless given, null for none. */
  caches?: Pick<CacheStorage, 'open'> | null;
  /** Told why the pack of the network was not used where the kept one stands in for it. */
  onRefused?: (error: CatalogError) => void;
}

/** What the network alone is to blame for: it passes, and nobody need be told. */
const CUT: ReadonlySet<CatalogTrouble> = new Set<CatalogTrouble>(['unreachable', 'not-a-pack']);

/**
 * Opens the pack at `base` and keeps it, so that it opens again with the network cut.
 *
 * The manifest comes from the network first; the kept pack speaks when the network does not, when something between
 * answers with a page of its own (a sign-in page of a hotel's), or when the new pack must not be used: damaged, of a future version, or not
 * signed as it must be. Parts are kept under their hashed names. Only a pack that opened whole replaces the one before, whose parts are then deleted. Where Cache Storage
 * is refused or full, the pack opens all the same and is not kept.
 *
 * @throws {CatalogError} as openPack(); what the network said when nothing was kept
 */
export async function cachedPack(base: URL | string, options: CachedPackOptions = {}): Promise<Catalog> {
  const folder = folderUrl(base);
  const network = options.read ?? packFromUrl(folder);
  const cache = await openCache(options.caches === undefined ? globalThis.caches : options.caches, folder);
  if (!cache) return openPack(network, options);
  const fetched = partsThroughCache(network, cache, folder);
  let manifest: Uint8Array | undefined;
  const noting: PackReader = async (file, ...rest) => {
    const bytes = await fetched(file, ...rest);
    if (file === MANIFEST_FILE) manifest = bytes;
    return bytes;
  };
  try {
    const catalog = await openPack(noting, options);
    await keep(cache, folder, await parseManifest(manifest!), manifest!).catch(() => undefined);
    return catalog;
  } catch (error) {
    if (options.signal?.aborted || !(error instanceof CatalogError)) throw error;
    const kept = await openKept(cache, folder, options, error);
    if (!CUT.has(error.code)) options.onRefused?.(error);
    return kept;
  }
}

async function openCache(caches: Pick<CacheStorage, 'open'> | null, folder: URL): Promise<Cache | null> {
  try {
    return (await caches?.open(`attune-pack ${folder.href}`)) ?? null;
  } catch {
    return null;
  }
}

/** Takes a part from the cache, else from `network` and keeps it; the manifest always from `network`. */
function partsThroughCache(network: PackReader, cache: Cache, folder: URL): PackReader {
  return async (file, signal, onBytes) => {
    if (file === MANIFEST_FILE) return network(file, signal, onBytes);
    const kept = await readKept(cache, new URL(file, folder));
    if (kept && (await matchesFileName(file, kept))) return kept;
    const bytes = await network(file, signal, onBytes);
    if (await matchesFileName(file, bytes)) await put(cache, new URL(file, folder), bytes).catch(() => undefined);
    return bytes;
  };
}

/** The pack as it was last opened whole. @throws `error` where there is none that may be used */
async function openKept(cache: Cache, folder: URL, options: OpenPackOptions, error: CatalogError): Promise<Catalog> {
  const kept: PackReader = async (file) => {
    const bytes = await readKept(cache, new URL(file, folder));
    if (!bytes) throw error;
    return bytes;
  };
  return openPack(kept, options).catch(() => {
    options.signal?.throwIfAborted();
    throw error;
  });
}

async function keep(cache: Cache, folder: URL, manifest: Manifest, bytes: Uint8Array): Promise<void> {
  const named = new Set([MANIFEST_FILE, ...Object.values(manifest.parts).map(({ file }) => file)].map((file) => new URL(file, folder).href));
  await put(cache, new URL(MANIFEST_FILE, folder), bytes);
  const stale = (await cache.keys()).filter((request) => !named.has(request.url));
  await Promise.all(stale.map((request) => cache.delete(request)));
}

async function readKept(cache: Cache, url: URL): Promise<Uint8Array | null> {
  try {
    const response = await cache.match(url);
    return response ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

async function put(cache: Cache, url: URL, bytes: Uint8Array): Promise<void> {
  await cache.put(url, new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': 'application/octet-stream', 'content-length': String(bytes.length) } }));
}
