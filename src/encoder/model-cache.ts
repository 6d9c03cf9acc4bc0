import { nodeParts, type NodeParts } from './node-parts.ts';

/** Files that were fetched once, by their URL. It never throws: a cache that refuses costs a download, not a failure. */
export interface ModelCache {
  get(url: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Keeps all of `files` or none; tells whether it did. */
  put(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<boolean>;
  delete(urls: Iterable<string>): Promise<void>;
}

const CACHE_NAME = 'attune-models';

/** The cache of where we run: Cache Storage in a browser, a folder in Node, none where both refuse. */
export async function openModelCache(): Promise<ModelCache> {
  const node = nodeParts();
  if (node) return folderCache(keptFolder(node, 'models'), node);
  try {
    return storageCache(await caches.open(CACHE_NAME));
  } catch {
    return NO_CACHE; // An insecure page has no `caches`; a sandboxed or private one refuses to open it.
  }
}

const NO_CACHE: ModelCache = { get: async () => null, put: async () => false, delete: async () => undefined };

function storageCache(cache: Cache): ModelCache {
  const remove = async (urls: Iterable<string>) => {
    for (const url of urls) await cache.delete(url).catch(() => false);
  };
  return {
    async get(url) {
      try {
        const response = await cache.match(url);
        return response ? new Uint8Array(await response.arrayBuffer()) : null;
      } catch {
        return null;
      }
    },
    async put(files) {
      try {
        for (const [url, bytes] of files) await cache.put(url, new Response(bytes, { headers: { 'content-length': String(bytes.length) } }));
        return true;
      } catch {
        await remove(files.keys()); // Quota: half a model is worth nothing and takes room.
        return false;
      }
    },
    delete: remove,
  };
}

/** Where Node keeps models, or the vectors that they gave: those lie beside. */
export function keptFolder({ path, env, home }: NodeParts, what: 'models' | 'vectors'): string {
  if (env.ATTUNE_CACHE) return what === 'models' ? env.ATTUNE_CACHE : path.join(env.ATTUNE_CACHE, what);
  return path.join(env.XDG_CACHE_HOME || path.join(home, '.cache'), 'attune', what);
}

function folderCache(folder: string, { fs, path }: NodeParts): ModelCache {
  const fileOf = (url: string) => path.join(folder, encodeURIComponent(url));
  const remove = async (urls: Iterable<string>) => {
    for (const url of urls) await fs.rm(fileOf(url), { force: true }).catch(() => undefined);
  };
  return {
    async get(url) {
      try {
        return new Uint8Array(await fs.readFile(fileOf(url)));
      } catch {
        return null;
      }
    },
    async put(files) {
      try {
        await fs.mkdir(folder, { recursive: true });
        for (const [url, bytes] of files) {
          const partial = `${fileOf(url)}.${crypto.randomUUID().slice(0, 8)}`;
          await fs.writeFile(partial, bytes);
          await fs.rename(partial, fileOf(url));
        }
        return true;
      } catch {
        await remove(files.keys());
        return false;
      }
    },
    delete: remove,
  };
}
