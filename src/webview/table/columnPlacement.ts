import type { ColumnOutline } from '../protocol';
import type { ColumnLayout } from './columnLayout';
import { narrowest, shownColumns } from './columnLayout';

/** A column on the screen. */
export interface PlacedColumn {
  readonly place: number;
  /** 0-based among the columns that are shown. */
  readonly index: number;
  /** Pixels from the left edge of all columns, unscrolled. */
  readonly left: number;
  readonly width: number;
  /** Whether it stays where it is when the others scroll. */
  readonly isFixed: boolean;
}

/** All columns that are shown, side by side. */
export interface Placement {
  readonly columns: readonly PlacedColumn[];
  /** Pixels at the left that do not scroll: row numbers and pinned columns. */
  readonly fixedWidth: number;
  readonly width: number;
}

/** @param first pixels that the row numbers take. @param view pixels that there are for all. */
export function placeColumns(
  layout: ColumnLayout,
  outlines: readonly ColumnOutline[],
  { first, view }: { readonly first: number; readonly view: number },
): Placement {
  let left = first;
  let fixedWidth = first;
  let isFixing = true;
  const columns = shownColumns(layout).map((place, index): PlacedColumn => {
    const width = layout.widths.get(place) ?? usualWidth(outlines[place]);
    // Pinned columns that would leave no room for the others scroll with them.
    isFixing &&= layout.pinned.has(place) && left + width <= view * 0.7;
    const placed = { place, index, left, width, isFixed: isFixing };
    left += width;
    if (isFixing) fixedWidth = left;
    return placed;
  });
  return { columns, fixedWidth, width: left };
}

/** The columns of which something is seen. */
export function columnsInSight(
  { columns, fixedWidth }: Placement,
  scrollLeft: number,
  view: number,
): readonly PlacedColumn[] {
  return columns.filter(
    ({ left, width, isFixed }) =>
      isFixed || (left + width - scrollLeft > fixedWidth && left - scrollLeft < view),
  );
}

/** How far to scroll so that a column is seen whole, or as much of it as fits. */
export function scrollLeftFor(
  column: PlacedColumn,
  { fixedWidth }: Placement,
  scrollLeft: number,
  view: number,
): number {
  if (column.isFixed) return scrollLeft;
  const [first, last] = [column.left - fixedWidth, column.left + column.width - view];
  if (scrollLeft > first) return first;
  return scrollLeft < last ? Math.min(last, first) : scrollLeft;
}

/** Room for the name and for numbers of the usual length. */
function usualWidth(outline: ColumnOutline | undefined): number {
  if (outline === undefined) return narrowest;
  const { name, unit = '' } = outline.variable;
  const letters = name.length + unit.length + (unit === '' ? 0 : 3);
  const least = outline.type === 'string' || outline.type === 'categorical' ? 140 : 120;
  return Math.min(Math.max(least, letters * 8 + 44), 240);
}
