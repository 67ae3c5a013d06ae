import type { JsonObject } from '../../core/json';
import type { Unread } from '../format';
import { FormatError } from '../formatError';
import { toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import type { SqlReader, SqlValue } from '../sqlReader';
import { readCaseValues } from './caseValues';
import type { CaseValues } from './caseValues';
import { driverOf } from './driverOf';
import { settingsOfTypes } from './driverSettings';
import { isoTime } from './isoTime';
import { readPackedJson } from './packedJson';

/** One case as it is recorded. */
export interface RecordedCase {
  readonly counter: SqlValue;
  /** The iteration's coordinate, or the name of a problem's case. */
  readonly coordinate: string;
  /** Seconds since 1970. */
  readonly timestamp: SqlValue;
  readonly success: SqlValue;
  readonly message: string;
  /** By what they are: `outputs`, `inputs`, `residuals`; before version 1 was settled `desvars`, `objectives`, … */
  readonly values: ReadonlyMap<string, CaseValues>;
}

export interface Recording {
  readonly formatVersion: number;
  /** Of OpenMDAO; known since format version 13. */
  readonly version?: string;
  /** Where the cases come from. */
  readonly table: CaseTable;
  readonly cases: readonly RecordedCase[];
  readonly unread: readonly Unread[];
  readonly solver?: string;
  readonly startedAt?: string;
  /** Absolute names of outputs → promoted ones, settings of the driver, what is known of each variable. */
  readonly promoted: PythonJson | undefined;
  readonly settings: PythonJson | undefined;
  readonly variables: PythonJson | undefined;
  /** Whether it is known which variables are design variables, objectives and constraints. */
  readonly saysRoles: boolean;
  readonly metadata: JsonObject;
  readonly notes: readonly string[];
}

const caseTables = ['driver_iterations', 'problem_cases', 'system_iterations'] as const;
export type CaseTable = (typeof caseTables)[number];
const countedTables = [...caseTables, 'solver_iterations', 'driver_derivatives'] as const;
const valueColumns = [
  'outputs',
  'inputs',
  'residuals',
  'desvars',
  'responses',
  'objectives',
  'constraints',
] as const;

/**
 * Reads the table that tells most of the optimisation, and what is said about its variables.
 * @throws {FormatError} when there are no cases at all, or none of them can be read.
 */
export function readRecording(file: string, database: SqlReader): Recording {
  const counts = new Map(countedTables.map(table => [table, countOf(database, table)]));
  const table = caseTables.find(candidate => (counts.get(candidate) ?? 0) > 0);
  if (table === undefined) throw new FormatError(file, noCases(counts));
  const about = readMetadata(database);
  const unread: Unread[] = [];
  const cases = readCases(database, table, unread);
  const [first] = unread;
  if (cases.length === 0 && first !== undefined) {
    throw new FormatError(
      file,
      `holds no case that can be read; the first of them: ${first.reason}`,
    );
  }
  const start = cases.map(({ timestamp }) => isoTime(timestamp)).find(time => time !== null);
  const solver = table === 'driver_iterations' ? driversOf(cases).join(', ') : '';
  return {
    ...about,
    table,
    cases,
    unread,
    ...(solver && { solver }),
    ...(start !== undefined && start !== null && { startedAt: start }),
    saysRoles: about.saysRoles || columnsOf(database, table).has('desvars'),
    metadata: { counts: Object.fromEntries(counts), ...about.metadata },
    notes: [...notesOn(table, counts), ...about.notes],
  };
}

function driversOf(cases: readonly RecordedCase[]): readonly string[] {
  return [...new Set(cases.map(({ coordinate }) => driverOf(coordinate)))];
}

function countOf(database: SqlReader, table: string): number {
  if (columnsOf(database, table).size === 0) return 0;
  return Number(database.all(`SELECT count(*) AS n FROM ${table}`)[0]?.['n']);
}

function columnsOf(database: SqlReader, table: string): ReadonlySet<string> {
  const rows = database.all('SELECT name FROM pragma_table_info(?)', [table]);
  return new Set(rows.map(({ name }) => String(name)));
}

function noCases(counts: ReadonlyMap<string, number>): string {
  const solver = counts.get('solver_iterations') ?? 0;
  return `is an OpenMDAO recording without iterations of a driver, cases of a problem or iterations of a system (${solver} iterations of solvers are no results). Attach the recorder to the driver: prob.driver.add_recorder(recorder).`;
}

function notesOn(table: CaseTable, counts: ReadonlyMap<string, number>): readonly string[] {
  const notes: string[] = [];
  if (table === 'problem_cases') {
    notes.push('The driver was not recorded: the rows are the cases of the problem.');
  }
  if (table === 'system_iterations') {
    notes.push('Neither driver nor problem were recorded: the rows are iterations of systems.');
  }
  if ((counts.get('driver_derivatives') ?? 0) > 0) notes.push('Derivatives are left out.');
  return notes;
}

function readMetadata(
  database: SqlReader,
): Pick<
  Recording,
  | 'formatVersion'
  | 'version'
  | 'promoted'
  | 'settings'
  | 'variables'
  | 'saysRoles'
  | 'metadata'
  | 'notes'
> {
  const row = database.all('SELECT * FROM metadata')[0] ?? {};
  const packed = (name: string): SqlValue | undefined => row[name];
  const [promoted, settings, variables] = ['abs2prom', 'var_settings', 'abs2meta'].map(name =>
    readPackedJson(packed(name)),
  );
  const version = row['openmdao_version'];
  const isPickled = variables === undefined && !isMissing(packed('abs2meta'));
  const driverSettings = settingsJson(settings);
  return {
    formatVersion: Number(row['format_version']),
    ...(typeof version === 'string' && { version }),
    promoted,
    settings,
    variables,
    saysRoles: Object.keys(driverSettings).length > 0 || settingsOfTypes(variables).size > 0,
    metadata: Object.keys(driverSettings).length > 0 ? { varSettings: driverSettings } : {},
    notes: isPickled
      ? [
          'What the recording says about its variables is a pickle, which is never read: promoted names, units, bounds and roles are unknown.',
        ]
      : [],
  };
}

function isMissing(value: SqlValue | undefined): boolean {
  return value === null || value === undefined;
}

/** Without the order of execution, which is no variable's setting. */
function settingsJson(settings: PythonJson | undefined): JsonObject {
  const { execution_order, ...rest } = (toStrictJson(settings ?? {}) ?? {}) as JsonObject;
  return rest;
}

function readCases(
  database: SqlReader,
  table: CaseTable,
  unread: Unread[],
): readonly RecordedCase[] {
  const columns = columnsOf(database, table);
  const parts = valueColumns.filter(name => columns.has(name));
  const coordinate = columns.has('case_name') ? 'case_name' : 'iteration_coordinate';
  return database.all(`SELECT * FROM ${table} ORDER BY counter, id`).flatMap(row => {
    try {
      return {
        counter: row['counter'] ?? null,
        coordinate: String(row[coordinate] ?? ''),
        timestamp: row['timestamp'] ?? null,
        success: row['success'] ?? null,
        message: String(row['msg'] ?? ''),
        values: new Map(parts.map(part => [part, readCaseValues(row[part])])),
      };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      unread.push({
        row: Number(row['id']),
        reason: `Its variables cannot be read: ${error.message}.`,
      });
      return [];
    }
  });
}
