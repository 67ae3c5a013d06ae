import type { ColumnKind } from './columnSink';
import { decimalForm } from './numberScanner';
import type { NumberSink } from './numberSink';
import type { RecordReader } from './recordReader';

/** Decimals of a column that are kept back at most. */
const runRows = 64;
const gone = -1;

/**
 * Brings cells to the columns of numbers. Decimals that follow one another in a column, as nearly all cells do, are kept
 * back and given to it together: a call for each takes longer than reading it.
 */
export class NumberRuns {
  /** 0-based, of the columns; -1 for those that proved to be of another kind. */
  private readonly indices: Int32Array;
  private readonly counts: Int32Array;
  private readonly values: Float64Array;

  /** @param misfit is told which columns are of another kind. */
  constructor(
    private readonly sinks: readonly (readonly [index: number, sink: NumberSink])[],
    private readonly misfit: (index: number, kind: ColumnKind) => void,
  ) {
    this.indices = Int32Array.from(sinks, ([index]) => index);
    this.counts = new Int32Array(sinks.length);
    this.values = new Float64Array(sinks.length * runRows);
  }

  /** Takes the cells of a record. */
  add(reader: RecordReader): void {
    const { indices, counts, values } = this;
    const { width, forms, numbers } = reader;
    for (let at = 0; at < indices.length; at++) {
      const index = indices[at] as number;
      if (index === gone) continue;
      const count = counts[at] as number;
      if (index < width && forms[index] === decimalForm && count < runRows) {
        values[at * runRows + count] = numbers[index] as number;
        counts[at] = count + 1;
      } else {
        this.leave(at, this.give(at) ?? this.addOne(at, reader));
      }
    }
  }

  /** Gives the columns what was kept back. */
  finish(): void {
    for (let at = 0; at < this.indices.length; at++) this.leave(at, this.give(at));
  }

  private addOne(at: number, reader: RecordReader): ColumnKind | undefined {
    const [index, sink] = this.sinks[at] as readonly [number, NumberSink];
    return index < reader.width ? sink.add(reader.cellAt(index)) : void sink.addMissing();
  }

  private give(at: number): ColumnKind | undefined {
    const count = this.counts[at] as number;
    if (count === 0) return undefined;
    this.counts[at] = 0;
    const start = at * runRows;
    return this.sinks[at]?.[1].addDecimals(this.values.subarray(start, start + count));
  }

  private leave(at: number, kind: ColumnKind | undefined): void {
    if (kind === undefined) return;
    this.misfit(this.indices[at] as number, kind);
    this.indices[at] = gone;
  }
}
