import assert from 'node:assert/strict';
import { createStorageManager } from '../../../src/storage/factories';
import type { StorageManager } from '../../../src/storage/manager';
import { ShownResults } from '../../../src/ui/explorer/shownResults';
import { aResult } from '../support/results';
import { float64 } from '../support/columns';

const addresses = ['a', 'b', 'c'].map(key => ({ backend: 'primary', key }) as const);

describe('Results that a comparison shows', () => {
  let manager: StorageManager;
  let shown: ShownResults;

  beforeEach(async () => {
    manager = createStorageManager();
    await manager.saveResult('a', aResult());
    await manager.saveResult('c', aResult({ columns: [float64('x', [7, 8, 9])] }));
    shown = new ShownResults(manager, addresses, error => (error as Error).message);
  });

  afterEach(() => manager.close());

  it('come in their order, and one that is missing says so without taking the others away', async () => {
    const told = await shown.compared();
    assert.deepEqual(
      told.map(({ key, backendTitle }) => [key, backendTitle]),
      [
        ['a', 'Primary'],
        ['b', 'Primary'],
        ['c', 'Primary'],
      ],
    );
    assert.ok(told[0] !== undefined && 'outline' in told[0]);
    assert.ok(told[1] !== undefined && 'failure' in told[1]);
    assert.match(told[1].failure, /"b" is not in Primary any more/);
  });

  it('give cells of the one whose content is asked for', async () => {
    const [, , last] = await shown.compared();
    assert.ok(last !== undefined && 'outline' in last);
    const { contentId } = last.outline;
    const { values } = shown.cells({ contentId, column: 0, start: 0, end: 3 });
    assert.deepEqual(values, Float64Array.of(7, 8, 9));
  });

  it('refuse cells of a content that is gone', async () => {
    const [first] = await shown.compared();
    assert.ok(first !== undefined && 'outline' in first);
    await manager.deleteResult('a');
    await shown.compared();
    const ask = { contentId: first.outline.contentId, column: 0, start: 0, end: 3 };
    assert.throws(() => shown.cells(ask), { code: 'conflict' });
  });
});
