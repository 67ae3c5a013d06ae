import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { frontCorners, referencePoint } from '../../../src/core/analysis/frontPoints';
import { hypervolume } from '../../../src/core/analysis/hypervolume';
import { minimised } from '../../../src/core/analysis/minimised';
import { nondominatedRows } from '../../../src/core/analysis/nondominatedRows';
import { detectFormat } from '../../../src/formats/detectFormat';
import type { Roles } from '../../../src/formats/format';
import { FormatError } from '../../../src/formats/formatError';
import { cellsOf } from '../support/cells';
import { readOne, rolesOf } from '../support/readOne';
import { sharedData } from '../support/sharedData';
import { fakeFile, sourceFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

/** What NumPy and an independent hypervolume find in a front. */
interface ExpectedFront {
  readonly rows: number;
  readonly cols: number;
  readonly min: readonly number[];
  readonly max: readonly number[];
  readonly maximise: readonly boolean[];
  readonly nondominated_incl_duplicates: number;
  readonly nondominated_unique: number;
  readonly unique_rows: number;
  readonly hv_ref_in_min_space?: readonly number[];
  readonly hypervolume?: number;
}

function expectedFronts(file: string): Readonly<Record<string, ExpectedFront>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, ExpectedFront>>;
}

function near(found: number, expected: number): boolean {
  return Math.abs(found - expected) <= 1e-9 * Math.abs(expected);
}

describe('front on the fronts and sets of jMetal and pymoo (skipped without sample data)', () => {
  it('finds what NumPy and an independent hypervolume find', async function () {
    this.timeout(120_000);
    const expected = expectedFronts(sharedData(this, 'expected/fronts.json'));
    let volumes = 0;
    for (const [path, front] of Object.entries(expected)) {
      const file = await sourceFile(sharedData(this, path));
      const format = await detectFormat(file, formatPorts);
      const names = Array.from({ length: front.cols }, (_, index) => `f${index + 1}`);
      const asked = (await format.propose?.(file, formatPorts)) !== undefined;
      assert.equal(asked, front.maximise.includes(true), path);
      const roles: Roles = Object.fromEntries(
        names.map((name, index) => [
          name,
          { role: 'objective', direction: front.maximise[index] ? 'maximize' : 'minimize' },
        ]),
      );
      const { result } = await readOne(file, asked ? roles : undefined);
      const objectives = result.objectives;
      assert.deepEqual(
        objectives.map(({ variable }) => variable.name),
        names,
        path,
      );
      assert.equal(result.rowCount, front.rows, path);
      assert.deepEqual(
        objectives.map(({ variable }) => variable.direction === 'maximize'),
        front.maximise,
        path,
      );
      const values = objectives.map(({ variable }) => cellsOf(result, variable.name).map(Number));
      assert.deepEqual(
        values.map(column => column.reduce((a, b) => Math.min(a, b))),
        front.min,
        path,
      );
      assert.deepEqual(
        values.map(column => column.reduce((a, b) => Math.max(a, b))),
        front.max,
        path,
      );
      const columns = values.map((column, index) =>
        minimised(column, objectives[index]?.variable.direction),
      );
      const pointAt = (row: number): string => columns.map(column => column[row]).join(' ');
      const rows = nondominatedRows({ objectives: columns });
      assert.equal(rows.length, front.nondominated_incl_duplicates, path);
      assert.equal(new Set(Array.from(rows, pointAt)).size, front.nondominated_unique, path);
      const allPoints = Array.from({ length: front.rows }, (_, row) => pointAt(row));
      assert.equal(new Set(allPoints).size, front.unique_rows, path);
      const { hv_ref_in_min_space: reference, hypervolume: volume } = front;
      if (reference === undefined || volume === undefined) continue;
      const found = hypervolume({ objectives: columns }, reference);
      assert.ok(near(found ?? NaN, volume), `${path}: hypervolume ${found}`);
      volumes++;
      if (rows.length < front.rows) continue;
      const corners = frontCorners({ objectives: columns });
      assert.deepEqual(corners && referencePoint(corners), reference, path);
    }
    assert.deepEqual([Object.keys(expected).length, volumes], [57, 46]);
  });

  it('reads variables with the objectives of jMetal', async function () {
    const imported = await readOne(
      await sourceFile(sharedData(this, 'jmetal/fun_var/FUN_ZDT4.csv')),
    );
    const { result } = imported;
    assert.deepEqual([result.rowCount, result.designVariables.length], [100, 10]);
    assert.deepEqual(rolesOf(imported).slice(-2), ['f1 objective', 'f2 objective']);
    assert.equal(cellsOf(result, 'x1')[0], 3.7104599397805305e-5);
    assert.equal(cellsOf(result, 'x3')[0], -5.610552848505816e-5);
    assert.deepEqual(result.metadata['source'], {
      tool: 'jMetal',
      file: 'FUN_ZDT4.csv',
      companions: ['VAR_ZDT4.csv'],
    });
  });

  it('reads all of a population of pymoo', async function () {
    const { result } = await readOne(await sourceFile(sharedData(this, 'pymoo/population/osy.f')));
    assert.equal(result.rowCount, 1000);
    assert.deepEqual(
      [
        result.designVariables,
        result.objectives,
        result.inequalityConstraints,
        result.observables,
      ].map(columns => columns.length),
      [6, 2, 6, 1],
    );
    assert.equal(cellsOf(result, 'x1')[0], 6.627198123752622);
    assert.equal(cellsOf(result, 'g6')[0], -4.0339);
    assert.equal(cellsOf(result, 'kktpm')[2], 7.314631);
  });

  it('leaves out constraints whose rows are ragged, and says where', async function () {
    const path = sharedData(this, 'pymoo/population/kktpm-g01.f');
    const { result, unread } = await readOne(await sourceFile(path));
    assert.deepEqual(
      [result.rowCount, result.designVariables.length, result.inequalityConstraints.length],
      [60, 13, 0],
    );
    assert.match(
      unread?.[0]?.reason ?? '',
      /^"kktpm-g01\.g" is no table of numbers: 40 of 60 rows are not like the first: line 21 has 35 numbers/,
    );
  });

  it('keeps the indicators of a set', async function () {
    const path = sharedData(this, 'pymoo/performance_indicator/performance_indicators_1.f');
    const { result } = await readOne(await sourceFile(path));
    assert.deepEqual(result.metadata['indicators'], {
      gd: 1.149242042688369825,
      igd: 1.006625356143755923,
    });
  });

  const malformed: readonly (readonly [name: string, words: RegExp])[] = [
    ['emptyFile.dat', /is empty/],
    ['fileWithMissingData.dat', /line 2 has 2 numbers, but the first row 3 numbers/],
    ['fileWithWrongData.dat', /line 2 has 1 number, but the first row 2 numbers/],
  ];
  for (const [name, words] of malformed) {
    it(`says of ${name} ${words.source}`, async function () {
      const file = await sourceFile(sharedData(this, 'jmetal/malformed', name));
      await assert.rejects(readOne(file), (error: unknown) => {
        assert.ok(error instanceof FormatError);
        assert.match(error.message, words);
        return true;
      });
    });
  }

  it('reads a front of one point', async function () {
    const path = sharedData(this, 'jmetal/malformed/fileWithOnePoint.dat');
    assert.equal((await readOne(await sourceFile(path))).result.rowCount, 1);
    assert.equal((await readOne(fakeFile('a.pf', '1 2'))).result.rowCount, 1);
  });
});
