import assert from 'node:assert/strict';
import { csv } from '../../src/formats/csv';
import { FormatError } from '../../src/formats/formatError';
import type { ImportedResult, Roles, SourceFile } from '../../src/formats/format';
import { cellsOf, columnOf } from './support/cells';
import { fakeFile } from './support/sourceFiles';
import { formatPorts } from './support/sqlReader';

async function read(content: string | SourceFile, roles?: Roles): Promise<ImportedResult> {
  const file = typeof content === 'string' ? fakeFile('runs.csv', content) : content;
  const imported = await csv.read(file, { ports: formatPorts, ...(roles && { roles }) });
  assert.equal(imported.length, 1);
  return imported[0] as ImportedResult;
}

/** Cells of the only data row of the column `a` in a table of the columns `a` and `b`. */
async function typed(...texts: readonly string[]) {
  const { result } = await read(`a;b\n${texts.map(text => `${text};.\n`).join('')}`);
  return { type: columnOf(result, 'a').type, cells: cellsOf(result, 'a') };
}

function rejection(message: RegExp, place: { row?: number; column?: string } = {}) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof FormatError);
    assert.match(error.message, message);
    assert.deepEqual([error.row, error.column], [place.row, place.column]);
    return true;
  };
}

describe('csv: splitting', () => {
  const layouts: Readonly<Record<string, string>> = {
    commas: 'x1,f1\n1.5,2\n3,4\n',
    semicolons: 'x1;f1\n1.5;2\n3;4\n',
    tabs: 'x1\tf1\n1.5\t2\n3\t4\n',
    bars: 'x1|f1\n1.5|2\n3|4\n',
    'runs of blanks': '  x1   f1\n  1.5  2\n  3    4\n',
    'a byte order mark and CRLF': '\ufeffx1,f1\r\n1.5,2\r\n3,4\r\n',
    'mixed line ends': 'x1,f1\r\n1.5,2\n3,4\r',
    'empty lines': '\nx1,f1\n\n1.5,2\n  \n3,4\n\n',
    'quoted cells': '"x1","f1"\n"1.5","2"\n"3","4"\n',
    'a comment of names': '# made by numpy\n# x1,f1\n1.5,2\n3,4\n',
    'no end of line at the end': 'x1,f1\n1.5,2\n3,4',
  };

  for (const [layout, content] of Object.entries(layouts)) {
    it(`reads ${layout}`, async () => {
      const { result } = await read(content);
      assert.deepEqual(
        result.columns.map(({ variable }) => variable.name),
        ['x1', 'f1'],
      );
      assert.deepEqual(cellsOf(result, 'x1'), [1.5, 3]);
      assert.deepEqual(cellsOf(result, 'f1'), [2n, 4n]);
    });
  }

  it('keeps delimiters, quotes and line ends inside quotes', async () => {
    const { result } = await read('a,b\n"x, ""y""\nz",1\n');
    assert.deepEqual(cellsOf(result, 'a'), ['x, "y"\nz']);
  });

  it('numbers the columns of a file without names', async () => {
    const { result, notes } = await read('1.5,2\n3,nan\n');
    assert.deepEqual(cellsOf(result, 'column_1'), [1.5, 3]);
    assert.deepEqual(cellsOf(result, 'column_2'), [2, NaN]);
    assert.match(notes.join(), /no line of names/);
  });

  it('tells repeated and empty names apart, and says so', async () => {
    const { result, notes } = await read('a,a,,a_2\n1,2,3,4\n');
    const names = result.columns.map(({ variable }) => variable.name);
    assert.deepEqual(names, ['a', 'a_3', 'column_3', 'a_2']);
    assert.match(notes.join(), /Column 2 repeats the name "a": it is called "a_3"/);
  });

  it('leaves out what a delimiter at the end of every line makes', async () => {
    const { result } = await read('a,b,\n1,2,\n');
    assert.equal(result.columns.length, 2);
  });

  it('takes the end of a short line for missing, and names the line', async () => {
    const { result, notes } = await read('a,b\n1,2\n\n3\n');
    assert.deepEqual(cellsOf(result, 'b'), [2n, null]);
    assert.match(notes.join(), /1 of 2 lines end early \(line 4\)/);
    assert.deepEqual(result.metadata['notes'], notes);
  });

  it('refuses a line with more cells than names', async () => {
    const reading = read('a,b\n"1\n1",2\n3,4,5\n');
    await assert.rejects(reading, rejection(/3 cells in line 4, but 2 column names/, { row: 4 }));
  });

  it('refuses quotes that do not close', async () => {
    await assert.rejects(read('a,b\n1,2\n3,"4\n5,6\n'), rejection(/quotes in line 3/, { row: 3 }));
  });

  it('refuses bytes of another encoding, with the line', async () => {
    const file = fakeFile('runs.csv', Uint8Array.of(0x61, 0x2c, 0x62, 0x0a, 0xe9, 0x2c, 0x31));
    await assert.rejects(read(file), rejection(/not UTF-8 text: line 2/, { row: 2 }));
  });

  it('reads a line of names alone as a result without rows', async () => {
    const { result } = await read('x1,f1\n');
    assert.deepEqual([result.columns.length, result.rowCount], [2, 0]);
  });
});

describe('csv: values', () => {
  it('reads numbers to the nearest double', async () => {
    const { type, cells } = await typed('0.1', '-0', '1e-320', '.5', '1.', '1.5D+3');
    assert.equal(type, 'float64');
    assert.deepEqual(cells, [0.1, -0, 1e-320, 0.5, 1, 1500]);
  });

  it('keeps the sign of a zero among integers', async () => {
    assert.deepEqual((await typed('-0', '1')).cells, [-0, 1]);
  });

  it('reads NaN and infinities as numbers, empty cells as missing', async () => {
    const { cells } = await typed('NaN', 'inf', '-Infinity', '', '1');
    assert.deepEqual(cells, [NaN, Infinity, -Infinity, null, 1]);
  });

  it('keeps integers exactly', async () => {
    const { type, cells } = await typed('9007199254740993', '-9223372036854775808', '+1');
    assert.equal(type, 'int64');
    assert.deepEqual(cells, [9007199254740993n, -9223372036854775808n, 1n]);
  });

  it('keeps integers of more than 64 bits as doubles only where that is exact', async () => {
    assert.deepEqual((await typed('18446744073709551616')).cells, [18446744073709551616]);
    assert.deepEqual((await typed('18446744073709551617')).cells, ['18446744073709551617']);
  });

  it('takes numbers with leading zeros for names', async () => {
    assert.deepEqual((await typed('007', '12')).cells, ['007', '12']);
  });

  it('reads a decimal comma where commas do not part cells', async () => {
    assert.deepEqual((await typed('0,5', '1')).cells, [0.5, 1]);
  });

  it('reads booleans', async () => {
    const { type, cells } = await typed('True', 'false', 'NA');
    assert.equal(type, 'boolean');
    assert.deepEqual(cells, [true, false, null]);
  });

  it('takes words for missing only among numbers', async () => {
    assert.deepEqual((await typed('None', '1')).cells, [null, 1n]);
    assert.deepEqual((await typed('None', 'some')).cells, ['None', 'some']);
  });

  it('keeps text unchanged, as categories where it repeats', async () => {
    assert.deepEqual(await typed(' a', 'b'), { type: 'string', cells: [' a', 'b'] });
    assert.deepEqual(await typed('a', 'a', ''), { type: 'categorical', cells: ['a', 'a', null] });
  });

  it('keeps numbers among text as text', async () => {
    assert.deepEqual((await typed('1.50', 'x')).cells, ['1.50', 'x']);
  });
});

describe('csv: roles', () => {
  const table = 'params_lr,value,state,f1\n0.1,1.5,COMPLETE,2\n0.2,,FAIL,3\n';

  it('proposes roles by name, for a person to check', async () => {
    const proposal = await csv.propose?.(fakeFile('runs.csv', table), formatPorts);
    assert.equal(proposal?.rowCount, 2);
    assert.deepEqual(proposal.columns[1], {
      name: 'value',
      type: 'float64',
      role: 'objective',
      direction: 'minimize',
      assumed: true,
      samples: ['1.5'],
      missing: 1,
    });
    assert.deepEqual(
      proposal.columns.map(({ role, assumed }) => [role, assumed]),
      [
        ['design', false],
        ['objective', true],
        ['observable', true],
        ['objective', true],
      ],
    );
  });

  it('reads with the proposed roles and names those nobody confirmed', async () => {
    const { result } = await read(table, { value: { role: 'objective', direction: 'maximize' } });
    assert.equal(columnOf(result, 'value').variable.direction, 'maximize');
    assert.equal(columnOf(result, 'params_lr').variable.role, 'design');
    assert.deepEqual(result.metadata['assumed'], {
      value: { role: 'objective', direction: 'maximize', by: 'user' },
      state: { role: 'observable', by: 'name' },
      f1: { role: 'objective', direction: 'minimize', by: 'name' },
    });
  });

  it('minimises an objective without a direction', async () => {
    const { result } = await read(table, { f1: { role: 'objective' } });
    assert.equal(columnOf(result, 'f1').variable.direction, 'minimize');
  });

  it('refuses a role for a column that is not there', async () => {
    const reading = read(table, { f9: { role: 'objective' } });
    await assert.rejects(reading, rejection(/no column "f9"/, { column: 'f9' }));
  });

  it('refuses text as an objective', async () => {
    const reading = read(table, { state: { role: 'objective' } });
    await assert.rejects(
      reading,
      rejection(/string values in column "state"/, { column: 'state' }),
    );
  });

  it('names the result after the file', async () => {
    const imported = await read(fakeFile('wing.v2.csv', table));
    assert.deepEqual([imported.name, imported.result.problem.name], ['wing.v2', 'wing.v2']);
  });
});
