import { brokenZstd } from './brokenZstd';
import type { HuffmanTable } from './huffmanTable';
import { readLiterals } from './literals';
import { readSequences } from './sequences';
import type { SequenceTables } from './sequences';

const maxBlockBytes = 2 ** 17;

/** Appends what blocks stand for to a buffer of fixed length, which none of them can write past. */
export class ZstdOutput {
  private written = 0;
  private huffman: HuffmanTable | undefined;
  private tables: SequenceTables | undefined;
  /** The last three distances, which short codes refer to. */
  private recent: readonly [number, number, number] = [1, 4, 8];

  constructor(private readonly bytes: Uint8Array) {}

  get isFull(): boolean {
    return this.written === this.bytes.length;
  }

  append(plain: Uint8Array): void {
    this.bytes.set(plain, this.room(plain.length));
  }

  repeat(byte: number, count: number): void {
    const start = this.room(count);
    this.bytes.fill(byte, start, start + count);
  }

  /** A compressed block (RFC 8878, 3.1.1.3). */
  unpack(block: Uint8Array): void {
    const start = this.written;
    const literals = readLiterals(block, this.huffman);
    this.huffman = literals.table;
    let taken = 0;
    const take = (count: number): void => {
      if (taken + count > literals.bytes.length) throw brokenZstd();
      this.append(literals.bytes.subarray(taken, taken + count));
      taken += count;
    };
    this.tables = readSequences(
      block.subarray(literals.length),
      this.tables,
      (count, offset, match) => {
        take(count);
        this.copy(this.distance(offset, count), match);
        if (this.written - start > maxBlockBytes) throw brokenZstd();
      },
    );
    take(literals.bytes.length - taken);
    if (this.written - start > maxBlockBytes) throw brokenZstd();
  }

  /** What an offset code means: a distance of its own, or one of the last three (RFC 8878, 3.1.1.5). */
  private distance(offset: number, literals: number): number {
    const [first, second, third] = this.recent;
    const index = literals === 0 ? offset : offset - 1;
    if (offset <= 3 && index === 0) return first;
    if (offset <= 3 && index === 1) {
      this.recent = [second, first, third];
      return second;
    }
    const own = index === 2 ? third : first - 1;
    const distance = offset > 3 ? offset - 3 : own;
    this.recent = [distance, first, second];
    return distance;
  }

  private copy(distance: number, count: number): void {
    const { bytes, written } = this;
    if (distance <= 0 || distance > written) throw brokenZstd();
    const start = this.room(count);
    if (distance >= count) {
      bytes.copyWithin(start, start - distance, start - distance + count);
      return;
    }
    // Byte by byte, as the match overlaps what it writes.
    for (let at = start; at < start + count; at++) bytes[at] = bytes[at - distance] as number;
  }

  /** Where the next `count` bytes go. */
  private room(count: number): number {
    const start = this.written;
    if (start + count > this.bytes.length) throw brokenZstd();
    this.written += count;
    return start;
  }
}
