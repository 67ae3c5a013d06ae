import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/formats/detectFormat';
import { FormatError } from '../../../src/formats/formatError';
import { fakeFile } from '../../unit/support/sourceFiles';
import { formatPorts } from '../../unit/support/sqlReader';
import { assertHoldsTogether } from './soundResult';

/** Files beside the one that is imported: their names behind its own, e.g. `-wal`. */
export type Siblings = Readonly<Record<string, Uint8Array>>;

/** Imports a file as a user does who drops it into the tree; it ends in results that hold together or in a FormatError. */
export async function importDamaged(
  name: string,
  bytes: Uint8Array,
  siblings: Siblings = {},
): Promise<string> {
  const beside: Record<string, Uint8Array> = {};
  for (const [suffix, content] of Object.entries(siblings)) beside[name + suffix] = content;
  const file = fakeFile(name, bytes, beside);
  try {
    const format = await detectFormat(file, formatPorts);
    const proposal = await format.propose?.(file, formatPorts);
    if (proposal !== undefined) assert.ok(proposal.columns.length > 0);
    const imported = await format.read(file, { ports: formatPorts });
    for (const { result } of imported) assertHoldsTogether(result);
    return `${format.id} read`;
  } catch (error) {
    if (error instanceof FormatError) return 'refused';
    throw error;
  }
}
