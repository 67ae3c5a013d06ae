import assert from 'node:assert/strict';
import { SqlJsDatabase } from '../../src/platform/sqlJsDatabase';
import { takeSnapshot } from '../../src/platform/sqliteSnapshot';
import type { DatabaseParts } from '../../src/platform/sqliteSnapshot';
import { loadWasm } from './support/sqlJsWasm';

describe('takeSnapshot of a database without log and journal', () => {
  let bytes: Uint8Array;

  before(async () => {
    const database = await SqlJsDatabase.open(loadWasm);
    database.run('CREATE TABLE t (x)');
    bytes = database.export();
    database.close();
  });

  /** Each reading finds the next content, the last one again and again; pieces are cut small and use their memory again. */
  function contents(...readings: readonly (Uint8Array | undefined)[]): DatabaseParts & {
    readonly count: number;
  } {
    let count = 0;
    const next = (): Uint8Array | undefined => readings[Math.min(count++, readings.length - 1)];
    return {
      get count() {
        return count;
      },
      read: async part => (part === '' ? next()?.slice() : undefined),
      pieces: async function* () {
        const now = next() ?? new Uint8Array();
        const piece = new Uint8Array(1000);
        for (let at = 0; at < now.length; at += piece.length) {
          const part = now.subarray(at, at + piece.length);
          piece.set(part);
          yield piece.subarray(0, part.length);
          piece.fill(0);
        }
      },
      exists: async () => false,
    };
  }

  const changed = (at: number): Uint8Array => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

  it('is what was read twice', async () => {
    const parts = contents(bytes);
    assert.deepEqual(await takeSnapshot(parts), bytes);
    assert.equal(parts.count, 2);
  });

  it('counts what was read before as the first reading', async () => {
    const parts = contents(bytes);
    assert.deepEqual(await takeSnapshot(parts, bytes.slice()), bytes);
    assert.equal(parts.count, 1);
  });

  it('is read anew when a single byte differs the second time, wherever it is', async () => {
    for (const at of [24, 999, 1000, bytes.length - 1]) {
      const parts = contents(changed(at), bytes, bytes);
      assert.deepEqual(await takeSnapshot(parts), bytes);
      assert.equal(parts.count, 4);
    }
  });

  it('is read anew when it grew, was cut off or came to be in between', async () => {
    const longer = new Uint8Array([...bytes, ...new Uint8Array(bytes.length)]);
    for (const first of [longer, bytes.subarray(0, -1), bytes.subarray(0, 1000), undefined]) {
      assert.deepEqual(await takeSnapshot(contents(first, bytes, bytes)), bytes);
    }
  });

  it('is none when it is gone', async () => {
    assert.equal(await takeSnapshot(contents(bytes, undefined)), undefined);
  });
});
