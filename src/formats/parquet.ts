import { readDescribed } from './parquet/readDescribed';
import { readParquet } from './parquet/readParquet';
import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { importedResult } from './importedResult';
import { keyName, nameWithoutExtension } from './keyName';
import { applyRoles } from './roles/applyRoles';
import { rolesOf } from './roles/givenRoles';
import { proposeRoles } from './roles/proposeRoles';

const magic = 'PAR1';

/** Parquet files: exports of ours as they were, and tables of other programs, whose columns are asked for. */
export const parquet: Format = {
  id: 'parquet',
  title: 'Parquet file',
  holds: 'one',
  detect,
  propose,
  read,
};

async function detect({ head }: SourceFile): Promise<Detection | undefined> {
  const start = String.fromCharCode(...head.subarray(0, magic.length));
  // A tool's own tables of Parquet are for its own format.
  if (start === magic) return { confidence: 0.5 };
  const refusal = 'is encrypted Parquet: not readable. Write it without encryption.';
  return start === 'PARE' ? { confidence: 0.5, refusal } : undefined;
}

async function propose(file: SourceFile): Promise<RoleProposal | undefined> {
  const table = await readParquet(file);
  return readDescribed(file.name, table) === undefined ? proposeRoles(table.columns) : undefined;
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const table = await readParquet(file);
  const name = nameWithoutExtension(file.name);
  const ours = readDescribed(file.name, table);
  if (ours !== undefined && roles === undefined) {
    return [{ name: keyName(name), result: ours, notes: [], isOwn: true }];
  }
  const described = ours === undefined ? {} : rolesOf(ours.columns);
  const { columns, assumed } = applyRoles(file.name, ours?.columns ?? table.columns, {
    ...described,
    ...roles,
  });
  const { createdBy, notes } = table;
  const found = importedResult({
    name,
    source: { tool: 'Parquet', file: file.name, ...(createdBy !== undefined && { createdBy }) },
    ...(ours && { problem: ours.problem, metadata: ours.metadata, resultSets: ours.resultSets }),
    columns,
    notes,
    assumed,
  });
  return [found];
}
