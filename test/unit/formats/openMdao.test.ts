import assert from 'node:assert/strict';
import { zlibSync } from 'fflate';
import { detectFormat } from '../../../src/formats/detectFormat';
import type { ImportedResult, Roles, SourceFile } from '../../../src/formats/format';
import { openMdao } from '../../../src/formats/openMdao';
import { readPackedJson } from '../../../src/formats/openMdao/packedJson';
import { SqlJsDatabase } from '../../../src/platform/sqlJsDatabase';
import {
  firstRecording,
  openMdaoSamples,
  pickledRecording,
  scaledRecording,
  typedRecording,
} from '../../fixtures/formats/openMdao';
import { cellsOf, columnOf } from '../support/cells';
import { sharedData } from '../support/sharedData';
import { fakeFile, sourceFile } from '../support/sourceFiles';
import { loadWasm } from '../support/sqlJsWasm';
import { formatPorts } from '../support/sqlReader';

async function readFile(file: SourceFile, roles?: Roles): Promise<ImportedResult> {
  const [found] = await openMdao.read(file, { ports: formatPorts, ...(roles && { roles }) });
  assert.ok(found);
  return found;
}

const read = async (bytes: Promise<Uint8Array>, roles?: Roles): Promise<ImportedResult> =>
  readFile(fakeFile('cases.sql', await bytes), roles);

function variablesOf({ result }: ImportedResult, ...names: readonly string[]) {
  return names.map(name => columnOf(result, name).variable);
}

describe('openMdao', () => {
  for (const version of [8, 14] as const) {
    it(`takes roles, directions and unscaled limits from the driver's settings of version ${version}`, async () => {
      const found = await read(scaledRecording(version));
      assert.deepEqual(variablesOf(found, 'x[0]', 'x[1]', 'f', 'h'), [
        { name: 'x[0]', role: 'design', lower: -19, upper: 21 },
        { name: 'x[1]', role: 'design', upper: 21 },
        { name: 'f', role: 'objective', direction: 'maximize', unit: 'N', description: 'lift' },
        { name: 'h', role: 'equality', limit: 4 },
      ]);
      assert.deepEqual(cellsOf(found.result, 'counter'), [4n, 9n]);
      assert.deepEqual(cellsOf(found.result, 'x[1]'), [2.5, 2.5]);
      const { source, counts } = found.result.metadata as Record<string, Record<string, unknown>>;
      assert.equal(source?.['formatVersion'], version);
      assert.equal(source?.['version'], version === 14 ? '3.36.0' : undefined);
      assert.equal(counts?.['problem_cases'], 1);
      assert.equal(found.result.problem.solver, 'ScipyOptimize_SLSQP');
      assert.equal(found.result.problem.runDate, '2018-07-31T18:13:30.624869Z');
      const proposal = openMdao.propose?.(
        fakeFile('cases.sql', await scaledRecording(version)),
        formatPorts,
      );
      assert.equal(await proposal, undefined);
    });
  }

  it('gives a constraint with two limits two columns, of the elements that the driver knows', async () => {
    const found = await read(scaledRecording(8));
    assert.deepEqual(variablesOf(found, 'band[0]', 'band[0] (lower)', 'band[1]', 'band[2]'), [
      { name: 'band[0]', role: 'inequality', sense: '<=', limit: 1 },
      { name: 'band[0] (lower)', role: 'inequality', sense: '>=', limit: -1 },
      { name: 'band[1]', role: 'observable' },
      { name: 'band[2]', role: 'inequality', sense: '<=', limit: 1 },
    ]);
    assert.deepEqual(cellsOf(found.result, 'band[2] (lower)'), [-2, -2]);
  });

  it('keeps inputs and residuals apart from outputs', async () => {
    const { result } = await read(scaledRecording(8));
    assert.deepEqual(cellsOf(result, 'c.x'), [1.5, null]);
    assert.deepEqual(cellsOf(result, 'residual_h'), [null, 0]);
  });

  it('reads what version 3 says of roles, and says what it takes for granted', async () => {
    const found = await read(typedRecording());
    assert.deepEqual(variablesOf(found, 'x', 'f', 'g', 'y[1][0]'), [
      { name: 'x', role: 'design' },
      { name: 'f', role: 'objective', direction: 'minimize', unit: 'kg' },
      { name: 'g', role: 'inequality' },
      { name: 'y[1][0]', role: 'observable' },
    ]);
    assert.deepEqual(cellsOf(found.result, 'f'), [NaN]);
    assert.deepEqual(cellsOf(found.result, 'g'), [-Infinity]);
    assert.deepEqual(found.result.metadata['assumed'], {
      f: { role: 'objective', direction: 'minimize', by: 'tool' },
      g: { role: 'inequality', by: 'tool' },
    });
  });

  it('reads arrays of NumPy and asks for roles where they are a pickle, which is never read', async () => {
    const file = fakeFile('cases.sql', await pickledRecording());
    const proposal = await openMdao.propose?.(file, formatPorts);
    assert.deepEqual(
      proposal?.columns.map(({ name, role, assumed }) => [name, role, assumed]),
      [
        ['counter', 'observable', false],
        ['iteration_coordinate', 'observable', false],
        ['pz.z[0]', 'observable', true],
        ['pz.z[1]', 'observable', true],
        ['obj_cmp.obj', 'objective', true],
        ['obj_cmp.x', 'observable', false],
        ['success', 'observable', false],
        ['time', 'observable', false],
        ['message', 'observable', false],
      ],
    );
    const found = await readFile(file, { 'pz.z[0]': { role: 'design' } });
    assert.deepEqual(cellsOf(found.result, 'pz.z[0]'), [5, 5]);
    assert.deepEqual(cellsOf(found.result, 'obj_cmp.obj'), [28.5, -0]);
    assert.deepEqual(cellsOf(found.result, 'success'), [true, false]);
    assert.equal(columnOf(found.result, 'pz.z[0]').variable.role, 'design');
    assert.match(found.notes.join(), /is a pickle, which is never read/);
  });

  it('reads the first recordings, in which the driver has columns of its own', async () => {
    const found = await read(firstRecording());
    assert.deepEqual(variablesOf(found, 'p.x[1]', 'c.f', 'c.g'), [
      { name: 'p.x[1]', role: 'design' },
      { name: 'c.f', role: 'objective', direction: 'minimize' },
      { name: 'c.g', role: 'inequality' },
    ]);
    assert.deepEqual(cellsOf(found.result, 'c.f'), [4, 0.25]);
  });

  it('tells several drivers apart, and lists iterations that cannot be read', async () => {
    const samples = await openMdaoSamples();
    const bytes = samples.find(({ title }) => title.includes('two'))?.contents['cases.sql'];
    const { result, unread } = await readFile(fakeFile('cases.sql', bytes ?? ''));
    assert.deepEqual(cellsOf(result, 'source'), ['DOEDriver', 'DOEDriver/SLSQP']);
    assert.deepEqual(cellsOf(result, '__proto__'), [null, 2]);
    assert.equal(unread?.length, 1);
    assert.match(unread[0]?.reason ?? '', /^Its variables cannot be read: /);
    assert.equal(unread[0]?.row, 3);
  });

  it('inflates metadata no further than it may grow, and to its end', async () => {
    const packed = zlibSync(new TextEncoder().encode(JSON.stringify(' '.repeat(100_000))));
    assert.equal(readPackedJson(packed), ' '.repeat(100_000));
    assert.throws(() => readPackedJson(packed, 1000), /larger than 1000 bytes/);
    assert.throws(() => readPackedJson(packed.subarray(0, 20)), /unexpected EOF|ends too early/);
  });

  it('refuses a recording without cases', async () => {
    const database = await SqlJsDatabase.open(loadWasm);
    database.run('CREATE TABLE metadata(format_version INT)');
    database.run('CREATE TABLE global_iterations(id INTEGER PRIMARY KEY)');
    database.run('CREATE TABLE driver_iterations(id INTEGER PRIMARY KEY, outputs TEXT)');
    const empty = Promise.resolve(database.export());
    await assert.rejects(read(empty), /without iterations of a driver.*Attach the recorder/);
  });

  const samples = [
    ['cases-2020.sql', 5, 1, 'system_iterations', {}],
    ['legacy-case_driver_01.sql', 1, 7, 'driver_iterations', { 'obj_cmp.obj': 3.1833939517606713 }],
    [
      'legacy-case_driver_solver_system_02.sql',
      2,
      7,
      'driver_iterations',
      { 'obj_cmp.obj': 3.1833939517606713 },
    ],
    [
      'legacy-case_driver_solver_system_03.sql',
      3,
      6,
      'driver_iterations',
      { obj: 3.1833939517607903, 'z[0]': 1.977638883507841 },
    ],
    [
      'legacy-case_database_v4.sql',
      4,
      6,
      'driver_iterations',
      { obj: 3.1833939517613725, con2: -20.244722232994388, x: 3.4397763606709533e-15 },
    ],
    [
      'legacy-case_driver_v5.sql',
      5,
      5,
      'driver_iterations',
      { f_xy: -27.08333333333333, x: 7.166666666666667, c: -15 },
    ],
    ['legacy-case_problem_v6.sql', 6, 1, 'problem_cases', { obj: 28.588308165031194 }],
    [
      'legacy-case_problem_driver_v8.sql',
      8,
      1,
      'problem_cases',
      { 'some_{input,withcommas}': 26, 'an_{output,withcommas}': 1352 },
    ],
  ] as const;

  for (const [name, version, rows, table, last] of samples) {
    it(`reads ${name} (skipped without sample data)`, async function () {
      const file = await sourceFile(sharedData(this, 'openmdao', name));
      assert.equal((await detectFormat(file, formatPorts)).id, 'openmdao');
      const { result, unread } = await readFile(file);
      const source = result.metadata['source'] as Record<string, unknown>;
      assert.deepEqual(
        [source['formatVersion'], result.rowCount, source['table'], unread],
        [version, rows, table, []],
      );
      for (const [column, value] of Object.entries(last)) {
        assert.equal(cellsOf(result, column).at(-1), value, column);
      }
    });
  }

  it('reads bounds and limits of legacy recordings (skipped without sample data)', async function () {
    const file = await sourceFile(sharedData(this, 'openmdao/legacy-case_driver_v5.sql'));
    assert.deepEqual(variablesOf(await readFile(file), 'x', 'f_xy', 'c'), [
      { name: 'x', role: 'design', lower: -50, upper: 50 },
      { name: 'f_xy', role: 'objective', direction: 'minimize' },
      { name: 'c', role: 'inequality', sense: '<=', limit: -15 },
    ]);
  });
});
