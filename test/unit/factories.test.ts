import assert from 'node:assert/strict';
import { webCryptoSha256 } from '../../src/core/sha256';
import { isStorageError } from '../../src/storage/errors';
import {
  createDatabaseStorage,
  createFilesystemStorage,
  createMemoryStorage,
  createStorageManager,
} from '../../src/storage/factories';
import { StorageManager } from '../../src/storage/manager';
import type { OpenSqlDriver } from '../../src/storage/ports';
import { anEntry, aResult } from './support/results';

const noEngine = { sqlEngines: {} };
const unreachable: OpenSqlDriver = () => Promise.reject(new Error('never opened in these tests'));
const ports = { sqlEngines: { 'sql.js': unreachable } };

function unsupported(pattern: RegExp) {
  return (error: unknown) => isStorageError(error, 'unsupported') && pattern.test(error.message);
}

describe('createMemoryStorage', () => {
  it('keeps what fits into its limit', async () => {
    const storage = createMemoryStorage({ maxMemoryMb: 1 });
    await storage.save(await anEntry('a'));
    assert.deepEqual(await storage.list(), ['a']);
    assert.equal(storage.type, 'memory');
  });

  it('refuses a limit that is none', () => {
    assert.throws(() => createMemoryStorage({ maxMemoryMb: NaN }), unsupported(/maxMemoryMb/));
  });
});

describe('createFilesystemStorage', () => {
  it('fails at the first use, not before, when there is no disk', async () => {
    const storage = createFilesystemStorage('/results', { ports: noEngine });
    await assert.rejects(storage.list(), unsupported(/no disk/));
  });
});

describe('createDatabaseStorage', () => {
  it('refuses at once what it does not understand or has no engine for', () => {
    assert.throws(
      () => createDatabaseStorage('sqlight:///x', { ports }),
      unsupported(/sqlite:\/\/\//),
    );
    assert.throws(
      () => createDatabaseStorage('sqlite://', { ports: noEngine }),
      unsupported(/engine/),
    );
    assert.throws(
      () => createDatabaseStorage('postgresql://h/db', { ports }),
      unsupported(/later/),
    );
  });

  it('does not open the database before it is used', () => {
    assert.equal(createDatabaseStorage('sqlite:////x.db', { ports }).type, 'database');
  });
});

describe('createStorageManager', () => {
  it('keeps results in memory unless told otherwise', async () => {
    const manager = createStorageManager();
    await manager.saveResult('a', aResult());
    assert.equal(await manager.getResultStorageType('a'), 'memory');
    assert.deepEqual(
      manager.backends.map(({ name }) => name),
      ['primary', 'cache'],
    );
  });

  it('makes the backends that are asked for, and caches as told', () => {
    const manager = createStorageManager({
      primaryType: 'filesystem',
      primaryConfig: { basePath: '/results' },
      secondaryType: 'database',
      secondaryConfig: { connectionString: 'sqlite:///x.db', engine: 'sql.js' },
      useCache: false,
      ports,
    });
    assert.deepEqual(manager.backends, [
      { name: 'primary', type: 'filesystem', location: '/results', isReadonly: false },
      { name: 'secondary', type: 'database', location: 'sqlite:///x.db', isReadonly: false },
    ]);
  });

  it('refuses an unknown type and names the known ones', () => {
    assert.throws(
      () => createStorageManager({ primaryType: 'tape' }),
      unsupported(/primary\.type .*"memory", "filesystem" or "database", but is "tape"/),
    );
    assert.throws(() => createStorageManager({ secondaryType: 'redis' }), unsupported(/secondary/));
  });
});

describe('a manager made with the ports of a host', () => {
  it('hashes as the host does', async () => {
    let hashed = 0;
    const sha256 = (bytes: Uint8Array) => {
      hashed++;
      return webCryptoSha256(bytes);
    };
    const host = { ...noEngine, sha256 };
    const created = createStorageManager({ ports: host });
    await created.saveResult('a', aResult());
    assert.equal(hashed, 1);
    await StorageManager.fromJSON(created.toJSON(), host).saveResult('a', aResult());
    assert.equal(hashed, 2);
  });
});

describe('StorageManager.toJSON', () => {
  it('describes a manager that fromJSON makes again', () => {
    const manager = createStorageManager({
      primaryType: 'filesystem',
      primaryConfig: { basePath: '/results' },
      secondaryType: 'memory',
      secondaryConfig: { maxMemoryMb: 5 },
      cacheSizeMb: null,
      ports,
    });
    const json: unknown = JSON.parse(JSON.stringify(manager));
    assert.deepEqual(json, {
      primary: { type: 'filesystem', basePath: '/results' },
      secondary: { type: 'memory', maxMemoryMb: 5 },
      useCache: true,
      cacheSizeMb: null,
    });
    assert.deepEqual(StorageManager.fromJSON(json, ports).toJSON(), json);
  });

  it('never contains a password', () => {
    const manager = createStorageManager({
      primaryType: 'database',
      primaryConfig: { connectionString: 'postgresql://ann:secret@h/db?password=secret' },
    });
    assert.doesNotMatch(JSON.stringify(manager), /secret/);
  });

  it('says when a backend made by hand cannot be described', () => {
    const storage = { ...createMemoryStorage(), type: 'filesystem' as const };
    const { config: _, ...byHand } = storage;
    const manager = new StorageManager({
      primary: { ...byHand, onDidChange: storage.onDidChange },
    });
    assert.throws(() => manager.toJSON(), unsupported(/made by hand/));
  });
});
