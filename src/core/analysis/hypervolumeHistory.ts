import { distinctRanks } from './distinctRanks';
import { checkReference } from './hypervolume';
import type { Numbers, Rows } from './numbers';
import { everyRow, rowsThatCount } from './numbers';
import { completePoints } from './points';
import { sortedRows } from './sortedRows';
import { Staircase } from './staircase';

/**
 * The hypervolume of the evaluations up to each row, itself included: one number per row, never falling. For one or two
 * objectives in minimisation form; for more see `hypervolumesAt`. What adds to it is said at `hypervolume`; besides, rows
 * whose flag in `counts` is 0 (infeasible, failed) add nothing. O(n log n), by a front that is kept in order.
 * @throws {RangeError} when the reference has not one number per objective, or there are not one or two objectives.
 */
export function hypervolumeHistory(
  objectives: readonly Numbers[],
  reference: readonly number[],
  counts?: Rows,
): Float64Array {
  checkReference({ objectives }, reference);
  const [first, second] = objectives;
  if (first === undefined || objectives.length > 2) {
    throw new RangeError(
      `The history of the hypervolume of all rows needs 1 or 2 objectives, but was asked of ${objectives.length}`,
    );
  }
  // A second objective that is always 1 better than its reference leaves the length in the first.
  return second === undefined
    ? historyOfTwo([first, new Float64Array(first.length)], [reference[0] as number, 1], counts)
    : historyOfTwo([first, second], reference, counts);
}

function historyOfTwo(
  objectives: readonly [Numbers, Numbers],
  reference: readonly number[],
  counts: Rows | undefined,
): Float64Array {
  const rowCount = objectives[0].length;
  const { rows, columns } = completePoints(
    { objectives, rows: rowsThatCount(rowCount, counts) },
    (value, objective) => value < (reference[objective] as number),
  );
  const [x, y] = columns as readonly [Float64Array, Float64Array];
  const [right = 0, top = 0] = reference;
  const { distinct, ranks } = distinctRanks(x, sortedRows(x, everyRow(x.length)));
  const stairs = new Staircase(distinct, { x: right, y: top });
  const history = new Float64Array(rowCount);
  let [covered, from] = [0, 0];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number;
    history.fill(covered, from, row);
    from = row;
    const isFinite = Number.isFinite((x[index] as number) + (y[index] as number) + right + top);
    if (!isFinite) covered = Infinity;
    else if (covered < Infinity) covered += stairs.add(ranks[index] as number, y[index] as number);
  }
  return history.fill(covered, from);
}
