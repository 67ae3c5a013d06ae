/** A curve of steps: each value holds until the next. */
export interface Steps {
  /** After how many evaluations each value is reached, ascending. */
  readonly at: Uint32Array;
  /** As long as `at`. */
  readonly values: Float64Array;
  /** How many steps there are in all, where only some were taken. */
  readonly total: number;
}

/**
 * The rows at which a history (one number per row) changes, and the last one, so that the curve ends where the run ends.
 * Rows before the first number are left out. Of more than `most` steps evenly many are taken, the first and the last among
 * them; each value that is told is the one of its row. O(n).
 */
export function stepsOf(history: Float64Array, most = 2_000): Steps {
  const changes = new Uint32Array(history.length);
  let count = 0;
  for (let row = 0; row < history.length; row++) {
    const value = history[row] as number;
    const isLast = row === history.length - 1;
    const isNew = row === 0 || value !== history[row - 1];
    if (!Number.isNaN(value) && (isNew || isLast)) changes[count++] = row;
  }
  const kept = Math.min(count, most);
  const rows = Uint32Array.from(
    { length: kept },
    (_, at) => changes[Math.round((at * (count - 1)) / Math.max(1, kept - 1))] as number,
  );
  return {
    at: rows.map(row => row + 1),
    values: Float64Array.from(rows, row => history[row] as number),
    total: count,
  };
}
