import assert from 'node:assert/strict';
import type { BackendConfig } from '../../src/storage/config';
import { isStorageError, StorageError } from '../../src/storage/errors';
import type { HostPorts } from '../../src/storage/open';
import { openBackend } from '../../src/storage/open';
import type { Files, OpenSqlDriver } from '../../src/storage/ports';
import { anEntry } from './support/results';

/** An engine that only tells what it was asked to open. */
function engine(name: string, opened: string[]): OpenSqlDriver {
  return async path => {
    opened.push(`${name} ${path ?? 'in memory'}`);
    throw new StorageError('unavailable', 'This engine opens nothing.');
  };
}

const files = { join: (...names: string[]) => names.join('/') } as unknown as Files;

async function openedBy(config: BackendConfig, engines: readonly string[]): Promise<string[]> {
  const opened: string[] = [];
  const sqlEngines = Object.fromEntries(engines.map(name => [name, engine(name, opened)]));
  await openBackend(config, { files, baseFolder: '/base', sqlEngines }).catch(error => {
    if (!isStorageError(error, 'unavailable')) throw error;
  });
  return opened;
}

async function refusal(config: BackendConfig, ports: Partial<HostPorts> = {}): Promise<string> {
  try {
    await openBackend(config, { sqlEngines: {}, ...ports });
  } catch (error) {
    if (isStorageError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('It opened.');
}

function database(connectionString: string, chosen?: 'sql.js' | 'node:sqlite'): BackendConfig {
  return { type: 'database', connectionString, ...(chosen && { engine: chosen }) };
}

describe('openBackend', () => {
  it('bounds a memory to the mebibytes that are configured', async () => {
    const memory = await openBackend({ type: 'memory', maxMemoryMb: 0.0001 }, { sqlEngines: {} });
    await assert.rejects(memory.save(await anEntry('a')), error =>
      isStorageError(error, 'unavailable'),
    );
    const unbounded = await openBackend({ type: 'memory' }, { sqlEngines: {} });
    await unbounded.save(await anEntry('a'));
  });

  it('opens a file with node:sqlite where there is one, because it locks', async () => {
    const config = database('sqlite:///x.db');
    assert.deepEqual(await openedBy(config, ['sql.js', 'node:sqlite']), ['node:sqlite /base/x.db']);
    assert.deepEqual(await openedBy(config, ['sql.js']), ['sql.js /base/x.db']);
  });

  it('opens a database in memory with sql.js', async () => {
    const config = database('sqlite://');
    assert.deepEqual(await openedBy(config, ['sql.js', 'node:sqlite']), ['sql.js in memory']);
  });

  it('uses the engine that is configured', async () => {
    const config = database('sqlite:////abs/x.db', 'sql.js');
    assert.deepEqual(await openedBy(config, ['sql.js', 'node:sqlite']), ['sql.js /abs/x.db']);
  });

  it('takes Windows paths as absolute', async () => {
    const config = database('sqlite:///C:\\runs\\x.db');
    assert.deepEqual(await openedBy(config, ['sql.js']), ['sql.js C:\\runs\\x.db']);
  });

  it('names the setting when the engine is missing', async () => {
    const message = await refusal(database('sqlite://', 'node:sqlite'), {
      sqlEngines: { 'sql.js': engine('sql.js', []) },
    });
    assert.match(message, /^unsupported: .*"node:sqlite".*optiscope\.database\.engine/);
  });

  it('says what to use instead when there is no engine at all', async () => {
    assert.match(await refusal(database('sqlite://')), /^unsupported: No SQLite engine .* folder/);
  });

  it('says that PostgreSQL comes later, without the password', async () => {
    const message = await refusal(database('postgresql://ann:secret@h/db'));
    assert.match(
      message,
      /^unsupported: .*PostgreSQL \(postgresql:\/\/ann:\*\*\*@h\/db\).*later version/,
    );
  });

  it('does not ignore an option that may protect the file', async () => {
    const message = await refusal(database('sqlite:///x.db?mode=ro'));
    assert.match(message, /^unsupported: The option "mode"/);
  });

  it('says that a folder needs a disk', async () => {
    const message = await refusal({ type: 'filesystem', basePath: '/results' });
    assert.match(message, /^unsupported: There is no disk here/);
  });

  it('says that a relative path needs an open folder', async () => {
    const message = await refusal({ type: 'filesystem', basePath: 'results' }, { files });
    assert.match(message, /^unavailable: The path "results" is relative/);
  });
});
