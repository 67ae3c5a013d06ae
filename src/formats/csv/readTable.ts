import type { Column } from '../../core/column';
import type { SourceFile, Unread } from '../format';
import { FormatError } from '../formatError';
import type { ColumnKind } from './columnSink';
import type { Delimiter } from './findDelimiter';
import { tableLayout } from './tableLayout';
import type { TableLayout } from './tableLayout';
import { tablePass } from './tablePass';
import type { KindOfColumn, TablePass } from './tablePass';

/** A table of text as typed columns, all of them observables. */
export interface TypedTable {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readonly delimiter: Delimiter;
  /** What was repaired, one sentence each. */
  readonly notes: readonly string[];
  /** Lines that were left out. */
  readonly unread: readonly Unread[];
}

/** Rows from which is guessed what columns are for the first reading. */
const sampleRows = 200;

/**
 * Reads delimited text of any size, whatever it is delimited by, in little more memory than its columns take. Each column has
 * the narrowest type that keeps every cell: integers exactly, numbers to the nearest double, text unchanged; text that
 * repeats is categorical. Numbers with leading zeros are text, since they are names of something. Where a column proves to
 * be of a wider type late, the file is read once more for that column.
 * @throws {FormatError} with the line: no lines, too many that are not as the first, bytes that are not text.
 */
export async function readTable(file: SourceFile): Promise<TypedTable> {
  const layout = await tableLayout(file);
  const columns = new Array<Column | undefined>(layout.names.length);
  const first = await tablePass(file, layout, { kinds: await likelyKinds(file, layout) });
  let kinds = finish(first, layout, columns);
  while (kinds.size > 0) {
    const again = await tablePass(file, layout, { kinds, end: first.end });
    if (again.rowCount !== first.rowCount) {
      throw new FormatError(file.name, 'changed while it was read. Read it again.');
    }
    kinds = finish(again, layout, columns);
  }
  const named = columns.flatMap((column, index) =>
    column === undefined || isNothing(column, layout, index) ? [] : [column],
  );
  if (named.length === 0) {
    throw new FormatError(file.name, 'has neither names nor values; a table is expected.');
  }
  return {
    columns: named,
    rowCount: first.rowCount,
    delimiter: layout.delimiter,
    notes: [...layout.notes, ...first.notes],
    unread: first.unread,
  };
}

/** What the first rows leave possible. */
async function likelyKinds(file: SourceFile, layout: TableLayout): Promise<KindOfColumn> {
  const kinds = new Map<number, ColumnKind>(layout.names.map((_, index) => [index, 'number']));
  for (let misfits: KindOfColumn = kinds; misfits.size > 0;) {
    ({ misfits } = await tablePass(file, layout, { kinds: misfits, mostRows: sampleRows }));
    for (const [index, kind] of misfits) kinds.set(index, kind);
  }
  return kinds;
}

/** Puts the columns into their places; returns those that have to be read again. */
function finish(
  { sinks, misfits }: TablePass,
  { names }: TableLayout,
  columns: (Column | undefined)[],
): KindOfColumn {
  const again = new Map(misfits);
  for (const [index, sink] of sinks) {
    const column = sink.finish({ name: names[index] as string, role: 'observable' });
    // What the sink holds goes before the next column is joined.
    sinks.delete(index);
    if (typeof column === 'string') again.set(index, column);
    else columns[index] = column;
  }
  return again;
}

/** A delimiter at the end of every line makes a column of nothing. */
function isNothing({ valid, values }: Column, { header }: TableLayout, index: number): boolean {
  if (header[index] !== '') return false;
  for (let row = 0; row < values.length; row++) {
    if (valid === undefined || valid[row] !== 0) return false;
  }
  return true;
}
