import Papa from 'papaparse';
import { cellAt, isNull } from '../core/column';
import type { Column } from '../core/column';
import type { ProblemMetadata } from '../core/result';
import type { ResultSet } from '../core/resultSet';
import { findDelimiter } from './csv/findDelimiter';
import { readTable } from './csv/readTable';
import type { TypedTable } from './csv/readTable';
import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { importedResult } from './importedResult';
import { nameWithoutExtension } from './keyName';
import { exportColumns } from './optuna/exportColumns';
import { exportKind, guessExportRole } from './optuna/exportRoles';
import { hasZone, isTime, prunedNote, zoneNote } from './optuna/times';
import { applyRoles } from './roles/applyRoles';
import { proposeRoles } from './roles/proposeRoles';
import { headText } from './text/decodeText';

/** Tables of trials that Optuna's data frames, its dashboard and Tunny export: roles are in the columns' names, directions are not. */
export const optunaCsv: Format = {
  id: 'optuna-csv',
  title: 'Optuna table of trials',
  holds: 'one',
  detect,
  propose,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file);
  const delimiter = text === undefined ? undefined : findDelimiter(text);
  if (text === undefined || delimiter === undefined || delimiter === ' ') return undefined;
  const { data } = Papa.parse<string[]>(text, { delimiter, preview: 1 });
  const kind = exportKind((data[0] ?? []).map(name => name.trim()));
  return kind === undefined ? undefined : { confidence: 0.9 };
}

interface TrialsTable {
  readonly table: TypedTable;
  readonly columns: readonly Column[];
  readonly notes: readonly string[];
}

async function readTrials(file: SourceFile): Promise<TrialsTable> {
  const table = await readTable(file);
  const { columns, notes } = exportColumns(table.columns);
  return { table, columns, notes: [...table.notes, ...notes] };
}

async function propose(file: SourceFile): Promise<RoleProposal> {
  return proposeRoles((await readTrials(file)).columns, guessExportRole);
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const { table, columns: found, notes } = await readTrials(file);
  const { columns, assumed } = applyRoles(file.name, found, roles, guessExportRole);
  const kind = exportKind(found.map(({ variable }) => variable.name));
  const state = columns.find(({ variable }) => /^[sS]tate$/.test(variable.name));
  const complete = state && completeSet(columns, state);
  const imported = importedResult({
    name: nameWithoutExtension(file.name),
    source: {
      tool: kind === 'design-explorer' ? 'Tunny' : 'Optuna',
      file: file.name,
      storage: 'csv',
      ...(kind && { export: kind }),
    },
    problem: problemOf(columns, state),
    columns,
    ...(state && { stateColumn: state.variable.name }),
    ...(complete && { resultSets: [complete] }),
    assumed,
    notes: [...notes, ...notesOn(columns, complete)],
    unread: table.unread,
  });
  return [imported];
}

function problemOf(
  columns: readonly Column[],
  state: Column | undefined,
): Partial<ProblemMetadata> {
  const starts = textsOf(columns.find(({ variable }) => variable.name === 'datetime_start'));
  const runDate = starts.reduce<string | undefined>(
    (first, time) => ((first === undefined || time < first) && isTime(time) ? time : first),
    undefined,
  );
  const over = state && textsOf(state).filter(text => /^(?:COMPLETE|PRUNED|FAIL)$/.test(text));
  return {
    solver: 'Optuna',
    ...(runDate !== undefined && { runDate }),
    ...(over && { nEvaluations: over.length }),
  };
}

/** Where pruned trials have values, analysis needs a set without them. */
function completeSet(columns: readonly Column[], state: Column): ResultSet | undefined {
  const objectives = columns.filter(({ variable }) => variable.role === 'objective');
  const rows: number[] = [];
  let hasOthers = false;
  for (let row = 0; row < state.values.length; row++) {
    if (cellAt(state, row) === 'COMPLETE') rows.push(row);
    else hasOthers ||= objectives.some(column => !isNull(column, row));
  }
  if (!hasOthers) return undefined;
  return { name: 'complete', rows, description: 'Trials whose state is COMPLETE' };
}

function notesOn(columns: readonly Column[], complete: ResultSet | undefined): readonly string[] {
  const starts = textsOf(columns.find(({ variable }) => variable.name === 'datetime_start'));
  return [
    ...(starts.some(time => !hasZone(time)) ? [zoneNote] : []),
    ...(complete === undefined ? [] : [prunedNote]),
  ];
}

function textsOf(column: Column | undefined): readonly string[] {
  if (column === undefined) return [];
  return Array.from({ length: column.values.length }, (_, row) => cellAt(column, row)).filter(
    cell => typeof cell === 'string',
  );
}
