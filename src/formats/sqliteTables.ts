import type { SourceFile } from './format';
import { isSqlite } from './openSqlite';

/** Pages of the schema that are read at most; that of a hundred tables with their indices has about twenty. */
const maxPages = 256;
const headerBytes = 100;
const interiorPage = 5;
const leafPage = 13;

/**
 * The names of the tables of an SQLite database, read from the few pages that hold its schema (file format:
 * https://sqlite.org/fileformat2.html, sections 1.5 and 2.6): nothing is opened, however large the file is. What is still
 * only in a write-ahead log is not seen. `undefined` when the file is no SQLite database; damaged pages have no tables.
 */
export async function sqliteTables(file: SourceFile): Promise<readonly string[] | undefined> {
  if (!isSqlite(file.head) || file.head.length < headerBytes) return undefined;
  const tables: string[] = [];
  const seen = new Set<number>();
  const wanted = [1];
  for (let number = wanted.pop(); number !== undefined; number = wanted.pop()) {
    if (seen.has(number) || seen.size === maxPages) continue;
    seen.add(number);
    const page = await readPage(file, number);
    if (page.kind === interiorPage) wanted.push(...page.children());
    if (page.kind === leafPage) tables.push(...page.tableNames());
  }
  return tables.sort();
}

async function readPage(file: SourceFile, number: number): Promise<SchemaPage> {
  const stored = new DataView(file.head.buffer, file.head.byteOffset).getUint16(16);
  const pageSize = stored === 1 ? 65_536 : stored;
  const start = (number - 1) * pageSize;
  const bytes =
    start + pageSize <= file.head.length
      ? file.head.subarray(start, start + pageSize)
      : await readBytes(file, start, pageSize);
  return new SchemaPage(bytes, number === 1 ? headerBytes : 0);
}

async function readBytes(file: SourceFile, start: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  if (start >= file.size) return bytes;
  for await (const chunk of file.chunks(start)) {
    const part = chunk.subarray(0, length - filled);
    bytes.set(part, filled);
    filled += part.length;
    if (filled === length) break;
  }
  return bytes;
}

/** A page of the b-tree that keeps the schema. Whatever its numbers say, nothing outside it is read. */
class SchemaPage {
  private readonly view: DataView;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly start: number,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get kind(): number | undefined {
    return this.bytes[this.start];
  }

  /** Numbers of the pages below, the last one first. */
  children(): readonly number[] {
    const left = this.cells(12).flatMap(at => this.uint32(at));
    return [...left, ...this.uint32(this.start + 8)].filter(number => number > 0).reverse();
  }

  tableNames(): readonly string[] {
    return this.cells(8).flatMap(at => this.tableName(at));
  }

  /** A row is a header of types, then the texts `type` and `name`, both of which are short. */
  private tableName(at: number): readonly string[] {
    const [, rowId] = this.varint(at);
    const [, header] = this.varint(rowId);
    const [headerLength, types] = this.varint(header);
    const [typeCode, second] = this.varint(types);
    const [nameCode] = this.varint(second);
    const body = header + headerLength;
    const type = this.text(body, typeCode);
    return type === 'table' ? [this.text(body + textLength(typeCode), nameCode)] : [];
  }

  private text(at: number, code: number): string {
    return new TextDecoder().decode(this.bytes.subarray(at, at + textLength(code)));
  }

  /** Where the cells begin, behind a header of this length. */
  private cells(header: number): readonly number[] {
    const first = this.start + header;
    const count = this.uint16(this.start + 3)[0] ?? 0;
    const offsets = Array.from({ length: Math.min(count, this.bytes.length / 2) }, (_, index) =>
      this.uint16(first + 2 * index),
    );
    return offsets.flat();
  }

  private uint16(at: number): readonly number[] {
    return at + 2 <= this.bytes.length ? [this.view.getUint16(at)] : [];
  }

  private uint32(at: number): readonly number[] {
    return at + 4 <= this.bytes.length ? [this.view.getUint32(at)] : [];
  }

  /** The number and where the next one begins; seven bits a byte, the high one first. */
  private varint(at: number): readonly [value: number, next: number] {
    let value = 0;
    let next = at;
    for (let count = 0; count < 9; count++) {
      const byte = this.bytes[next++] ?? 0;
      value = value * 128 + (byte & 127);
      if (byte < 128) break;
    }
    return [value, next];
  }
}

/** Types of texts are odd numbers from 13. */
function textLength(code: number): number {
  return code >= 13 && code % 2 === 1 ? (code - 13) / 2 : 0;
}
