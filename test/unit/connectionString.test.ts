import assert from 'node:assert/strict';
import { parseConnectionString, redact } from '../../src/storage/connectionString';
import { isStorageError } from '../../src/storage/errors';

describe('parseConnectionString', () => {
  for (const text of ['sqlite://', 'sqlite:///', 'sqlite:///:memory:', 'sqlite+pysqlite://']) {
    it(`takes ${text} as a database in memory`, () => {
      const { dialect, database } = parseConnectionString(text);
      assert.deepEqual({ dialect, database }, { dialect: 'sqlite', database: undefined });
    });
  }

  const files = {
    'sqlite:///relative.db': 'relative.db',
    'sqlite:///folder/my file.db': 'folder/my file.db',
    'sqlite:////absolute/x.db': '/absolute/x.db',
    'sqlite:///C:\\x.db': 'C:\\x.db',
    'sqlite:///C:/runs@home/x.db': 'C:/runs@home/x.db',
    'sqlite:///100%25.db': '100%25.db',
  };
  for (const [text, database] of Object.entries(files)) {
    it(`takes the file ${database} from ${text}`, () => {
      assert.equal(parseConnectionString(text).database, database);
    });
  }

  it('keeps the driver and the query', () => {
    const { driver, database, query } = parseConnectionString(
      'sqlite+aiosqlite:///x.db?mode=ro&a=b%20c',
    );
    assert.deepEqual(
      { driver, database, query: [...query] },
      {
        driver: 'aiosqlite',
        database: 'x.db',
        query: [
          ['mode', 'ro'],
          ['a', 'b c'],
        ],
      },
    );
  });

  it('understands a server with a percent-encoded password', () => {
    assert.deepEqual(parseConnectionString('postgres://ann:p%40ss%2F@db.example:5433/runs'), {
      dialect: 'postgresql',
      user: 'ann',
      password: 'p@ss/',
      host: 'db.example',
      port: 5433,
      database: 'runs',
      query: new Map(),
    });
  });

  it('takes an "@" that nobody encoded as part of the password', () => {
    const { password, host } = parseConnectionString('postgresql://ann:p@ss@db/runs');
    assert.deepEqual({ password, host }, { password: 'p@ss', host: 'db' });
  });

  it('understands an IPv6 host', () => {
    const { host, port } = parseConnectionString('postgresql+psycopg://[::1]:5432/runs');
    assert.deepEqual({ host, port }, { host: '::1', port: 5432 });
  });

  for (const text of [
    'sqlight:///x.db',
    'sqlite:/x.db',
    'sqlite://x.db',
    'x.db',
    '',
    'mysql://h/db',
  ]) {
    it(`refuses "${text}" and says what is accepted`, () => {
      assert.throws(
        () => parseConnectionString(text),
        error =>
          isStorageError(error, 'unsupported') &&
          error.message.includes(`"${text}"`) &&
          error.message.includes('sqlite:///relative.db'),
      );
    });
  }

  it('never shows a password in a message', () => {
    for (const text of ['postgersql://ann:secret@h/db', 'postgresql://ann:secret%zz@h/db']) {
      assert.throws(
        () => parseConnectionString(text),
        error => isStorageError(error, 'unsupported') && !error.message.includes('secret'),
      );
    }
  });
});

describe('redact', () => {
  const cases = {
    'sqlite:///x.db': 'sqlite:///x.db',
    'sqlite:///C:\\runs@home.db': 'sqlite:///C:\\runs@home.db',
    'postgresql://ann:secret@h:5432/db': 'postgresql://ann:***@h:5432/db',
    'postgresql://ann:se@c/r:et@h/db': 'postgresql://ann:***@h/db',
    'postgresql://:secret@h/db': 'postgresql://:***@h/db',
    'postgresql://h/db?user=a&password=secret&x=1': 'postgresql://h/db?user=a&password=***&x=1',
    'postgresql://h/db?pass?word=secret&x=1': 'postgresql://h/db?pass?word=***&x=1',
    'postgresql://h/db?x=1?password=secret': 'postgresql://h/db?x=1?password=***',
    'typo//ann:secret@h': 'typo//ann:***@h',
  };
  for (const [text, shown] of Object.entries(cases)) {
    it(`shows ${shown}`, () => {
      assert.equal(redact(text), shown);
    });
  }
});
