import assert from 'node:assert/strict';
import type { LastingName } from '../../../src/storage/address';
import { isStorageError } from '../../../src/storage/errors';
import type { StorageManager } from '../../../src/storage/manager';
import { sideOf, slotOf } from './contents';
import type { Contents } from './contents';
import { markOf, rowsOf } from './operations';

/** Reads everything that is there, verified by its hash; fails for what is listed and cannot be read. */
export async function readContents(
  manager: StorageManager,
  sides: readonly LastingName[],
): Promise<Contents> {
  const contents = new Map<string, string>();
  for (const side of sides) {
    const keys = await manager.listResults({ fromBackend: side });
    const headers = await manager.headers(side, keys);
    for (const key of keys) {
      const result = await manager.loadFrom({ backend: side, key });
      const mark = markOf(result);
      const header = headers.get(key);
      assert.ok(header !== undefined && !isStorageError(header), `the header of ${side} "${key}"`);
      assert.equal(markOf(header), mark, `the header of ${side} "${key}"`);
      assert.equal(result.rowCount, rowsOf(mark), `the rows of ${side} "${key}" (${mark})`);
      contents.set(slotOf(side, key), mark);
    }
  }
  const info = await manager.getStorageInfo();
  for (const side of sides) {
    const count = [...contents.keys()].filter(slot => sideOf(slot) === side).length;
    assert.equal(info[side]?.count, count, `the number of results in the ${side}`);
  }
  return contents;
}
