import type { FormatPorts, SourceFile } from './format';
import { FormatError } from './formatError';
import type { SqlReader } from './sqlReader';

const magic = 'SQLite format 3\0';
const headerBytes = 100;

/** Whether the bytes begin as an SQLite database does. */
export function isSqlite(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, magic.length)) === magic;
}

/**
 * Opens the file for reading.
 * @throws {FormatError} when it is cut off or damaged.
 */
export async function openSqlite(file: SourceFile, ports: FormatPorts): Promise<SqlReader> {
  const expected = expectedBytes(file.bytes);
  if (file.bytes.length < expected) {
    throw new FormatError(
      file.name,
      `is an SQLite database that is cut off: its header promises ${expected} bytes, it has ${file.bytes.length}. Copy it again.`,
    );
  }
  try {
    return await ports.openSqlite(file.bytes, await file.sibling(`${file.name}-wal`));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(file.name, `cannot be opened as an SQLite database: ${reason}`, {
      cause,
    });
  }
}

/** What the header says the file's size is. See https://www.sqlite.org/fileformat.html, "The Database Header". */
function expectedBytes(bytes: Uint8Array): number {
  if (bytes.length < headerBytes) return headerBytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const pageSize = view.getUint16(16) === 1 ? 65536 : view.getUint16(16);
  // The page count is only right when the version that wrote it also counted this change.
  const isCountValid = view.getUint32(24) === view.getUint32(92);
  return isCountValid ? pageSize * view.getUint32(28) : headerBytes;
}
