import type { SourceStorage } from '../sources/sourceStorage';
import type { Address } from '../storage/address';
import { StorageError } from '../storage/errors';
import type { StorageManager } from '../storage/manager';
import { pythonRows } from './pythonRows';
import { pythonSnippet, sourceSnippet } from './pythonSnippet';
import type { ToAbsolute } from './pythonSnippet';

/** What knows where results are. */
export interface PythonServices {
  readonly manager: StorageManager;
  readonly sources: Pick<SourceStorage, 'find'>;
  readonly backends: { readonly toAbsolute: ToAbsolute };
}

/** Python code that loads a result from wherever it is. @throws {StorageError} `unsupported` when no short code does. */
export async function pythonCode(
  { manager, sources, backends }: PythonServices,
  address: Address,
): Promise<string> {
  const located = address.backend === 'sources' ? await sources.find(address.key) : undefined;
  return located === undefined
    ? pythonSnippet(manager, address, backends.toAbsolute)
    : sourceSnippet(located);
}

/**
 * Python code that loads a result and takes some rows of it.
 * @param code that loads it. @param rows 0-based, ascending.
 * @throws {StorageError} `unsupported` when the code does not make a table of it.
 */
export function pythonOfRows(code: string, rows: Uint32Array, rowCount: number): string {
  if (/^df = /m.test(code)) return `${code}${pythonRows(rows, rowCount)}`;
  throw new StorageError(
    'unsupported',
    'There is no short Python code that takes rows of a file of this kind. Export the selection, and read that in Python.',
  );
}
