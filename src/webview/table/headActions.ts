import { columnMenu } from './columnMenu';
import { movedStep, withWidth } from './columnLayout';
import type { PlacedColumn } from './columnPlacement';
import type { GridWindow } from './gridWindow';
import type { Popup } from './popup';
import type { TableModel } from './tableModel';

/** What a header does when it is clicked or a key is pressed on it. */
export class HeadActions {
  constructor(
    private readonly model: TableModel,
    private readonly grid: GridWindow,
    private readonly popup: Popup,
  ) {}

  /** Sorts by the column: ascending, then descending, then not at all. With `isAdded` as a further key. */
  sort(place: number, isAdded: boolean): void {
    const { rows, context } = this.model;
    const before = rows.sorts.find(sort => sort.place === place);
    const others = isAdded ? rows.sorts.filter(sort => sort.place !== place) : [];
    const isDescending = before !== undefined && !before.isDescending;
    const next = before?.isDescending === true ? [] : [{ place, isDescending }];
    const at = rows.sorts.findIndex(sort => sort.place === place);
    const keys = [...others];
    keys.splice(isAdded && at >= 0 ? at : keys.length, 0, ...next);
    rows.sortBy(keys);
    const way = isDescending ? 'descending' : 'ascending';
    context.announce(
      next.length === 0
        ? `Not sorted by ${this.model.nameOf(place)}`
        : `Sorted by ${this.model.nameOf(place)}, ${way}`,
    );
  }

  openMenu(column: PlacedColumn, anchor: Element): void {
    const { place, width } = column;
    const { model, popup, grid } = this;
    popup.open(anchor, `Column ${model.nameOf(place)}`, () =>
      columnMenu(model, {
        place,
        width,
        fittingWidth: () => grid.fittingWidth(column.index + 1),
        close: () => {
          popup.close();
          grid.focusCell({ row: -1, column: column.index + 1 });
        },
      }),
    );
  }

  /** @returns whether the key means something on a header. */
  press(event: KeyboardEvent, column: PlacedColumn): boolean {
    const { model, grid } = this;
    const { place, width } = column;
    const step = event.key === 'ArrowRight' ? 1 : -1;
    if (event.key === 'Enter' || event.key === ' ') {
      this.sort(place, event.shiftKey);
    } else if (isMenuKey(event)) {
      const anchor = grid.head.cellAt(column.index + 1);
      if (anchor !== undefined) this.openMenu(column, anchor);
    } else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      if (event.shiftKey) {
        model.layout = withWidth(model.layout, place, width + 16 * step);
        model.context.announce(`${model.layout.widths.get(place) ?? width} pixels wide`);
      } else {
        model.layout = movedStep(model.layout, place, step);
        this.follow(place);
      }
    } else return false;
    return true;
  }

  /** The focus goes with a column that was moved. */
  private follow(place: number): void {
    const { model, grid } = this;
    grid.draw();
    const moved = grid.columns.find(each => each.place === place);
    if (moved === undefined) return;
    grid.focusCell({ row: -1, column: moved.index + 1 });
    model.context.announce(
      `${model.nameOf(place)} is column ${moved.index + 1} of ${grid.columns.length}`,
    );
  }
}

function isMenuKey({ key, altKey, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey) || (key === 'ArrowDown' && altKey);
}
