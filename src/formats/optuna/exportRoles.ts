import type { RoleGuess } from '../roles/roleRules';

/** Who wrote a table of trials: `study.trials_dataframe()`, Optuna's dashboard, or Tunny for Design Explorer. */
export type ExportKind = 'trials_dataframe' | 'dashboard' | 'design-explorer';

const objective: RoleGuess = { role: 'objective', direction: 'minimize' };
const design: RoleGuess = { role: 'design', isCertain: true };
const observable: RoleGuess = { role: 'observable', isCertain: true };

/** What begins like this says what it is for; everything else differs from kind to kind. */
const prefixes: readonly (readonly [pattern: RegExp, guess: RoleGuess])[] = [
  [/^(?:params?_|Param )/, design],
  [/^system_attrs_constraints[:[]/, { role: 'inequality', isCertain: true }],
  [/^(?:(?:user|system)_attrs_|UserAttribute |attr_)/, observable],
];

const ownColumns: Readonly<Record<ExportKind, RegExp>> = {
  trials_dataframe: /^(?:number|state|datetime_start|datetime_complete|duration)$/,
  dashboard: /^(?:Number|State)$/,
  'design-explorer': /^(?:trial_id|Rating)$/,
};

/** Who wrote a table with these columns; `undefined` when it is none of Optuna's. */
export function exportKind(names: readonly string[]): ExportKind | undefined {
  const has = (name: string): boolean => names.includes(name);
  const some = (pattern: RegExp): boolean => names.some(name => pattern.test(name));
  if (isDataFrame(has, some)) return 'trials_dataframe';
  const isMarked = some(/^(?:Param |UserAttribute |Value$|Objective 0$)/);
  if (names[0] === 'Number' && names[1] === 'State' && isMarked) return 'dashboard';
  return has('trial_id') && has('Rating') && some(/^param_/) ? 'design-explorer' : undefined;
}

/** Which columns a data frame has can be chosen: some of the usual ones must be there. */
function isDataFrame(has: (name: string) => boolean, some: (pattern: RegExp) => boolean): boolean {
  const hasValues = some(/^(?:value$|values_)/);
  if (has('number') && has('state')) return hasValues || has('datetime_start') || some(/^params_/);
  const usual = [has('number'), has('state'), hasValues, has('datetime_start'), has('duration')];
  return some(/^params_/) && usual.filter(Boolean).length >= 2;
}

/** What a column is for. Only of objectives is something not said: which way is better. */
export function guessExportRole(name: string, names: readonly string[]): RoleGuess {
  const prefix = prefixes.find(([pattern]) => pattern.test(name));
  if (prefix !== undefined) return prefix[1];
  const kind = exportKind(names) ?? 'trials_dataframe';
  if (ownColumns[kind].test(name)) return observable;
  if (kind !== 'trials_dataframe' || /^(?:value$|values_)/.test(name)) return objective;
  return { role: 'observable' };
}
