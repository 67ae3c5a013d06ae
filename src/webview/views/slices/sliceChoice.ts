import { isPlainObject } from '../../../core/json';
import type { Json } from '../../../core/json';
import type { ResultOutline } from '../../protocol';
import { objectivesOf } from '../pareto/paretoChoice';
import type { ParetoChoice } from '../pareto/paretoChoice';

/** Slices in sight at a time, unless all are asked for. */
export const pageSize = 12;

/** What somebody chose to see; columns by name. */
export interface SliceChoice extends Pick<ParetoChoice, 'aims'> {
  readonly objective?: string | undefined;
  readonly isLog?: boolean;
  /** Variables whose axis is logarithmic although they are not searched so, or the other way round. */
  readonly logs: Readonly<Record<string, boolean>>;
  readonly isColoured: boolean;
  /** Part of the names of the variables that are shown. */
  readonly sought: string;
  /** From 0. */
  readonly page: number;
  readonly isAll: boolean;
}

/** The variables that are chosen, and those of them in sight. */
export interface SliceNames {
  /** Whether these are design variables; otherwise the result has none, and they are all its other columns. */
  readonly isDesign: boolean;
  /** How many there are of them. */
  readonly count: number;
  readonly found: readonly string[];
  readonly shown: readonly string[];
  /** Place of the first that is shown among those that were found. */
  readonly first: number;
}

export function sliceNames(
  { objective, sought, page, isAll }: SliceChoice,
  { columns }: Pick<ResultOutline, 'columns'>,
): SliceNames {
  const design = columns.filter(({ variable }) => variable.role === 'design');
  const isDesign = design.length > 0;
  const names = (isDesign ? design : columns)
    .map(({ variable }) => variable.name)
    .filter(name => name !== objective);
  const wanted = sought.trim().toLowerCase();
  const found = names.filter(name => name.toLowerCase().includes(wanted));
  const last = Math.max(0, Math.ceil(found.length / pageSize) - 1);
  const first = isAll ? 0 : Math.min(page, last) * pageSize;
  const shown = isAll ? found : found.slice(first, first + pageSize);
  return { isDesign, count: names.length, found, shown, first };
}

/** What was remembered, as far as the result still has it; otherwise the first objective. */
export function rememberedChoice(memory: Json | undefined, outline: ResultOutline): SliceChoice {
  const [objective] = objectivesOf(outline);
  const first: SliceChoice = {
    objective,
    aims: {},
    logs: {},
    isColoured: true,
    sought: '',
    page: 0,
    isAll: false,
  };
  if (!isPlainObject(memory)) return first;
  // It was written by this view, and only this view writes it.
  const kept = memory as unknown as SliceChoice;
  const isThere = outline.columns.some(({ variable }) => variable.name === kept.objective);
  return { ...first, ...kept, objective: isThere ? kept.objective : objective };
}
