import type { Numbers } from '../../../core/analysis/numbers';
import { countText } from '../../../core/countText';
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
  /** Whether infeasible rows are left out. */
  readonly isFeasibleOnly: boolean;
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
    isFeasibleOnly: kept['isFeasibleOnly'] === true,
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
  /** Of the rows that are used; of those that are left out where only feasible ones were asked for. */
  readonly infeasible: number;
  readonly isFeasibleOnly: boolean;
}

/**
 * Rows with a finite target, of trials that completed. O(n).
 * @param known one byte per row, 1 where it is feasible, and where its trial completed; `undefined` where all are.
 */
export function usableRows(
  target: Numbers,
  known: {
    readonly feasible?: Uint8Array | undefined;
    readonly completed?: Uint8Array | undefined;
  } = {},
  isFeasibleOnly = false,
): UsableRows {
  const { feasible, completed } = known;
  const rows = new Uint32Array(target.length);
  let [count, incomplete, missing, infinite, infeasible] = [0, 0, 0, 0, 0];
  for (let row = 0; row < rows.length; row++) {
    const value = target[row] as number;
    if (completed?.[row] === 0) incomplete++;
    else if (Number.isNaN(value)) missing++;
    else if (!Number.isFinite(value)) infinite++;
    else {
      const isFeasible = feasible?.[row] !== 0;
      if (!isFeasible) infeasible++;
      if (isFeasible || !isFeasibleOnly) rows[count++] = row;
    }
  }
  const left = { incomplete, missing, infinite };
  return { rows: rows.slice(0, count), ...left, infeasible, isFeasibleOnly };
}

/** `998 of 1,000 rows used, 40 of them infeasible; 1 row has no value in cost, 1 row is infinite in it`. */
export function usedWords(usable: UsableRows, name: string): string {
  const { rows, incomplete, missing, infinite, infeasible, isFeasibleOnly } = usable;
  const is = (count: number): string => (count === 1 ? 'is' : 'are');
  const leftOut: readonly (readonly [count: number, why: string])[] = [
    [missing, `${missing === 1 ? 'has' : 'have'} no value in ${name}`],
    [infinite, `${is(infinite)} infinite in ${name}`],
    [incomplete, `${is(incomplete)} of trials that did not complete`],
    [isFeasibleOnly ? infeasible : 0, `${is(infeasible)} infeasible`],
  ];
  const all = leftOut.reduce((sum, [count]) => sum + count, rows.length);
  const why = leftOut.flatMap(([count, words]) =>
    count > 0 ? [`${rowsText(count)} ${words}`] : [],
  );
  const among =
    isFeasibleOnly || infeasible === 0 ? '' : `, ${countText(infeasible)} of them infeasible`;
  const used = `${countText(rows.length)} of ${rowsText(all)} used${among}`;
  return why.length === 0 ? used : `${used}; ${why.join(', ')}`;
}
