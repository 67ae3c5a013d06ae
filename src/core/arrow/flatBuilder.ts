import { utf8Length } from './utf8Length';

const firstBytes = 4096;
const encoder = new TextEncoder();
// Below this a loop is faster than a call of the encoder.
const shortText = 128;

/**
 * Writes one flatbuffer, the format of Arrow's headers, from its end to its beginning, as its offsets demand. What was
 * written is referred to by its distance from the end, which every method that writes something returns; 0 is nothing.
 */
export class FlatBuilder {
  private bytes = new Uint8Array(firstBytes);
  private view = new DataView(this.bytes.buffer);
  private free = firstBytes;
  private alignment = 1;
  private readonly vtables: number[] = [];

  /** How many bytes were written: the distance of the last thing from the end. */
  get size(): number {
    return this.bytes.length - this.free;
  }

  /** Makes room for `length` bytes in front of which something of `size` bytes will lie, aligned as that needs it. */
  align(size: number, length = 0): void {
    if (size > this.alignment) this.alignment = size;
    const padding = -(this.size + length) & (size - 1);
    const needed = padding + length + size;
    if (needed > this.free) this.grow(needed);
    // A table that was given up may have left something there. There are some bytes at most: no call is worth it.
    for (let count = padding; count > 0; count--) this.bytes[--this.free] = 0;
  }

  int8(value: number): void {
    this.align(1);
    this.view.setInt8((this.free -= 1), value);
  }

  int16(value: number): void {
    this.align(2);
    this.view.setInt16((this.free -= 2), value, true);
  }

  int32(value: number): void {
    this.align(4);
    this.view.setInt32((this.free -= 4), value, true);
  }

  int64(value: number): void {
    this.align(8);
    this.free -= 8;
    this.view.setUint32(this.free, value % 2 ** 32, true);
    this.view.setInt32(this.free + 4, Math.floor(value / 2 ** 32), true);
  }

  /** A reference to what was written at `distance`. */
  offset(distance: number): void {
    this.align(4);
    this.view.setInt32((this.free -= 4), this.size - distance, true);
  }

  /** Text and the zero after it. */
  text(text: string): number {
    const length = utf8Length(text);
    this.int8(0);
    this.align(4, length);
    this.free -= length;
    if (length === text.length && length < shortText) {
      for (let index = 0; index < length; index++) {
        this.bytes[this.free + index] = text.charCodeAt(index);
      }
    } else {
      encoder.encodeInto(text, this.bytes.subarray(this.free));
    }
    this.int32(length);
    return this.size;
  }

  /** A list of references. */
  offsets(distances: readonly number[]): number {
    return this.list(distances, 4, distance => this.offset(distance));
  }

  /** A list of structs of `size` bytes with a 64-bit number in them; `write` writes one, its last field first. */
  structs<T>(items: readonly T[], size: number, write: (item: T) => void): number {
    if (items.length > 0) this.align(8, size * items.length);
    return this.list(items, size, write);
  }

  /** Starts a table. What its fields refer to is written before it. */
  table(): FlatTableBuilder {
    return new FlatTableBuilder(this);
  }

  /** Ends a table that was started when {@link size} was `start` and has its fields at `places`; 0 where it has none. */
  endTable(start: number, places: readonly number[]): number {
    this.int32(0);
    const table = this.size;
    for (let field = places.length - 1; field >= 0; field--) {
      const place = places[field];
      this.int16(place === undefined || place === 0 ? 0 : table - place);
    }
    this.int16(table - start);
    this.int16(2 * places.length + 4);
    const known = this.sameVtable(2 * places.length + 4);
    if (known === undefined) this.vtables.push(this.size);
    else this.free = this.bytes.length - table;
    const vtable = known ?? this.size;
    this.view.setInt32(this.bytes.length - table, vtable - table, true);
    return table;
  }

  /** Ends the flatbuffer; it starts with a reference to `root`. */
  finish(root: number): void {
    this.align(this.alignment, 4);
    this.offset(root);
  }

  /** All bytes written so far. */
  take(): Uint8Array {
    return this.bytes.subarray(this.free);
  }

  private list<T>(items: readonly T[], size: number, write: (item: T) => void): number {
    if (items.length === 0) return 0;
    this.align(4, size * items.length);
    for (let index = items.length - 1; index >= 0; index--) write(items[index] as T);
    this.int32(items.length);
    return this.size;
  }

  /** The distance of a vtable equal to the `length` bytes written last. */
  private sameVtable(length: number): number | undefined {
    return this.vtables.find(distance => {
      const start = this.bytes.length - distance;
      for (let index = 0; index < length; index += 2) {
        if (this.view.getInt16(start + index) !== this.view.getInt16(this.free + index)) {
          return false;
        }
      }
      return true;
    });
  }

  private grow(needed: number): void {
    const old = this.take();
    const bytes = new Uint8Array(Math.max(2 * this.bytes.length, old.length + needed));
    this.free = bytes.length - old.length;
    bytes.set(old, this.free);
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }
}

/** Writes the fields of one table, numbered as in Arrow's schema files. A field that is 0 is left out: that is what readers take it for. */
export class FlatTableBuilder {
  private readonly start: number;
  private readonly places: number[] = [];

  constructor(private readonly builder: FlatBuilder) {
    this.start = builder.size;
  }

  int8(field: number, value: number): this {
    if (value !== 0) this.builder.int8(value);
    return this.place(field, value);
  }

  int16(field: number, value: number): this {
    if (value !== 0) this.builder.int16(value);
    return this.place(field, value);
  }

  int32(field: number, value: number): this {
    if (value !== 0) this.builder.int32(value);
    return this.place(field, value);
  }

  int64(field: number, value: number): this {
    if (value !== 0) this.builder.int64(value);
    return this.place(field, value);
  }

  offset(field: number, distance: number): this {
    if (distance !== 0) this.builder.offset(distance);
    return this.place(field, distance);
  }

  end(): number {
    return this.builder.endTable(this.start, this.places);
  }

  private place(field: number, value: number): this {
    if (value !== 0) this.places[field] = this.builder.size;
    return this;
  }
}
