import type { Compression } from './arrowMessage';
import { damaged, unsupported } from './faults';
import { decodeLz4Frame } from './lz4Frame';
import { decodeZstd } from './zstd';

// What one file may unpack to. ZSTD packs a gigabyte of zeros into some kilobytes.
const maxUnpackedBytes = 2 ** 30;
// The format's own limit: a byte of LZ4 stands for at most 255.
const maxLz4Ratio = 255;

// Values without bytes of their own (nulls, empty structs) cost nothing in a file and much in memory.
const maxBytelessRows = 2 ** 24;

/** How much a file stands for beyond its own bytes so far; shared by the sources of one file. */
export class UnpackBudget {
  private left = maxUnpackedBytes;
  private rowsLeft = maxBytelessRows;

  /** @throws {ResultError} `unsupported` */
  spend(bytes: number): void {
    this.left -= bytes;
    if (this.left < 0) {
      throw unsupported(
        'The compressed file unpacks to more than 1 GiB',
        'Write it without compression.',
      );
    }
  }

  /** Counts rows without bytes. @throws {ResultError} `unsupported` */
  spendRows(rows: number): void {
    this.rowsLeft -= rows;
    if (this.rowsLeft < 0) {
      throw unsupported(
        `The file has more than ${maxBytelessRows} rows of columns without any values`,
        'Leave those columns out.',
      );
    }
  }
}

/** Hands out the buffers of one message body, unpacked. */
export class BufferSource {
  constructor(
    private readonly body: Uint8Array,
    readonly budget: UnpackBudget,
  ) {}

  /** @throws {ResultError} `damaged`, `unsupported` */
  buffer([offset, length]: readonly [number, number], compression?: Compression): Uint8Array {
    const bytes = this.body.subarray(offset, offset + length);
    return compression === undefined || length === 0 ? bytes : this.unpack(bytes, compression);
  }

  private unpack(bytes: Uint8Array, compression: Compression): Uint8Array {
    if (bytes.length < 8) throw damaged('a compressed column has no length');
    const prefix = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigInt64(0, true);
    const packed = bytes.subarray(8);
    // -1: this buffer was not worth packing.
    if (prefix === -1n) return packed;
    const length = Number(prefix);
    if (length < 0 || (compression === 'lz4' && length > packed.length * maxLz4Ratio)) {
      throw damaged(`a compressed column is said to have ${prefix} bytes`);
    }
    this.budget.spend(length);
    return compression === 'lz4' ? decodeLz4Frame(packed, length) : decodeZstd(packed, length);
  }
}
