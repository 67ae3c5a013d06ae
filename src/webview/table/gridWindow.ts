import { fittingWidth } from './fittingWidth';
import { GridHead } from './gridHead';
import type { GridCell } from './gridKeys';
import { GridRow } from './gridRow';
import type { PlacedColumn, Placement } from './columnPlacement';
import { columnsInSight, placeColumns, scrollLeftFor } from './columnPlacement';
import { ScrollMap } from './scrollMap';
import type { TableModel } from './tableModel';

/**
 * The grid on the screen: only the rows and columns in sight have elements. They lie in a window that stays where it is
 * while an empty element of the size of everything scrolls behind it.
 */
export class GridWindow {
  readonly element = document.createElement('div');
  readonly head: GridHead;
  /** The cell that has the focus, or gets it when the grid does. */
  focus: GridCell = { row: 0, column: 1 };

  private readonly size = presentation('grid-size');
  private readonly window = presentation('grid-window');
  private readonly body = document.createElement('div');
  private readonly rows = new Map<number, GridRow>();
  private readonly scroll = new ScrollMap();
  private readonly resized = new ResizeObserver(() => this.schedule());
  private placement: Placement = { columns: [], fixedWidth: 0, width: 0 };
  private frame: number | undefined;

  constructor(
    place: HTMLElement,
    private readonly model: TableModel,
  ) {
    const { element, size, window, body } = this;
    this.head = new GridHead(model);
    element.className = 'grid';
    element.setAttribute('role', 'grid');
    element.setAttribute('aria-label', 'Rows of the result');
    element.setAttribute('aria-multiselectable', 'true');
    body.className = 'grid-body';
    body.setAttribute('role', 'rowgroup');
    window.append(this.head.element, body);
    size.append(window);
    element.append(size);
    place.append(element);
    element.addEventListener('scroll', () => {
      this.scroll.follow(element.scrollTop);
      this.schedule();
    });
    element.addEventListener('wheel', event => this.wheel(event), { passive: false });
    this.resized.observe(element);
  }

  /** Rows that are seen whole. */
  get page(): number {
    return Math.max(1, Math.floor(this.bodyHeight / this.rowHeight));
  }

  /** Columns that are shown, from left to right. */
  get columns(): readonly PlacedColumn[] {
    return this.placement.columns;
  }

  /** Draws at the next frame. */
  schedule(): void {
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  draw(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
    const hadFocus = this.window.contains(document.activeElement);
    const sight = this.measure();
    this.clampFocus();
    const columns = this.drawnColumns(sight);
    const { rowNumberWidth, focus, headHeight } = this;
    const { scrollLeft } = sight;
    this.head.draw({
      height: headHeight,
      rowNumberWidth,
      scrollLeft,
      columns,
      focusColumn: focus.row === -1 ? focus.column : undefined,
    });
    this.drawRows({ columns, scrollLeft }, sight);
    // Elements that were moved or thrown away lose the focus.
    if (hadFocus && !this.window.contains(document.activeElement)) this.focusElement();
  }

  /** Gives the focus to a cell and brings it into sight. */
  focusCell(cell: GridCell): void {
    this.focus = cell;
    if (cell.row >= 0) this.reveal(cell.row);
    const column = this.placement.columns[cell.column - 1];
    if (column !== undefined) {
      const { scrollLeft, clientWidth } = this.element;
      this.element.scrollLeft = scrollLeftFor(column, this.placement, scrollLeft, clientWidth);
    } else {
      // The row numbers never leave: who goes to them wants to see what is beside them.
      this.element.scrollLeft = 0;
    }
    this.draw();
    this.focusElement();
  }

  /** Scrolls until a row is in sight; to the middle, where it was far away. */
  reveal(at: number): void {
    const { rowHeight, bodyHeight } = this;
    const { top } = this.scroll;
    const [first, last] = [at * rowHeight, (at + 1) * rowHeight - bodyHeight];
    if (top <= first && top >= last) return;
    const isNear = first > top - 3 * rowHeight && last < top + 3 * rowHeight;
    const near = top > first ? first : last;
    this.moveTo(isNear ? near : first - (bodyHeight - rowHeight) / 2);
  }

  /** Pixels that a column needs for what is in sight of it. */
  fittingWidth(column: number): number {
    const cells = [...this.rows.values()].flatMap(row => row.cellAt(column) ?? []);
    return fittingWidth(this.head.cellAt(column), cells);
  }

  /** Scrolls to the first row. */
  toTop(): void {
    this.moveTo(0);
  }

  dispose(): void {
    this.resized.disconnect();
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.element.remove();
  }

  private get rowHeight(): number {
    return Math.round(this.model.context.theme.current.fontSize * 1.7);
  }

  private get headHeight(): number {
    return this.rowHeight * 2 + 2;
  }

  private get bodyHeight(): number {
    return Math.max(0, this.element.clientHeight - this.headHeight);
  }

  private get rowNumberWidth(): number {
    const digits = String(Math.max(0, this.model.context.outline.rowCount - 1)).length;
    return digits * 8 + 40;
  }

  private moveTo(top: number): void {
    this.element.scrollTop = this.scroll.moveTo(top);
    this.scroll.settle(this.element.scrollTop);
    this.schedule();
  }

  /** Where the scrollbar is shorter than the rows, the wheel would skip some. */
  private wheel(event: WheelEvent): void {
    if (!this.scroll.isScaled || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
    event.preventDefault();
    const { rowHeight, bodyHeight } = this;
    const unit = [1, rowHeight, bodyHeight][event.deltaMode] ?? 1;
    this.element.scrollLeft += event.deltaX * unit;
    this.moveTo(this.scroll.top + event.deltaY * unit);
  }

  private measure(): Sight {
    const { element, size, window, model, scroll } = this;
    const { layout, rows, context } = model;
    // A scrollbar that comes or goes changes what there is to see.
    let scrollTop: number | undefined;
    for (let pass = 0; pass < 2; pass++) {
      const { clientWidth: view } = element;
      const { columns } = context.outline;
      this.placement = placeColumns(layout, columns, { first: this.rowNumberWidth, view });
      const sizes = { content: rows.count * this.rowHeight, view: this.bodyHeight };
      scrollTop = scroll.resize(sizes) ?? scrollTop;
      size.style.height = `${scroll.height + this.headHeight}px`;
      size.style.width = `${this.placement.width}px`;
    }
    const { clientWidth: width, clientHeight: height, scrollLeft } = element;
    window.style.width = `${width}px`;
    window.style.height = `${height}px`;
    if (scrollTop !== undefined) {
      element.scrollTop = scrollTop;
      scroll.settle(element.scrollTop);
    }
    element.setAttribute('aria-rowcount', String(rows.count + 1));
    element.setAttribute('aria-colcount', String(this.placement.columns.length + 1));
    return { width, scrollLeft, bodyHeight: Math.max(0, height - this.headHeight) };
  }

  private clampFocus(): void {
    const { row, column } = this.focus;
    this.focus = {
      row: Math.min(row, this.model.rows.count - 1),
      column: Math.min(column, this.placement.columns.length),
    };
  }

  /** Those in sight, and the one with the focus, lest it is lost. */
  private drawnColumns({ scrollLeft, width }: Sight): readonly PlacedColumn[] {
    const { placement, focus } = this;
    const inSight = new Set(columnsInSight(placement, scrollLeft, width));
    return placement.columns.filter(
      column => inSight.has(column) || column.index === focus.column - 1,
    );
  }

  private drawRows(
    drawing: Pick<Parameters<GridRow['draw']>[0], 'columns' | 'scrollLeft'>,
    { bodyHeight }: Sight,
  ): void {
    const { rowHeight, focus, rowNumberWidth, body, placement } = this;
    const { top } = this.scroll;
    const { count } = this.model.rows;
    const first = Math.floor(top / rowHeight);
    const end = Math.min(count, Math.ceil((top + bodyHeight) / rowHeight));
    const drawn = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
    if (focus.row >= 0 && focus.row < first) drawn.unshift(focus.row);
    if (focus.row >= end) drawn.push(focus.row);
    const free = this.freeRows(new Set(drawn));
    drawn.forEach((at, index) => {
      const row = this.rows.get(at) ?? free.pop() ?? new GridRow(this.model);
      this.rows.set(at, row);
      if (body.children[index] !== row.element) {
        body.insertBefore(row.element, body.children[index] ?? null);
      }
      row.draw({
        ...drawing,
        at,
        // One far away only keeps the focus; where exactly it is does not matter.
        top: Math.min(Math.max(-1000, at * rowHeight - top), bodyHeight + 1000),
        width: placement.width - drawing.scrollLeft,
        height: rowHeight,
        rowNumberWidth,
        focusColumn: at === focus.row ? focus.column : undefined,
      });
    });
  }

  private freeRows(drawn: ReadonlySet<number>): GridRow[] {
    const free: GridRow[] = [];
    for (const [at, row] of this.rows) {
      if (drawn.has(at)) continue;
      row.element.remove();
      this.rows.delete(at);
      free.push(row);
    }
    return free;
  }

  private focusElement(): void {
    const { row, column } = this.focus;
    const owner = row === -1 ? this.head : this.rows.get(row);
    owner?.cellAt(column)?.focus({ preventScroll: true });
  }
}

/** What a drawing asks of the layout, all at once: to ask again after something was written lays everything out anew. */
interface Sight {
  readonly width: number;
  readonly bodyHeight: number;
  readonly scrollLeft: number;
}

function presentation(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.setAttribute('role', 'presentation');
  return element;
}
