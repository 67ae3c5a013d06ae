import type { Cell } from './matrixLayout';

/** What a matrix says about its keys. */
export const keysHint =
  'Arrow keys go from cell to cell, Enter enlarges a pair, Escape clears the selection.';

const steps: Readonly<Record<string, Cell>> = {
  ArrowRight: { across: 1, down: 0 },
  ArrowLeft: { across: -1, down: 0 },
  ArrowDown: { across: 0, down: 1 },
  ArrowUp: { across: 0, down: -1 },
};

export interface MatrixKeys {
  go(cell: Cell): void;
  open(cell: Cell): void;
  escape(): void;
}

/** Does what a key means, if it means anything. @param cell that the keyboard is at; `undefined` before it is at one. */
export function matrixKeys(
  event: KeyboardEvent,
  cell: Cell | undefined,
  count: number,
  matrix: MatrixKeys,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return;
  const step = steps[event.key];
  const inside = (at: number): number => Math.min(count - 1, Math.max(0, at));
  if (step !== undefined) {
    matrix.go(
      cell === undefined
        ? { across: 0, down: 0 }
        : { across: inside(cell.across + step.across), down: inside(cell.down + step.down) },
    );
  } else if (event.key === 'Enter' && cell !== undefined) matrix.open(cell);
  else if (event.key === 'Escape') matrix.escape();
  else return;
  event.preventDefault();
}
