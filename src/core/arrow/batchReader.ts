import type { ArrowArray, ArrowDictionary, Offsets } from './arrowArray';
import { bitAt } from './arrowArray';
import type { BatchHeader } from './arrowMessage';
import type { ArrowField, ArrowType } from './arrowSchema';
import type { BufferSource } from './bufferSource';
import { BufferTaker, lastOf, tooShort } from './bufferTaker';
import { damaged } from './faults';

interface Context {
  readonly header: BatchHeader;
  readonly source: BufferSource;
  /** Finds a dictionary by id. */
  readonly dictionary: (id: number, values: ArrowType) => ArrowDictionary;
}

type TypeOf<Kind extends ArrowType['kind']> = Extract<ArrowType, { readonly kind: Kind }>;

interface Common {
  readonly length: number;
  readonly valid: Uint8Array | undefined;
}

/** Reads the columns of one record batch in the order of its fields. */
export class BatchReader {
  private readonly taker: BufferTaker;

  constructor(private readonly context: Context) {
    this.taker = new BufferTaker(context.header, context.source);
  }

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
    if (!this.taker.isAtEnd) throw damaged('its parts do not fit its schema');
    return arrays;
  }

  private read(type: ArrowType): ArrowArray {
    const [length, nullCount] = this.taker.takeNode();
    if (type.kind === 'null') {
      this.context.source.budget.spendRows(length);
      return { kind: type.kind, type, length, valid: undefined };
    }
    const common = { length, valid: this.taker.takeValidity(length, nullCount) };
    switch (type.kind) {
      case 'text':
      case 'textView':
        return this.readText(type, common);
      case 'dictionary':
        return this.readDictionary(type, common);
      case 'list':
      case 'map':
      case 'struct':
      case 'fixedList':
        return this.readNested(type, common);
      default:
        return this.readFixedWidth(type, common);
    }
  }

  private readFixedWidth(
    type: TypeOf<
      'boolean' | 'int' | 'float' | 'date' | 'time' | 'timestamp' | 'duration' | 'decimal'
    >,
    { length, valid }: Common,
  ): ArrowArray {
    const { taker } = this;
    switch (type.kind) {
      case 'boolean':
        return { kind: type.kind, type, length, valid, bits: taker.take(Math.ceil(length / 8)) };
      case 'int':
        return { kind: type.kind, type, length, valid, values: taker.takeIntegers(type, length) };
      case 'float':
        return {
          kind: type.kind,
          type,
          length,
          valid,
          values: taker.takeFloats(type.bits, length),
        };
      case 'date':
      case 'time': {
        const values = taker.takeSigned(type.bits, length);
        return { kind: type.kind, type, length, valid, values };
      }
      case 'timestamp':
      case 'duration':
        return { kind: type.kind, type, length, valid, values: taker.takeInt64(length) };
      case 'decimal': {
        const values = taker.takeDecimals(type.bits, length);
        return { kind: type.kind, type, length, valid, values };
      }
    }
  }

  private readText(type: TypeOf<'text' | 'textView'>, { length, valid }: Common): ArrowArray {
    if (type.kind === 'textView') {
      return { kind: type.kind, type, length, valid, ...this.taker.takeViews(length, valid) };
    }
    const offsets = this.taker.takeOffsets(length, type.large);
    const data = this.taker.take(lastOf(offsets));
    return { kind: type.kind, type, length, valid, offsets, data };
  }

  private readDictionary(type: TypeOf<'dictionary'>, { length, valid }: Common): ArrowArray {
    const values = this.context.dictionary(type.id, type.values);
    const indices = this.taker.takeIntegers(type.indices, length);
    checkIndices(indices, valid, values.length);
    return { kind: type.kind, type, length, valid, indices, values };
  }

  private readNested(
    type: TypeOf<'list' | 'fixedList' | 'struct' | 'map'>,
    { length, valid }: Common,
  ): ArrowArray {
    switch (type.kind) {
      case 'fixedList': {
        if (type.size <= 0) this.context.source.budget.spendRows(length);
        const items = this.read(type.item.type);
        if (type.size < 0 || items.length < length * type.size) throw tooShort();
        return { kind: type.kind, type, length, valid, items };
      }
      case 'struct': {
        if (type.fields.length === 0) this.context.source.budget.spendRows(length);
        const fields = type.fields.map(field => this.read(field.type));
        if (fields.some(field => field.length < length)) throw tooShort();
        return { kind: type.kind, type, length, valid, fields };
      }
      case 'list': {
        const offsets = this.taker.takeOffsets(length, type.large);
        const items = this.readItems(type.item.type, offsets);
        return { kind: type.kind, type, length, valid, offsets, items };
      }
      case 'map': {
        const offsets = this.taker.takeOffsets(length, false);
        const entries = type.entries.type;
        if (entries.kind !== 'struct' || entries.fields.length !== 2) {
          throw damaged('a map in it has no keys and values');
        }
        const items = this.readItems(entries, offsets);
        return { kind: type.kind, type, length, valid, offsets, items };
      }
    }
  }

  private readItems(type: ArrowType, offsets: Offsets): ArrowArray {
    const items = this.read(type);
    if (lastOf(offsets) > items.length) throw tooShort();
    return items;
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
