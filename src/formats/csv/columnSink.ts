import type { Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import type { CellView } from './cellView';

/** What a column of text is taken for; a column that does not fit is read again as the next kind that may. */
export type ColumnKind = 'number' | 'boolean' | 'text';

/** Takes the cells of one column, top down, and makes a column of them. */
export interface ColumnSink {
  /** The kind that the column is of instead, when the cell does not fit; the sink is of no use then. */
  add(cell: CellView): ColumnKind | undefined;
  /** A row that ends before this column. */
  addMissing(): void;
  /** The column, or the kind it is of instead. Ends the adding. */
  finish(variable: VariableMetadata): Column | ColumnKind;
}
