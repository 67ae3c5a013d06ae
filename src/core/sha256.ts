/**
 * The SHA-256 of bytes in 64 hexadecimal digits, lower case. One that answers later must have read all bytes before it
 * returns its promise: they may change afterwards.
 */
export type Sha256 = (bytes: Uint8Array) => string | Promise<string>;

/** The one that every host has. For small artifacts its way to another thread and back takes longer than the hashing. */
export const webCryptoSha256: Sha256 = async bytes => {
  const hash = await globalThis.crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), byte => byte.toString(16).padStart(2, '0')).join('');
};
