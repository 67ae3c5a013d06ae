import type { Unread } from '../format';
import type { SourceFile } from '../format';
import { BooleanSink } from './booleanSink';
import type { ColumnKind, ColumnSink } from './columnSink';
import { NumberRuns } from './numberRuns';
import { NumberSink } from './numberSink';
import { RecordReader } from './recordReader';
import { RowFaults } from './rowFaults';
import type { TableLayout } from './tableLayout';
import { TextSink } from './textSink';

/** Columns by their 0-based index. */
export type KindOfColumn = ReadonlyMap<number, ColumnKind>;

export interface PassOptions {
  /** The columns that are wanted, and what each is taken for. */
  readonly kinds: KindOfColumn;
  /** Default: all. */
  readonly mostRows?: number;
  /** Bytes after this one are not looked at. Default: all are. */
  readonly end?: number;
}

/** What one reading of a table has given. */
export interface TablePass {
  readonly sinks: Map<number, ColumnSink>;
  /** Columns that are of another kind than they were taken for: they have no sink. */
  readonly misfits: KindOfColumn;
  readonly rowCount: number;
  readonly notes: readonly string[];
  readonly unread: readonly Unread[];
  /** Bytes of the file up to which it was read. */
  readonly end: number;
}

/**
 * Reads the rows of a table once.
 * @throws {FormatError} when too many lines are wrong, or bytes are not text.
 */
export async function tablePass(
  file: SourceFile,
  layout: TableLayout,
  { kinds, mostRows = Infinity, end = Infinity }: PassOptions,
): Promise<TablePass> {
  const rows = new Rows(file.name, layout, kinds);
  const reader = new RecordReader(file, layout.delimiter, { ...layout.rows, end }, rows.numbers);
  const addRow = (): void => rows.add(reader);
  for (;;) {
    const taken = rows.rowCount < mostRows ? reader.take() : 'end';
    if (taken === 'end') break;
    if (taken === 'more') await reader.more();
    else if (taken === 'fault') rows.addFault(reader);
    else reader.inThisLine(addRow);
  }
  await reader.close();
  return rows.finish(reader.offset);
}

class Rows {
  rowCount = 0;
  /** 1 for each column that is taken for numbers. */
  readonly numbers: Uint8Array;
  private readonly sinks = new Map<number, ColumnSink>();
  private readonly misfits = new Map<number, ColumnKind>();
  private readonly faults: RowFaults;
  private readonly width: number;
  private readonly runs: NumberRuns;
  /** The other sinks in the order of their columns: looking them up in a map would double the time of a cell. */
  private active: readonly { readonly index: number; readonly sink: ColumnSink }[] = [];

  constructor(file: string, { names, delimiter }: TableLayout, kinds: KindOfColumn) {
    this.width = names.length;
    this.faults = new RowFaults(file, this.width);
    this.numbers = new Uint8Array(this.width);
    const numberSinks: [index: number, sink: NumberSink][] = [];
    for (const [index, kind] of kinds) {
      const sink = newSink(kind, delimiter !== ',');
      this.sinks.set(index, sink);
      if (!(sink instanceof NumberSink)) continue;
      this.numbers[index] = 1;
      numberSinks.push([index, sink]);
    }
    this.runs = new NumberRuns(numberSinks, (index, kind) => this.drop(index, kind));
    this.activate();
  }

  add(reader: RecordReader): void {
    const { width } = reader;
    if (width > this.width && hasText(reader, this.width)) {
      this.faults.addLong(reader.line, width, this.rowCount);
      return;
    }
    if (width < this.width) {
      // A file of one line may be meant so.
      if (reader.isCut && this.rowCount > 0) {
        this.faults.addCut(reader.line);
        return;
      }
      this.faults.addShort(reader.line);
    }
    this.rowCount++;
    this.runs.add(reader);
    let hasMisfit = false;
    for (const { index, sink } of this.active) {
      if (index >= width) sink.addMissing();
      else {
        const kind = sink.add(reader.cellAt(index));
        if (kind === undefined) continue;
        hasMisfit = true;
        this.drop(index, kind);
      }
    }
    if (hasMisfit) this.activate();
  }

  addFault(reader: RecordReader): void {
    if (reader.isCut && this.rowCount > 0) this.faults.addCut(reader.line);
    else this.faults.addUnquoted(reader.line, this.rowCount);
  }

  finish(end: number): TablePass {
    this.runs.finish();
    const { sinks, misfits, rowCount } = this;
    return { sinks, misfits, rowCount, end, ...this.faults.finish(rowCount) };
  }

  /** A column of another kind. */
  private drop(index: number, kind: ColumnKind): void {
    this.misfits.set(index, kind);
    this.sinks.delete(index);
    this.numbers[index] = 0;
  }

  private activate(): void {
    const others = [...this.sinks].filter(([index]) => this.numbers[index] === 0);
    this.active = others.map(([index, sink]) => ({ index, sink }));
  }
}

/** Whether there is anything in the cells from the one at `index` on: a delimiter at the end of a line makes an empty one. */
function hasText(reader: RecordReader, index: number): boolean {
  for (let at = index; at < reader.width; at++) {
    if (reader.cellAt(at).text().trim() !== '') return true;
  }
  return false;
}

function newSink(kind: ColumnKind, decimalComma: boolean): ColumnSink {
  switch (kind) {
    case 'number':
      return new NumberSink(decimalComma);
    case 'boolean':
      return new BooleanSink();
    case 'text':
      return new TextSink();
  }
}
