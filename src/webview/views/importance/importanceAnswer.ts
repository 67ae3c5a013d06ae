import { codesOf } from '../../../core/analysis/codesOf';
import { drawnRows } from '../../../core/analysis/drawnRows';
import type { Numbers } from '../../../core/analysis/numbers';
import { numbersOf } from '../../../core/analysis/numbersOf';
import { picked } from '../../../core/analysis/points';
import type { Importance } from '../../../core/analysis/permutationImportance';
import { seededRandom } from '../../../core/analysis/seededRandom';
import type { Column } from '../../../core/column';
import { loadCompleted, loadFeasible } from '../../model/neededColumns';
import type { ViewContext } from '../view';
import { designPlaces, usableRows } from './importanceTargets';
import type { ImportanceChoice, UsableRows } from './importanceTargets';

/** The same numbers every time. */
const seed = 1;
/** Rows times inputs that a forest grows from in a second or two. */
const mostCells = 100_000;

/** Of one design variable. */
export interface VariableFacts {
  readonly title: string;
  /** Spearman's, of so many rows; why there is none. */
  readonly correlation:
    { readonly value: number; readonly rows: number } | { readonly why: string };
  /** Of the permutation importance of all variables; `undefined` while there is none. */
  readonly share: number | undefined;
}

export interface ImportanceAnswer {
  readonly target: string;
  readonly usable: UsableRows;
  readonly variables: readonly VariableFacts[];
  readonly forest: Importance | 'computing' | 'too few rows' | 'constant';
}

type Needs = Pick<ViewContext, 'outline' | 'columns' | 'analysis'>;

interface Asked extends Pick<ImportanceChoice, 'isFeasibleOnly'> {
  /** Name of the column that is to be explained. */
  readonly target: string;
}

/** Computes in the worker, one variable after the other, so that others are served between. @param onPart called with what is known by then. */
export async function importanceAnswer(
  { target: name, isFeasibleOnly }: Asked,
  needs: Needs,
  onPart: (answer: ImportanceAnswer) => void,
): Promise<void> {
  const { outline, columns, analysis } = needs;
  const places = designPlaces(outline);
  const place = outline.columns.findIndex(({ variable }) => variable.name === name);
  const target = numbersOf(await columns.load(place)) as Numbers;
  const [feasible, completed] = await Promise.all([loadFeasible(needs), loadCompleted(needs)]);
  const usable = usableRows(target, { feasible, completed }, isFeasibleOnly);
  const inputs = await Promise.all(places.map(async at => inputOf(await columns.load(at))));
  const goal = picked(target, usable.rows);
  const variables: VariableFacts[] = [];
  for (const { title, values, isCategorical } of inputs) {
    const correlation = isCategorical
      ? { why: 'no order' }
      : correlationIn(await analysis.run('rankCorrelations', [picked(values, usable.rows), goal]));
    variables.push({ title, correlation, share: undefined });
  }
  const answer = { target: name, usable, variables };
  onPart({ ...answer, forest: 'computing' });
  const drawn = drawnRows(usable.rows, mostRows(inputs.length), seededRandom(seed));
  const forest = await analysis.run('importance', {
    inputs: inputs.map(({ values, isCategorical }) => ({
      values: picked(values, drawn),
      isCategorical,
    })),
    target: picked(target, drawn),
    options: { seed },
  });
  onPart({
    ...answer,
    variables: variables.map((each, at) => ({ ...each, share: forest?.shares[at] })),
    forest:
      forest ??
      (goal.length > 1 && goal.every(value => value === goal[0]) ? 'constant' : 'too few rows'),
  });
}

/** Fewer for many inputs, as others wait for the worker meanwhile. */
export function mostRows(inputs: number): number {
  return Math.round(Math.min(5000, Math.max(1000, mostCells / Math.max(1, inputs))));
}

function correlationIn(answer: {
  readonly matrix: Float64Array;
  readonly rows: Uint32Array;
}): VariableFacts['correlation'] {
  // Row by row, of two columns: the second is of the pair.
  const [, value = NaN] = answer.matrix;
  const [, rows = 0] = answer.rows;
  if (!Number.isNaN(value)) return { value, rows };
  return { why: rows < 2 ? 'too few rows' : 'constant' };
}

function inputOf(column: Column) {
  const { name, unit } = column.variable;
  const numbers = numbersOf(column);
  return {
    title: unit === undefined ? name : `${name} [${unit}]`,
    values: numbers ?? codesOf(column)?.codes ?? new Float64Array(column.values.length),
    isCategorical: numbers === undefined,
  };
}
