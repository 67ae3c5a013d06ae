import assert from 'node:assert/strict';
import { locationOf, parseBackendConfig, parseManagerConfig } from '../../src/storage/config';
import { isStorageError } from '../../src/storage/errors';

describe('parseManagerConfig', () => {
  it('reads a whole configuration', () => {
    const config = {
      primary: { type: 'filesystem', basePath: 'results' },
      secondary: { type: 'database', connectionString: 'sqlite:///x.db', engine: 'sql.js' },
      useCache: false,
      cacheSizeMb: null,
    };
    assert.deepEqual(parseManagerConfig(JSON.parse(JSON.stringify(config))), config);
  });

  it('caches 100 mebibytes unless told otherwise', () => {
    assert.deepEqual(parseManagerConfig({ primary: { type: 'memory' }, secondary: null }), {
      primary: { type: 'memory' },
      useCache: true,
      cacheSizeMb: 100,
    });
  });

  it('drops what it does not know', () => {
    const data = { primary: { type: 'memory', maxMemoryMb: 2, colour: 'red' }, x: 1 };
    assert.deepEqual(parseManagerConfig(data).primary, { type: 'memory', maxMemoryMb: 2 });
  });

  const faults: readonly (readonly [unknown, RegExp])[] = [
    [null, /storage configuration should be an object, but is null/],
    [[], /should be an object/],
    [{}, /primary should be an object, but is missing/],
    [{ primary: { type: 'tape' } }, /primary\.type should be .*"filesystem".*, but is "tape"/],
    [{ primary: { type: 'filesystem', basePath: ' ' } }, /primary\.basePath should be the path/],
    [{ primary: { type: 'database' } }, /primary\.connectionString .* is missing/],
    [{ primary: { type: 'memory', maxMemoryMb: -1 } }, /primary\.maxMemoryMb .* is -1/],
    [{ primary: { type: 'memory' }, secondary: 3 }, /secondary should be an object, but is 3/],
    [{ primary: { type: 'memory' }, useCache: 'yes' }, /useCache should be true or false/],
    [{ primary: { type: 'memory' }, cacheSizeMb: '5' }, /cacheSizeMb .* is "5"/],
  ];
  for (const [data, message] of faults) {
    it(`refuses ${JSON.stringify(data)} and names the place`, () => {
      assert.throws(
        () => parseManagerConfig(data),
        error => isStorageError(error, 'unsupported') && message.test(error.message),
      );
    });
  }

  it('refuses an unknown engine and names the known ones', () => {
    const data = { type: 'database', connectionString: 'sqlite://', engine: 'duckdb' };
    assert.throws(
      () => parseBackendConfig(data),
      error => isStorageError(error, 'unsupported') && error.message.includes('"node:sqlite"'),
    );
  });
});

describe('messages about a configuration', () => {
  it('quote names, and nothing that may hold a password', () => {
    const typed = (type: string) => () => parseManagerConfig({ primary: { type } });
    assert.throws(typed('databse'), /but is "databse"/);
    assert.throws(typed('postgresql://user:secret@host'), /but is a text of 29 characters/);
  });
});

describe('locationOf', () => {
  it('shows no password', () => {
    const connectionString = 'postgresql://ann:secret@h/db';
    assert.equal(locationOf({ type: 'database', connectionString }), 'postgresql://ann:***@h/db');
  });
});
