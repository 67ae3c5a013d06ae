import { html, nothing, render } from 'lit-html';
import type { PageContext } from '../page/pageContext';
import type { View } from '../views/view';
import { ColumnDrag } from './columnDrag';
import { ColumnsMenu } from './columnsMenu';
import { ExportMenu } from './exportMenu';
import { cellAfterKey } from './gridKeys';
import type { GridCell } from './gridKeys';
import { GridWindow } from './gridWindow';
import { HeadActions } from './headActions';
import { Popup } from './popup';
import { RowSelecting } from './rowSelecting';
import { rowsWords, TableBar } from './tableBar';
import { TableCopy } from './tableCopy';
import { TableModel } from './tableModel';

/** All rows and columns of the result: a grid that is scrolled, sorted, filtered and selected from. */
export class ResultTable implements View {
  private readonly model: TableModel;
  private readonly grid: GridWindow;
  private readonly bar: TableBar;
  private readonly popup: Popup;
  private readonly head: HeadActions;
  private readonly drag: ColumnDrag;
  private readonly selecting: RowSelecting;
  private readonly copying: TableCopy;
  private readonly empty = document.createElement('div');
  private shownSorts: unknown;
  private saidCount: number | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly context: PageContext,
  ) {
    this.model = new TableModel(context);
    this.selecting = new RowSelecting(this.model.rows, context);
    this.bar = new TableBar(this.model, {
      selectShown: () => this.selecting.all(),
      scrollToSelected: () => this.scrollToSelected(),
      goTo: row => this.goTo(row),
      copy: () => this.copy(),
      openColumns: anchor => this.openColumns(anchor),
      openExport: anchor => this.openExport(anchor),
    });
    this.copying = new TableCopy(this.model, words => this.bar.say(words));
    place.append(this.bar.element);
    this.grid = new GridWindow(place, this.model);
    this.empty.className = 'table-empty';
    place.append(this.empty);
    this.popup = new Popup(place);
    this.head = new HeadActions(this.model, this.grid, this.popup);
    this.drag = new ColumnDrag(this.model, this.grid);
    this.listen();
    this.model.onDidChange(() => this.refresh());
    this.refresh();
  }

  draw(): void {
    this.grid.draw();
  }

  dispose(): void {
    this.model.dispose();
    this.popup.dispose();
    this.grid.dispose();
    this.place.replaceChildren();
  }

  private refresh(): void {
    const { sorts } = this.model.rows;
    if (this.shownSorts !== undefined && this.shownSorts !== sorts) this.grid.toTop();
    this.shownSorts = sorts;
    this.grid.schedule();
    this.bar.draw();
    this.popup.draw();
    this.drawEmpty();
    this.announceCount();
  }

  private announceCount(): void {
    const { count, busy } = this.model.rows;
    if (busy !== undefined || count === this.saidCount) return;
    if (this.saidCount !== undefined) this.context.announce(rowsWords(this.model));
    this.saidCount = count;
  }

  /** Why there is nothing to see. */
  private drawEmpty(): void {
    const { rows, layout } = this.model;
    const { outline } = this.context;
    const isColumnless = layout.hidden.size === outline.columns.length;
    const because = (words: string, button: string, act: () => void) =>
      html`<p>${words}</p>
        <button @click=${act}>${button}</button>`;
    render(
      outline.rowCount === 0
        ? html`<p>The result has no rows.</p>`
        : isColumnless
          ? because('All columns are hidden.', 'Show all', () => this.model.resetLayout())
          : rows.count > 0
            ? nothing
            : rows.onlySelected
              ? because('None of these rows is selected.', 'Show the others, too', () =>
                  rows.showOnlySelected(false),
                )
              : because('No row passes the filters.', 'Show all rows', () => rows.clearFilters()),
      this.empty,
    );
  }

  private listen(): void {
    const { element } = this.grid;
    element.addEventListener('click', event => this.click(event));
    element.addEventListener('focusin', event => {
      const cell = cellOf(event.target);
      if (cell === undefined) return;
      const { row, column } = this.grid.focus;
      if (cell.row === row && cell.column === column) return;
      this.grid.focus = cell;
      this.grid.schedule();
    });
    element.addEventListener('keydown', event => {
      if (!this.press(event)) return;
      event.preventDefault();
      // VS Code has meanings of its own for some of these keys.
      event.stopPropagation();
    });
    element.addEventListener('copy', event => this.copy(event));
    element.addEventListener('contextmenu', event => {
      const cell = cellOf(event.target);
      const column = this.grid.columns[(cell?.column ?? 0) - 1];
      if (cell?.row !== -1 || column === undefined) return;
      event.preventDefault();
      this.head.openMenu(column, event.target as Element);
    });
  }

  private click(event: MouseEvent): void {
    const cell = cellOf(event.target);
    if (cell === undefined || this.drag.takeClick()) return;
    const target = event.target as Element;
    const isAdded = event.ctrlKey || event.metaKey;
    if (cell.row >= 0) {
      if (event.shiftKey) this.selecting.extendTo(cell.row);
      else if (isAdded) this.selecting.toggle(cell.row);
      else this.selecting.pick(cell.row);
      this.grid.focusCell(cell);
      return;
    }
    const column = this.grid.columns[cell.column - 1];
    if (column === undefined || target.closest('.head-resize') !== null) return;
    if (target.closest('.head-menu') !== null) this.head.openMenu(column, target);
    else this.head.sort(column.place, event.shiftKey);
  }

  /** @returns whether the key means something here. */
  private press(event: KeyboardEvent): boolean {
    const { grid, selecting, model } = this;
    const { row, column } = grid.focus;
    const isControl = event.ctrlKey || event.metaKey;
    const headColumn = row === -1 ? grid.columns[column - 1] : undefined;
    if (headColumn !== undefined && this.head.press(event, headColumn)) return true;
    if (event.altKey) return false;
    if (isControl && event.key.toLowerCase() === 'a') selecting.all();
    else if (event.key === 'Escape') selecting.clear();
    else if (event.key === ' ' && row >= 0) selecting.toggle(row);
    else {
      const sizes = {
        rows: model.rows.count,
        columns: grid.columns.length + 1,
        page: grid.page,
      };
      const next = cellAfterKey(event.key, isControl, grid.focus, sizes);
      if (next === undefined) return false;
      grid.focusCell(next);
      if (!event.shiftKey) selecting.startAt(next.row);
      else if (next.row >= 0 && next.row !== row) selecting.extendTo(next.row);
    }
    return true;
  }

  private copy(event?: ClipboardEvent): void {
    const { row, column } = this.grid.focus;
    this.copying.copy({ at: row, place: this.grid.columns[column - 1]?.place ?? -1 }, event);
  }

  private openColumns(anchor: Element): void {
    const menu = new ColumnsMenu(this.model, () => this.popup.draw());
    this.popup.open(anchor, 'Columns', () => menu.content());
  }

  private openExport(anchor: Element): void {
    const menu = new ExportMenu(this.model, this.context, {
      redraw: () => this.popup.draw(),
      close: () => this.popup.close(),
      say: words => this.bar.say(words),
    });
    this.popup.open(anchor, 'Export', () => menu.content());
  }

  /** To the next selected row below the one with the focus, and from the last one to the first. */
  private scrollToSelected(): void {
    const { rows } = this.model;
    const { mask } = this.context.selection.current;
    const start = this.grid.focus.row + 1;
    for (let step = 0; step < rows.count; step++) {
      const at = (start + step) % rows.count;
      if (mask[rows.rowAt(at)] !== 1) continue;
      this.grid.focusCell({ row: at, column: this.grid.focus.column });
      return;
    }
    this.bar.say('The filters hide all selected rows.');
  }

  private goTo(row: number): string | undefined {
    const { rowCount } = this.context.outline;
    if (rowCount === 0) return 'There are no rows.';
    if (!Number.isInteger(row) || row < 0 || row >= rowCount) {
      return `Rows go from 0 to ${rowCount - 1}.`;
    }
    const at = this.model.rows.placeOf(row);
    if (at < 0) return `Row ${row} is hidden by a filter.`;
    this.grid.focusCell({ row: at, column: this.grid.focus.column });
    return undefined;
  }
}

function cellOf(target: EventTarget | null): GridCell | undefined {
  const cell = (target as Element).closest<HTMLElement>('[data-column]');
  const row = cell?.closest<HTMLElement>('[data-row]');
  if (!cell || !row) return undefined;
  return { row: Number(row.dataset['row']), column: Number(cell.dataset['column']) };
}
