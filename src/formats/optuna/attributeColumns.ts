import type { Draft } from './studyColumns';
import type { TrialAttributes } from './trialAttributes';
import type { TrialTable } from './trialTable';

/** The scalar attributes of trials, `user_attrs_<key>` and `system_attrs_<key>` as in Optuna's data frame. */
export function attributeColumns(trials: TrialTable): readonly Draft[] {
  return [
    ...columnsOf('user_attrs', trials.userAttrs, trials.rowCount),
    ...columnsOf('system_attrs', trials.systemAttrs, trials.rowCount),
  ];
}

function columnsOf(
  prefix: string,
  { columns }: TrialAttributes,
  rowCount: number,
): readonly Draft[] {
  return [...columns].map(([key, cells]) => ({
    name: { short: `${prefix}_${key}`, long: `trial_${prefix}_${key}` },
    variable: { role: 'observable' },
    data: cells.toColumn(rowCount),
  }));
}
