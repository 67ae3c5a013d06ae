import { isPlainObject } from '../../../core/json';
import type { Json } from '../../../core/json';
import type { ZoomWindow } from '../../plots/zoomWindow';
import type { ResultOutline } from '../../protocol';
import { objectivesOf } from '../pareto/paretoChoice';
import type { ParetoChoice } from '../pareto/paretoChoice';

/** What can be seen over the evaluations. */
export const measures = ['objective', 'violation', 'hypervolume'] as const;

export type Measure = (typeof measures)[number];

/** What somebody chose to see; columns by name. */
export interface HistoryChoice extends Pick<ParetoChoice, 'aims'> {
  readonly measure: Measure;
  readonly objective?: string | undefined;
  /** Column along which the evaluations lie; the rows as they are when absent. */
  readonly order?: string | undefined;
  readonly isLog?: boolean;
  /** Whether the hypervolume is computed at every evaluation, however long that takes. */
  readonly isThorough?: boolean;
  readonly zoom?: ZoomWindow | undefined;
}

/** Names of numbers that tools count trials by. */
const counterNames =
  /^(?:number|index|nfe|fevals|(?:trial|evaluation|eval|iteration|iter|generation|gen|step)(?:[ _](?:number|index|id|count))?)\b/i;

/** Names of times at which something happened to a trial, as numbers or as texts. */
const timeNames =
  /^(?:submitted|started|finished|created|timestamp|date|datetime_\w+|(?:start|end)_?time|\w+_at|time_(?:created|run_started|completed))\b/i;

/** Names of the columns that tell in which order the evaluations came. */
export function orderColumns({ columns }: Pick<ResultOutline, 'columns'>): readonly string[] {
  return columns.flatMap(({ variable: { name, role }, type }) => {
    const isNumber = type === 'float64' || type === 'int64';
    const isCounter = isNumber && counterNames.test(name);
    const isTime = (isNumber || type === 'string') && timeNames.test(name);
    return role === 'observable' && (isCounter || isTime) ? [name] : [];
  });
}

/** Names of the columns of constraints. */
export function constraintsOf({ columns }: Pick<ResultOutline, 'columns'>): readonly string[] {
  return columns.flatMap(({ variable: { name, role } }) =>
    role === 'inequality' || role === 'equality' ? [name] : [],
  );
}

/** Whether there can be such a history of the result. */
export function hasMeasure(measure: Measure, outline: ResultOutline): boolean {
  if (measure === 'violation') return constraintsOf(outline).length > 0;
  return measure === 'objective' || objectivesOf(outline).length > 0;
}

/** What was remembered, as far as the result still has it; otherwise the first objective. */
export function rememberedChoice(memory: Json | undefined, outline: ResultOutline): HistoryChoice {
  const [objective] = objectivesOf(outline);
  const first: HistoryChoice = { measure: 'objective', objective, aims: {} };
  if (!isPlainObject(memory)) return first;
  // It was written by this view, and only this view writes it.
  const kept = memory as unknown as HistoryChoice;
  const names = new Set(outline.columns.map(({ variable }) => variable.name));
  const known = (name: string | undefined): string | undefined =>
    name !== undefined && names.has(name) ? name : undefined;
  return {
    ...first,
    ...kept,
    measure: hasMeasure(kept.measure, outline) ? kept.measure : first.measure,
    objective: known(kept.objective) ?? first.objective,
    order: known(kept.order),
  };
}
