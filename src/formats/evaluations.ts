import type { Cell, Column, ColumnType } from '../core/column';
import type { Json, JsonObject } from '../core/json';
import type { VariableMetadata } from '../core/variables';
import type { ConfigSpace } from './configSpace/configSpace';
import { draftColumns } from './draftColumns';
import type { ColumnDraft } from './draftColumns';
import { areEpochSeconds, isoOfSeconds } from './epochTime';
import { stringify } from './flattenJson';
import { entriesOf, fieldOf } from './jsonFields';
import { choiceTexts } from './optuna/distributions';
import { toStrictJson } from './pythonJson';
import type { PythonJson } from './pythonJson';

/** One evaluation of a configuration, as SMAC, HpBandSter and DeepCAVE note them. */
export interface Evaluation {
  /** The values of its hyper-parameters by name; those that are not active are not there. */
  readonly config: PythonJson | undefined;
  /** In the order of {@link EvaluatedRun.objectives}; missing ones were not measured. */
  readonly objectives: readonly (number | undefined)[];
  /** How it ended, in the tool's own word. */
  readonly state: string | undefined;
  /** Whatever else is noted of every evaluation, e.g. its seed. */
  readonly fields: ReadonlyMap<string, Cell | undefined>;
  /** Seconds, since 1970 or since the start of the run. */
  readonly times: ReadonlyMap<string, number | undefined>;
  /** What the user's program noted: an object, or nothing. */
  readonly extras: PythonJson | undefined;
}

export interface EvaluatedRun {
  readonly evaluations: readonly Evaluation[];
  readonly objectives: readonly Omit<VariableMetadata, 'role'>[];
  readonly space: ConfigSpace | undefined;
  /** What {@link Evaluation.extras} is called in the file. */
  readonly extrasName: string;
  /** What is known of fields by their names. */
  readonly described?: Readonly<
    Record<string, { readonly unit?: string; readonly type?: ColumnType }>
  >;
}

/** More different names than these are no table: they stay in the metadata. */
const mostExtras = 64;

/** Fields first, then hyper-parameters, objectives, state, times and scalar extras. */
export function evaluationColumns(run: EvaluatedRun): readonly Column[] {
  const { evaluations, objectives } = run;
  const fields = namesOf(evaluations, ({ fields }) => saidOf(fields));
  const times = namesOf(evaluations, ({ times }) => saidOf(times));
  return draftColumns([
    ...fields.map(name => fieldDraft(name, run)),
    ...parameterDrafts(run),
    ...objectives.map(({ name, ...variable }, index): ColumnDraft => {
      const cells = evaluations.map(({ objectives }) => objectives[index]);
      return {
        name,
        kind: 'objective',
        variable: { role: 'objective', ...variable },
        cells,
        type: 'float64',
      };
    }),
    observed('state', {
      cells: evaluations.map(({ state }) => state),
      type: 'categorical',
    }),
    ...times.map(name => timeDraft(name, evaluations)),
    ...extraNames(run).map(name =>
      observed(name, {
        kind: run.extrasName,
        cells: evaluations.map(({ extras }) => scalarOf(fieldOf(extras, name))),
      }),
    ),
  ]);
}

/** What no column holds of {@link Evaluation.extras}: by the 0-based row. */
export function extrasJson(run: EvaluatedRun): JsonObject {
  const shown = new Set(extraNames(run));
  const left = run.evaluations.flatMap(({ extras }, row) => {
    const entries = entriesOf(extras).filter(
      ([name, value]) => !shown.has(name) || !isScalar(value),
    );
    const json = Object.fromEntries(entries.map(([name, value]) => [name, toStrictJson(value)]));
    return entries.length === 0 ? [] : [[String(row), { [run.extrasName]: json }] as const];
  });
  return left.length === 0 ? {} : { trials: Object.fromEntries<Json>(left) };
}

/** When the first evaluation began, as far as the times are times of day. */
export function firstStart(run: EvaluatedRun, name: string): string | undefined {
  const starts = run.evaluations.flatMap(({ times }) => times.get(name) ?? []);
  if (!areEpochSeconds(starts)) return undefined;
  const first = starts.reduce((least, start) => Math.min(least, start), Infinity);
  return new Date(first * 1000).toISOString();
}

function observed(
  name: string,
  draft: Pick<ColumnDraft, 'cells' | 'type'> & { readonly kind?: string },
  unit?: string,
): ColumnDraft {
  return { name, kind: 'trial', variable: { role: 'observable', ...(unit && { unit }) }, ...draft };
}

function fieldDraft(name: string, { evaluations, described = {} }: EvaluatedRun): ColumnDraft {
  const known = Object.hasOwn(described, name) ? described[name] : undefined;
  const cells = evaluations.map(({ fields }) => fields.get(name));
  // Texts that are noted of every evaluation are names: of an instance, of where a configuration came from.
  const type = cells.some(cell => typeof cell === 'string') ? 'categorical' : known?.type;
  return observed(name, { cells, ...(type && { type }) }, known?.unit);
}

function timeDraft(name: string, evaluations: readonly Evaluation[]): ColumnDraft {
  const seconds = evaluations.map(({ times }) => times.get(name));
  if (!areEpochSeconds(seconds.filter(value => value !== undefined))) {
    return observed(name, { cells: seconds, type: 'float64' }, 's');
  }
  const cells = seconds.map(value => (value === undefined ? value : isoOfSeconds(value)));
  return observed(name, { cells, type: 'string' });
}

function parameterDrafts({ evaluations, space }: EvaluatedRun): readonly ColumnDraft[] {
  const known = [...(space?.parameters.keys() ?? [])];
  const used = namesOf(evaluations, ({ config }) => entriesOf(config).map(([name]) => name));
  return [...new Set([...known, ...used])].map(name => {
    const parameter = space?.parameters.get(name);
    const choices = parameter?.variable.choices ?? [];
    const texts = choiceTexts(choices);
    const textOf = new Map<Cell | undefined, string>(
      choices.map((choice, index) => [choice, texts[index] ?? '']),
    );
    const cells = evaluations.map(({ config }) => parameterCell(fieldOf(config, name)));
    return {
      name,
      kind: 'param',
      variable: { role: 'design', ...parameter?.variable },
      ...(parameter && { type: parameter.type }),
      cells:
        parameter?.type === 'categorical' ? cells.map(cell => textOf.get(cell) ?? cell) : cells,
    };
  });
}

/** A list as value of a parameter stays one text. */
function parameterCell(value: PythonJson | undefined): Cell | undefined {
  return isScalar(value) ? value : stringify(value);
}

/** None when there are so many that they are data, not a table. */
function extraNames({ evaluations }: EvaluatedRun): readonly string[] {
  const names = namesOf(evaluations, ({ extras }) =>
    entriesOf(extras)
      .filter(([, value]) => isScalar(value))
      .map(([name]) => name),
  );
  return names.length > mostExtras ? [] : names;
}

function scalarOf(value: PythonJson | undefined): Cell | undefined {
  return isScalar(value) ? value : undefined;
}

function isScalar(value: PythonJson | undefined): value is Cell | undefined {
  return value === null || typeof value !== 'object';
}

/** A column of nothing but missing cells says nothing. */
function saidOf(cells: ReadonlyMap<string, Cell | undefined>): readonly string[] {
  const said = [...cells].filter(([, cell]) => cell !== undefined && cell !== null);
  return said.map(([name]) => name);
}

function namesOf(
  evaluations: readonly Evaluation[],
  names: (evaluation: Evaluation) => readonly string[],
): readonly string[] {
  return [...new Set(evaluations.flatMap(names))];
}
