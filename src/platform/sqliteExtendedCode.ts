/*
 * SQLite's extended result codes, https://sqlite.org/rescode.html#extrc: the lowest byte is a primary code, what is above it
 * numbers the kinds of that code from 1 on.
 */

interface Kinds {
  readonly name: string;
  /** In the order of their numbers, parted by blanks. */
  readonly kinds: string;
}

/** Primary code → its kinds, for the codes that depend on the disk and on other programs. */
const byPrimary: ReadonlyMap<number, Kinds> = new Map([
  [5, { name: 'BUSY', kinds: 'RECOVERY SNAPSHOT TIMEOUT' }],
  [8, { name: 'READONLY', kinds: 'RECOVERY CANTLOCK ROLLBACK DBMOVED CANTINIT DIRECTORY' }],
  [
    10,
    {
      name: 'IOERR',
      kinds:
        'READ SHORT_READ WRITE FSYNC DIR_FSYNC TRUNCATE FSTAT UNLOCK RDLOCK DELETE BLOCKED NOMEM ACCESS CHECKRESERVEDLOCK LOCK CLOSE DIR_CLOSE SHMOPEN SHMSIZE SHMLOCK SHMMAP SEEK DELETE_NOENT MMAP GETTEMPPATH CONVPATH VNODE AUTH BEGIN_ATOMIC COMMIT_ATOMIC ROLLBACK_ATOMIC DATA CORRUPTFS IN_PAGE',
    },
  ],
  [11, { name: 'CORRUPT', kinds: 'VTAB SEQUENCE INDEX' }],
  [14, { name: 'CANTOPEN', kinds: 'NOTEMPDIR ISDIR FULLPATH CONVPATH DIRTYWAL SYMLINK' }],
]);

/**
 * An extended result code as people who know SQLite look it up, e.g. `SQLITE_IOERR_DELETE_NOENT, 5898`, or its number alone;
 * `undefined` for a primary code, of which SQLite's own text says as much.
 */
export function extendedCodeText(code: number): string | undefined {
  if (code <= 0xff) return undefined;
  const { name, kinds = '' } = byPrimary.get(code & 0xff) ?? {};
  const kind = kinds.split(' ')[(code >> 8) - 1];
  return kind === undefined || kind === '' ? `${code}` : `SQLITE_${name}_${kind}, ${code}`;
}
