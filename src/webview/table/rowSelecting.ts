import { countText } from '../../core/countText';
import type { ViewContext } from '../views/view';
import type { TableRows } from './tableRows';

/** Selects rows of the table, the way that lists are selected from. Rows go by their place in the table. */
export class RowSelecting {
  private anchor = 0;

  constructor(
    private readonly rows: TableRows,
    private readonly context: Pick<ViewContext, 'selection' | 'outline' | 'announce'>,
  ) {}

  /** From here on a range is selected next. */
  startAt(at: number): void {
    this.anchor = Math.max(0, at);
  }

  /** Selects one row alone. Where only selected rows are shown, all others would vanish: there it does nothing. */
  pick(at: number): void {
    this.anchor = at;
    if (this.rows.onlySelected) return;
    const row = this.rows.rowAt(at);
    this.context.selection.chooseRows([row], `row ${row}`);
    this.announce();
  }

  toggle(at: number): void {
    const { selection } = this.context;
    const row = this.rows.rowAt(at);
    this.anchor = at;
    const isSelected = selection.current.mask[row] === 1;
    selection.chooseRows([row], `row ${row}`, joinFor(selection.current.count, isSelected));
    this.announce();
  }

  /** Selects from where {@link startAt} or a pick was to this row. */
  extendTo(at: number): void {
    if (this.rows.onlySelected) return;
    const [start, end] = [Math.min(this.anchor, at), Math.max(this.anchor, at)];
    const chosen = this.rows.rowsBetween(start, end + 1);
    this.context.selection.chooseRows(chosen, rangeWords(chosen));
    this.announce();
  }

  /** Selects all rows that the table shows. */
  all(): void {
    const { rows, context } = this;
    const words = rows.filterWords || 'all rows';
    const how = rows.onlySelected ? 'intersect' : 'replace';
    context.selection.chooseRows(rows.rowsBetween(0, rows.count), words, how);
    this.announce();
  }

  clear(): void {
    this.context.selection.clear();
    this.announce();
  }

  private announce(): void {
    const { selection, outline, announce } = this.context;
    announce(
      `${countText(selection.current.count)} of ${countText(outline.rowCount)} rows selected`,
    );
  }
}

/** The first row of a selection replaces the words of what was selected before. */
function joinFor(count: number, isSelected: boolean): 'replace' | 'add' | 'remove' {
  if (isSelected) return 'remove';
  return count === 0 ? 'replace' : 'add';
}

function rangeWords(rows: Uint32Array): string {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return 'no rows';
  if (first === last) return `row ${first}`;
  const isRun = rows.every((row, index) => row === first + index);
  if (isRun) return `rows ${first} to ${last}`;
  return `${countText(rows.length)} rows from row ${first} to row ${last} of the table`;
}
