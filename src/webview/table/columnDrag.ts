import { movedBeside, withWidth } from './columnLayout';
import type { ColumnLayout } from './columnLayout';
import type { GridWindow } from './gridWindow';
import type { TableModel } from './tableModel';

/** Pixels that a press may move before it is a drag. */
const slack = 5;

interface Drag {
  readonly place: number;
  readonly pointer: number;
  readonly startX: number;
  /** Pixels that the column was wide; absent while it is moved. */
  readonly startWidth?: number;
  isMoving: boolean;
  drop?: { readonly target: number; readonly side: 'before' | 'after' };
}

/** Columns are made wider at their right edge, and moved by their header. */
export class ColumnDrag {
  private drag: Drag | undefined;
  /** Whether the click that ends a drag is still to come. */
  private isClickSpent = false;

  constructor(
    private readonly model: TableModel,
    private readonly grid: GridWindow,
  ) {
    const { element } = grid.head;
    element.addEventListener('pointerdown', event => this.start(event));
    element.addEventListener('pointermove', event => this.move(event));
    element.addEventListener('pointerup', () => this.end(true));
    element.addEventListener('pointercancel', () => this.end(false));
    element.addEventListener('dblclick', event => this.fit(event));
  }

  /** Whether a click in the header was but the end of a drag. */
  takeClick(): boolean {
    const wasSpent = this.isClickSpent;
    this.isClickSpent = false;
    return wasSpent;
  }

  private start(event: PointerEvent): void {
    this.isClickSpent = false;
    const target = event.target as HTMLElement;
    const cell = target.closest<HTMLElement>('[data-place]');
    if (event.button !== 0 || cell === null || target.closest('button') !== null) return;
    const isEdge = target.closest('.head-resize') !== null;
    this.drag = {
      place: Number(cell.dataset['place']),
      pointer: event.pointerId,
      startX: event.clientX,
      ...(isEdge && { startWidth: cell.getBoundingClientRect().width }),
      isMoving: false,
    };
  }

  private move(event: PointerEvent): void {
    const { drag, model, grid } = this;
    if (drag === undefined || drag.pointer !== event.pointerId) return;
    const by = event.clientX - drag.startX;
    if (!drag.isMoving && Math.abs(by) < slack) return;
    if (!drag.isMoving) {
      drag.isMoving = true;
      grid.head.element.setPointerCapture(drag.pointer);
    }
    if (drag.startWidth !== undefined) {
      model.layout = withWidth(model.layout, drag.place, drag.startWidth + by);
      return;
    }
    this.showDrop(drag, event.clientX);
  }

  private fit({ target }: MouseEvent): void {
    const cell = (target as Element).closest('.head-resize')?.closest<HTMLElement>('[data-place]');
    if (!cell) return;
    const width = this.grid.fittingWidth(Number(cell.dataset['column']));
    this.model.layout = withWidth(this.model.layout, Number(cell.dataset['place']), width);
  }

  /** Marks the edge at which the column would come to stand. */
  private showDrop(drag: Drag, x: number): void {
    const { element } = this.grid.head;
    element.classList.add('dragging');
    this.clearMarks();
    delete drag.drop;
    for (const cell of element.querySelectorAll<HTMLElement>('[data-place]')) {
      const { left, right } = cell.getBoundingClientRect();
      if (x < left || x >= right) continue;
      const target = Number(cell.dataset['place']);
      const side = x < (left + right) / 2 ? 'before' : 'after';
      // A pinned column lies over others: the last one found wins unless a pinned one was found.
      drag.drop = { target, side };
      if (target !== drag.place) cell.classList.add(`drop-${side}`);
      if (cell.classList.contains('fixed')) return;
    }
  }

  private end(isDone: boolean): void {
    const { drag, model } = this;
    this.drag = undefined;
    this.grid.head.element.classList.remove('dragging');
    this.clearMarks();
    if (drag === undefined || !drag.isMoving) return;
    this.isClickSpent = true;
    if (!isDone || drag.drop === undefined) return;
    const { target, side } = drag.drop;
    const moved: ColumnLayout = movedBeside(model.layout, drag.place, target, side);
    if (moved !== model.layout) model.layout = moved;
  }

  private clearMarks(): void {
    for (const cell of this.grid.head.element.querySelectorAll('.drop-before, .drop-after')) {
      cell.classList.remove('drop-before', 'drop-after');
    }
  }
}
