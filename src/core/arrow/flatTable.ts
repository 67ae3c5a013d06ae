import { damaged } from './faults';

/** Text in a flatbuffer and where its bytes lie, counted from the start of the flatbuffer. */
export interface PlacedText {
  readonly text: string;
  readonly start: number;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of one flatbuffer. Nothing outside them is ever read, and no more of them than a sound file would need. */
class Bounds {
  private readonly view: DataView;
  // Offsets of a damaged or hostile flatbuffer may lead to the same place again and again: work is bounded by its size.
  private budget: number;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.budget = 8 * bytes.byteLength + 1024;
  }

  int8(at: number): number {
    return this.view.getInt8(this.check(at, 1));
  }

  int16(at: number): number {
    return this.view.getInt16(this.check(at, 2), true);
  }

  uint16(at: number): number {
    return this.view.getUint16(this.check(at, 2), true);
  }

  int32(at: number): number {
    return this.view.getInt32(this.check(at, 4), true);
  }

  uint32(at: number): number {
    return this.view.getUint32(this.check(at, 4), true);
  }

  int64(at: number): number {
    const value = Number(this.view.getBigInt64(this.check(at, 8), true));
    if (!Number.isSafeInteger(value)) throw damaged(`a length or offset in its header is ${value}`);
    return value;
  }

  text(at: number): PlacedText {
    const start = at + 4;
    const length = this.uint32(at);
    this.check(start, length);
    try {
      return { text: utf8.decode(this.bytes.subarray(start, start + length)), start };
    } catch (error) {
      throw damaged('a text in its header is not UTF-8', error);
    }
  }

  check(at: number, length: number): number {
    this.budget -= Math.max(1, length);
    if (this.budget < 0) throw damaged('its header refers to itself');
    if (at < 0 || at + length > this.bytes.byteLength) {
      throw damaged('its header refers to places outside itself');
    }
    return at;
  }
}

/** A table of a flatbuffer, the format of Arrow's headers. Fields are numbered as in Arrow's schema files. Every method throws `damaged`. */
export class FlatTable {
  private constructor(
    private readonly bounds: Bounds,
    private readonly at: number,
  ) {}

  static root(bytes: Uint8Array): FlatTable {
    const bounds = new Bounds(bytes);
    return new FlatTable(bounds, bounds.uint32(0));
  }

  int8(field: number, otherwise = 0): number {
    const place = this.place(field);
    return place === undefined ? otherwise : this.bounds.int8(place);
  }

  int16(field: number, otherwise = 0): number {
    const place = this.place(field);
    return place === undefined ? otherwise : this.bounds.int16(place);
  }

  int32(field: number, otherwise = 0): number {
    const place = this.place(field);
    return place === undefined ? otherwise : this.bounds.int32(place);
  }

  int64(field: number, otherwise = 0): number {
    const place = this.place(field);
    return place === undefined ? otherwise : this.bounds.int64(place);
  }

  flag(field: number): boolean {
    return this.int8(field) !== 0;
  }

  text(field: number): PlacedText | undefined {
    const place = this.target(field);
    return place === undefined ? undefined : this.bounds.text(place);
  }

  table(field: number): FlatTable | undefined {
    const place = this.target(field);
    return place === undefined ? undefined : new FlatTable(this.bounds, place);
  }

  tables(field: number): readonly FlatTable[] {
    return this.items(field, 4, at => new FlatTable(this.bounds, at + this.bounds.uint32(at)));
  }

  int64s(field: number): readonly number[] {
    return this.items(field, 8, at => this.bounds.int64(at));
  }

  /** A list of structs of two 64-bit numbers. */
  pairs(field: number): readonly (readonly [number, number])[] {
    return this.items(field, 16, at => [this.bounds.int64(at), this.bounds.int64(at + 8)]);
  }

  /** A list of structs of a 64-bit number, a 32-bit number, four unused bytes and a 64-bit number. */
  blocks(field: number): readonly (readonly [number, number, number])[] {
    return this.items(field, 24, at => [
      this.bounds.int64(at),
      this.bounds.int32(at + 8),
      this.bounds.int64(at + 16),
    ]);
  }

  private items<T>(field: number, size: number, read: (at: number) => T): readonly T[] {
    const place = this.target(field);
    if (place === undefined) return [];
    const count = this.bounds.uint32(place);
    // Before anything is allocated for a count that is absurd.
    this.bounds.check(place + 4, count * size);
    const items: T[] = [];
    for (let index = 0; index < count; index++) items.push(read(place + 4 + index * size));
    return items;
  }

  private target(field: number): number | undefined {
    const place = this.place(field);
    return place === undefined ? undefined : place + this.bounds.uint32(place);
  }

  private place(field: number): number | undefined {
    const vtable = this.at - this.bounds.int32(this.at);
    const entry = 4 + 2 * field;
    if (entry + 2 > this.bounds.uint16(vtable)) return undefined;
    const offset = this.bounds.uint16(vtable + entry);
    return offset === 0 ? undefined : this.at + offset;
  }
}
