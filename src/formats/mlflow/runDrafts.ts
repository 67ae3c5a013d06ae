import type { Cell } from '../../core/column';
import { typeCells } from '../csv/cellTypes';
import type { ColumnDraft } from '../draftColumns';
import { isoTime } from '../isoTime';
import type { MlflowRun, Point } from './readRuns';

/** Longer tags, such as lists of logged models, are no columns. */
const longestTag = 200;

/** Whether a tag is shown as a column. */
export function isShownTag(text: string): boolean {
  return text.length <= longestTag;
}

/** The value that MLflow calls the current one: of the largest step, then the latest time, then the largest value. */
export function currentPoint(points: readonly Point[]): Point | undefined {
  return points.reduce<Point | undefined>((best, point) => {
    if (best === undefined) return point;
    const order = point.step - best.step || point.time - best.time || point.value - best.value;
    return order >= 0 ? point : best;
  }, undefined);
}

/** One row per run: parameters, metrics, which the user is asked for, state, times and tags. */
export function runDrafts(runs: readonly MlflowRun[]): readonly ColumnDraft[] {
  const isAnyDeleted = runs.some(({ lifecycle }) => lifecycle !== 'active');
  const state = observable(
    'state',
    runs.map(({ status }) => status),
  );
  return [
    observable(
      'run_id',
      runs.map(({ id }) => id),
    ),
    ...shown('run_name', runs, ({ name }) => name),
    ...namesIn(runs.map(({ params }) => params)).map(name => paramDraft(name, runs)),
    ...namesIn(runs.map(({ metrics }) => metrics)).map(name => metricDraft(name, runs)),
    { ...state, type: 'categorical' },
    ...(isAnyDeleted ? shown('lifecycle_stage', runs, ({ lifecycle }) => lifecycle) : []),
    ...shown('start_time', runs, ({ start }) => isoTime(start)),
    ...shown('end_time', runs, ({ end }) => isoTime(end)),
    ...shown('user', runs, ({ user }) => user),
    ...namesIn(runs.map(({ tags }) => tags)).flatMap(name =>
      shown(`tags.${name}`, runs, ({ tags }) => {
        const tag = tags.get(name);
        return tag !== undefined && isShownTag(tag) ? tag : undefined;
      }),
    ),
  ];
}

function paramDraft(name: string, runs: readonly MlflowRun[]): ColumnDraft {
  const texts = runs.map(({ params }) => params.get(name) ?? '');
  return { name, kind: 'params', variable: { role: 'design' }, ...typeCells(texts, false) };
}

function metricDraft(name: string, runs: readonly MlflowRun[]): ColumnDraft {
  const cells = runs.map(({ metrics }) => currentPoint(metrics.get(name) ?? [])?.value);
  const variable = { role: 'observable' } as const;
  return { name, kind: 'metrics', variable, cells, type: 'float64', isAsked: true };
}

/** A column, unless no run has such a thing. */
function shown(
  name: string,
  runs: readonly MlflowRun[],
  read: (run: MlflowRun) => Cell | undefined,
): readonly ColumnDraft[] {
  const draft = observable(name, runs.map(read));
  return draft.cells.some(cell => cell !== undefined && cell !== '') ? [draft] : [];
}

function observable(name: string, cells: ColumnDraft['cells']): ColumnDraft {
  return { name, kind: 'run', variable: { role: 'observable' }, cells };
}

function namesIn(maps: readonly ReadonlyMap<string, unknown>[]): readonly string[] {
  return [...new Set(maps.flatMap(map => [...map.keys()]))];
}
