import type { ArrowFooter } from './arrowFooter';
import { headLength } from './arrowFooter';
import { readSchemaMessage } from './arrowMessage';
import { readSchemaMetadata } from './arrowSchema';
import { damaged } from './faults';
import type { PlacedText } from './flatTable';

/** The key of our JSON in the metadata of a schema and of its fields. */
export const ourKey = 'optiscope';

/** What our JSON starts with; 64 hexadecimal digits follow. Every version of the format keeps to this, so that each can verify the others. */
export const hashPrefix = '{"sha256":"';
const hashLength = 64;
const digitZero = 48;

/** A text and where its bytes lie in the file. */
type Copy = PlacedText;

/** Our JSON, once as the first message of the file has it and once as the footer has it. */
export interface OurCopies {
  readonly inMessage: Copy | undefined;
  readonly inFooter: Copy | undefined;
}

/** Where a file holds our JSON. A file in which neither copy is found is not ours. */
export function findOurCopies(bytes: Uint8Array, footer: ArrowFooter, start: number): OurCopies {
  const inFooter = footer.metadata.get(ourKey);
  return {
    inMessage: findInMessage(bytes.subarray(headLength, start)),
    inFooter: inFooter && { ...inFooter, start: inFooter.start + start },
  };
}

/**
 * Compares the hash that the file carries with the hash of its bytes.
 * @throws {ResultError} `damaged`
 */
export async function verifySelfHash(bytes: Uint8Array, copies: OurCopies): Promise<void> {
  const { inMessage, inFooter } = copies;
  if (inMessage === undefined || inFooter === undefined || inMessage.text !== inFooter.text) {
    throw damaged('the two copies of its description differ');
  }
  const expected = hashIn(inFooter.text);
  const found = await hashWithZeros(bytes, [inMessage.start, inFooter.start]);
  if (found !== expected) {
    throw damaged(
      'its bytes do not match the checksum it carries; either they decayed or another program rewrote the file without renewing the checksum',
    );
  }
}

/** Writes the hash into a file whose two copies hold zeros in its place. */
export async function sealWithHash(bytes: Uint8Array, copies: OurCopies): Promise<void> {
  const { inMessage, inFooter } = copies;
  if (inMessage === undefined || inFooter === undefined) {
    throw new Error('The written file lacks the place for its checksum.');
  }
  const starts = [inMessage.start, inFooter.start];
  const hash = new TextEncoder().encode(await hashWithZeros(bytes, starts));
  for (const start of starts) bytes.set(hash, start + hashPrefix.length);
}

/** SHA-256 in hexadecimal digits. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  return hex(await digest(bytes));
}

function hashIn(text: string): string {
  const hash = text.slice(hashPrefix.length, hashPrefix.length + hashLength);
  if (!text.startsWith(hashPrefix) || !/^[0-9a-f]{64}$/.test(hash)) {
    throw damaged('the checksum it carries is not one');
  }
  return hash;
}

/**
 * The hash of the file with the digits of its hash, at both places, read as `0`.
 *
 * The digits are overwritten in the caller's bytes instead of in a copy of the whole file. Nobody can see that: WebCrypto
 * copies its input before `digest` returns, the digits are restored in the same turn of the event loop, and no worker
 * shares the memory. (Asserted by a test, as the safety rests on it.)
 */
async function hashWithZeros(bytes: Uint8Array, starts: readonly number[]): Promise<string> {
  const places = starts.map(start =>
    bytes.subarray(start + hashPrefix.length, start + hashPrefix.length + hashLength),
  );
  const digits = places.map(place => place.slice());
  let pending: Promise<ArrayBuffer>;
  try {
    places.forEach(place => place.fill(digitZero));
    pending = digest(bytes);
  } finally {
    places.forEach((place, index) => place.set(digits[index] as Uint8Array));
  }
  return hex(await pending);
}

function digest(bytes: Uint8Array): Promise<ArrayBuffer> {
  return globalThis.crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
}

function hex(hash: ArrayBuffer): string {
  return Array.from(new Uint8Array(hash), byte => byte.toString(16).padStart(2, '0')).join('');
}

function findInMessage(bytes: Uint8Array): Copy | undefined {
  try {
    const { schema, start } = readSchemaMessage(bytes);
    const copy = readSchemaMetadata(schema).get(ourKey);
    return copy && { ...copy, start: copy.start + start + headLength };
  } catch {
    // Files of other programs need not start with a schema; in one of ours the missing copy is noticed.
    return undefined;
  }
}
