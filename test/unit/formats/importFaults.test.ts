import assert from 'node:assert/strict';
import { FormatError } from '../../../src/formats/formatError';
import { importedResult } from '../../../src/formats/importedResult';
import { parseJson } from '../../../src/formats/text/readJson';
import { float64 } from '../support/columns';

describe('faults that only show when a result is made', () => {
  it('reports as a fault of the file what no result can hold', () => {
    const columns = [float64('x', [1]), float64('x', [2])];
    const source = { tool: 'Tool', file: 'twice.json' };

    assert.throws(
      () => importedResult({ name: 'twice', source, columns }),
      (error: unknown) =>
        error instanceof FormatError &&
        error.message.startsWith(
          '"twice.json" holds what no result can: variables[1].name must be',
        ),
    );
  });

  it('reports JSON that is nested more deeply than can be read', () => {
    const depth = 200_000;
    const text = '['.repeat(depth) + ']'.repeat(depth);

    assert.throws(() => parseJson('deep.json', text), {
      name: 'FormatError',
      message: '"deep.json" is not sound JSON in line 1: it is nested more than 100 deep.',
    });
  });
});
