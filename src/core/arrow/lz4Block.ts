import { damaged } from './faults';

/**
 * Appends what an LZ4 block stands for to the `start` bytes that `output` holds; returns how many it holds then.
 * @throws {ResultError} `damaged`
 */
export function decodeLz4Block(block: Uint8Array, output: Uint8Array, start: number): number {
  let at = 0;
  let written = start;

  const extended = (nibble: number): number => {
    let total = nibble;
    if (nibble < 15) return total;
    for (;;) {
      const byte = block[at++];
      if (byte === undefined) throw brokenLz4();
      total += byte;
      if (byte !== 255) return total;
    }
  };

  while (at < block.length) {
    const token = block[at++] as number;
    const literals = extended(token >>> 4);
    if (at + literals > block.length || written + literals > output.length) throw brokenLz4();
    for (const end = at + literals; at < end;) output[written++] = block[at++] as number;
    // The last sequence of a block has no match.
    if (at === block.length) return written;
    if (at + 2 > block.length) throw brokenLz4();
    const distance = (block[at] as number) | ((block[at + 1] as number) << 8);
    at += 2;
    const match = extended(token & 15) + 4;
    if (distance === 0 || distance > written || written + match > output.length) throw brokenLz4();
    // Byte by byte, as a match may overlap what it writes.
    for (const end = written + match; written < end; written++) {
      output[written] = output[written - distance] as number;
    }
  }
  throw brokenLz4();
}

export function brokenLz4(): Error {
  return damaged('a column compressed with LZ4 cannot be unpacked');
}
