import type { ArrowArray, ArrowDictionary, Integers, Offsets } from './arrowArray';
import { bitAt } from './arrowArray';
import type { BatchHeader } from './arrowMessage';
import type { ArrowField, ArrowType } from './arrowSchema';
import type { BufferSource } from './bufferSource';
import { damaged, unsupported } from './faults';
import { typedView } from './typedView';

interface Context {
  readonly header: BatchHeader;
  readonly source: BufferSource;
  /** Finds a dictionary by id. */
  readonly dictionary: (id: number, values: ArrowType) => ArrowDictionary;
}

// Values without bytes of their own (nulls, empty structs) cost nothing in a file and much in memory.
const maxBytelessRows = 2 ** 24;

/** Takes the buffers of one record batch in the order of its fields and checks that each is as long as its values need. */
export class BatchReader {
  private node = 0;
  private buffer = 0;
  private variadic = 0;

  constructor(private readonly context: Context) {}

  /** The arrays of all fields. @throws {ResultError} `damaged`, `unsupported` */
  readAll(fields: readonly ArrowField[]): readonly ArrowArray[] {
    const { header } = this.context;
    const arrays = fields.map(field => {
      const array = this.read(field.type);
      if (array.length !== header.length) {
        throw damaged(
          `the column ${JSON.stringify(field.name)} has ${array.length} of ${header.length} rows`,
        );
      }
      return array;
    });
    if (this.node !== header.nodes.length || this.buffer !== header.buffers.length) {
      throw damaged('its parts do not fit its schema');
    }
    return arrays;
  }

  /** The array of the next field. @throws {ResultError} `damaged`, `unsupported` */
  read(type: ArrowType): ArrowArray {
    const [length, nullCount] = this.takeNode();
    if (type.kind === 'null') {
      checkByteless(length);
      return { kind: type.kind, type, length, valid: undefined };
    }
    const valid = this.takeValidity(length, nullCount);
    switch (type.kind) {
      case 'boolean':
        return { kind: type.kind, type, length, valid, bits: this.take(Math.ceil(length / 8)) };
      case 'int':
        return { kind: type.kind, type, length, valid, values: this.takeIntegers(type, length) };
      case 'float': {
        const bytes = this.take((length * type.bits) / 8);
        if (type.bits === 16) {
          return {
            kind: type.kind,
            type,
            length,
            valid,
            values: typedView(Uint16Array, bytes, length),
          };
        }
        const values = typedView<Float32Array | Float64Array>(
          type.bits === 32 ? Float32Array : Float64Array,
          bytes,
          length,
        );
        return { kind: type.kind, type, length, valid, values };
      }
      case 'date':
      case 'time': {
        const bytes = this.take((length * type.bits) / 8);
        const values = typedView<Int32Array | BigInt64Array>(
          type.bits === 32 ? Int32Array : BigInt64Array,
          bytes,
          length,
        );
        return { kind: type.kind, type, length, valid, values };
      }
      case 'timestamp':
      case 'duration':
        return { kind: type.kind, type, length, valid, values: this.takeInt64(length) };
      case 'decimal':
        return {
          kind: type.kind,
          type,
          length,
          valid,
          values: this.takeDecimals(type.bits, length),
        };
      case 'text': {
        const offsets = this.takeOffsets(length, type.large);
        const data = this.take(lastOf(offsets));
        return { kind: type.kind, type, length, valid, offsets, data };
      }
      case 'textView':
        return { kind: type.kind, type, length, valid, ...this.takeViews(length, valid) };
      case 'dictionary': {
        const values = this.context.dictionary(type.id, type.values);
        const indices = this.takeIntegers(type.indices, length);
        checkIndices(indices, valid, values.length);
        return { kind: type.kind, type, length, valid, indices, values };
      }
      default:
        return this.readNested(type, length, valid);
    }
  }

  private readNested(
    type: Extract<ArrowType, { readonly kind: 'list' | 'fixedList' | 'struct' | 'map' }>,
    length: number,
    valid: Uint8Array | undefined,
  ): ArrowArray {
    switch (type.kind) {
      case 'fixedList': {
        if (type.size <= 0) checkByteless(length);
        const items = this.read(type.item.type);
        if (type.size < 0 || items.length < length * type.size) throw tooShort();
        return { kind: type.kind, type, length, valid, items };
      }
      case 'list': {
        const offsets = this.takeOffsets(length, type.large);
        const items = this.read(type.item.type);
        if (lastOf(offsets) > items.length) throw tooShort();
        return { kind: type.kind, type, length, valid, offsets, items };
      }
      case 'map': {
        const offsets = this.takeOffsets(length, false);
        const entries = type.entries.type;
        if (entries.kind !== 'struct' || entries.fields.length !== 2) {
          throw damaged('a map in it has no keys and values');
        }
        const items = this.read(entries);
        if (lastOf(offsets) > items.length) throw tooShort();
        return { kind: type.kind, type, length, valid, offsets, items };
      }
      case 'struct': {
        if (type.fields.length === 0) checkByteless(length);
        const fields = type.fields.map(field => this.read(field.type));
        if (fields.some(field => field.length < length)) throw tooShort();
        return { kind: type.kind, type, length, valid, fields };
      }
    }
  }

  private takeNode(): readonly [number, number] {
    const node = this.context.header.nodes[this.node++];
    if (node === undefined) throw damaged('it has fewer columns than its schema says');
    const [length, nullCount] = node;
    if (length < 0 || nullCount < 0 || nullCount > length) {
      throw damaged(`a column in it is said to have ${length} rows and ${nullCount} nulls`);
    }
    return node;
  }

  /** The next buffer, which must have at least `length` bytes. */
  private take(length: number): Uint8Array {
    const place = this.context.header.buffers[this.buffer++];
    if (place === undefined) throw damaged('it has fewer columns than its schema says');
    const bytes = this.context.source.buffer(place, this.context.header.compression);
    if (bytes.length < length) throw tooShort();
    return bytes;
  }

  private takeValidity(length: number, nullCount: number): Uint8Array | undefined {
    const bits = this.take(nullCount === 0 ? 0 : Math.ceil(length / 8));
    if (nullCount === 0) return undefined;
    let nulls = 0;
    for (let index = 0; index < length; index++) if (!bitAt(bits, index)) nulls++;
    if (nulls !== nullCount) {
      throw damaged(`a column in it has ${nulls} nulls where ${nullCount} are announced`);
    }
    return bits;
  }

  private takeIntegers(
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

  private takeInt64(length: number): BigInt64Array {
    return typedView(BigInt64Array, this.take(length * 8), length);
  }

  private takeDecimals(bits: number, length: number): Int32Array | BigInt64Array {
    if (![32, 64, 128, 256].includes(bits)) throw damaged(`a decimal in it has ${bits} bits`);
    const bytes = this.take((length * bits) / 8);
    return bits === 32
      ? typedView(Int32Array, bytes, length)
      : typedView(BigInt64Array, bytes, (length * bits) / 64);
  }

  private takeOffsets(length: number, large: boolean): Offsets {
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

  private takeViews(
    length: number,
    valid: Uint8Array | undefined,
  ): { readonly views: Int32Array; readonly buffers: readonly Uint8Array[] } {
    const views = typedView(Int32Array, this.take(length * 16), length * 4);
    const count = this.context.header.variadicCounts[this.variadic++] ?? 0;
    if (count < 0 || count > this.context.header.buffers.length) throw tooShort();
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

function checkIndices(
  indices: { readonly length: number; readonly [index: number]: number | bigint },
  valid: Uint8Array | undefined,
  count: number,
): void {
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row] as number | bigint;
    if ((index < 0 || index >= count) && (valid === undefined || bitAt(valid, row))) {
      throw damaged(`a column refers to category ${index} of ${count}`);
    }
  }
}

function lastOf(offsets: Offsets): number {
  return Number(offsets[offsets.length - 1]);
}

function checkByteless(length: number): void {
  if (length > maxBytelessRows) {
    throw unsupported(
      `The file has a column without any values over ${length} rows; ${maxBytelessRows} can be read`,
      'Leave that column out.',
    );
  }
}

function tooShort(): Error {
  return damaged('the bytes of a column are fewer than its rows need');
}
