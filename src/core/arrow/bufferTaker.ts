import type { Integers, Offsets } from './arrowArray';
import { bitAt } from './arrowArray';
import type { BatchHeader } from './arrowMessage';
import type { BufferSource } from './bufferSource';
import { damaged } from './faults';
import { typedView } from './typedView';

/** Takes the buffers of one record batch one after the other and checks that each is as long as its values need. Every method throws `damaged`. */
export class BufferTaker {
  private node = 0;
  private buffer = 0;
  private variadic = 0;

  constructor(
    private readonly header: BatchHeader,
    private readonly source: BufferSource,
  ) {}

  get isAtEnd(): boolean {
    return this.node === this.header.nodes.length && this.buffer === this.header.buffers.length;
  }

  /** Length and number of nulls of the next field. */
  takeNode(): readonly [number, number] {
    const node = this.header.nodes[this.node++];
    if (node === undefined) throw damaged('it has fewer columns than its schema says');
    const [length, nullCount] = node;
    if (length < 0 || nullCount < 0 || nullCount > length) {
      throw damaged(`a column in it is said to have ${length} rows and ${nullCount} nulls`);
    }
    return node;
  }

  /** The next buffer, which must have at least `length` bytes. */
  take(length: number): Uint8Array {
    const place = this.header.buffers[this.buffer++];
    if (place === undefined) throw damaged('it has fewer columns than its schema says');
    const bytes = this.source.buffer(place, this.header.compression);
    if (bytes.length < length) throw tooShort();
    return bytes;
  }

  takeValidity(length: number, nullCount: number): Uint8Array | undefined {
    const bits = this.take(nullCount === 0 ? 0 : Math.ceil(length / 8));
    if (nullCount === 0) return undefined;
    let nulls = 0;
    for (let index = 0; index < length; index++) if (!bitAt(bits, index)) nulls++;
    if (nulls !== nullCount) {
      throw damaged(`a column in it has ${nulls} nulls where ${nullCount} are announced`);
    }
    return bits;
  }

  takeIntegers(
    { bits, signed }: { readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean },
    length: number,
  ): Integers {
    const bytes = this.take((length * bits) / 8);
    switch (bits) {
      case 8:
        return typedView<Integers>(signed ? Int8Array : Uint8Array, bytes, length);
      case 16:
        return typedView<Integers>(signed ? Int16Array : Uint16Array, bytes, length);
      case 32:
        return typedView<Integers>(signed ? Int32Array : Uint32Array, bytes, length);
      case 64:
        return typedView<Integers>(signed ? BigInt64Array : BigUint64Array, bytes, length);
    }
  }

  takeFloats(bits: 16 | 32 | 64, length: number): Uint16Array | Float32Array | Float64Array {
    const bytes = this.take((length * bits) / 8);
    if (bits === 16) return typedView(Uint16Array, bytes, length);
    return typedView<Float32Array | Float64Array>(
      bits === 32 ? Float32Array : Float64Array,
      bytes,
      length,
    );
  }

  takeSigned(bits: 32 | 64, length: number): Int32Array | BigInt64Array {
    if (bits === 64) return this.takeInt64(length);
    return typedView(Int32Array, this.take(length * 4), length);
  }

  takeInt64(length: number): BigInt64Array {
    return typedView(BigInt64Array, this.take(length * 8), length);
  }

  takeDecimals(bits: number, length: number): Int32Array | BigInt64Array {
    if (![32, 64, 128, 256].includes(bits)) throw damaged(`a decimal in it has ${bits} bits`);
    const bytes = this.take((length * bits) / 8);
    return bits === 32
      ? typedView(Int32Array, bytes, length)
      : typedView(BigInt64Array, bytes, (length * bits) / 64);
  }

  takeOffsets(length: number, large: boolean): Offsets {
    const width = large ? 8 : 4;
    const bytes = this.take(length === 0 ? 0 : (length + 1) * width);
    // Some writers leave the buffer out when there are no values.
    if (bytes.length < width) return new Int32Array(1);
    const offsets = typedView<Offsets>(large ? BigInt64Array : Int32Array, bytes, length + 1);
    let last: number | bigint = 0;
    for (const offset of offsets) {
      if (offset < last) throw damaged('the texts or lists of a column overlap');
      last = offset;
    }
    return offsets;
  }

  takeViews(
    length: number,
    valid: Uint8Array | undefined,
  ): { readonly views: Int32Array; readonly buffers: readonly Uint8Array[] } {
    const views = typedView(Int32Array, this.take(length * 16), length * 4);
    const count = this.header.variadicCounts[this.variadic++] ?? 0;
    if (count < 0 || count > this.header.buffers.length) throw tooShort();
    const buffers = Array.from({ length: count }, () => this.take(0));
    for (let index = 0; index < length; index++) {
      if (valid !== undefined && !bitAt(valid, index)) continue;
      const size = views[4 * index] as number;
      if (size >= 0 && size <= 12) continue;
      const buffer = buffers[views[4 * index + 2] as number];
      const start = views[4 * index + 3] as number;
      if (size < 0 || start < 0 || buffer === undefined || start + size > buffer.length) {
        throw tooShort();
      }
    }
    return { views, buffers };
  }
}

export function lastOf(offsets: Offsets): number {
  return Number(offsets[offsets.length - 1]);
}

export function tooShort(): Error {
  return damaged('the bytes of a column are fewer than its rows need');
}
