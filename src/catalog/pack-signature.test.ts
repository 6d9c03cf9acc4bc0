import { beforeAll, describe, expect, it } from 'vitest';
import { matrixOf, quantise } from '../domain/matrix.ts';
import { MANIFEST_FILE, type Manifest, digestOf } from './pack-format.ts';
import { checkSignature, signer } from './pack-signature.ts';
import { keyPair } from './testing/key-pair.ts';
import { verifyPack } from './verify-pack.ts';
import { writePack } from './write-pack.ts';

/** RFC 8032, 7.1, test 1: the public key and the signature of the empty message. */
const RFC = {
  seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  signature: 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
};

let keys: Awaited<ReturnType<typeof keyPair>>;
let files: Map<string, Uint8Array>;
let manifest: Manifest;

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
const verify = (key: string) => verifyPack(async (file) => files.get(file)!, { key });

beforeAll(async () => {
  keys = await keyPair();
  ({ files, manifest } = await writePack({ items: [{ id: 'a', title: 'One' }], vectors: quantise(matrixOf(new Float32Array(32).fill(1), 32, 'space')), encoder: 'e', sign: await signer(keys.privateKey) }));
});

describe('a signed pack', () => {
  it('is Ed25519 as RFC 8032 has it', async () => {
    const sign = await signer(`-----BEGIN PRIVATE KEY-----\n${base64(`302e020100300506032b657004220420${RFC.seed}`)}\n-----END PRIVATE KEY-----`);
    expect(Buffer.from(await sign(''), 'base64').toString('hex')).toBe(RFC.signature);
    await checkSignature({ digest: '', signature: base64(RFC.signature) } as Manifest, base64(RFC.publicKey));
  });

  it('is whole by its key, as PEM, as SPKI or as 32 bytes in base64', async () => {
    const spki = keys.publicKey.replace(/-----[^-]+-----/g, '').trim();
    const raw = Buffer.from(spki, 'base64').subarray(12).toString('base64');
    for (const key of [keys.publicKey, spki, raw]) expect(await verify(key)).toMatchObject({ ok: true });
  });

  it('is refused by another key, after any change, and without its signature', async () => {
    const other = await keyPair();
    expect(await verify(other.publicKey)).toMatchObject({ ok: false, fault: expect.stringMatching(/^manifest\.json: expected a signature by the given key, got /) });
    // One who may change a file but has no key: the digest is made anew.
    const { digest: _digest, ...changed } = { ...manifest, encoder: 'other' };
    const forged = { ...changed, digest: await digestOf(changed) };
    await expect(checkSignature(forged as Manifest, keys.publicKey)).rejects.toMatchObject({ code: 'signature' });
    const { signature: _signature, ...unsigned } = manifest;
    const read = async (file: string) => (file === MANIFEST_FILE ? new TextEncoder().encode(JSON.stringify(unsigned)) : files.get(file)!);
    expect(await verifyPack(read, { key: keys.publicKey })).toEqual({ ok: false, fault: 'manifest.json: expected a signature, got none' });
    expect(await verifyPack(read)).toMatchObject({ ok: true });
  });

  it('says what a key must be, and tells nothing of a private one', async () => {
    expect(await verify('not a key')).toEqual({ ok: false, fault: 'key: expected an Ed25519 public key as PEM or base64, got 9 other characters' });
    expect(await verify(keys.privateKey)).toEqual({ ok: false, fault: 'key: expected an Ed25519 public key as PEM or base64, got -----BEGIN PRIVATE KEY-----' });
    await expect(signer(keys.publicKey)).rejects.toThrow('expected an Ed25519 private key as PEM (-----BEGIN PRIVATE KEY-----), got -----BEGIN PUBLIC KEY-----');
  });
});
