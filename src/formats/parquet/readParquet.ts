import { parquetMetadata, parquetScan, parquetSchema } from 'hyparquet';
import type { AsyncBuffer, FileMetaData, ParquetParsers, SchemaTree } from 'hyparquet/src/types.js';
import { foreignNames } from '../../core/arrow/foreignVariables';
import type { Column } from '../../core/column';
import type { SourceFile } from '../format';
import { ColumnFiller } from './columnFiller';
import { checkPages } from './checkPages';
import type { ColumnLevels } from './checkPages';
import { pageCodecs } from './pageCodecs';
import { parquetKind } from './parquetColumn';
import { ParquetFault, asFormatError } from './parquetFault';

/** A table of Parquet as typed columns, all of them observables. */
export interface ParquetTable {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  /** What the writer put beside the table, e.g. `pandas`; JSON as a rule. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly createdBy?: string;
  /** One sentence each. */
  readonly notes: readonly string[];
}

/** A run of equal values takes a few bytes, but no file of a study has so many more cells than bytes. */
const mostCellsPerByte = 4096;
const leastCells = 2 ** 20;

const nothing = (): string => '';
/** Least and largest values, which the footer repeats, are not looked at. */
const footerParsers: ParquetParsers = {
  stringFromBytes: nothing,
  jsonFromBytes: nothing,
  dateFromDays: nothing,
  timestampFromMilliseconds: nothing,
  timestampFromMicroseconds: nothing,
  timestampFromNanoseconds: nothing,
  geometryFromBytes: nothing,
  geographyFromBytes: nothing,
  uuidFromBytes: nothing,
};

/** What columns with types of their own do not need, but nested values do. */
const parsers: Partial<ParquetParsers> = {
  stringFromBytes: (bytes: Uint8Array | undefined) =>
    bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes),
  dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10),
  timestampFromMilliseconds: (count: bigint) => Number(count),
  timestampFromMicroseconds: (count: bigint) => Number(count),
  timestampFromNanoseconds: (count: bigint) => count,
};

/**
 * Reads a Parquet file column by column. Integers are exact; decimals are doubles where those give them back, else text;
 * dates and times are ISO 8601 text; nested values are JSON. The index of a pandas frame is a column like any other.
 * @throws {FormatError} when it is damaged, encrypted, or compressed in a way that is not known here.
 */
export async function readParquet(file: SourceFile): Promise<ParquetTable> {
  const bytes = await file.read();
  return asFormatError(file.name, () => readBytes(bytes));
}

async function readBytes(bytes: Uint8Array): Promise<ParquetTable> {
  const footer = String.fromCharCode(...bytes.subarray(-4));
  if (footer === 'PARE') throw new ParquetFault('is encrypted Parquet: not readable.');
  if (footer !== 'PAR1') {
    throw new ParquetFault('is Parquet without its end: it is damaged, or still being written.');
  }
  const description = parquetMetadata(bytes, {
    geoparquet: false,
    parsers: footerParsers,
  });
  const { children } = parquetSchema(description);
  const rowCount = checkSize(description, children, bytes);
  const levels = children.flatMap(child => leafLevels(child, { definition: 0, repetition: 0 }));
  for (const group of description.row_groups) checkPages(bytes, group, levels);
  const names = children.map(({ element }) => element.name);
  const shown = foreignNames(names);
  const columns: Column[] = [];
  for (const [index, child] of children.entries()) {
    const name = shown[index] as string;
    columns.push(await readColumn(bytes, description, child, { name, rowCount }));
  }
  const entries = description.key_value_metadata ?? [];
  const { created_by: createdBy } = description;
  return {
    columns,
    rowCount,
    metadata: new Map(entries.map(({ key, value }) => [key, value ?? ''])),
    ...(createdBy !== undefined && { createdBy }),
    notes: notesOn(children),
  };
}

/** @throws {ParquetFault} when the numbers of rows and columns cannot be. */
function checkSize(
  { row_groups: groups, num_rows: rows }: FileMetaData,
  columns: readonly SchemaTree[],
  bytes: Uint8Array,
): number {
  const rowCount = groups.reduce((sum, { num_rows: count }) => sum + Number(count), 0);
  const most = Math.max(leastCells, bytes.length * mostCellsPerByte);
  const isSound =
    groups.every(({ num_rows: count }) => count >= 0n) &&
    BigInt(rowCount) === rows &&
    rowCount * columns.length <= most;
  if (!isSound) {
    throw new ParquetFault(
      `is damaged Parquet: it says ${rows} rows of ${columns.length} columns.`,
    );
  }
  const names = new Set(columns.map(({ element }) => element.name));
  if (columns.length === 0) throw new ParquetFault('has no columns.');
  if (names.size < columns.length) throw new ParquetFault('has columns of the same name.');
  return rowCount;
}

/** Of the columns that are stored, in the order in which they are. */
function leafLevels({ element, children }: SchemaTree, above: ColumnLevels): ColumnLevels[] {
  const isRepeated = element.repetition_type === 'REPEATED';
  const levels = {
    definition: above.definition + (element.repetition_type === 'REQUIRED' ? 0 : 1),
    repetition: above.repetition + (isRepeated ? 1 : 0),
  };
  return children.length === 0 ? [levels] : children.flatMap(child => leafLevels(child, levels));
}

async function readColumn(
  bytes: Uint8Array,
  metadata: FileMetaData,
  tree: SchemaTree,
  { name, rowCount }: { readonly name: string; readonly rowCount: number },
): Promise<Column> {
  const column = tree.element.name;
  const filler = new ColumnFiller(parquetKind(tree), rowCount);
  // A scan of its own, since a scan keeps what it has read last of each column.
  const scan = await parquetScan({
    file: bufferOf(bytes),
    metadata,
    columns: [column],
    compressors: pageCodecs,
    parsers,
    utf8: false,
    geoparquet: false,
    useOffsetIndex: false,
  });
  for (const { rowStart, rowEnd } of scan.ranges) {
    filler.add(await scan.readColumn({ column, rowStart, rowEnd }), rowEnd - rowStart);
  }
  return filler.finish({ name, role: 'observable' });
}

function bufferOf(bytes: Uint8Array): AsyncBuffer {
  return {
    byteLength: bytes.length,
    slice: (start, end) => bytes.slice(start, end).buffer,
  };
}

function notesOn(columns: readonly SchemaTree[]): readonly string[] {
  const nested = columns
    .filter(
      ({ children, element }) => children.length > 0 || element.repetition_type === 'REPEATED',
    )
    .map(({ element }) => `"${element.name}"`);
  return nested.length === 0 ? [] : [`Nested values are text of JSON: ${nested.join(', ')}.`];
}
