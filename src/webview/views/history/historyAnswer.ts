import { violations } from '../../../core/analysis/feasibility';
import { minimised } from '../../../core/analysis/minimised';
import type { Numbers } from '../../../core/analysis/numbers';
import { everyRow } from '../../../core/analysis/numbers';
import type { HypervolumeLine } from '../../analysis/hypervolumeLine';
import type { ProgressLine } from '../../analysis/progressLine';
import {
  columnNamed,
  loadConstraints,
  loadKnownRows,
  numbersNamed,
} from '../../model/neededColumns';
import type { KnownRows } from '../../model/rowKinds';
import type { Axis } from '../../plots/axis';
import type { ViewContext } from '../view';
import { aimOf, objectivesOf, variableOf } from '../pareto/paretoChoice';
import type { KnownAim } from '../pareto/paretoChoice';
import type { HistoryChoice } from './historyChoice';

/** Where three and more objectives are looked at unless all are asked for. */
export const usualCheckpoints = 100;

/** An objective of the hypervolume and its coordinate of the reference point, in its own direction. */
export interface ReferenceCoordinate {
  readonly name: string;
  readonly value: number;
}

/** What a choice shows. */
export interface HistoryAnswer {
  readonly choice: HistoryChoice;
  readonly x: Numbers;
  readonly y: Numbers;
  readonly axes: { readonly x: Axis; readonly y: Axis };
  readonly rows: KnownRows;
  /** Absent where no way is better. */
  readonly line?: ProgressLine;
  /** Of the objective. */
  readonly aim?: KnownAim;
  readonly hypervolume?: Omit<HypervolumeLine, 'line'> & {
    readonly own: readonly ReferenceCoordinate[];
  };
}

type Needs = Pick<ViewContext, 'outline' | 'columns' | 'analysis'>;

interface Along {
  readonly choice: HistoryChoice;
  readonly needs: Needs;
  readonly rows: KnownRows;
  readonly axis: Axis;
  /** One number per row; `undefined` for the rows as they are. */
  readonly x: Numbers | undefined;
}

/** Fetches the columns that a choice is about, and computes its line. */
export async function historyAnswer(choice: HistoryChoice, needs: Needs): Promise<HistoryAnswer> {
  const [rows, { axis, x }] = await Promise.all([loadKnownRows(needs), orderOf(choice, needs)]);
  const along: Along = { choice, needs, rows, axis, x };
  const found = await answers[choice.measure](along);
  const places = x ?? Float64Array.from(everyRow(needs.outline.rowCount));
  return { choice, x: places, rows, ...found, axes: { x: axis, y: found.axis } };
}

type Found = Omit<HistoryAnswer, 'choice' | 'x' | 'axes' | 'rows'> & { readonly axis: Axis };

const answers: Readonly<Record<HistoryChoice['measure'], (along: Along) => Promise<Found>>> = {
  objective: objectiveOver,
  violation: violationOver,
  hypervolume: hypervolumeOver,
};

async function orderOf(
  { order }: HistoryChoice,
  needs: Needs,
): Promise<{ readonly axis: Axis; readonly x: Numbers | undefined }> {
  if (order === undefined) return { axis: { name: 'evaluation (row)' }, x: undefined };
  const column = await columnNamed(order, needs);
  const { values, since } = await needs.analysis.run('orderValues', column);
  const unit = since === undefined ? column.variable.unit : `seconds after ${since}`;
  return { axis: { name: order, ...(unit !== undefined && { unit }) }, x: values };
}

async function objectiveOver({ choice, needs, rows, x }: Along): Promise<Found> {
  const { objective: name = '', isLog: log = false } = choice;
  const y = await numbersNamed(name, needs);
  const aim = aimOf(choice, needs.outline, name);
  const unit = variableOf(needs.outline, name)?.unit;
  const axis: Axis = { name, ...(unit !== undefined && { unit }), log, missingAt: worseEnd(aim) };
  if (aim.aim === 'none') return { y, axis, aim };
  const { counts } = rows;
  const line = await needs.analysis.run('bestLine', { values: y, direction: aim.aim, counts, x });
  return { y, axis, aim, line };
}

/** Trials without a value are no better than the worst. */
function worseEnd({ aim }: KnownAim): 'low' | 'high' {
  return aim === 'maximize' ? 'low' : 'high';
}

async function violationOver({ choice, needs, rows, x }: Along): Promise<Found> {
  const y = violations(await loadConstraints(needs), needs.outline.rowCount);
  const line = await needs.analysis.run('bestLine', {
    values: y,
    direction: 'minimize',
    counts: rows.completed,
    x,
  });
  const axis: Axis = {
    name: 'total constraint violation',
    log: choice.isLog === true,
    missingAt: 'high',
  };
  return { y, axis, line };
}

async function hypervolumeOver({ choice, needs, rows, x }: Along): Promise<Found> {
  const names = objectivesOf(needs.outline);
  const directions = names.map(name => {
    const { aim } = aimOf(choice, needs.outline, name);
    return aim === 'maximize' ? 'maximize' : 'minimize';
  });
  const columns = await Promise.all(names.map(name => numbersNamed(name, needs)));
  const { line, ...found } = await needs.analysis.run('hypervolumeLine', {
    objectives: columns.map((column, at) => minimised(column, directions[at])),
    counts: rows.counts,
    x,
    most: choice.isThorough === true ? needs.outline.rowCount : usualCheckpoints,
  });
  const own = (found.reference ?? []).map((value, at) => ({
    name: names[at] as string,
    value: directions[at] === 'maximize' ? 0 - value : value,
  }));
  const axis: Axis = { name: 'hypervolume', log: choice.isLog === true };
  return { y: found.values, axis, line, hypervolume: { ...found, own } };
}
