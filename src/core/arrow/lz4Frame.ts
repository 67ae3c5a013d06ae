import { damaged } from './faults';

/**
 * Unpacks LZ4 frames (format description 1.6.4) into exactly `length` bytes. Block, header and content checksums are
 * skipped, not verified: Arrow files have none worth the name either.
 * @throws {ResultError} `damaged`
 */
export function decodeLz4Frame(packed: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  let at = 0;
  let written = 0;

  const uint32 = (): number => {
    if (at + 4 > packed.length) throw broken();
    at += 4;
    return view.getUint32(at - 4, true);
  };

  while (at < packed.length) {
    const magic = uint32();
    if (magic >>> 4 === 0x184d2a5) {
      const size = uint32();
      at += size;
      continue;
    }
    if (magic !== 0x184d2204) throw broken();
    const flags = packed[at] ?? 0;
    const [hasBlockChecksum, hasSize, hasChecksum, hasDictionary] = [0x10, 8, 4, 1].map(
      bit => (flags & bit) !== 0,
    );
    if (flags >>> 6 !== 1 || hasDictionary === true) throw broken();
    // Flags, block size and header checksum, one byte each, and the optional content size.
    at += 3 + (hasSize === true ? 8 : 0);
    for (let size = uint32(); size !== 0; size = uint32()) {
      const isStored = size >>> 31 === 1;
      const end = at + (size & 0x7fffffff);
      if (end > packed.length) throw broken();
      const block = packed.subarray(at, end);
      written = isStored ? copyStored(block, output, written) : decodeBlock(block, output, written);
      at = end + (hasBlockChecksum === true ? 4 : 0);
    }
    at += hasChecksum === true ? 4 : 0;
  }
  if (at !== packed.length || written !== length) throw broken();
  return output;
}

function copyStored(block: Uint8Array, output: Uint8Array, start: number): number {
  if (start + block.length > output.length) throw broken();
  output.set(block, start);
  return start + block.length;
}

/** Appends what `block` stands for to the `start` bytes that `output` holds; returns how many it holds then. */
function decodeBlock(block: Uint8Array, output: Uint8Array, start: number): number {
  let at = 0;
  let written = start;

  const extended = (nibble: number): number => {
    let total = nibble;
    if (nibble < 15) return total;
    for (;;) {
      const byte = block[at++];
      if (byte === undefined) throw broken();
      total += byte;
      if (byte !== 255) return total;
    }
  };

  while (at < block.length) {
    const token = block[at++] as number;
    const literals = extended(token >>> 4);
    if (at + literals > block.length || written + literals > output.length) throw broken();
    for (const end = at + literals; at < end;) output[written++] = block[at++] as number;
    // The last sequence of a block has no match.
    if (at === block.length) return written;
    if (at + 2 > block.length) throw broken();
    const distance = (block[at] as number) | ((block[at + 1] as number) << 8);
    at += 2;
    const match = extended(token & 15) + 4;
    if (distance === 0 || distance > written || written + match > output.length) throw broken();
    // Byte by byte, as a match may overlap what it writes.
    for (const end = written + match; written < end; written++) {
      output[written] = output[written - distance] as number;
    }
  }
  throw broken();
}

function broken(): Error {
  return damaged('a column compressed with LZ4 cannot be unpacked');
}
