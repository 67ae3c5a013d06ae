import type { SourceFile } from '../format';
import { scanPadding } from './numberScanner';

/** The part of a file that is being looked at: what was read and is not done with yet. */
export class ByteWindow {
  /** Those that count, and zeros behind them. */
  bytes = new Uint8Array(scanPadding);
  /** What comes before is done with. */
  start = 0;
  end = 0;
  /** The file has no more bytes than these. */
  isLast = false;
  private readonly chunks: AsyncIterator<Uint8Array>;
  /** Bytes that may still be read. */
  private budget: number;

  /** Looks at the bytes `from` to `to` of the file, counted from its start. */
  constructor(file: SourceFile, from: number, to: number) {
    this.chunks = file.chunks(from)[Symbol.asyncIterator]();
    this.budget = to - from;
  }

  get length(): number {
    return this.end - this.start;
  }

  /** Reads one piece more; the bytes move to the beginning. */
  async more(): Promise<void> {
    const next: IteratorResult<Uint8Array, unknown> = await this.chunks.next();
    if (next.done === true) {
      this.isLast = true;
      return;
    }
    const chunk = next.value.subarray(0, this.budget);
    this.budget -= chunk.length;
    this.isLast = this.budget === 0;
    const needed = this.length + chunk.length;
    const rest = this.bytes.subarray(this.start, this.end);
    if (needed + scanPadding > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.length) + scanPadding);
      larger.set(rest);
      this.bytes = larger;
    } else this.bytes.copyWithin(0, this.start, this.end);
    this.bytes.set(chunk, this.end - this.start);
    this.start = 0;
    this.end = needed;
    this.bytes.fill(0, needed, needed + scanPadding);
  }

  /** To be called when not all of the file was read. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }
}
