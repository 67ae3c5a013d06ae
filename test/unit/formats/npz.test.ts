import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/formats/detectFormat';
import { npyFile, npzFile } from '../../fixtures/formats/numpy';
import { cellsOf } from '../support/cells';
import { readOne, rolesOf } from '../support/readOne';
import { sharedData } from '../support/sharedData';
import { fakeFile, sourceFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

describe('npz', () => {
  const [X, F] = [npyFile({ shape: [2, 2] }, [1, 2, 3, 4]), npyFile({ shape: [2, 1] }, [5, 6])];

  it('reads other arrays of the same rows as observables, small ones into the metadata, and says what is left', async () => {
    const imported = await readOne(
      fakeFile(
        'run.npz',
        npzFile({
          n_eval: npyFile({ descr: '<i8', shape: [] }, Uint8Array.of(40, 0, 0, 0, 0, 0, 0, 0)),
          rank: npyFile({ descr: '|u1', shape: [2] }, Uint8Array.of(0, 1)),
          F,
          X,
          dF: npyFile({ shape: [2, 2] }, [0, 1, 2, 3]),
          ideal: npyFile({ shape: [3] }, [1, NaN, 3]),
          video: npyFile({ descr: '|u1', shape: [1, 2, 2] }, Uint8Array.of(1, 2, 3, 4)),
        }),
      ),
    );
    assert.deepEqual(rolesOf(imported), [
      'x1 design',
      'x2 design',
      'f1 objective',
      'rank observable',
      'dF_1 observable',
      'dF_2 observable',
    ]);
    assert.deepEqual(imported.result.metadata['arrays'], { n_eval: '40', ideal: [1, 'NaN', 3] });
    assert.match(
      imported.notes.join(),
      /"video" of shape \(1, 2, 2\) is left out: it does not align with the 2 rows/,
    );
  });

  it('takes a common prefix for the name of the population', async () => {
    const imported = await readOne(fakeFile('run.npz', npzFile({ pop_F: F, pop_X: X, opt_F: F })));
    assert.deepEqual(rolesOf(imported), [
      'x1 design',
      'x2 design',
      'f1 objective',
      'opt_F observable',
    ]);
  });

  it('reads truth values where numbers are needed as 0 and 1', async () => {
    const G = npyFile({ descr: '|b1', shape: [2, 1] }, Uint8Array.of(1, 0));
    const { result } = await readOne(fakeFile('run.npz', npzFile({ F, G })));
    assert.deepEqual(cellsOf(result, 'g1'), [1n, 0n]);
  });

  it('lists arrays that are pickles, and refuses an archive of nothing else', async () => {
    const object = npyFile({ descr: '|O', shape: [] }, Uint8Array.of(0x80, 4, 0x2e));
    const { unread, result } = await readOne(
      fakeFile('run.npz', npzFile({ F, algorithm: object })),
    );
    assert.equal(result.columns.length, 1);
    assert.match(
      unread?.[0]?.reason ?? '',
      /has the array "algorithm", which holds Python objects/,
    );
    await assert.rejects(
      readOne(fakeFile('run.npz', npzFile({ F: object }))),
      /no array that makes a table.*pickle/,
    );
  });

  it('asks for roles where no name is customary', async () => {
    const file = fakeFile('run.npz', npzFile({ loss: F, lr: F }));
    const format = await detectFormat(file, formatPorts);
    const proposal = await format.propose?.(file, formatPorts);
    assert.deepEqual(
      proposal?.columns.map(({ name, role }) => [name, role]),
      [
        ['loss', 'objective'],
        ['lr', 'design'],
      ],
    );
  });

  it('refuses what would unpack to far more than it is, before unpacking it', async () => {
    const bomb = npzFile({ F });
    const view = new DataView(bomb.buffer);
    const directory = view.getUint32(bomb.length - 6, true);
    view.setUint32(directory + 24, 80_000_000, true);
    await assert.rejects(
      readOne(fakeFile('bomb.npz', bomb)),
      /would unpack to 76 MB from \d+ bytes: that much is not unpacked/,
    );
  });

  it('notices damage by the checksum', async () => {
    for (const isPacked of [false, true]) {
      const bytes = npzFile({ F, X }, isPacked);
      const at = isPacked ? 60 : 170;
      bytes[at] = (bytes[at] as number) ^ 1;
      await assert.rejects(readOne(fakeFile('run.npz', bytes)), /ZIP archive/);
    }
  });

  it('says that the end is missing', async () => {
    const bytes = npzFile({ F });
    await assert.rejects(
      readOne(fakeFile('run.npz', bytes.subarray(0, -30))),
      /cut off: its directory is missing/,
    );
  });
});

describe('npy, npz and JSON of pymoo (skipped without sample data)', () => {
  const folder = 'generated/pymoo';

  it('reads the same of a run from every kind of file', async function () {
    const stem = 'nsga2-bnh-early-with-infeasible';
    const kinds = ['-F.npy', '-res.npz', '-pop.npz', '-res.json'];
    const imports = await Promise.all(
      kinds.map(async kind => readOne(await sourceFile(sharedData(this, folder, stem + kind)))),
    );
    const [fromNpy, fromNpz, fromPop, fromJson] = imports.map(rolesOf);
    const design = ['x1 design', 'x2 design', 'f1 objective', 'f2 objective'];
    assert.deepEqual(fromNpy, design);
    assert.deepEqual(fromNpz, [...design, 'g1 inequality', 'g2 inequality']);
    assert.deepEqual(fromPop, [...design, 'g1 inequality', 'g2 inequality', 'CV observable']);
    assert.deepEqual(fromJson, fromPop);
    for (const { result } of imports) {
      assert.equal(result.rowCount, 40);
      assert.deepEqual(cellsOf(result, 'x1').slice(0, 1), [0.19452702829919732]);
      assert.deepEqual(cellsOf(result, 'f2').slice(0, 2), [40.84244486565531, 4.058133329728302]);
    }
    const [, , , json] = imports;
    assert.equal(json?.result.problem.name, 'BNH');
    assert.equal(json.result.problem.nEvaluations, 120);
    assert.deepEqual(json.result.metadata['attributes'], {
      problem: 'BNH',
      n_gen: 4,
      n_eval: 120,
      exec_time: 0.021947383880615234,
    });
  });

  it('reads a single solution', async function () {
    for (const kind of ['-F.npy', '-res.npz', '-res.json']) {
      const { result } = await readOne(
        await sourceFile(sharedData(this, folder, `ga-g1-single${kind}`)),
      );
      assert.equal(result.rowCount, 1);
      assert.equal(result.designVariables.length, 13);
      assert.deepEqual(cellsOf(result, 'f1'), [-9.613565140485491]);
    }
    const { result } = await readOne(
      await sourceFile(sharedData(this, folder, 'ga-g1-single-pop.npz')),
    );
    assert.deepEqual([result.rowCount, result.inequalityConstraints.length], [50, 9]);
  });
});
