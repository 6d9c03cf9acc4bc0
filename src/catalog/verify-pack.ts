import { CatalogError } from './catalog.ts';
import type { PackReader } from './open-pack.ts';
import { decodePack, readManifest, readPart } from './open-pack.ts';
import type { Manifest } from './pack-format.ts';
import { parseManifest } from './pack-format.ts';

/** Checks a pack whole, parts that this version does not read included, and gives the first fault in the manifest's order. */
export async function verifyPack(read: PackReader, signal?: AbortSignal): Promise<{ ok: true; manifest: Manifest } | { ok: false; fault: string }> {
  try {
    const bytes = await readManifest(read, signal);
    const manifest = await parseManifest(bytes);
    const parts = new Map<string, Uint8Array>();
    for (const name of Object.keys(manifest.parts)) parts.set(name, await readPart(read, manifest, name, signal));
    decodePack(manifest, parts, bytes.length);
    return { ok: true, manifest };
  } catch (error) {
    if (error instanceof CatalogError) return { ok: false, fault: error.message };
    throw error;
  }
}
