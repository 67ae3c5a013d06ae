import { feasibleRows } from '../../core/analysis/feasibility';
import type { Numbers } from '../../core/analysis/numbers';
import { numbersOf } from '../../core/analysis/numbersOf';
import type { Column } from '../../core/column';
import type { ResultOutline } from '../protocol';
import type { ColumnStore } from './columnStore';
import { knownRows } from './rowKinds';
import type { KnownRows } from './rowKinds';
import { completedRows, stateColumns, trialEndsIn } from './trialStates';

/** What columns are fetched of. */
export interface ColumnSource {
  readonly outline: ResultOutline;
  readonly columns: Pick<ColumnStore, 'load'>;
}

export function columnNamed(name: string, { outline, columns }: ColumnSource): Promise<Column> {
  return columns.load(outline.columns.findIndex(({ variable }) => variable.name === name));
}

/** The values of a column; all NaN where it holds no numbers. */
export async function numbersNamed(name: string, source: ColumnSource): Promise<Numbers> {
  const numbers = numbersOf(await columnNamed(name, source));
  return numbers ?? new Float64Array(source.outline.rowCount).fill(NaN);
}

/** Places of the constraints in the outline. */
export function constraintPlaces({ columns }: Pick<ResultOutline, 'columns'>): readonly number[] {
  return columns.flatMap(({ variable: { role } }, place) =>
    role === 'inequality' || role === 'equality' ? [place] : [],
  );
}

/** The columns of the constraints. */
export function loadConstraints({ outline, columns }: ColumnSource): Promise<readonly Column[]> {
  return Promise.all(constraintPlaces(outline).map(place => columns.load(place)));
}

/** One byte per row, 1 where every constraint is satisfied. */
export async function loadFeasible(source: ColumnSource): Promise<Uint8Array> {
  return feasibleRows(await loadConstraints(source), source.outline.rowCount);
}

/** How the trial of each row ended, as `trialEndsIn` says; `undefined` where the result has no trials with states. */
export async function loadTrialEnds({
  outline,
  columns,
}: ColumnSource): Promise<Uint8Array | undefined> {
  const candidates = await Promise.all(stateColumns(outline).map(place => columns.load(place)));
  return trialEndsIn(outline, candidates);
}

/** One byte per row, 1 where the trial completed; `undefined` where the result has no trials with states. */
export async function loadCompleted(source: ColumnSource): Promise<Uint8Array | undefined> {
  const ends = await loadTrialEnds(source);
  return ends && completedRows(ends);
}

/** What each row is in the light of its constraints and of how its trial ended. */
export async function loadKnownRows(source: ColumnSource): Promise<KnownRows> {
  const { rowCount } = source.outline;
  const [constraints, ends] = await Promise.all([loadConstraints(source), loadTrialEnds(source)]);
  const feasible = constraints.length === 0 ? undefined : feasibleRows(constraints, rowCount);
  return knownRows(rowCount, { feasible, ends });
}
