import type { Cell } from '../../core/column';
import { typeOfCells } from '../columnFromCells';
import { widenIntegers } from '../recordColumns';
import type { PythonJson } from '../pythonJson';
import { isConstraintKey } from './constraintColumns';
import type { Attributes, OptunaTrial } from './study';
import type { Draft } from './studyColumns';

/** Keys that contain an id or a chunk number each: as columns they would be many and nearly empty. */
const scatteredKey = /^(?:artifacts|dashboard|tpe:relative_params):/;

/** The scalar attributes of trials, `user_attrs_<key>` and `system_attrs_<key>` as in Optuna's data frame. */
export function attributeColumns(trials: readonly OptunaTrial[]): readonly Draft[] {
  return [
    ...columnsOf(
      'user_attrs',
      trials.map(({ userAttrs }) => userAttrs),
    ),
    ...columnsOf(
      'system_attrs',
      trials.map(({ systemAttrs }) => systemAttrs),
    ),
  ];
}

/** Whether {@link attributeColumns} shows the value, so that metadata need not. */
export function isShownAsColumn(key: string, value: PythonJson): boolean {
  if (isConstraintKey(key) || scatteredKey.test(key)) return false;
  return value === null || typeof value !== 'object';
}

function columnsOf(prefix: string, attributes: readonly Attributes[]): readonly Draft[] {
  const keys = new Set<string>();
  for (const ofTrial of attributes) {
    for (const [key, value] of ofTrial) if (isShownAsColumn(key, value)) keys.add(key);
  }
  return [...keys].map(key => {
    const cells = widenIntegers(attributes.map(ofTrial => scalarOf(key, ofTrial)));
    return {
      name: { short: `${prefix}_${key}`, long: `trial_${prefix}_${key}` },
      variable: { role: 'observable' },
      type: typeOfCells(cells),
      cells,
    };
  });
}

function scalarOf(key: string, attributes: Attributes): Cell | undefined {
  const value = attributes.get(key);
  return value !== null && typeof value === 'object' ? undefined : value;
}
