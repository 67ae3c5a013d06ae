import { cellText } from './cellText';
import type { PlacedColumn } from './columnPlacement';
import type { TableModel } from './tableModel';
import { waiting } from './tableModel';

/** What a row is drawn with. */
export interface RowDrawing {
  /** Place of the row in the table. */
  readonly at: number;
  /** Pixels below the first row in sight. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly rowNumberWidth: number;
  readonly scrollLeft: number;
  readonly columns: readonly PlacedColumn[];
  /** Column that can take the focus, 0 is the row number; `undefined` when it is in another row. */
  readonly focusColumn: number | undefined;
}

/** The element of one row, with elements for the cells that are in sight. Elements that still fit are kept. */
export class GridRow {
  readonly element = document.createElement('div');
  private readonly number = document.createElement('div');
  private readonly cells = new Map<number, HTMLElement>();

  constructor(private readonly model: TableModel) {
    this.element.className = 'grid-row';
    this.element.setAttribute('role', 'row');
    this.number.className = 'cell row-number';
    this.number.setAttribute('role', 'rowheader');
    this.number.setAttribute('aria-colindex', '1');
    this.number.dataset['column'] = '0';
    this.element.append(this.number);
  }

  draw(drawing: RowDrawing): void {
    const { at, top, width, height, columns } = drawing;
    const { element, number, model } = this;
    const row = model.rows.rowAt(at);
    const isSelected = model.context.selection.current.mask[row] === 1;
    element.style.transform = `translateY(${top}px)`;
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    element.dataset['row'] = String(at);
    element.setAttribute('aria-rowindex', String(at + 2));
    element.setAttribute('aria-selected', String(isSelected));
    setText(number, String(row));
    number.style.width = `${drawing.rowNumberWidth}px`;
    number.tabIndex = drawing.focusColumn === 0 ? 0 : -1;
    this.dropOthers(columns);
    let before: Element = number;
    for (const column of columns) {
      const cell = this.cellFor(column.place, before);
      before = cell;
      this.drawCell(cell, column, row, drawing);
    }
  }

  /** The element of a column, 0 being the row number. */
  cellAt(column: number): HTMLElement | undefined {
    if (column === 0) return this.number;
    return [...this.cells.values()].find(cell => cell.dataset['column'] === String(column));
  }

  private drawCell(
    cell: HTMLElement,
    column: PlacedColumn,
    row: number,
    { scrollLeft, focusColumn }: RowDrawing,
  ): void {
    const { place, index, left, width, isFixed } = column;
    cell.style.left = `${isFixed ? left : left - scrollLeft}px`;
    cell.style.width = `${width}px`;
    cell.dataset['column'] = String(index + 1);
    cell.setAttribute('aria-colindex', String(index + 2));
    cell.tabIndex = focusColumn === index + 1 ? 0 : -1;
    const value = this.model.cellAt(place, row);
    const { text, title, kind } =
      value === waiting
        ? { text: '…', title: 'not read so far', kind: 'waiting' }
        : cellText(value);
    const type = this.model.context.outline.columns[place]?.type;
    const isNumeric = type === 'float64' || type === 'int64';
    cell.className = `cell ${kind}${isNumeric ? ' right' : ''}${isFixed ? ' fixed' : ''}`;
    setText(cell, text);
    if (cell.title !== title) cell.title = title;
    if (kind === 'missing') cell.setAttribute('aria-label', 'missing');
    else cell.removeAttribute('aria-label');
  }

  private cellFor(place: number, before: Element): HTMLElement {
    const known = this.cells.get(place);
    if (known !== undefined) {
      // Moving an element takes the focus from it, so only where columns were reordered.
      if (before.nextElementSibling !== known) before.after(known);
      return known;
    }
    const cell = document.createElement('div');
    cell.setAttribute('role', 'gridcell');
    before.after(cell);
    this.cells.set(place, cell);
    return cell;
  }

  private dropOthers(columns: readonly PlacedColumn[]): void {
    const kept = new Set(columns.map(({ place }) => place));
    for (const [place, cell] of this.cells) {
      if (kept.has(place)) continue;
      cell.remove();
      this.cells.delete(place);
    }
  }
}

/** Writing the same text again would make the browser lay out again. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
