import { minimised } from '../../core/analysis/minimised';
import { numbersOf } from '../../core/analysis/numbersOf';
import { cellAt } from '../../core/column';
import type { Direction } from '../../core/variables';
import type { ObjectivesFacts } from '../analysis/objectivesFacts';
import { contenders } from '../model/contenders';
import { constraintPlaces, loadCompleted, loadFeasible } from '../model/neededColumns';
import type { ViewContext } from '../views/view';
import { aimOf } from '../views/pareto/paretoChoice';

/** What must be computed before it can be told of a result. */
export interface SummaryFacts {
  /** Rows that satisfy all constraints; `undefined` without constraints. */
  readonly feasible: number | undefined;
  /** Rows of trials that completed; `undefined` when the result says nothing of trials. */
  readonly completed: number | undefined;
  readonly objectives: readonly ObjectiveFacts[];
  readonly volume: ObjectivesFacts['volume'];
}

export interface ObjectiveFacts {
  readonly name: string;
  readonly unit?: string;
  readonly direction: Direction;
  /** Whether the result does not say which way is better. */
  readonly isAssumed: boolean;
  /** Of the feasible rows of trials that completed; `undefined` where none of them has a value. */
  readonly best: { readonly row: number; readonly value: number | bigint } | undefined;
  /** Of the reference point of the hypervolume. */
  readonly reference: number | undefined;
}

type Needs = Pick<ViewContext, 'outline' | 'columns' | 'analysis'>;

/** Fetches objectives and constraints, and computes in the worker. */
export async function summaryFacts(needs: Needs): Promise<SummaryFacts> {
  const { outline, columns, analysis } = needs;
  const places = outline.columns.flatMap(({ variable }, place) =>
    variable.role === 'objective' ? [place] : [],
  );
  const [objectives, feasible, completed] = await Promise.all([
    Promise.all(places.map(place => columns.load(place))),
    loadFeasible(needs),
    loadCompleted(needs),
  ]);
  const { best, volume } = await analysis.run('objectivesFacts', {
    objectives: objectives.map(column =>
      minimised(
        numbersOf(column) ?? new Float64Array(outline.rowCount).fill(NaN),
        column.variable.direction,
      ),
    ),
    rows: contenders(feasible, completed),
  });
  const reference = typeof volume === 'string' ? [] : volume.reference;
  return {
    feasible: constraintPlaces(outline).length === 0 ? undefined : countOf(feasible),
    completed: completed && countOf(completed),
    volume,
    objectives: objectives.map((column, index) => {
      const { name, unit, direction = 'minimize' } = column.variable;
      const [row, coordinate] = [best[index], reference[index]];
      return {
        name,
        ...(unit !== undefined && { unit }),
        direction,
        isAssumed: aimOf({ aims: {} }, outline, name).isAssumed,
        best: row === undefined ? undefined : { row, value: cellAt(column, row) as number },
        reference:
          direction === 'maximize' && coordinate !== undefined ? 0 - coordinate : coordinate,
      };
    }),
  };
}

function countOf(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}
