import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { pythonOfRows } from '../../../src/ui/pythonCode';
import { pythonRows } from '../../../src/ui/pythonRows';
import { fileSnippet } from '../../../src/ui/pythonSnippet';

const check = (rows: number): string =>
  `assert len(df) == ${rows}, "The data are not those that the rows were selected in."`;

/** What Python makes of the lines: the rows that are taken of a table of so many rows. */
function takenInPython(lines: string, rowCount: number): readonly number[] {
  const code = [
    'import json',
    'class Rows(list):',
    '    iloc = property(lambda self: self)',
    '    def __getitem__(self, key):',
    '        take = list.__getitem__',
    '        return take(self, key) if isinstance(key, slice) else [take(self, at) for at in key]',
    `df = Rows(range(${rowCount}))`,
    lines,
    'print(json.dumps(list(df)))',
  ].join('\n');
  const { stdout, stderr } = spawnSync('python3', ['-'], { input: code, encoding: 'utf8' });
  assert.equal(stderr, '');
  return JSON.parse(stdout) as number[];
}

describe('pythonRows', () => {
  it('takes neighbours as a range', () => {
    assert.equal(pythonRows(Uint32Array.of(3, 4, 5), 10), `${check(10)}\ndf = df.iloc[3:6]\n`);
    assert.equal(pythonRows(Uint32Array.of(7), 10), `${check(10)}\ndf = df.iloc[7:8]\n`);
  });

  it('names rows that are apart, and ranges of three or more', () => {
    assert.equal(
      pythonRows(Uint32Array.of(0, 2, 3, 5, 6, 7, 8, 20), 50),
      `${check(50)}\nrows = [\n    0, 2, 3, *range(5, 9), 20,\n]\ndf = df.iloc[rows]\n`,
    );
  });

  it('has lines of a usual width', () => {
    const lines = pythonRows(
      Uint32Array.from({ length: 500 }, (_, at) => 3 * at),
      5000,
    ).split('\n');
    assert.ok(lines.length > 20);
    for (const line of lines) assert.ok(line.length <= 88, line);
  });

  it('is Python that takes these rows and no others', function () {
    if (spawnSync('python3', ['--version']).status !== 0) this.skip();
    const chosen = Uint32Array.from({ length: 4000 }, (_, row) => row).filter(
      row => row % 7 === 0 || (row > 100 && row < 900),
    );
    assert.deepEqual(takenInPython(pythonRows(chosen, 4000), 4000), [...chosen]);
    assert.deepEqual(takenInPython(pythonRows(Uint32Array.of(5, 6), 9), 9), [5, 6]);
    assert.deepEqual(takenInPython(pythonRows(new Uint32Array(), 9), 9), []);
  });
});

describe('pythonOfRows', () => {
  it('goes on with the code that loads the result', () => {
    const code = fileSnippet({ scheme: 'file', fsPath: '/runs/a "b".parquet' });
    assert.equal(
      pythonOfRows(code, Uint32Array.of(0), 3),
      [
        'import pandas as pd',
        '',
        'df = pd.read_parquet("/runs/a \\"b\\".parquet")',
        check(3),
        'df = df.iloc[0:1]',
        '',
      ].join('\n'),
    );
  });

  it('refuses what is no table in Python, and files on no disk', () => {
    const code = 'import numpy as np\n\narray = np.load("a.npy")\n';
    assert.throws(() => pythonOfRows(code, Uint32Array.of(0), 3), { code: 'unsupported' });
    assert.throws(() => fileSnippet({ scheme: 'vscode-vfs', fsPath: '/a.arrow' }), {
      code: 'unsupported',
    });
  });
});
