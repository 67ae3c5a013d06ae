import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/formats/detectFormat';
import type { ImportedResult, Roles, SourceFile } from '../../../src/formats/format';
import { formatPorts } from './sqlReader';

/** The only result of a file, read by the format that its content shows. */
export async function readOne(file: SourceFile, roles?: Roles): Promise<ImportedResult> {
  const format = await detectFormat(file, formatPorts);
  const imported = await format.read(file, { ports: formatPorts, ...(roles && { roles }) });
  assert.equal(imported.length, 1);
  return imported[0] as ImportedResult;
}

/** Name and role of each column. */
export function rolesOf({ result }: ImportedResult): readonly string[] {
  return result.columns.map(({ variable: { name, role } }) => `${name} ${role}`);
}
