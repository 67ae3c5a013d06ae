import assert from 'node:assert/strict';
import { detectFormat } from '../../src/formats/detectFormat';
import { FormatError } from '../../src/formats/formatError';
import { SqlJsDatabase } from '../../src/platform/sqlJsDatabase';
import { optunaDatabase } from '../fixtures/optunaDatabase';
import { fakeFile } from './support/sourceFiles';
import { loadWasm } from './support/sqlJsWasm';
import { formatPorts } from './support/sqlReader';

function bytes(start: string): Uint8Array {
  return Uint8Array.from(start.padEnd(32, '\0'), character => character.charCodeAt(0));
}

describe('detectFormat', () => {
  it('goes by content, whatever the name', async () => {
    const database = fakeFile('study.csv', await optunaDatabase('0.9', []));
    assert.equal((await detectFormat(database, formatPorts)).id, 'optuna-sqlite');
    const table = fakeFile('study.db', 'x1,f1\n1,2\n');
    assert.equal((await detectFormat(table, formatPorts)).id, 'csv');
    const arrow = fakeFile('study', bytes('ARROW1'));
    assert.equal((await detectFormat(arrow, formatPorts)).id, 'feather');
  });

  const others: readonly (readonly [content: string | Uint8Array, words: RegExp])[] = [
    ['', /^"a\.csv" is empty/],
    [' \n', /nothing but blanks/],
    [bytes('\x80\x04\x95'), /is a pickle: .*nothing in it is executed/],
    [bytes('\x89PNG\r\n\x1a\n'), /is a PNG image/],

    [bytes('\x89HDF\r\n\x1a\n'), /is an HDF5 file that cannot be read: /],
    [bytes('PK\x03\x04 … xl/workbook.xml'), /is an Excel workbook/],
    [bytes('\xff\xfea\0,\0b\0'), /is UTF-16 text; UTF-8 is expected/],
    [bytes('\x01\x02\x03'), /unknown kind \(it begins with the bytes 01 02 03/],
    ['[1, 2]', /is JSON/],
    ['<html>', /is XML or HTML/],
    ['Dear all\nthis is not a table of numbers\n', /not a table: it begins with "Dear all"/],
    ['data:\n  x:\n    1: 0.5\n    2: 0.25\n', /not a table/],
  ];

  for (const [content, words] of others) {
    it(`says of ${words.source}`, async () => {
      await assert.rejects(
        detectFormat(fakeFile('a.csv', content), formatPorts),
        (error: unknown) => {
          assert.ok(error instanceof FormatError);
          assert.match(error.message, words);
          return true;
        },
      );
    });
  }

  it('names the tables of a database of no known tool', async () => {
    const database = await SqlJsDatabase.open(loadWasm);
    database.run('CREATE TABLE runs (id)');
    const file = fakeFile('mlflow.db', database.export());
    await assert.rejects(
      detectFormat(file, formatPorts),
      /is an SQLite database without the tables of a known tool \(found tables: runs\)/,
    );
  });
});
