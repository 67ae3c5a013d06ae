import { StorageError } from '../storage/errors';
import type { StorageErrorCode } from '../storage/errors';
import { extendedCodeText } from './sqliteExtendedCode';

/** SQLite's primary result codes, https://sqlite.org/rescode.html, and what they mean to a user. */
const meanings: ReadonlyMap<number, readonly [StorageErrorCode, string]> = new Map([
  [1, ['corrupt', 'its tables are not those that were made. Restore a copy of the file']],
  [5, ['busy', 'another program has locked it. Try again when that has finished']],
  [6, ['busy', 'it is locked. Try again']],
  [7, ['unavailable', 'there is not enough memory']],
  [8, ['read-only', 'it cannot be written to. Check its access rights']],
  [10, ['unavailable', 'the disk failed while it was read or written']],
  [11, ['corrupt', 'its content is damaged. Restore a copy of the file']],
  [13, ['unavailable', 'the disk is full. Free some space and try again']],
  [
    14,
    ['unavailable', 'it cannot be opened. Check that its folder is there and may be written to'],
  ],
  [18, ['unavailable', 'a result is larger than a database can hold']],
  [26, ['unsupported', 'it is not an SQLite database. Choose another file']],
]);

/** The texts by which sql.js reports the codes it may meet: it gives no numbers. */
const codesOfTexts: ReadonlyMap<string, number> = new Map([
  ['out of memory', 7],
  ['attempt to write a readonly database', 8],
  ['disk I/O error', 10],
  ['database disk image is malformed', 11],
  ['database or disk is full', 13],
  ['string or blob too big', 18],
  ['file is not a database', 26],
]);

/** SQLite's primary result code of a failure; `undefined` when it is no failure of SQLite. */
export function resultCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const reported = reportedCode(error);
  return reported === undefined ? codesOfTexts.get(error.message) : reported & 0xff;
}

/** The code with which `node:sqlite` reports a failure: an extended one where there is one. */
function reportedCode(error: Error): number | undefined {
  return 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
}

/** Gives what sql.js threw the result code that its text stands for; any other text is that of code 1, which is for all the rest. */
export function withResultCode(error: unknown): unknown {
  if (!(error instanceof Error) || 'errcode' in error) return error;
  const text = error.message;
  const code = text.startsWith('malformed database schema') ? 11 : codesOfTexts.get(text);
  return Object.assign(error, { errcode: code ?? 1 });
}

/** Says in plain words why a database failed; what is no failure of SQLite comes back as it is. */
export function sqliteError(error: unknown, path: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const code = resultCodeOf(error);
  if (code === undefined) return error;
  const [storageCode, reason] = meanings.get(code) ?? ['unavailable', error.message];
  const extended = [extendedCodeText(reportedCode(error) ?? code)].filter(
    text => text !== undefined,
  );
  return new StorageError(
    storageCode,
    `The database ${path} failed: ${reason} (SQLite: ${[error.message, ...extended].join(', ')}).`,
    { cause: error },
  );
}
