import { CatalogError } from './catalog.ts';
import { MANIFEST_FILE, type Manifest } from './pack-format.ts';

/** Signs the digest of a manifest: Ed25519 (RFC 8032) over its 64 characters, in base64. */
export type SignDigest = (digest: string) => Promise<string>;

const ED25519 = 'Ed25519';
/** What precedes the 32 bytes of a public key in SPKI (RFC 8410). */
const SPKI_HEAD = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);

/**
 * What signs by a private key.
 *
 * @param pem PKCS #8, `-----BEGIN PRIVATE KEY-----`
 * @throws {TypeError} when it is no Ed25519 key
 */
export async function signer(pem: string): Promise<SignDigest> {
  const bytes = pemBytes(pem, 'PRIVATE KEY');
  const key = bytes && (await crypto.subtle.importKey('pkcs8', bytes, ED25519, false, ['sign']).catch(() => null));
  if (!key) throw new TypeError(`expected an Ed25519 private key as PEM (-----BEGIN PRIVATE KEY-----), got ${firstLine(pem)}`);
  return async (digest) => toBase64(new Uint8Array(await crypto.subtle.sign(ED25519, key, new TextEncoder().encode(digest))));
}

/**
 * Checks that a manifest, whose digest is right, was signed by the owner of a key.
 *
 * @param publicKey SPKI as PEM (`-----BEGIN PUBLIC KEY-----`), or its base64 alone, or the base64 of the 32 bytes
 * @throws {CatalogError} `signature` when it was not, or the key is none, or this browser cannot check
 */
export async function checkSignature({ digest, signature }: Manifest, publicKey: string): Promise<void> {
  const spki = publicKeyBytes(publicKey);
  if (!spki) throw new CatalogError('signature', `key: expected an Ed25519 public key as PEM or base64, got ${firstLine(publicKey)}`);
  if (signature === undefined) throw new CatalogError('signature', `${MANIFEST_FILE}: expected a signature, got none`);
  const key = await importKey(spki).catch((cause: unknown) => {
    throw new CatalogError('signature', `key: expected a browser that checks Ed25519, got ${(cause as Error).name}`, cause);
  });
  const bytes = fromBase64(signature);
  const right = bytes?.length === 64 && (await crypto.subtle.verify(ED25519, key, bytes, new TextEncoder().encode(digest)));
  if (!right) throw new CatalogError('signature', `${MANIFEST_FILE}: expected a signature by the given key, got ${signature.slice(0, 20)}…`);
}

/** An old browser knows no Ed25519; a page without TLS has no `crypto.subtle`. */
async function importKey(spki: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('spki', spki, ED25519, false, ['verify']);
}

function publicKeyBytes(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = pemBytes(text, 'PUBLIC KEY') ?? fromBase64(text);
  if (bytes?.length === 32) return Uint8Array.from([...SPKI_HEAD, ...bytes]);
  return bytes?.length === SPKI_HEAD.length + 32 && SPKI_HEAD.every((byte, at) => bytes[at] === byte) ? bytes : null;
}

function pemBytes(pem: string, label: string): Uint8Array<ArrayBuffer> | null {
  const body = new RegExp(`-----BEGIN ${label}-----([\\s\\S]*?)-----END ${label}-----`).exec(pem)?.[1];
  return body === undefined ? null : fromBase64(body);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text.replace(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** A key must not be told to the world by a message. */
function firstLine(pem: string): string {
  const [label] = /-----BEGIN [A-Z ]+-----/.exec(pem) ?? [];
  return label ?? `${pem.trim().length} other characters`;
}
