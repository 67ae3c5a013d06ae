import type { Numbers } from '../../../core/analysis/numbers';
import { isPlainObject } from '../../../core/json';
import type { Json } from '../../../core/json';
import { rowsText } from '../../plots/placement';
import type { ResultOutline } from '../../protocol';

/** What the bars are sorted by. */
export const orders = {
  importance: 'permutation importance',
  correlation: 'rank correlation',
} as const;

export interface ImportanceChoice {
  /** Name of the column that is to be explained. */
  readonly target: string | undefined;
  readonly order: keyof typeof orders;
  /** Whether all variables are shown, not only the first. */
  readonly isAll: boolean;
}

/** What was remembered, as far as the result still has it; else the first objective. */
export function importanceChoice(json: Json | undefined, outline: ResultOutline): ImportanceChoice {
  const targets = targetNames(outline);
  const kept = isPlainObject(json) ? json : {};
  const name = kept['target'];
  return {
    target: targets.find(each => each === name) ?? targets[0],
    order: kept['order'] === 'correlation' ? 'correlation' : 'importance',
    isAll: kept['isAll'] === true,
  };
}

/** Columns of numbers that can be explained: objectives first. */
export function targetNames({ columns }: Pick<ResultOutline, 'columns'>): readonly string[] {
  const roles = ['objective', 'inequality', 'equality', 'observable'] as const;
  return roles.flatMap(role =>
    columns.flatMap(({ variable, type }) =>
      variable.role === role && (type === 'float64' || type === 'int64') ? [variable.name] : [],
    ),
  );
}

/** Places of the design variables. */
export function designPlaces({ columns }: Pick<ResultOutline, 'columns'>): readonly number[] {
  return columns.flatMap(({ variable }, place) => (variable.role === 'design' ? [place] : []));
}

/** The rows that tell something of a target, and why the others do not. */
export interface UsableRows {
  /** Ascending. */
  readonly rows: Uint32Array;
  readonly incomplete: number;
  readonly missing: number;
  readonly infinite: number;
}

/** Rows with a finite target, of trials that completed. O(n). */
export function usableRows(target: Numbers, completed: Uint8Array | undefined): UsableRows {
  const rows = new Uint32Array(target.length);
  let [count, incomplete, missing, infinite] = [0, 0, 0, 0];
  for (let row = 0; row < rows.length; row++) {
    const value = target[row] as number;
    if (completed?.[row] === 0) incomplete++;
    else if (Number.isNaN(value)) missing++;
    else if (!Number.isFinite(value)) infinite++;
    else rows[count++] = row;
  }
  return { rows: rows.slice(0, count), incomplete, missing, infinite };
}

/** `998 of 1,000 rows used; 1 row has no value in cost, 1 row is infinite in it`. */
export function usedWords(usable: UsableRows, name: string): string {
  const { rows, incomplete, missing, infinite } = usable;
  const all = rows.length + incomplete + missing + infinite;
  const is = (count: number): string => (count === 1 ? 'is' : 'are');
  const why = [
    ...(missing > 0
      ? [`${rowsText(missing)} ${missing === 1 ? 'has' : 'have'} no value in ${name}`]
      : []),
    ...(infinite > 0 ? [`${rowsText(infinite)} ${is(infinite)} infinite in ${name}`] : []),
    ...(incomplete > 0
      ? [`${rowsText(incomplete)} ${is(incomplete)} of trials that did not complete`]
      : []),
  ].join(', ');
  const used = `${rows.length.toLocaleString('en')} of ${rowsText(all)} used`;
  return why === '' ? used : `${used}; ${why}`;
}
