/** A fresh Ed25519 key pair as PEM, as `openssl genpkey -algorithm ed25519` and `openssl pkey -pubout` write it. */
export async function keyPair(): Promise<{ privateKey: string; publicKey: string }> {
  const { privateKey, publicKey } = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const pem = (label: string, der: ArrayBuffer): string => `-----BEGIN ${label}-----\n${btoa(String.fromCharCode(...new Uint8Array(der))).replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
  return { privateKey: pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', privateKey)), publicKey: pem('PUBLIC KEY', await crypto.subtle.exportKey('spki', publicKey)) };
}
