import type {
  Detection,
  Format,
  FormatPorts,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { FormatError } from './formatError';
import { importedResult } from './importedResult';
import { nameWithoutExtension } from './keyName';
import { openSqlite } from './openSqlite';
import { caseColumns } from './openMdao/caseColumns';
import type { CaseColumns } from './openMdao/caseColumns';
import { readRecording } from './openMdao/readRecording';
import type { Recording } from './openMdao/readRecording';
import { applyRoles } from './roles/applyRoles';
import { proposeRoles } from './roles/proposeRoles';
import { sqliteTables } from './sqliteTables';

/** Recordings of OpenMDAO's SqliteRecorder, format versions 1 to 14: the iterations of the driver, or else the cases of the problem. */
export const openMdao: Format = {
  id: 'openmdao',
  title: 'OpenMDAO recording',
  holds: 'one',
  detect,
  propose,
  read,
};

const tablesOfAllVersions = ['metadata', 'global_iterations', 'driver_iterations'];

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const tables = await sqliteTables(file);
  const isOpenMdao = tablesOfAllVersions.every(table => tables?.includes(table) === true);
  return isOpenMdao ? { confidence: 0.95 } : undefined;
}

async function propose(file: SourceFile, ports: FormatPorts): Promise<RoleProposal | undefined> {
  const { recording, columns, guess } = await open(file, ports);
  return recording.saysRoles ? undefined : proposeRoles(columns, guess);
}

async function read(
  file: SourceFile,
  { ports, roles }: ReadOptions,
): Promise<readonly ImportedResult[]> {
  const { recording, guess, ...found } = await open(file, ports);
  const { columns, assumed } = recording.saysRoles
    ? found
    : applyRoles(file.name, found.columns, roles, guess);
  const { version, formatVersion, solver, startedAt } = recording;
  const imported = importedResult({
    name: nameWithoutExtension(file.name),
    source: {
      tool: 'OpenMDAO',
      ...(version && { version }),
      file: file.name,
      storage: 'sqlite',
      formatVersion,
      table: recording.table,
    },
    problem: {
      ...(solver && { solver }),
      ...(startedAt && { runDate: startedAt }),
      ...(recording.table === 'driver_iterations' && { nEvaluations: recording.cases.length }),
    },
    columns,
    metadata: recording.metadata,
    notes: recording.notes,
    unread: recording.unread,
    assumed,
    stateColumn: 'success',
  });
  return [imported];
}

async function open(
  file: SourceFile,
  ports: FormatPorts,
): Promise<CaseColumns & { readonly recording: Recording }> {
  const database = await openSqlite(file, ports);
  try {
    const recording = readRecording(file.name, database);
    return { recording, ...caseColumns(recording) };
  } catch (error) {
    if (error instanceof FormatError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FormatError(
      file.name,
      `is an OpenMDAO recording that cannot be read: ${reason}. Copy it again while no program writes to it, or check it with "PRAGMA integrity_check".`,
      { cause: error },
    );
  } finally {
    database.close();
  }
}
