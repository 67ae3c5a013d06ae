import type { Cell, Column } from '../../core/column';
import { cellAt, isNull } from '../../core/column';
import { isPlainObject } from '../../core/json';
import type { ResultOutline } from '../protocol';

/** Names that importers give the column of states; a second column of a name gets more behind it. */
const stateNames = /^(?:state|status|success|xopt_error)\b/i;

/** How a trial can have ended, or that it has not. */
export const trialEnds = ['completed', 'pruned', 'failed', 'unfinished'] as const;

export type TrialEnd = (typeof trialEnds)[number];

/** What tools call each of them; a state that is none of these is of a trial that has not ended. */
const endNames: readonly (readonly [TrialEnd, RegExp])[] = [
  [
    'completed',
    /^(?:complete|completed|success|successful|succeeded|ok|done|finished|terminated|true|1)$/i,
  ],
  ['pruned', /^(?:pruned|(?:early_?)?stopped|stop|capped)$/i],
  [
    'failed',
    /fail|error|crash|time_?out|mem(?:ory)?_?out|abort|abandon|cancel|kill|^(?:false|0)$/i,
  ],
];

/** Of a column that says whether there was an error. */
const errorNames: readonly (readonly [TrialEnd, RegExp])[] = [
  ['completed', /^(?:false|0)$/i],
  ['failed', /^(?:true|1)$/i],
];

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
 * One index into {@link trialEnds} per row, of the first column whose values are the states that the result counts;
 * `undefined` when none is. A row without a state did not end. O(n).
 */
export function trialEndsIn(
  { metadata, rowCount }: Pick<ResultOutline, 'metadata' | 'rowCount'>,
  candidates: readonly Column[],
): Uint8Array | undefined {
  const { states } = metadata;
  if (!isPlainObject(states)) return undefined;
  const column = candidates.find(candidate => holdsStates(candidate, states));
  if (column === undefined) return undefined;
  const names = /error/i.test(column.variable.name) ? errorNames : endNames;
  const known = new Map<Cell, number>();
  const ends = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const state = cellAt(column, row);
    let end = known.get(state);
    if (end === undefined) known.set(state, (end = endOf(state, names)));
    ends[row] = end;
  }
  return ends;
}

/** One byte per row, 1 where the trial ended as it should. O(n). */
export function completedRows(ends: Uint8Array): Uint8Array {
  return ends.map(end => (end === 0 ? 1 : 0));
}

function endOf(state: Cell, names: typeof endNames): number {
  const found = state === null ? undefined : names.find(([, name]) => name.test(String(state)));
  return trialEnds.indexOf(found?.[0] ?? 'unfinished');
}

function holdsStates(column: Column, states: Readonly<Record<string, unknown>>): boolean {
  for (let row = 0; row < column.values.length; row++) {
    if (!isNull(column, row) && !Object.hasOwn(states, String(cellAt(column, row)))) return false;
  }
  return true;
}
