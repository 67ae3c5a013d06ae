import assert from 'node:assert/strict';
import { cellAt } from '../../../src/core/column';
import type { Cell } from '../../../src/core/column';
import { detectFormat } from '../../../src/formats/detectFormat';
import type { ImportedResult, Roles } from '../../../src/formats/format';
import { gemseoHdf5 } from '../../../src/formats/gemseoHdf5';
import {
  gemseoDatabase,
  gemseoNodes,
  gemseoProblem,
  putEntry,
} from '../../fixtures/formats/gemseoHdf5';
import { hdf5File } from '../../fixtures/formats/hdf5File';
import { fakeFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

async function read(bytes: Uint8Array, roles?: Roles): Promise<readonly ImportedResult[]> {
  const file = fakeFile('history.h5', bytes);
  assert.equal(await detectFormat(file, formatPorts), gemseoHdf5);
  return gemseoHdf5.read(file, { ports: formatPorts, ...(roles && { roles }) });
}

async function readOne(bytes: Uint8Array, roles?: Roles): Promise<ImportedResult> {
  const [first, ...others] = await read(bytes, roles);
  assert.ok(first && others.length === 0);
  return first;
}

function cells({ result }: ImportedResult, name: string): readonly Cell[] {
  const column = result.columns.find(({ variable }) => variable.name === name);
  assert.ok(column, name);
  return Array.from({ length: column.values.length }, (_, row) => cellAt(column, row));
}

describe('Histories of GEMSEO in HDF5', () => {
  it('have the names, types and bounds of the design space, and the roles of the problem', async () => {
    const found = await readOne(await gemseoProblem());
    assert.deepEqual(
      found.result.columns.map(({ variable, type }) => [variable, type]),
      [
        [{ name: 'index', role: 'observable' }, 'int64'],
        [{ name: 'x[0]', role: 'design', lower: -10, upper: 10 }, 'float64'],
        [{ name: 'x[1]', role: 'design', upper: 20 }, 'float64'],
        [{ name: 'n', role: 'design', lower: 0, upper: 9 }, 'int64'],
        [{ name: 'f', role: 'objective', direction: 'maximize' }, 'float64'],
        [{ name: '__proto__x', role: 'observable' }, 'float64'],
        [{ name: 'g[0]', role: 'inequality' }, 'float64'],
        [{ name: 'g[1]', role: 'inequality' }, 'float64'],
        [{ name: 'h', role: 'equality' }, 'float64'],
        [{ name: 'label', role: 'observable' }, 'string'],
      ],
    );
  });

  it('are in the order of their numbers; what an evaluation lacks is missing', async () => {
    const found = await readOne(await gemseoProblem());
    assert.deepEqual(cells(found, 'index'), [0n, 2n, 10n, 11n]);
    assert.deepEqual(cells(found, 'x[0]'), [0.5, 0.1, 1, 5]);
    assert.deepEqual(cells(found, 'n'), [2n, 4n, 3n, 7n]);
    assert.deepEqual(cells(found, 'g[1]'), [-0.5, 2, null, null]);
    assert.deepEqual(cells(found, 'h'), [1e-9, null, -0, null]);
    assert.deepEqual(cells(found, 'label'), [null, null, 'late', null]);
  });

  it('give a maximised objective its own sign back, and say so', async () => {
    const found = await readOne(await gemseoProblem());
    assert.deepEqual(cells(found, 'f'), [1, -4.3, NaN, null]);
    assert.deepEqual(found.notes, [
      '"f" is maximised: the file keeps it negated, as "-f".',
      'GEMSEO takes inequalities for met up to 0.0001; here they are met up to 0.',
      'Gradients are left out: of "-f".',
    ]);
  });

  it('keep an objective called "-f" as it is where nothing says that f is maximised', async () => {
    const bytes = await hdf5File(builder => {
      putEntry(builder, '', { index: 0, x: [1], outputs: { '-f': -7 } });
      builder.put('objective/name', '-f', { dtype: 'S2' });
    });
    const found = await readOne(bytes);
    const { variable } = found.result.objectives[0] ?? {};
    assert.deepEqual(variable, { name: '-f', role: 'objective', direction: 'minimize' });
    assert.deepEqual(cells(found, '-f'), [-7]);
    assert.deepEqual(found.notes, ['"-f" is minimised, with the numbers that the file keeps.']);
  });

  it('say what the optimiser came to', async () => {
    const { name, result } = await readOne(await gemseoProblem());
    assert.equal(name, 'history');
    assert.equal(result.problem.solver, 'SLSQP');
    assert.equal(result.problem.nEvaluations, 4);
    const { solution, opt_description, x_opt_as_dict, design_space_value } = result.metadata;
    assert.deepEqual(solution, { optimizer_name: 'SLSQP', optimum_index: '1' });
    assert.deepEqual(opt_description, { ineq_tolerance: 0.0001, minimize_objective: 0 });
    assert.deepEqual(x_opt_as_dict, { n: [3] });
    assert.deepEqual(design_space_value, { x: [0.5, 0.5], n: [0.5] });
  });

  it('without a problem leave it to the user what outputs are for', async () => {
    const bytes = await gemseoDatabase();
    const proposal = await gemseoHdf5.propose?.(fakeFile('history.h5', bytes), formatPorts);
    assert.deepEqual(
      proposal?.columns.map(({ name, samples }) => [name, samples]),
      [
        ['y', ['5', '25']],
        ['z', ['1', '2']],
      ],
    );
    const found = await readOne(bytes, { y: { role: 'objective' } });
    assert.deepEqual(
      found.result.objectives.map(({ variable }) => variable.name),
      ['y'],
    );
    assert.deepEqual(found.notes, ['Outputs of more than 1000 values are left out: "field".']);
  });

  it('at several nodes of a file are results of their own, asked for together', async () => {
    const bytes = await gemseoNodes();
    const found = await read(bytes, { z: { role: 'equality' }, y: { role: 'objective' } });
    assert.deepEqual(
      found.map(({ name }) => name),
      ['runs/a', 'runs/b'],
    );
    assert.deepEqual(
      found.map(({ result }) => result.columns.map(({ variable }) => variable.role)),
      [
        ['observable', 'design', 'objective'],
        ['observable', 'design', 'objective', 'equality'],
      ],
    );
  });

  it('whose names and values do not fit together are refused', async () => {
    const bytes = await hdf5File(builder => {
      putEntry(builder, '', { index: 0, x: [1], outputs: { y: 1, z: 2 } });
      builder.put('x/1', new Float64Array([1]));
      builder.put('k/1', ['y', 'z']);
      builder.put('v/1', new Float64Array([1]));
    });
    await assert.rejects(read(bytes), /evaluation 1 has 1 scalar values for 2 names/);
  });
});
