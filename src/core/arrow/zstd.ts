import { decompress } from 'fzstd';
import { damaged, unsupported } from './faults';

const frameMagic = 0xfd2fb528;
const maxBlockBytes = 2 ** 17;

/**
 * Unpacks one ZSTD frame (RFC 8878) into exactly `length` bytes.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export function decodeZstd(packed: Uint8Array, length: number): Uint8Array {
  const announced = checkFrame(packed, length);
  if (announced !== undefined && announced !== BigInt(length)) {
    throw damaged(`a column unpacks to ${announced} bytes where ${length} are announced`);
  }
  try {
    // Into a buffer of ours: the library's own is not aligned, and as large as the frame asks for.
    return decompress(packed, new Uint8Array(length));
  } catch (error) {
    throw damaged('a column compressed with ZSTD cannot be unpacked', error);
  }
}

/**
 * Walks over the blocks of the frame without unpacking them. The library neither compares the sizes nor handles several
 * frames when it is given a buffer. Returns the length that the frame announces, if it does.
 */
function checkFrame(packed: Uint8Array, length: number): bigint | undefined {
  const read = (at: number, bytes: number): bigint => {
    if (at + bytes > packed.length) throw broken();
    let value = 0n;
    for (let index = bytes - 1; index >= 0; index--) {
      value = (value << 8n) | BigInt(packed[at + index] as number);
    }
    return value;
  };

  if (read(0, 4) !== BigInt(frameMagic)) throw broken();
  const flags = Number(read(4, 1));
  const isSingleSegment = (flags & 0x20) !== 0;
  if ((flags & 3) !== 0) {
    throw unsupported('A column is compressed with a ZSTD dictionary', 'Write it without one.');
  }
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][flags >>> 6] as number;
  const sizeAt = isSingleSegment ? 5 : 6;
  const announced = read(sizeAt, sizeBytes) + (sizeBytes === 2 ? 256n : 0n);

  let at = sizeAt + sizeBytes;
  let blocks = 0;
  for (let isLast = false; !isLast; blocks++) {
    const header = Number(read(at, 3));
    isLast = (header & 1) === 1;
    const type = (header >>> 1) & 3;
    // A block of type 1 is one byte, to be repeated.
    at += 3 + (type === 1 ? 1 : header >>> 3);
    if (type === 3 || header >>> 3 > maxBlockBytes || at > packed.length) throw broken();
  }
  at += (flags & 4) === 0 ? 0 : 4;
  if (at !== packed.length || length > blocks * maxBlockBytes) throw broken();
  return sizeBytes === 0 ? undefined : announced;
}

function broken(): Error {
  return damaged('a column compressed with ZSTD cannot be unpacked');
}
