import { ResultError } from '../core/errors';
import type { OptimizationResult } from '../core/result';
import { decodeResult } from '../core/resultFile';
import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { FormatError } from './formatError';
import { keyName, nameWithoutExtension } from './keyName';
import { importedResult } from './importedResult';
import { applyRoles } from './roles/applyRoles';
import { hasRoles, rolesOf } from './roles/givenRoles';
import { proposeRoles } from './roles/proposeRoles';

const magic = 'ARROW1';

/** Arrow IPC files: artifacts of ours as they are, and what pandas, polars and pyarrow write as Feather V2. */
export const featherFile: Format = {
  id: 'feather',
  title: 'Feather (Arrow) file',
  holds: 'one',
  detect,
  propose,
  read,
};

async function detect({ head }: SourceFile): Promise<Detection | undefined> {
  const start = String.fromCharCode(...head.subarray(0, magic.length));
  return start === magic ? { confidence: 1 } : undefined;
}

async function propose(file: SourceFile): Promise<RoleProposal | undefined> {
  const { columns } = await decode(file);
  return hasRoles(columns) ? undefined : proposeRoles(columns);
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const result = await decode(file);
  const name = keyName(nameWithoutExtension(file.name));
  const isComplete = hasRoles(result.columns);
  if (isComplete && roles === undefined) return [{ name, result, notes: [], isOwn: true }];
  const choices = isComplete ? { ...rolesOf(result.columns), ...roles } : roles;
  const { columns, assumed } = applyRoles(file.name, result.columns, choices);
  const { problem, metadata, resultSets } = result;
  const source = { tool: 'Feather', file: file.name };
  const found = { name: problem.name, source, problem, columns, metadata, resultSets, assumed };
  return [{ ...importedResult(found), name }];
}

async function decode(file: SourceFile): Promise<OptimizationResult> {
  try {
    const { result } = await decodeResult(await file.read(), { modifiedAt: file.modifiedAt });
    return result;
  } catch (error) {
    if (!(error instanceof ResultError)) throw error;
    throw new FormatError(file.name, `cannot be read: ${error.message}`, { cause: error });
  }
}
