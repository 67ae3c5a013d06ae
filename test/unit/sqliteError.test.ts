import assert from 'node:assert/strict';
import { resultCodeOf, sqliteError } from '../../src/platform/sqliteError';
import { StorageError } from '../../src/storage/errors';

/** As `node:sqlite` reports it. */
function numbered(errcode: number, message: string): Error {
  return Object.assign(new Error(message), { errcode });
}

describe('sqliteError', () => {
  const cases = [
    [numbered(13, 'database or disk is full'), 'unavailable', /disk is full.*Free some space/],
    [numbered(778, 'disk I/O error'), 'unavailable', /disk failed/],
    [numbered(1032, 'attempt to write a readonly database'), 'read-only', /access rights/],
    [numbered(11, 'database disk image is malformed'), 'corrupt', /damaged.*Restore a copy/],
    [numbered(26, 'file is not a database'), 'unsupported', /not an SQLite database/],
    [numbered(5, 'database is locked'), 'busy', /another program/],
    [new Error('database or disk is full'), 'unavailable', /disk is full/],
    [new Error('disk I/O error'), 'unavailable', /disk failed/],
    [new Error('attempt to write a readonly database'), 'read-only', /access rights/],
    [new Error('database disk image is malformed'), 'corrupt', /damaged/],
    [new Error('file is not a database'), 'unsupported', /not an SQLite database/],
  ] as const;

  for (const [error, code, words] of cases) {
    it(`takes "${error.message}"${'errcode' in error ? ` (${error.errcode as number})` : ''} for ${code}`, () => {
      const told = sqliteError(error, '/folder/some.db');
      assert.ok(told instanceof StorageError);
      assert.equal(told.code, code);
      assert.match(told.message, words);
      assert.match(told.message, /\/folder\/some\.db/);
      assert.equal(told.cause, error);
    });
  }

  const kinds = [
    [
      numbered(5898, 'disk I/O error'),
      '(SQLite: disk I/O error, SQLITE_IOERR_DELETE_NOENT, 5898).',
    ],
    [numbered(266, 'disk I/O error'), '(SQLite: disk I/O error, SQLITE_IOERR_READ, 266).'],
    [numbered(8714, 'disk I/O error'), '(SQLite: disk I/O error, SQLITE_IOERR_IN_PAGE, 8714).'],
    [numbered(1032, 'moved'), '(SQLite: moved, SQLITE_READONLY_DBMOVED, 1032).'],
    [
      numbered(517, 'database is locked'),
      '(SQLite: database is locked, SQLITE_BUSY_SNAPSHOT, 517).',
    ],
    [numbered(99 * 256 + 10, 'a kind that is yet to come'), 'yet to come, 25354).'],
    [numbered(2067, 'UNIQUE constraint failed'), '(SQLite: UNIQUE constraint failed, 2067).'],
    [numbered(10, 'disk I/O error'), '(SQLite: disk I/O error).'],
    [new Error('disk I/O error'), '(SQLite: disk I/O error).'],
  ] as const;

  for (const [error, end] of kinds) {
    it(`ends "${end}"`, () => {
      const { message } = sqliteError(error, 'some.db');
      assert.equal(message.slice(-end.length), end);
    });
  }

  it('leaves alone what SQLite did not report', () => {
    const other = new StorageError('conflict', 'database or disk is fuller');
    assert.equal(sqliteError(other, 'x'), other);
    assert.equal(resultCodeOf('text'), undefined);
  });
});
