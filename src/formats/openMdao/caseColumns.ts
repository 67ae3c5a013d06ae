import type { Column } from '../../core/column';
import type { JsonObject } from '../../core/json';
import { typeOfCells } from '../columnFromCells';
import { draftColumns } from '../draftColumns';
import type { ColumnDraft } from '../draftColumns';
import { textOf } from '../jsonFields';
import type { GuessRole } from '../roles/proposeRoles';
import { guessRole } from '../roles/roleRules';
import { driverOf } from './driverOf';
import { readDriverSettings, settingOfType, settingsOfTypes } from './driverSettings';
import type { DriverSetting, SettingColumn } from './driverSettings';
import { isoTime } from './isoTime';
import type { RecordedCase, Recording } from './readRecording';
import { recordedVariables } from './recordedVariables';
import type { RecordedElement, RecordedVariable } from './recordedVariables';

type Draft = ColumnDraft & Pick<SettingColumn, 'isAssumed'>;

export interface CaseColumns {
  readonly columns: readonly Column[];
  /** Column → what was taken for granted of it. */
  readonly assumed: JsonObject;
  /** What names tell of outputs where nothing else does: the end of a path like `obj_cmp.obj[0]`. */
  readonly guess: GuessRole;
}

/** The cases as columns: what the driver knows under the names that users gave, and all else that was recorded. */
export function caseColumns(recording: Recording): CaseColumns {
  const settingOf = findSettings(recording);
  const isKnown = (part: string, name: string): boolean => settingOf(part, name) !== undefined;
  const variables = recordedVariables(recording.cases, isKnown);
  const drafts = [
    ...coordinateDrafts(recording),
    ...variables.flatMap(variable =>
      variableDrafts(variable, settingOf(variable.part, variable.name), recording),
    ),
    ...endDrafts(recording.cases),
  ];
  const columns = draftColumns(drafts);
  const outputs = new Set(
    columns.flatMap(({ variable }, index) =>
      drafts[index]?.kind === 'output' ? variable.name : [],
    ),
  );
  const guess: GuessRole = (name, allNames) =>
    outputs.has(name)
      ? guessRole(name.replace(/(?<!\[\d+\])(?:\[\d+\])+$/, '').replace(/^.*\./, ''), allNames)
      : { role: 'observable', isCertain: true };
  return { columns, assumed: assumptionsOf(columns, drafts), guess };
}

/** Parts of the first recordings, which kept what the driver knows apart. */
const typesOfParts = new Map([
  ['desvars', settingOfType('desvar')],
  ['objectives', settingOfType('objective')],
  ['constraints', settingOfType('constraint')],
]);

function findSettings({ cases, settings, variables }: Recording) {
  const recorded = new Set(
    cases.flatMap(({ values }) => [...(values.get('outputs')?.keys() ?? [])]),
  );
  const said = readDriverSettings(settings, recorded);
  const byName = said.size > 0 ? said : settingsOfTypes(variables);
  return (part: string, name: string): DriverSetting | undefined =>
    part === 'outputs' ? byName.get(name) : typesOfParts.get(part);
}

function variableDrafts(
  { part, name, elements }: RecordedVariable,
  setting: DriverSetting | undefined,
  { promoted, variables }: Recording,
): readonly Draft[] {
  const kind = part === 'outputs' ? 'output' : part.replace(/s$/, '');
  const output = textOf(promoted, 'output', name) ?? name;
  const shown = part === 'inputs' ? name : part === 'residuals' ? `${kind}_${output}` : output;
  const unit = textOf(variables, name, 'units');
  const description = textOf(variables, name, 'desc');
  return elements.flatMap(element =>
    columnsOf(element, setting, elements.length).map(({ suffix, variable, isAssumed }) => ({
      name: `${setting?.name ?? shown}${element.path}${suffix}`,
      kind,
      variable: { ...variable, ...(unit && { unit }), ...(description && { description }) },
      cells: element.cells,
      type: 'float64' as const,
      ...(isAssumed && { isAssumed }),
    })),
  );
}

/** What an element is to the driver, which may know only some of an array. */
function columnsOf(
  { cells, position }: RecordedElement,
  setting: DriverSetting | undefined,
  count: number,
): readonly SettingColumn[] {
  const observable = [{ suffix: '', variable: { role: 'observable' as const } }];
  const type = typeOfCells(cells);
  if (setting === undefined || (type !== 'float64' && type !== 'int64')) return observable;
  const { positions } = setting;
  const isWhole = positions === undefined || positions.length === count;
  const element = isWhole ? position : positions.indexOf(position);
  const columns = element < 0 ? [] : setting.columns(element);
  return columns.length > 0 ? columns : observable;
}

function coordinateDrafts({ cases, table }: Recording): readonly Draft[] {
  const drivers = cases.map(({ coordinate }) => driverOf(coordinate));
  const name = table === 'problem_cases' ? 'case_name' : 'iteration_coordinate';
  const hasSeveral = table !== 'problem_cases' && new Set(drivers).size > 1;
  return [
    draft(
      'counter',
      cases.map(({ counter }) => (counter instanceof Uint8Array ? null : counter)),
    ),
    draft(
      name,
      cases.map(({ coordinate }) => coordinate),
    ),
    ...(hasSeveral ? [{ ...draft('source', drivers), type: 'categorical' as const }] : []),
  ];
}

function endDrafts(cases: readonly RecordedCase[]): readonly Draft[] {
  const messages = cases.map(({ message }) => (message === '' ? null : message));
  return [
    draft(
      'success',
      cases.map(({ success }) => (success === null ? null : success !== 0)),
    ),
    draft(
      'time',
      cases.map(({ timestamp }) => isoTime(timestamp)),
    ),
    ...(messages.some(message => message !== null) ? [draft('message', messages)] : []),
  ];
}

function draft(name: string, cells: ColumnDraft['cells']): Draft {
  return { name, kind: 'case', variable: { role: 'observable' }, cells };
}

function assumptionsOf(columns: readonly Column[], drafts: readonly Draft[]): JsonObject {
  return Object.fromEntries(
    columns.flatMap(({ variable: { name, role, direction } }, index) =>
      drafts[index]?.isAssumed === true
        ? [[name, { role, ...(direction && { direction }), by: 'tool' }]]
        : [],
    ),
  );
}
