import { damaged, unsupported } from './faults';
import { brokenZstd } from './zstd/brokenZstd';
import { ZstdOutput } from './zstd/zstdOutput';

const frameMagic = 0xfd2fb528;
const maxBlockBytes = 2 ** 17;

interface Block {
  /** 0 as it is, 1 one byte repeated, 2 compressed. */
  readonly type: number;
  readonly size: number;
  readonly content: Uint8Array;
}

/**
 * Unpacks one ZSTD frame (RFC 8878) into exactly `length` bytes. Time and memory are bounded by `length` and by the bytes
 * given, whatever those are: the libraries that were tried hang on some damaged frames, and fill up short ones with zeros.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export function decodeZstd(packed: Uint8Array, length: number): Uint8Array {
  const blocks = readFrame(packed, length);
  const bytes = new Uint8Array(length);
  const output = new ZstdOutput(bytes);
  for (const { type, size, content } of blocks) {
    if (type === 0) output.append(content);
    else if (type === 1) output.repeat(content[0] as number, size);
    else output.unpack(content);
  }
  if (!output.isFull) throw brokenZstd();
  return bytes;
}

/** The blocks of the frame, of which no byte is unpacked before all headers are sound. */
function readFrame(packed: Uint8Array, length: number): readonly Block[] {
  const read = (at: number, bytes: number): number => {
    if (at + bytes > packed.length) throw brokenZstd();
    let value = 0;
    for (let index = bytes - 1; index >= 0; index--) {
      value = value * 256 + (packed[at + index] as number);
    }
    return value;
  };

  if (read(0, 4) !== frameMagic) throw brokenZstd();
  const flags = read(4, 1);
  const isSingleSegment = (flags & 0x20) !== 0;
  if ((flags & 3) !== 0) {
    throw unsupported('A column is compressed with a ZSTD dictionary', 'Write it without one.');
  }
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][flags >>> 6] as number;
  const sizeAt = isSingleSegment ? 5 : 6;
  const announced = read(sizeAt, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  if (sizeBytes > 0 && announced !== length) {
    throw damaged(`a column unpacks to ${announced} bytes where ${length} are announced`);
  }

  let at = sizeAt + sizeBytes;
  const blocks: Block[] = [];
  for (let isLast = false; !isLast;) {
    const header = read(at, 3);
    isLast = (header & 1) === 1;
    const type = (header >>> 1) & 3;
    const size = header >>> 3;
    const start = at + 3;
    at = start + (type === 1 ? 1 : size);
    if (type === 3 || size > maxBlockBytes || at > packed.length) throw brokenZstd();
    blocks.push({ type, size, content: packed.subarray(start, at) });
  }
  // A checksum may follow, which Arrow's writers leave out.
  at += (flags & 4) === 0 ? 0 : 4;
  if (at !== packed.length || length > blocks.reduce(addMost, 0)) throw brokenZstd();
  return blocks;
}

/** What a block may stand for at most. */
function addMost(sum: number, { type, size }: Block): number {
  return sum + (type === 2 ? maxBlockBytes : size);
}
