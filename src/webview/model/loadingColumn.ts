import type { Column, ColumnType } from '../../core/column';
import type { CellRange, ColumnOutline } from '../protocol';

type Cells = { readonly length: number; [row: number]: unknown };

/** A column that arrives range by range, from the first row on. */
export class LoadingColumn {
  /** How many rows have arrived. */
  readyRows = 0;
  private readonly values: Cells;
  private valid: Uint8Array | undefined;
  private categories: readonly string[] = [];

  constructor(
    private readonly outline: ColumnOutline,
    private readonly rowCount: number,
  ) {
    this.values = room[outline.type](rowCount);
  }

  /** Takes the cells of the rows after those that are ready. */
  append(range: CellRange): void {
    const { length } = range.values;
    const { values, readyRows } = this;
    if (ArrayBuffer.isView(values)) {
      // Of numbers or of bigints, as those that came: set copies all at once.
      (values as Float64Array).set(range.values as Float64Array, readyRows);
    } else {
      for (let row = 0; row < length; row++) values[readyRows + row] = range.values[row];
    }
    if (range.valid !== undefined) {
      this.valid ??= new Uint8Array(this.rowCount).fill(1);
      this.valid.set(range.valid, this.readyRows);
    }
    if (range.type === 'categorical') this.categories = range.categories;
    this.readyRows += length;
  }

  /** The column; what is not ready is 0 or empty. */
  get column(): Column {
    const { values, valid, categories, outline } = this;
    const { variable, type } = outline;
    const typed = type === 'categorical' ? { type, categories } : { type };
    // The kind of array goes with the type, by `room`.
    return { variable, ...typed, values, ...(valid && { valid }) } as unknown as Column;
  }
}

const room: Readonly<Record<ColumnType, (rows: number) => Cells>> = {
  float64: rows => new Float64Array(rows),
  int64: rows => new BigInt64Array(rows),
  boolean: rows => new Uint8Array(rows),
  categorical: rows => new Uint32Array(rows),
  string: rows => new Array<string>(rows).fill(''),
};
