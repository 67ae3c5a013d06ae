import { brokenZstd } from './brokenZstd';

/** Reads a bit stream of ZSTD from its end to its beginning. The highest bit that is set in the last byte marks the end. */
export class BackwardBits {
  /** Bits that have not been read; negative when more were read than there were. */
  private left: number;

  constructor(private readonly bytes: Uint8Array) {
    const last = bytes[bytes.length - 1] ?? 0;
    if (last === 0) throw brokenZstd();
    this.left = 8 * bytes.length - Math.clz32(last) + 23;
  }

  get isAtEnd(): boolean {
    return this.left === 0;
  }

  get isPastEnd(): boolean {
    return this.left < 0;
  }

  /** The next `count` (up to 32) bits as a number; zeros stand for those that are missing. */
  read(count: number): number {
    if (count <= 24) {
      const value = this.peek(count);
      this.left -= count;
      return value;
    }
    const high = this.read(count - 16);
    return high * 65536 + this.read(16);
  }

  /** The next `count` (up to 24) bits, which stay unread. */
  peek(count: number): number {
    const start = this.left - count;
    if (start < 0) return this.left <= 0 ? 0 : this.bitsFrom(0, this.left) << -start;
    return this.bitsFrom(start, count);
  }

  skip(count: number): void {
    this.left -= count;
  }

  private bitsFrom(start: number, count: number): number {
    const { bytes } = this;
    const at = start >>> 3;
    // Beyond the end of the bytes there is nothing, which counts as zero.
    const word =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    return (word >>> (start & 7)) & ((1 << count) - 1);
  }
}
