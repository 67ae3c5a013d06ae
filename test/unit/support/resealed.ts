import { webCryptoSha256 } from '../../../src/core/sha256';

/** Where a text stands in bytes, every time. */
export function placesOf(bytes: Uint8Array, text: string): readonly number[] {
  const buffer = Buffer.from(bytes);
  const found: number[] = [];
  for (let at = buffer.indexOf(text); at >= 0; at = buffer.indexOf(text, at + 1)) found.push(at);
  return found;
}

/** A file of ours with a text replaced by one as long, and a hash that fits. */
export async function resealed(
  bytes: Uint8Array,
  text: string,
  other: string,
): Promise<Uint8Array> {
  const copy = Buffer.from(bytes);
  for (const place of placesOf(bytes, text)) copy.write(other, place);
  const hashes = placesOf(bytes, '"sha256":"').map(place => place + 10);
  for (const place of hashes) copy.fill('0', place, place + 64);
  const hash = await webCryptoSha256(new Uint8Array(copy));
  for (const place of hashes) copy.write(hash, place);
  return new Uint8Array(copy);
}
