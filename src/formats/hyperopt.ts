import type { Cell } from '../core/column';
import type { JsonObject } from '../core/json';
import { draftColumns } from './draftColumns';
import type { ColumnDraft } from './draftColumns';
import { stringify } from './flattenJson';
import type { Detection, Format, ImportedResult, SourceFile } from './format';
import { FormatError } from './formatError';
import { importedResult } from './importedResult';
import { isoTime } from './isoTime';
import { entriesOf, fieldOf, isObject, itemsOf, numberOf, textOf } from './jsonFields';
import { nameWithoutExtension } from './keyName';
import { isoTime as isoText } from './optuna/times';
import { isArray, toStrictJson } from './pythonJson';
import type { PythonJson } from './pythonJson';
import { headText } from './text/decodeText';
import { readJson } from './text/readJson';

/** The trials of Hyperopt, saved as a JSON list of their documents: one row per trial. Hyperopt minimises the loss. */
export const hyperopt: Format = {
  id: 'hyperopt',
  title: 'Hyperopt trials',
  holds: 'one',
  detect,
  read,
};

const states = ['NEW', 'RUNNING', 'DONE', 'ERROR', 'CANCEL'];

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file) ?? '';
  const isList = /^\s*\[\s*\{/.test(text);
  const keys = ['tid', 'misc', 'vals', 'result', 'state'];
  const isTrial = keys.every(key => new RegExp(`"${key}"\\s*:`).test(text));
  return isList && isTrial ? { confidence: 0.85 } : undefined;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const json = await readJson(file);
  const trials = isArray(json) ? json : [];
  const odd = trials.findIndex(
    trial => !isObject(trial) || !isObject(fieldOf(trial, 'misc', 'vals')),
  );
  if (odd >= 0 || trials.length === 0) {
    throw new FormatError(
      file.name,
      `is no list of Hyperopt's trials: expected documents with tid, result and misc.vals, but number ${Math.max(odd, 0) + 1} is none.`,
    );
  }
  const isEnded = (trial: PythonJson): boolean => /^(?:DONE|ERROR)$/.test(stateOf(trial) ?? '');
  const found = importedResult({
    name: nameWithoutExtension(file.name),
    source: { tool: 'Hyperopt', file: file.name },
    problem: { solver: 'Hyperopt', nEvaluations: trials.filter(isEnded).length },
    columns: draftColumns(trialDrafts(trials)),
    metadata: extrasJson(trials),
    notes: [
      'Hyperopt minimises: loss is an objective to be minimised.',
      'Parameters made by hp.choice are the indices of what was chosen, counted from 0.',
      'Times are without zone: Hyperopt writes them in UTC.',
    ],
    assumed: { loss: { role: 'objective', direction: 'minimize', by: 'tool' } },
    stateColumn: 'state',
  });
  return [found];
}

function trialDrafts(trials: readonly PythonJson[]): readonly ColumnDraft[] {
  const params = namesIn(trials.map(trial => fieldOf(trial, 'misc', 'vals')));
  const results = namesIn(trials.map(trial => fieldOf(trial, 'result')));
  const observed = results.filter(
    name => name !== 'loss' && trials.some(trial => isScalar(fieldOf(trial, 'result', name))),
  );
  const losses = trials.map(trial => numberOf(trial, 'result', 'loss'));
  const drafts: readonly ColumnDraft[] = [
    observable('tid', trials, trial => numberOf(trial, 'tid')),
    ...params.map(name => ({
      ...observable(name, trials, trial => paramOf(trial, name)),
      kind: 'param',
      variable: { role: 'design' as const },
    })),
    {
      ...observable('loss', trials, () => undefined),
      variable: { role: 'objective', direction: 'minimize' },
      type: 'float64',
      cells: losses,
    },
    ...observed.map(name =>
      observable(name, trials, trial => scalarOf(fieldOf(trial, 'result', name))),
    ),
    { ...observable('state', trials, stateOf), type: 'categorical' },
    observable('book_time', trials, trial => timeOf(fieldOf(trial, 'book_time'))),
    observable('refresh_time', trials, trial => timeOf(fieldOf(trial, 'refresh_time'))),
    observable('exp_key', trials, trial => textOf(trial, 'exp_key')),
    observable(
      'error',
      trials,
      trial => itemsOf(trial, 'misc', 'error').map(String).join(': ') || undefined,
    ),
  ];
  return drafts.filter(isKept);
}

/** Whether a column says anything, or is always there. */
function isKept({ name, kind, cells }: ColumnDraft): boolean {
  const isNeeded = kind === 'param' || /^(?:tid|loss|state)$/.test(name);
  return isNeeded || cells.some(cell => cell !== undefined && cell !== null);
}

/** Values are lists of one item, or of none where the parameter is not active. */
function paramOf(trial: PythonJson, name: string): Cell | undefined {
  const value = fieldOf(trial, 'misc', 'vals', name);
  return scalarOf(value !== undefined && isArray(value) ? value[0] : value, true);
}

function stateOf(trial: PythonJson): string | undefined {
  const state = fieldOf(trial, 'state');
  return typeof state === 'string' ? state : states[numberOf(trial, 'state') ?? -1];
}

/** Text as Python prints times, or as MongoDB exports them. */
function timeOf(value: PythonJson | undefined): string | undefined {
  const date = fieldOf(value, '$date') ?? value;
  if (typeof date === 'string') return isoText(date);
  return typeof date === 'number' ? isoTime(date) : undefined;
}

/** What does not fit in columns: nested results, by trial. */
function extrasJson(trials: readonly PythonJson[]): JsonObject {
  const extras = trials.flatMap((trial, row) => {
    const nested = entriesOf(trial, 'result').filter(([, value]) => !isScalar(value));
    const json = nested.map(([name, value]) => [name, toStrictJson(value)] as const);
    const key = String(numberOf(trial, 'tid') ?? row);
    return json.length === 0 ? [] : [[key, { result: Object.fromEntries(json) }] as const];
  });
  return extras.length === 0 ? {} : { trials: Object.fromEntries(extras) };
}

function isScalar(value: PythonJson | undefined): boolean {
  return value !== undefined && (value === null || typeof value !== 'object');
}

function scalarOf(value: PythonJson | undefined, isText = false): Cell | undefined {
  if (value === null || typeof value !== 'object') return value;
  return isText ? stringify(value) : undefined;
}

function namesIn(objects: readonly (PythonJson | undefined)[]): readonly string[] {
  return [...new Set(objects.flatMap(object => entriesOf(object).map(([name]) => name)))];
}

function observable(
  name: string,
  trials: readonly PythonJson[],
  read: (trial: PythonJson) => Cell | undefined,
): ColumnDraft {
  return { name, kind: 'trial', variable: { role: 'observable' }, cells: trials.map(read) };
}
