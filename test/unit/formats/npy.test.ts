import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/formats/detectFormat';
import { FormatError } from '../../../src/formats/formatError';
import { npyFile } from '../../fixtures/formats/numpy';
import type { NpyLayout } from '../../fixtures/formats/numpy';
import { cellsOf, columnOf } from '../support/cells';
import { readOne, rolesOf } from '../support/readOne';
import { fakeFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

async function cellsOfArray(layout: NpyLayout, ...bytes: readonly number[]) {
  const file = fakeFile('a.npy', npyFile(layout, Uint8Array.from(bytes)));
  const { result } = await readOne(file);
  return {
    type: result.columns[0]?.type,
    cells: result.columns.flatMap(({ variable }) => cellsOf(result, variable.name)),
  };
}

describe('npy: cells', () => {
  const cases: readonly (readonly [
    descr: string,
    bytes: readonly number[],
    cells: readonly unknown[],
  ])[] = [
    ['<f8', [0, 0, 0, 0, 0, 0, 0, 0x80], [-0]],
    ['>f8', [0x7f, 0xf0, 0, 0, 0, 0, 0, 0], [Infinity]],
    ['<f4', [0, 0, 0xc0, 0x3f], [1.5]],
    ['>f4', [0x3f, 0xc0, 0, 0], [1.5]],
    ['<f2', [0x00, 0x3e, 0x01, 0x7e], [1.5, NaN]],
    ['>f2', [0x3e, 0x00], [1.5]],
    ['|i1', [0xff], [-1n]],
    ['|u1', [0xff], [255n]],
    ['<i2', [0xfe, 0xff], [-2n]],
    ['>u2', [0xff, 0xfe], [65534n]],
    ['<i4', [0, 0, 0, 0x80], [-2147483648n]],
    ['>u4', [0xff, 0xff, 0xff, 0xff], [4294967295n]],
    ['<i8', [1, 0, 0, 0, 0, 0, 0x20, 0], [9007199254740993n]],
    ['>i8', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [-1n]],
    ['<u8', [1, 0, 0, 0, 0, 0, 0x20, 0], [9007199254740993n]],
    ['<u8', [0, 0, 0, 0, 0, 0, 0, 0x80], [9223372036854775808]],
    ['<u8', [1, 0, 0, 0, 0, 0, 0, 0x80], ['9223372036854775809']],
    ['|b1', [1, 0, 2], [true, false, true]],
    ['|S3', [0x61, 0, 0, 0xc3, 0xa9, 0], ['a', 'é']],
    ['<U2', [0x61, 0, 0, 0, 0x42, 0xf6, 1, 0, 0x62, 0, 0, 0, 0, 0, 0, 0], ['a🙂', 'b']],
    ['>U1', [0, 0, 0, 0x61], ['a']],
  ];

  for (const [descr, bytes, expected] of cases) {
    it(`reads ${descr}: ${expected.join(', ')}`, async () => {
      const { cells } = await cellsOfArray({ descr, shape: [expected.length] }, ...bytes);
      assert.deepEqual(cells, expected);
    });
  }

  it('reads columns in C and in Fortran order', async () => {
    const shape = [2, 3];
    const c = await cellsOfArray({ descr: '|u1', shape }, 1, 2, 3, 4, 5, 6);
    assert.deepEqual(c.cells, [1n, 4n, 2n, 5n, 3n, 6n]);
    const fortran = await cellsOfArray({ descr: '|u1', shape, isFortran: true }, 1, 2, 3, 4, 5, 6);
    assert.deepEqual(fortran.cells, [1n, 2n, 3n, 4n, 5n, 6n]);
  });

  for (const version of [1, 2, 3]) {
    it(`reads version ${version} of the format`, async () => {
      const { cells } = await cellsOfArray({ descr: '|u1', shape: [], version }, 7);
      assert.deepEqual(cells, [7n]);
    });
  }
});

describe('npy: what is refused', () => {
  const object = npyFile({ descr: '|O', shape: [1] }, Uint8Array.of(0x80, 4));
  const whole = npyFile({ shape: [2] }, [1, 2]);
  const faults: readonly (readonly [content: Uint8Array, words: RegExp])[] = [
    [object, /^"a\.npy" holds Python objects .* pickle.*nothing in it is executed/],
    [npyFile({ descr: "[('x', '<f8')]", shape: [1] }, [1]), /holds records/],
    [npyFile({ descr: '<c16', shape: [1] }, [1, 2]), /holds complex numbers/],
    [npyFile({ descr: '<M8[ns]', shape: [1] }, [1]), /holds dates or durations/],
    [npyFile({ descr: '<f16', shape: [1] }, [1, 2]), /cells of dtype "<f16"/],
    [
      npyFile({ shape: [2, 2, 1] }, [1, 2, 3, 4]),
      /array of shape \(2, 2, 1\); one or two dimensions/,
    ],
    [whole.subarray(0, -1), /is cut off: 15 bytes of cells are there, 16 by its header/],
    [Uint8Array.of(...whole, 0), /is damaged: 17 bytes of cells are there, 16 by its header/],
    [whole.subarray(0, 40), /ends within its header/],
    [npyFile({ shape: [2], version: 4 }, [1, 2]), /is of version 4/],
    [npyFile({ shape: [1e15, 1e15] }, [1]), /is cut off/],
    [npyFile({ descr: "<f8', 'more': 'x", shape: [1] }, [1]), /a header that is not NumPy's/],
  ];
  for (const [content, words] of faults) {
    it(`says ${words.source}`, async () => {
      await assert.rejects(readOne(fakeFile('a.npy', content)), (error: unknown) => {
        assert.ok(error instanceof FormatError);
        assert.match(error.message, words);
        return true;
      });
    });
  }

  it('reads the first of several arrays in one file, and says so', async () => {
    const { result, notes } = await readOne(fakeFile('a.npy', Uint8Array.of(...whole, ...whole)));
    assert.equal(result.rowCount, 2);
    assert.match(notes.join(), /only the first is read/);
  });
});

describe('npy: roles', () => {
  const F = npyFile({ shape: [2, 2] }, [1, 2, 3, 4]);

  it('reads objectives with what lies beside them', async () => {
    const imported = await readOne(
      fakeFile('run_F.npy', F, {
        'run_X.npy': npyFile({ shape: [2, 1] }, [5, 6]),
        'run_G.npy': npyFile({ shape: [2, 1] }, [-1, 1]),
        'run_H.npy': npyFile({ shape: [2, 1] }, [0, 1]),
        'run_CV.npy': npyFile({ shape: [2, 1] }, [0, 2]),
        'other_X.npy': npyFile({ shape: [2, 1] }, [7, 8]),
      }),
    );
    assert.deepEqual(rolesOf(imported), [
      'x1 design',
      'f1 objective',
      'f2 objective',
      'g1 inequality',
      'h1 equality',
      'CV observable',
    ]);
    assert.deepEqual(cellsOf(imported.result, 'x1'), [5, 6]);
    assert.equal(columnOf(imported.result, 'f2').variable.direction, 'minimize');
    assert.deepEqual(imported.result.metadata['assumed'], {
      f1: { role: 'objective', direction: 'minimize', by: 'tool' },
      f2: { role: 'objective', direction: 'minimize', by: 'tool' },
    });
    assert.match(imported.notes.join(), /pymoo's convention F is minimised, G is feasible/);
    assert.equal(imported.name, 'run_F');
  });

  it('keeps the objectives when what lies beside them cannot be read', async () => {
    const broken = npyFile({ descr: '|O', shape: [1] }, Uint8Array.of(0x80));
    const imported = await readOne(fakeFile('F.npy', F, { 'X.npy': broken }));
    assert.deepEqual(rolesOf(imported), ['f1 objective', 'f2 objective']);
    assert.match(imported.unread?.[0]?.reason ?? '', /^"X\.npy" holds Python objects/);
    assert.equal(imported.name, 'folder');
  });

  it('reads one variable of many columns as one solution beside objectives of one dimension', async () => {
    const imported = await readOne(
      fakeFile('F.npy', npyFile({ shape: [1] }, [9]), {
        'X.npy': npyFile({ shape: [3] }, [1, 2, 3]),
      }),
    );
    assert.deepEqual(rolesOf(imported), ['x1 design', 'x2 design', 'x3 design', 'f1 objective']);
    assert.equal(imported.result.rowCount, 1);
  });

  it('asks for the roles of an array of any other name', async () => {
    const file = fakeFile('data.npy', F);
    const format = await detectFormat(file, formatPorts);
    const proposal = await format.propose?.(file, formatPorts);
    assert.deepEqual(
      proposal?.columns.map(({ name, role }) => [name, role]),
      [
        ['column_1', 'observable'],
        ['column_2', 'observable'],
      ],
    );
    const chosen = await readOne(file, { column_2: { role: 'objective', direction: 'maximize' } });
    assert.equal(columnOf(chosen.result, 'column_2').variable.direction, 'maximize');
    assert.equal(await format.propose?.(fakeFile('F.npy', F), formatPorts), undefined);
  });
});
