import type { Sha256 } from '../sha256';
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
const hashText = /\{"sha256":"[0-9a-f]{64}/;
const latin1 = new TextDecoder('latin1');
const digitZero = 48;

/** A text and where its bytes lie in the file. */
type Copy = PlacedText;

/** Our JSON, once as the first message of the file has it and once as the footer has it. */
export interface OurCopies {
  readonly inMessage: Copy | undefined;
  readonly inFooter: Copy | undefined;
}

/**
 * Where a file holds our JSON. A file in which neither copy is found is not ours.
 * @param start where the footer begins
 * @throws {ResultError} `damaged` when there is our hash, but no way leads to it.
 */
export function findOurCopies(bytes: Uint8Array, footer: ArrowFooter, start: number): OurCopies {
  const inFooter = footer.metadata.get(ourKey);
  const inMessage = findInMessage(bytes.subarray(headLength, start));
  if (inFooter === undefined && inMessage === undefined && holdsHash(bytes, start)) {
    throw damaged('its description cannot be found where it should be');
  }
  return { inMessage, inFooter: inFooter && { ...inFooter, start: inFooter.start + start } };
}

/** Looks where both copies are in files of ours: in the footer, and in a first message of about the same length. */
function holdsHash(bytes: Uint8Array, start: number): boolean {
  const length = bytes.length - start + headLength;
  const places = [bytes.subarray(start), bytes.subarray(0, Math.min(start, 2 * length))];
  return places.some(place => hashText.test(latin1.decode(place)));
}

/**
 * Compares the hash that the file carries with the hash of its bytes.
 * @throws {ResultError} `damaged`
 */
export async function verifySelfHash(
  bytes: Uint8Array,
  { inMessage, inFooter }: OurCopies,
  sha256: Sha256,
): Promise<void> {
  if (inMessage === undefined || inFooter === undefined || inMessage.text !== inFooter.text) {
    throw damaged('the two copies of its description differ');
  }
  const expected = hashIn(inFooter.text);
  const found = await hashWithZeros(bytes, [inMessage.start, inFooter.start], sha256);
  if (found !== expected) {
    throw damaged(
      'its bytes do not match the checksum it carries; either they decayed or another program rewrote the file without renewing the checksum',
    );
  }
}

/** Writes the hash into a file whose copies of our JSON start at `starts` and hold zeros in its place. */
export async function sealWithHash(
  bytes: Uint8Array,
  starts: readonly number[],
  sha256: Sha256,
): Promise<void> {
  const hash = new TextEncoder().encode(await sha256(bytes));
  for (const start of starts) bytes.set(hash, start + hashPrefix.length);
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
 * The digits are overwritten in the caller's bytes instead of in a copy of the whole file. Nobody can see that: a hash has
 * read its input when it returns, the digits are restored in the same turn of the event loop, and no worker shares the
 * memory. (Asserted by a test, as the safety rests on it.)
 */
function hashWithZeros(
  bytes: Uint8Array,
  starts: readonly number[],
  sha256: Sha256,
): string | Promise<string> {
  const places = starts.map(start =>
    bytes.subarray(start + hashPrefix.length, start + hashPrefix.length + hashLength),
  );
  const digits = places.map(place => place.slice());
  try {
    places.forEach(place => place.fill(digitZero));
    return sha256(bytes);
  } finally {
    places.forEach((place, index) => place.set(digits[index] as Uint8Array));
  }
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
