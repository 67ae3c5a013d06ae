import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqlReader } from '../../src/platform/sqlJs';
import { applyWal } from '../../src/platform/sqliteWal';
import { hasPython, startPython } from './support/otherProgram';
import { loadWasm } from './support/sqlJsWasm';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

/** Writes 1 + 1000 rows through a log that is never merged, changes some, and has a transaction open. */
const program = `
db = sqlite3.connect(path, isolation_level=None)
db.execute('PRAGMA journal_mode=WAL')
db.execute('PRAGMA wal_autocheckpoint=0')
db.execute('CREATE TABLE t (n INTEGER, big TEXT)')
db.execute('INSERT INTO t VALUES (0, ?)', ('x' * 9000,))
db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
for n in range(1, 1001): db.execute('INSERT INTO t VALUES (?, ?)', (n, 'y' * 50))
db.execute('UPDATE t SET big = ? WHERE n = 0', ('z' * 9000,))
db.execute('BEGIN IMMEDIATE')
db.execute('PRAGMA cache_spill = 1')
db.execute('PRAGMA cache_size = 1')
for n in range(1001, 1500): db.execute('INSERT INTO t VALUES (?, ?)', (n, 'w' * 500))
print('ready')
sys.stdin.read()
`;

describe('applyWal', () => {
  let main: Uint8Array;
  let wal: Uint8Array;

  before(async function () {
    if (!hasPython) {
      console.log('      applyWal is not tested: there is no python3 with sqlite3');
      this.skip();
    }
    const folder = await temporaryFolder();
    const path = join(folder, 'other.db');
    const other = await startPython(path, program);
    main = await readFile(path);
    wal = await readFile(`${path}-wal`);
    other.kill('SIGKILL');
    await removeFolder(folder);
  });

  async function count(bytes: Uint8Array, log?: Uint8Array): Promise<unknown> {
    const sibling = async (name: string) => (name.endsWith('-wal') ? log : undefined);
    const pieces = async function* () {
      yield bytes;
    };
    const origin = { name: 'other.db', sibling, pieces };
    const reader = await openSqlReader(loadWasm)(bytes, origin);
    const [row] = reader.all(
      'SELECT COUNT(*) AS count, (SELECT substr(big, 1, 1) FROM t WHERE n = 0) AS first, (SELECT integrity_check FROM pragma_integrity_check) AS sound FROM t',
    );
    reader.close();
    return row;
  }

  it('adds all that was committed to the log and nothing that was not', async () => {
    assert.deepEqual(await count(main, wal), { count: 1001, first: 'z', sound: 'ok' });
  });

  it('leaves a database without a log as it is', async () => {
    assert.deepEqual(await count(main), { count: 1, first: 'x', sound: 'ok' });
  });

  it('changes neither of its arguments', () => {
    const [mainBefore, walBefore] = [main.slice(), wal.slice()];
    applyWal(main, wal);
    assert.ok(Buffer.from(mainBefore).equals(main) && Buffer.from(walBefore).equals(wal));
  });

  it('stops at the last commit before damage', async () => {
    const damaged = wal.slice();
    const frame = 24 + 4096;
    damaged[32 + 500 * frame + 100] = (damaged[32 + 500 * frame + 100] ?? 0) ^ 1;
    const row = (await count(main, damaged)) as { readonly count: number; readonly sound: string };
    assert.ok(row.count > 1 && row.count < 1001, String(row.count));
    assert.equal(row.sound, 'ok');
  });

  it('takes no memory for what a log only promises', async () => {
    const promising = wal.slice();
    const frame = 24 + 4096;
    // The last frame is that of a commit, and says how many pages there are.
    const last = 32 + (Math.floor((wal.length - 32) / frame) - 1) * frame;
    new DataView(promising.buffer).setUint32(last + 4, 0xfffffff0);
    sign(promising, frame);
    assert.throws(() => applyWal(main, promising), {
      code: 'corrupt',
      message: /4294967280 pages/,
    });
  });

  it('ends at a frame of no page', async () => {
    const odd = wal.slice();
    new DataView(odd.buffer).setUint32(32, 0);
    sign(odd, 24 + 4096);
    assert.deepEqual(await count(main, odd), { count: 1, first: 'x', sound: 'ok' });
  });

  it('ignores a log that is cut off, of another database, or none at all', async () => {
    for (const log of [wal.slice(0, 31), wal.slice(0, 100), new Uint8Array(5000), main.slice()]) {
      assert.deepEqual(await count(main, log), { count: 1, first: 'x', sound: 'ok' });
    }
    const otherSalt = wal.slice();
    otherSalt[16] = (otherSalt[16] ?? 0) ^ 1;
    assert.deepEqual(await count(main, otherSalt), { count: 1, first: 'x', sound: 'ok' });
  });
});

/** Makes the checksums right again, as whoever means harm would. */
function sign(wal: Uint8Array, frameBytes: number): void {
  const view = new DataView(wal.buffer);
  const isLittleEndian = (view.getUint32(0) & 1) === 0;
  let [a, b] = [0, 0];
  const add = (start: number, length: number): void => {
    for (let at = start; at < start + length; at += 8) {
      a = (a + view.getUint32(at, isLittleEndian) + b) >>> 0;
      b = (b + view.getUint32(at + 4, isLittleEndian) + a) >>> 0;
    }
  };
  add(0, 24);
  for (let at = 32; at + frameBytes <= wal.length; at += frameBytes) {
    add(at, 8);
    add(at + 24, frameBytes - 24);
    view.setUint32(at + 16, a);
    view.setUint32(at + 20, b);
  }
}
