import { CatalogError } from './catalog.ts';
import type { PackReader } from './open-pack.ts';
import { decodePack, readManifest, readPart } from './open-pack.ts';
import type { Manifest } from './pack-format.ts';
import { parseManifest } from './pack-format.ts';
import { checkSignature } from './pack-signature.ts';

/**
 * Checks a pack whole, parts that this version does not read included, and gives the first fault in the manifest's order.
 *
 * @param key public key that it must be signed by, as `checkSignature` takes it
 */
export async function verifyPack(read: PackReader, { key, signal }: { key?: string; signal?: AbortSignal } = {}): Promise<{ ok: true; manifest: Manifest } | { ok: false; fault: string }> {
  try {
    const bytes = await readManifest(read, signal);
    const manifest = await parseManifest(bytes);
    if (key !== undefined) await checkSignature(manifest, key);
    const parts = new Map<string, Uint8Array>();
    for (const name of Object.keys(manifest.parts)) parts.set(name, await readPart(read, manifest, name, signal));
    decodePack(manifest, parts, bytes.length);
    return { ok: true, manifest };
  } catch (error) {
    if (error instanceof CatalogError) return { ok: false, fault: error.message };
    throw error;
  }
}
