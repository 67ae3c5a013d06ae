/** A cell of the grid. */
export interface GridCell {
  /** 0-based place in the table; -1 is the header. */
  readonly row: number;
  /** 0 is the row number, 1 the first column. */
  readonly column: number;
}

export interface GridSizes {
  readonly rows: number;
  /** With the row number. */
  readonly columns: number;
  /** Rows that are seen at a time. */
  readonly page: number;
}

/** Where a key leads from a cell, as the ARIA practices for grids say; `undefined` for other keys. */
export function cellAfterKey(
  key: string,
  isControl: boolean,
  { row, column }: GridCell,
  { rows, columns, page }: GridSizes,
): GridCell | undefined {
  const to = (nextRow: number, nextColumn: number): GridCell => ({
    row: Math.max(-1, Math.min(nextRow, rows - 1)),
    column: Math.max(0, Math.min(nextColumn, columns - 1)),
  });
  // Within the rows; only a step up from the first one leads to the header.
  const down = (by: number): GridCell => to(by < 0 ? Math.max(0, row + by) : row + by, column);
  switch (key) {
    case 'ArrowUp':
      return isControl ? to(0, column) : to(row - 1, column);
    case 'ArrowDown':
      return isControl ? to(rows - 1, column) : to(row + 1, column);
    case 'ArrowLeft':
      return isControl ? to(row, 0) : to(row, column - 1);
    case 'ArrowRight':
      return isControl ? to(row, columns - 1) : to(row, column + 1);
    case 'PageUp':
      return down(-page);
    case 'PageDown':
      return down(page);
    case 'Home':
      return isControl ? to(Math.min(0, rows - 1), 0) : to(row, 0);
    case 'End':
      return isControl ? to(rows - 1, columns - 1) : to(row, columns - 1);
  }
  return undefined;
}
