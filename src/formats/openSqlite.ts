import type { FormatPorts, SourceFile } from './format';
import { FormatError } from './formatError';
import { RemovedError } from './removedError';
import type { DatabaseOrigin, SqlReader } from './sqlReader';

const magic = 'SQLite format 3\0';

/** Whether the bytes begin as an SQLite database does. */
export function isSqlite(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, magic.length)) === magic;
}

/**
 * Opens the file for reading.
 * @throws {FormatError} when it is cut off or damaged, or other programs change it without a pause.
 */
export async function openSqlite(file: SourceFile, ports: FormatPorts): Promise<SqlReader> {
  try {
    return await ports.openSqlite(await file.read(), originOf(file));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(file.name, `cannot be opened as an SQLite database: ${reason}`, {
      cause,
    });
  }
}

function originOf({ name, folder }: SourceFile): DatabaseOrigin {
  return {
    name,
    sibling: async other => (await folder.file(other))?.read().catch(absentIfRemoved),
    pieces: async function* () {
      try {
        yield* (await folder.file(name))?.chunks() ?? [];
      } catch (error) {
        absentIfRemoved(error);
      }
    },
  };
}

/** Journals come and go while a program writes. */
function absentIfRemoved(error: unknown): undefined {
  if (!(error instanceof RemovedError)) throw error;
}
