import { brokenLz4, decodeLz4Block } from './lz4Block';

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
    if (at + 4 > packed.length) throw brokenLz4();
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
    if (magic !== 0x184d2204) throw brokenLz4();
    const flags = packed[at] ?? 0;
    const [hasBlockChecksum, hasSize, hasChecksum, hasDictionary] = [0x10, 8, 4, 1].map(
      bit => (flags & bit) !== 0,
    );
    if (flags >>> 6 !== 1 || hasDictionary === true) throw brokenLz4();
    // Flags, block size and header checksum, one byte each, and the optional content size.
    at += 3 + (hasSize === true ? 8 : 0);
    for (let size = uint32(); size !== 0; size = uint32()) {
      const isStored = size >>> 31 === 1;
      const end = at + (size & 0x7fffffff);
      if (end > packed.length) throw brokenLz4();
      const block = packed.subarray(at, end);
      written = isStored
        ? copyStored(block, output, written)
        : decodeLz4Block(block, output, written);
      at = end + (hasBlockChecksum === true ? 4 : 0);
    }
    at += hasChecksum === true ? 4 : 0;
  }
  if (at !== packed.length || written !== length) throw brokenLz4();
  return output;
}

function copyStored(block: Uint8Array, output: Uint8Array, start: number): number {
  if (start + block.length > output.length) throw brokenLz4();
  output.set(block, start);
  return start + block.length;
}
