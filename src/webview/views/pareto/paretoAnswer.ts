import { minimised } from '../../../core/analysis/minimised';
import type { Numbers } from '../../../core/analysis/numbers';
import { picked } from '../../../core/analysis/points';
import type { Column } from '../../../core/column';
import type { Direction } from '../../../core/variables';
import type { FrontFacts } from '../../analysis/frontFacts';
import { contenders } from '../../model/contenders';
import { columnNamed, loadCompleted, loadFeasible, numbersNamed } from '../../model/neededColumns';
import type { ViewContext } from '../view';
import { aimOf, chosenAxes, goalsOf } from './paretoChoice';
import type { ParetoChoice } from './paretoChoice';
import { paretoRows } from './paretoRows';
import type { ParetoRows } from './paretoRows';

/** An objective of the front that is sought. */
export interface Goal {
  readonly name: string;
  readonly direction: Direction;
  readonly isAssumed: boolean;
  readonly values: Numbers;
}

/** The columns that a choice is about. */
interface ParetoColumns {
  /** By name: the columns on the axes. */
  readonly axes: ReadonlyMap<string, Numbers>;
  readonly colour: Column | undefined;
  readonly goals: readonly Goal[];
  readonly feasible: Uint8Array;
  readonly completed: Uint8Array | undefined;
}

/** What can be drawn of a choice. */
export interface ParetoPicture extends ParetoColumns {
  readonly rows: ParetoRows;
}

/** What a choice shows. */
export interface ParetoAnswer extends ParetoPicture {
  /** Ascending. */
  readonly front: Uint32Array;
}

type Needs = Pick<ViewContext, 'outline' | 'columns' | 'analysis'>;

/** Fetches the columns that a choice is about. */
export async function paretoColumns(choice: ParetoChoice, needs: Needs): Promise<ParetoColumns> {
  const { outline } = needs;
  const names = [...new Set([...chosenAxes(choice), ...goalsOf(choice, outline)])];
  const [columns, colour, feasible, completed] = await Promise.all([
    Promise.all(names.map(name => numbersNamed(name, needs))),
    choice.colour === undefined ? undefined : columnNamed(choice.colour, needs),
    loadFeasible(needs),
    loadCompleted(needs),
  ]);
  const axes = new Map(names.map((name, index) => [name, columns[index] as Numbers]));
  const goals = goalsOf(choice, outline).map(name => {
    const { aim, isAssumed } = aimOf(choice, outline, name);
    const direction: Direction = aim === 'maximize' ? 'maximize' : 'minimize';
    return { name, direction, isAssumed, values: axes.get(name) as Numbers };
  });
  return { axes, colour, goals, feasible, completed };
}

/** The rows of the front, ascending. */
export function soughtFront(
  { goals, feasible, completed }: ParetoColumns,
  { analysis }: Needs,
  signal: AbortSignal,
): Promise<Uint32Array> {
  const points = {
    objectives: goals.map(goal => minimised(goal.values, goal.direction)),
    rows: contenders(feasible, completed),
  };
  return analysis.run('front', points, signal);
}

/** What the rows are before their front is found, and after. */
export function rowsOf({ goals, ...columns }: ParetoColumns, front?: Uint32Array): ParetoRows {
  return paretoRows({ ...columns, front, goals: goals.map(({ values }) => values) });
}

/** What there is to tell of the front, in the objectives' own directions. */
export async function frontFactsOf(
  { goals, front }: Pick<ParetoAnswer, 'goals' | 'front'>,
  { reference }: ParetoChoice,
  { analysis }: Needs,
  signal: AbortSignal,
): Promise<FrontFacts> {
  const facts = await analysis.run(
    'frontFacts',
    {
      points: {
        objectives: goals.map(goal => minimised(picked(goal.values, front), goal.direction)),
      },
      wanted: goals.map(({ name, direction }) => {
        const typed = Object.hasOwn(reference, name) ? reference[name] : undefined;
        return typed === undefined ? undefined : turned(typed, direction);
      }),
    },
    signal,
  );
  const own = (point: readonly number[]): readonly number[] =>
    point.map((coordinate, index) => turned(coordinate, goals[index]?.direction));
  return {
    ...facts,
    corners: facts.corners && { ideal: own(facts.corners.ideal), nadir: own(facts.corners.nadir) },
    reference: facts.reference && own(facts.reference),
    // Of all rows, not of the front alone.
    knee: facts.knee === undefined ? undefined : front[facts.knee],
  };
}

/** Between an objective's own form and the one in which less is better. */
function turned(value: number, direction: Direction | undefined): number {
  return direction === 'maximize' ? 0 - value : value;
}
