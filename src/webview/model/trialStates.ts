import type { Column } from '../../core/column';
import { cellAt, isNull } from '../../core/column';
import { isPlainObject } from '../../core/json';
import type { ResultOutline } from '../protocol';

/** Names that importers give the column of states; a second column of a name gets more behind it. */
const stateNames = /^(?:state|status|success|xopt_error)\b/i;

/** What tools call a trial that ended as it should. */
const complete =
  /^(?:complete|completed|success|successful|succeeded|ok|done|finished|terminated|true|1)$/i;

/** Of a column that says whether there was an error. */
const noError = /^(?:false|0)$/i;

/** Places of the columns that may say how each trial ended; empty when the result has no trials with states. */
export function stateColumns({ metadata, columns }: ResultOutline): readonly number[] {
  if (!isPlainObject(metadata.states)) return [];
  return columns.flatMap(({ variable, type }, place) =>
    variable.role === 'observable' && type !== 'float64' && stateNames.test(variable.name)
      ? [place]
      : [],
  );
}

/**
 * One byte per row, 1 where the trial ended as it should, of the first column whose values are the states that the result
 * counts; `undefined` when none is. A row without a state did not end. O(n).
 */
export function completedRows(
  { metadata, rowCount }: Pick<ResultOutline, 'metadata' | 'rowCount'>,
  candidates: readonly Column[],
): Uint8Array | undefined {
  const { states } = metadata;
  if (!isPlainObject(states)) return undefined;
  const column = candidates.find(candidate => holdsStates(candidate, states));
  if (column === undefined) return undefined;
  const wanted = /error/i.test(column.variable.name) ? noError : complete;
  const verdicts = new Map<unknown, boolean>();
  const completed = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const state = cellAt(column, row);
    let verdict = verdicts.get(state);
    if (verdict === undefined) verdicts.set(state, (verdict = wanted.test(String(state))));
    completed[row] = verdict ? 1 : 0;
  }
  return completed;
}

function holdsStates(column: Column, states: Readonly<Record<string, unknown>>): boolean {
  for (let row = 0; row < column.values.length; row++) {
    if (!isNull(column, row) && !Object.hasOwn(states, String(cellAt(column, row)))) return false;
  }
  return true;
}
