import { inflateSync } from 'fflate';
import { FormatError } from '../formatError';
import { crc32 } from './crc32';
import { zipDirectory } from './zipDirectory';
import type { ZipEntry } from './zipDirectory';

const localSignature = 0x04034b50;
const localBytes = 30;
const megabyte = 1024 * 1024;
/** Nothing larger is unpacked. */
const mostBytes = 1024 * megabyte;
/** Archives that unpack to more than this many times their size are made to harm, unless they are small. */
const mostGrowth = 200;
const smallBytes = 64 * megabyte;

/**
 * The files in a ZIP archive by name, in the order of its directory; checksums are compared. Sizes are looked at before
 * anything is unpacked.
 * @throws {FormatError} when the archive is damaged, encrypted, or would unpack to more than it may.
 */
export function unzip(file: string, bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const entries = zipDirectory(bytes);
  if (typeof entries === 'string') throw new FormatError(file, entries);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > mostBytes || total > Math.max(smallBytes, bytes.length * mostGrowth)) {
    const size = `${Math.round(total / megabyte)} MB from ${bytes.length} bytes`;
    throw new FormatError(
      file,
      `would unpack to ${size}: that much is not unpacked, since archives are made like this to fill memory. Unpack it yourself if you trust it.`,
    );
  }
  return new Map(entries.map(entry => [entry.name, unpack(file, bytes, entry)]));
}

function unpack(file: string, bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const fault = (words: string, cause?: unknown): FormatError =>
    new FormatError(file, `is a ZIP archive whose entry "${entry.name}" ${words}`, { cause });
  if (entry.isEncrypted) throw fault('is encrypted. Save it without a password.');
  const packed = packedBytes(bytes, entry);
  if (packed === undefined) throw fault('is cut off or damaged. Save it again.');
  let unpacked: Uint8Array;
  try {
    if (entry.method === 0) unpacked = packed;
    else if (entry.method === 8) {
      unpacked = inflateSync(packed, { out: new Uint8Array(entry.size) });
    } else throw fault(`is packed by method ${entry.method}; stored or deflated is expected.`);
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    throw fault('cannot be unpacked: it is damaged. Save it again.', cause);
  }
  if (unpacked.length !== entry.size || crc32(unpacked) !== entry.crc32) {
    throw fault('does not have the checksum that the archive says: it is damaged. Save it again.');
  }
  return unpacked;
}

/** `undefined` when they are not where the directory says. */
function packedBytes(bytes: Uint8Array, { offset, packedSize }: ZipEntry): Uint8Array | undefined {
  if (offset + localBytes > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(offset, true) !== localSignature) return undefined;
  const start =
    offset + localBytes + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  return start + packedSize <= bytes.length ? bytes.subarray(start, start + packedSize) : undefined;
}
