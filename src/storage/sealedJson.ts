import { webCryptoSha256 } from '../core/sha256';

const opening = '{"sha256":"';
const shape = /^\{"sha256":"([0-9a-f]{64})",/;

/** A JSON object as bytes that begin with the hash of the rest, for files in which a changed letter would be believed. */
export async function sealedJson(value: Readonly<Record<string, unknown>>): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const rest = JSON.stringify(value).slice(1);
  const hash = await webCryptoSha256(encoder.encode(rest));
  return encoder.encode(`${opening}${hash}",${rest}`);
}

/** What {@link sealedJson} was given, or `undefined` when the bytes are not those that it made. */
export async function readSealedJson(bytes: Uint8Array): Promise<unknown> {
  const startBytes = opening.length + 64 + 2;
  const start = new TextDecoder().decode(bytes.subarray(0, startBytes));
  const rest = bytes.subarray(startBytes);
  if (shape.exec(start)?.[1] !== (await webCryptoSha256(rest))) return undefined;
  return JSON.parse(`{${new TextDecoder().decode(rest)}`);
}
