import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/formats/detectFormat';
import { front } from '../../../src/formats/front';
import { FormatError } from '../../../src/formats/formatError';
import { cellsOf, columnOf } from '../support/cells';
import { readOne, rolesOf } from '../support/readOne';
import { fakeFile } from '../support/sourceFiles';
import type { Contents } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

const two = '1 2\n2 1\n';

async function idOf(name: string, content: string): Promise<string> {
  return (await detectFormat(fakeFile(name, content), formatPorts)).id;
}

function rejection(message: RegExp, row?: number) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof FormatError);
    assert.match(error.message, message);
    assert.equal(error.row, row);
    return true;
  };
}

describe('front: detection', () => {
  const names = [
    'FUN.tsv',
    'FUN0.tsv',
    'FUN_ZDT4.csv',
    'BEST_HV_FUN.csv',
    'MEDIAN_EP_VAR.csv',
    'FUN.NSGAII.ZDT1',
    'a.f',
    'a.x',
    'a.fun',
    'a.pf',
    'a.dat',
    'F.csv',
    'run-X.txt',
    'a.reference',
  ];
  for (const name of names) {
    it(`knows ${name}`, async () => {
      assert.equal(await idOf(name, two), 'front');
    });
  }

  it('leaves to others what only looks alike', async () => {
    assert.equal(await idOf('a.csv', '1,2\n2,1\n'), 'csv');
    assert.equal(await idOf('FUNCTION.csv', '1,2\n2,1\n'), 'csv');
    assert.equal(await idOf('a.pf', 'f1 f2\n1 2\n2 1\n'), 'csv');
    assert.equal(await idOf('a.pf', '# f1 f2\n1 2\n2 1\n'), 'csv');
  });

  it('knows sets that blank lines part, and no sets where blank lines stand between all rows', async () => {
    assert.equal(await idOf('a.txt', '1 2\n2 1\n\n3 4\n'), 'front');
    assert.equal(await idOf('a.txt', '1 2\n\n2 1\n\n3 4\n'), 'csv');
  });
});

describe('front: what belongs together', () => {
  const cases: readonly (readonly [file: string, companion: string])[] = [
    ['FUN.tsv', 'VAR.tsv'],
    ['FUN12.tsv', 'VAR12.tsv'],
    ['FUN_ZDT4.csv', 'VAR_ZDT4.csv'],
    ['BEST_HV_FUN.csv', 'BEST_HV_VAR.csv'],
    ['FUN.NSGAII.ZDT1', 'VAR.NSGAII.ZDT1'],
    ['ARCHIVE_FUN.csv', 'ARCHIVE_X.csv'],
    ['a.fun', 'a.var'],
    ['a.f', 'a.x'],
    ['run-F.dat', 'run-X.dat'],
  ];
  for (const [file, companion] of cases) {
    it(`reads ${companion} with ${file}`, async () => {
      const imported = await readOne(fakeFile(file, two, { [companion]: '5,6\n7,8\n' }));
      assert.deepEqual(rolesOf(imported), [
        'x1 design',
        'x2 design',
        'f1 objective',
        'f2 objective',
      ]);
      assert.deepEqual(cellsOf(imported.result, 'x2'), [6n, 8n]);
      assert.equal(columnOf(imported.result, 'f1').variable.direction, 'minimize');
      assert.match(
        imported.notes.join(),
        /minimised by the convention of \w+; the file itself does not say so/,
      );
    });
  }

  it('reads variables that are no numbers as text', async () => {
    const VAR = '0110 1 a\n0001 2.5 b\n';
    const { result } = await readOne(fakeFile('FUN.tsv', two, { 'VAR.tsv': VAR }));
    assert.deepEqual(cellsOf(result, 'x1'), ['0110', '0001']);
    assert.deepEqual(cellsOf(result, 'x2'), [1, 2.5]);
    assert.deepEqual(cellsOf(result, 'x3'), ['a', 'b']);
  });

  it('leaves out what has other rows, and says so', async () => {
    const { result, unread } = await readOne(
      fakeFile('a.f', two, { 'a.x': '1 2\n', 'a.g': '1 2\n3\n' }),
    );
    assert.equal(result.columns.length, 2);
    assert.deepEqual(
      unread?.map(({ reason }) => reason),
      [
        '"a.x" has 1 rows instead of 2, so it is left out.',
        '"a.g" is no table of numbers: 1 of 2 rows are not like the first: line 2 has 1 number, but the first row 2 numbers. Rows of equally many numbers are expected.',
      ],
    );
  });

  it('keeps what rates the points, and calls a file with a usual name after its folder', async () => {
    const { result } = await readOne(fakeFile('a.f', two, { 'a.gd': ' 1.5e0\n', 'a.igd': 'x' }));
    assert.deepEqual(result.metadata['indicators'], { gd: 1.5 });
    assert.equal((await readOne(fakeFile('FUN.tsv', two))).name, 'folder');
    assert.equal((await readOne(fakeFile('FUN_a.tsv', two))).name, 'FUN_a');
  });

  it('reads what VAMOS says of a run', async () => {
    const contents: Contents = {
      'metadata.json':
        '{"algorithm": "nsgaii", "artifacts": {"fun": "FUN.csv", "time_ms": "time.txt"}, "metrics": {"evaluations": 200}, "problem": {"label": "ZDT1"}, "timestamp": "2026-03-19T18:05:41.557598+00:00", "vamos_version": "0.1.0"}',
      'time.txt': '12.5\n',
    };
    const { name, result } = await readOne(fakeFile('FUN.csv', two, contents));
    assert.equal(name, 'ZDT1/nsgaii/folder');
    assert.deepEqual(result.problem, {
      name: 'ZDT1',
      solver: 'nsgaii',
      runDate: '2026-03-19T18:05:41.557Z',
      nEvaluations: 200,
    });
    assert.deepEqual(result.metadata['source'], {
      tool: 'VAMOS',
      version: '0.1.0',
      file: 'FUN.csv',
    });
    assert.equal(result.metadata['timeMs'], 12.5);
    const other = await readOne(fakeFile('FUN.csv', two, { 'metadata.json': '{"a": 1' }));
    assert.deepEqual(other.result.metadata['source'], { tool: 'jMetal', file: 'FUN.csv' });
  });
});

describe('front: roles', () => {
  const mixed = fakeFile('cs1.pf', '1 1\n2 2\n3 3\n');

  it('asks for directions where minimising everything would leave no front', async () => {
    const proposal = await front.propose?.(mixed, formatPorts);
    assert.deepEqual(
      proposal?.columns.map(({ name, role, direction, assumed }) => [
        name,
        role,
        direction,
        assumed,
      ]),
      [
        ['f1', 'objective', 'minimize', true],
        ['f2', 'objective', 'minimize', true],
      ],
    );
    const { result, notes } = await readOne(mixed, {
      f2: { role: 'objective', direction: 'maximize' },
    });
    assert.equal(columnOf(result, 'f2').variable.direction, 'maximize');
    assert.match(notes.join(), /some are probably maximised/);
    assert.equal(await front.propose?.(fakeFile('a.pf', two), formatPorts), undefined);
  });

  it('proposes objectives for points of which none is better than another, else asks', async () => {
    const roles = async (content: string) =>
      (await front.propose?.(fakeFile('a.dat', content), formatPorts))?.columns.map(
        ({ name, role }) => `${name} ${role}`,
      );
    assert.deepEqual(await roles(two), ['column_1 objective', 'column_2 objective']);
    assert.deepEqual(await roles('1 1\n2 2\n3 3\n'), [
      'column_1 observable',
      'column_2 observable',
    ]);
  });
});

describe('front: rows', () => {
  it('numbers the sets that blank lines part', async () => {
    const { result, notes } = await readOne(
      fakeFile('a.txt', '\n# two runs\n1 2\n2 1\n\n\n3 4\n\n'),
    );
    assert.deepEqual(cellsOf(result, 'set'), [1n, 1n, 2n]);
    assert.match(notes.join(), /2 sets of points/);
  });

  it('leaves out a few unsound rows here and beside, and lists them', async () => {
    const rows = Array.from({ length: 20 }, (_, row) => `${row} 1`);
    const unsound = rows.map(row => (row === '3 1' ? '3 x' : row)).join('\n');
    const { result, unread } = await readOne(
      fakeFile('a.f', unsound, { 'a.x': rows.map(row => (row === '5 1' ? '5' : row)).join('\n') }),
    );
    assert.equal(result.rowCount, 18);
    assert.deepEqual(cellsOf(result, 'x1').slice(2, 5), [2n, 4n, 6n]);
    assert.deepEqual(unread, [
      { row: 6, reason: 'Line 6 has 1 number, but the first row 2 numbers.' },
      { row: 4, reason: 'Line 4 holds "x" instead of a number.' },
    ]);
  });

  it('leaves out half a row at the end of a file that is being written', async () => {
    const { result, notes, unread } = await readOne(fakeFile('a.f', '1 2\n3 4\n5'));
    assert.equal(result.rowCount, 2);
    assert.deepEqual(unread, []);
    assert.match(notes.join(), /last line is not whole/);
  });

  it('keeps integers exactly', async () => {
    const { result } = await readOne(
      fakeFile('a.f', '1 9007199254740993\n-2 -9223372036854775808\n'),
    );
    assert.deepEqual(cellsOf(result, 'f2'), [9007199254740993n, -9223372036854775808n]);
    const { result: mixed } = await readOne(fakeFile('a.f', '-0 9007199254740993\n-2 1.5D0\n'));
    assert.deepEqual(cellsOf(mixed, 'f1'), [-0, -2]);
    assert.deepEqual(cellsOf(mixed, 'f2'), [9007199254740992, 1.5]);
  });

  it('says what is wrong with a file of unsound rows', async () => {
    await assert.rejects(
      readOne(fakeFile('a.dat', '-30,234.234,90.25\n15,-5.23\n')),
      rejection(
        /1 of 2 rows are not like the first: line 2 has 2 numbers, but the first row 3 numbers/,
        2,
      ),
    );
    await assert.rejects(
      readOne(fakeFile('a.dat', '3.0,2.3\nasdfg\n')),
      rejection(/line 2 has 1 number, but the first row 2 numbers/, 2),
    );
    await assert.rejects(
      readOne(fakeFile('a.dat', '3.0,2.3\n1,b\n')),
      rejection(/line 2 holds "b" instead of a number/, 2),
    );
  });
});
