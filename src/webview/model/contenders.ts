/** The rows among which the best are sought: feasible ones of trials that completed. Ascending. */
export function contenders(feasible: Uint8Array, completed: Uint8Array | undefined): Uint32Array {
  const rows = new Uint32Array(feasible.length);
  let count = 0;
  for (let row = 0; row < feasible.length; row++) {
    if (feasible[row] === 1 && completed?.[row] !== 0) rows[count++] = row;
  }
  return rows.slice(0, count);
}
