import assert from 'node:assert/strict';
import type { BackendConfig } from '../../src/storage/config';
import { createBackend } from '../../src/storage/createBackend';
import { placeIdentity } from '../../src/storage/placeIdentity';
import { lastingMemory } from './support/managerWith';
import { MemoryFiles } from './support/memoryFiles';

describe('placeIdentity', () => {
  const database: BackendConfig = { type: 'database', connectionString: 'sqlite:///runs.db' };
  const folder: BackendConfig = { type: 'filesystem', basePath: 'runs' };
  const identityOf = (config: BackendConfig, baseFolder: string) =>
    placeIdentity(createBackend(config, { files: new MemoryFiles(), sqlEngines: {}, baseFolder }));

  for (const config of [database, folder]) {
    it(`tells a ${config.type} of one workspace from that of another by the same relative path`, async () => {
      const [one, again, other] = await Promise.all([
        identityOf(config, '/one'),
        identityOf(config, '/one'),
        identityOf(config, '/other'),
      ]);
      assert.equal(one.id, again.id);
      assert.notEqual(one.id, other.id);
    });
  }

  it('knows a relative and an absolute path to one place', async () => {
    const absolute: BackendConfig = { type: 'filesystem', basePath: '/one/runs' };
    assert.equal((await identityOf(folder, '/one')).id, (await identityOf(absolute, '/x')).id);
  });

  it('tells folders from databases', async () => {
    const sameName: BackendConfig = { type: 'filesystem', basePath: 'runs.db' };
    assert.notEqual(
      (await identityOf(database, '/one')).id,
      (await identityOf(sameName, '/one')).id,
    );
  });

  it('says what is gone when it is closed', async () => {
    const inMemory: BackendConfig = { type: 'database', connectionString: 'sqlite://' };
    const kept = await Promise.all(
      [{ type: 'memory' } as const, inMemory, database].map(c => identityOf(c, '/one')),
    );
    assert.deepEqual(
      kept.map(({ isVolatile }) => isVolatile),
      [true, true, false],
    );
  });

  it('asks a backend that was made by hand', async () => {
    const [one, other] = [lastingMemory('/one'), lastingMemory('/other')];
    assert.notEqual((await placeIdentity(one)).id, (await placeIdentity(other)).id);
    assert.equal((await placeIdentity(one)).location, '/one');
  });
});
