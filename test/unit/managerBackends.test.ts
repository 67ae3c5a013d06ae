import assert from 'node:assert/strict';
import { openSqlJs } from '../../src/platform/sqlJs';
import { baselineFile } from '../../src/storage/baselineFile';
import { createStorageManager } from '../../src/storage/factories';
import type { HostPorts } from '../../src/storage/open';
import { MemoryFiles } from './support/memoryFiles';
import { aResult } from './support/results';
import { loadWasm } from './support/sqlJsWasm';

/** A host with a disk and sql.js, kept from one session to the next. */
function host() {
  const files = new MemoryFiles();
  const ports: HostPorts = {
    files,
    sqlEngines: { 'sql.js': openSqlJs({ files, loadWasm }) },
    baseFolder: '/work',
  };
  const open = () =>
    createStorageManager({
      primaryType: 'filesystem',
      primaryConfig: { basePath: 'results' },
      secondaryType: 'database',
      secondaryConfig: { connectionString: 'sqlite:///results.db' },
      baseline: baselineFile({ files, folder: '/sync' }),
      ports,
    });
  return { files, open };
}

describe('StorageManager over a folder and a database', () => {
  it('keeps the same bytes in both, also for the next session', async () => {
    const { files, open } = host();
    const first = open();
    await first.saveResult('study/run 1', aResult());
    await first.close();
    assert.deepEqual(files.paths, ['/work/results.db', '/work/results/study/run 1.arrow']);
    const next = open();
    const key = 'study/run 1';
    const [primary, secondary] = [
      await next.readArtifact({ backend: 'primary', key }),
      await next.readArtifact({ backend: 'secondary', key }),
    ];
    assert.deepEqual(secondary, primary);
    assert.equal(await next.getResultStorageType(key), 'filesystem');
    await next.close();
  });

  it('reads the replica when the file is damaged, and a sync repairs a file cut short', async () => {
    const { files, open } = host();
    const manager = open();
    await manager.saveResult('a', aResult());
    await manager.clearCache();
    const sound = await manager.readArtifact({ backend: 'secondary', key: 'a' });
    files.put('/work/results/a.arrow', sound.bytes.subarray(0, 100));
    assert.equal((await manager.loadResult('a')).rowCount, 3);
    assert.equal(manager.degraded[0]?.code, 'corrupt');
    assert.equal((await manager.syncBackends('secondary_to_primary')).updated, 1);
    assert.deepEqual(
      (await manager.readArtifact({ backend: 'primary', key: 'a' })).bytes,
      sound.bytes,
    );
    await manager.close();
  });

  it('carries renames and deletions over from one session to the next', async () => {
    const { open } = host();
    const first = open();
    for (const key of ['a', 'b', 'c']) await first.saveResult(key, aResult());
    assert.equal((await first.syncBackends('bidirectional')).skipped, 3);
    await first.deleteFrom({ backend: 'primary', key: 'a' });
    await first.close();
    const next = open();
    assert.equal((await next.syncBackends('bidirectional')).deleted, 1);
    assert.deepEqual(await next.listResults({ fromBackend: 'secondary' }), ['b', 'c']);
    await next.close();
  });

  it('moves a result from one to the other and back without a changed byte', async () => {
    const { open } = host();
    const manager = open();
    await manager.saveResult('a', aResult(), undefined, { replicate: false });
    const before = await manager.readArtifact({ backend: 'primary', key: 'a' });
    await manager.migrateResult('a', 'primary', 'secondary', { move: true });
    assert.deepEqual(await manager.listResults(), []);
    await manager.migrateResult('a', 'secondary', 'primary', { move: true });
    const after = await manager.readArtifact({ backend: 'primary', key: 'a' });
    assert.deepEqual(after, before);
    await manager.close();
  });
});
