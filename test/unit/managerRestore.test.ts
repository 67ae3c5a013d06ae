import assert from 'node:assert/strict';
import { isStorageError } from '../../src/storage/errors';
import { managerWith } from './support/managerWith';
import { anEntry } from './support/results';

describe('StorageManager storing artifacts', () => {
  it('stores the bytes as they are, in the primary alone or in both', async () => {
    const { manager } = managerWith();
    const [alone, both] = [await anEntry('alone'), await anEntry('both')];
    await manager.restore(alone, 'primary');
    await manager.restore(both, 'primary', { replicate: true });
    assert.deepEqual(await manager.readArtifact({ backend: 'primary', key: 'alone' }), alone);
    assert.deepEqual(await manager.listResults({ fromBackend: 'secondary' }), ['both']);
    assert.deepEqual(await manager.changes.list(), []);
  });

  it('replaces the revision that is expected, in both, and can be undone', async () => {
    const { manager } = managerWith();
    const [first, second] = [await anEntry('a'), await anEntry('a')];
    await manager.restore(first, 'primary', { replicate: true });
    const expected = first.header.revision;
    await manager.restore(second, 'primary', { expected, replicate: true });
    for (const backend of ['primary', 'secondary', 'cache'] as const) {
      assert.deepEqual(await manager.header({ backend, key: 'a' }), second.header, backend);
    }
    await manager.changes.undo();
    for (const backend of ['primary', 'secondary'] as const) {
      assert.deepEqual(await manager.header({ backend, key: 'a' }), first.header, backend);
    }
  });

  it('leaves alone what is not what was expected', async () => {
    const { manager } = managerWith();
    const [first, second] = [await anEntry('a'), await anEntry('a')];
    await manager.restore(first, 'primary');
    await assert.rejects(manager.restore(second, 'primary'), error =>
      isStorageError(error, 'already-exists'),
    );
    const expected = crypto.randomUUID();
    await assert.rejects(manager.restore(second, 'primary', { expected }), error =>
      isStorageError(error, 'conflict'),
    );
    assert.deepEqual(await manager.header({ backend: 'primary', key: 'a' }), first.header);
  });

  it('replaces whatever is there when anything may be', async () => {
    const { manager } = managerWith();
    const [first, second] = [await anEntry('a'), await anEntry('a')];
    await manager.restore(first, 'primary', { expected: 'any' });
    await manager.restore(second, 'primary', { expected: 'any' });
    assert.deepEqual(await manager.header({ backend: 'primary', key: 'a' }), second.header);
  });

  it('tells when only the secondary failed', async () => {
    const { manager, secondary } = managerWith();
    secondary.fail('save');
    await assert.rejects(
      manager.restore(await anEntry('a'), 'primary', { replicate: true }),
      error => isStorageError(error, 'replication-failed'),
    );
    assert.equal(await manager.existsResult('a'), true);
  });
});
