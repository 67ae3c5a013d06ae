import { BackwardBits } from './backwardBits';
import { brokenZstd } from './brokenZstd';
import { readHuffmanTable } from './huffmanTable';
import type { HuffmanTable } from './huffmanTable';

export interface Literals {
  readonly bytes: Uint8Array;
  /** How many bytes of the block they took. */
  readonly length: number;
  /** For blocks that say "as before". */
  readonly table: HuffmanTable | undefined;
}

interface Section {
  readonly type: number;
  readonly headerBytes: number;
  readonly count: number;
  readonly packedBytes: number;
  readonly streams: 1 | 4;
}

const maxLiterals = 2 ** 17;

/** The literals section of a block (RFC 8878, 3.1.1.3.1). */
export function readLiterals(block: Uint8Array, earlier: HuffmanTable | undefined): Literals {
  const section = readSection(block);
  const { type, headerBytes, count, packedBytes } = section;
  const length = headerBytes + packedBytes;
  if (count > maxLiterals || length > block.length) throw brokenZstd();
  const packed = block.subarray(headerBytes, length);
  if (type === 0) return { bytes: packed, length, table: earlier };
  if (type === 1) {
    return { bytes: new Uint8Array(count).fill(packed[0] as number), length, table: earlier };
  }
  const described = type === 2 ? readHuffmanTable(packed) : { table: earlier, length: 0 };
  if (described.table === undefined) throw brokenZstd();
  const streams = packed.subarray(described.length);
  const bytes = new Uint8Array(count);
  if (section.streams === 1) unpack(streams, described.table, bytes);
  else unpackFour(streams, described.table, bytes);
  return { bytes, length, table: described.table };
}

function readSection(block: Uint8Array): Section {
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0] = block;
  const type = b0 & 3;
  const format = (b0 >> 2) & 3;
  if (type < 2) {
    const headerBytes = ([1, 2, 1, 3] as const)[format as 0 | 1 | 2 | 3];
    const count =
      headerBytes === 1 ? b0 >> 3 : (b0 >> 4) | (b1 << 4) | (headerBytes === 3 ? b2 << 12 : 0);
    return { type, headerBytes, count, packedBytes: type === 0 ? count : 1, streams: 1 };
  }
  const bits = ([10, 10, 14, 18] as const)[format as 0 | 1 | 2 | 3];
  const sizes = (b0 | (b1 << 8) | (b2 << 16)) / 16 + b3 * 2 ** 20 + b4 * 2 ** 28;
  return {
    type,
    headerBytes: (4 + 2 * bits) / 8,
    count: Math.floor(sizes) % 2 ** bits,
    packedBytes: Math.floor(sizes / 2 ** bits) % 2 ** bits,
    streams: format === 0 ? 1 : 4,
  };
}

function unpackFour(packed: Uint8Array, table: HuffmanTable, output: Uint8Array): void {
  if (packed.length < 6) throw brokenZstd();
  const size = (index: number): number =>
    (packed[2 * index] as number) | ((packed[2 * index + 1] as number) << 8);
  const share = Math.ceil(output.length / 4);
  let at = 6;
  for (let index = 0; index < 4; index++) {
    const end = index < 3 ? at + size(index) : packed.length;
    if (end > packed.length || index * share > output.length) throw brokenZstd();
    const part = output.subarray(index * share, index < 3 ? (index + 1) * share : output.length);
    unpack(packed.subarray(at, end), table, part);
    at = end;
  }
}

function unpack(packed: Uint8Array, table: HuffmanTable, output: Uint8Array): void {
  const bits = new BackwardBits(packed);
  const { maxBits, symbols, bits: lengths } = table;
  for (let at = 0; at < output.length; at++) {
    const code = bits.peek(maxBits);
    output[at] = symbols[code] as number;
    bits.skip(lengths[code] as number);
  }
  if (!bits.isAtEnd) throw brokenZstd();
}
