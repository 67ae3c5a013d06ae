import assert from 'node:assert/strict';
import { cellAt } from '../../../src/core/column';
import type { Cell } from '../../../src/core/column';
import { detectFormat } from '../../../src/formats/detectFormat';
import { dakotaHdf5 } from '../../../src/formats/dakotaHdf5';
import type { ImportedResult, Roles } from '../../../src/formats/format';
import { FormatError } from '../../../src/formats/formatError';
import { hdf5Library } from '../../../src/formats/hdf5/hdf5Library';
import { readHdf5 } from '../../../src/formats/hdf5/openHdf5';
import {
  dakotaOptimisation,
  dakotaSampling,
  dakotaSurrogate,
} from '../../fixtures/formats/dakotaHdf5';
import { hdf5File } from '../../fixtures/formats/hdf5File';
import { fakeFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

const at = 'dakota_results.h5';

async function read(bytes: Uint8Array, roles?: Roles): Promise<readonly ImportedResult[]> {
  const file = fakeFile(at, bytes);
  assert.equal(await detectFormat(file, formatPorts), dakotaHdf5);
  return dakotaHdf5.read(file, { ports: formatPorts, ...(roles && { roles }) });
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

describe('Results of Dakota in HDF5', () => {
  it('come with their variables in the order of the input deck, and with what it says of them', async () => {
    const found = await readOne(await dakotaOptimisation());
    assert.deepEqual(
      found.result.columns.map(({ variable, type }) => [variable, type]),
      [
        [{ name: 'eval_id', role: 'observable' }, 'int64'],
        [{ name: 'x1', role: 'design', lower: -2, upper: 2 }, 'float64'],
        [{ name: 'x2', role: 'design', lower: -2, log: true }, 'float64'],
        [{ name: 'n', role: 'design', lower: 1, upper: 9 }, 'int64'],
        [{ name: 'material', role: 'design', choices: ['steel', 'wood'] }, 'categorical'],
        [{ name: 'gauge', role: 'design', choices: [0.5, 0.75, 1.5] }, 'float64'],
        [{ name: 'load', role: 'observable' }, 'float64'],
        [{ name: 'cost', role: 'objective', direction: 'minimize' }, 'float64'],
        [{ name: 'lift', role: 'objective', direction: 'maximize' }, 'float64'],
        [{ name: 'g', role: 'inequality', sense: '<=', limit: 0.5 }, 'float64'],
        [{ name: 'band', role: 'inequality', sense: '<=', limit: 0.75 }, 'float64'],
        [{ name: 'band (lower)', role: 'inequality', sense: '>=', limit: 0.25 }, 'float64'],
        [{ name: 'h', role: 'equality', limit: 4 }, 'float64'],
      ],
    );
  });

  it('keep values exactly, and tell what was not asked for from what failed', async () => {
    const found = await readOne(await dakotaOptimisation());
    assert.deepEqual(cells(found, 'x1'), [-1.2, -0, 2]);
    assert.deepEqual(cells(found, 'x2'), [1, 1e-300, 0.1]);
    assert.deepEqual(cells(found, 'n'), [3n, 4n, 9n]);
    assert.deepEqual(cells(found, 'material'), ['steel', 'wood', 'steel']);
    assert.deepEqual(cells(found, 'cost'), [24.2, 3, NaN]);
    assert.deepEqual(cells(found, 'lift'), [1, null, NaN]);
    assert.deepEqual(cells(found, 'eval_id'), [1n, 2n, 3n]);
  });

  it('say who made them, and what the method found best', async () => {
    const { name, notes, result } = await readOne(await dakotaOptimisation());
    assert.equal(name, 'tb/NO_MODEL_ID');
    assert.deepEqual(notes, ['Derivatives are left out: gradients.']);
    assert.equal(result.problem.solver, 'soga');
    assert.equal(result.problem.nEvaluations, 3);
    const { source, methods, study, assumed } = result.metadata;
    assert.deepEqual(source, { tool: 'Dakota', version: '6.19', file: at, kind: 'hdf5' });
    assert.deepEqual(methods, {
      opt: {
        'execution:1': {
          best_objective_functions: [24.2, 1],
          best_parameters: {
            continuous: { x1: -1.2, x2: 1, load: 3.5 },
            discrete_string: ['steel'],
          },
        },
      },
    });
    assert.equal((study as { total_cpu_time?: unknown }).total_cpu_time, 1.5);
    assert.equal(assumed, undefined);
  });

  it('leave it to the user what generic responses are for', async () => {
    const bytes = await dakotaSampling();
    const proposal = await dakotaHdf5.propose?.(fakeFile(at, bytes), formatPorts);
    assert.deepEqual(
      proposal?.columns.map(({ name, role, missing }) => [name, role, missing]),
      [
        ['f', 'observable', 0],
        ['__proto__', 'observable', 1],
      ],
    );
    const found = await readOne(bytes, { f: { role: 'objective', direction: 'maximize' } });
    const { variable } = found.result.columns.find(({ variable }) => variable.name === 'f') ?? {};
    assert.deepEqual(variable, { name: 'f', role: 'objective', direction: 'maximize' });
    assert.deepEqual(cells(found, '__proto__'), [2, null]);
    assert.deepEqual(cells(found, 'seconds'), [0.5, 1.5]);
    assert.deepEqual(cells(found, 'uuv_1'), [0.25, 0.5]);
    const bounds = found.result.columns.find(({ variable }) => variable.name === 'uuv_1');
    assert.equal(bounds?.variable.upper, 1);
  });

  it('hold the evaluations of models that do more than pass them on', async () => {
    const found = await read(await dakotaSurrogate());
    assert.deepEqual(
      found.map(({ name }) => name),
      ['NO_ID/truth', 'models/surrogate/fit'],
    );
    assert.deepEqual(
      found.map(result => cells(result, 'obj_fn')),
      [[1], [1.25]],
    );
    assert.deepEqual(found[0]?.notes, [
      'The input deck gives no sense: Dakota minimises objectives.',
      'Left out is what Dakota made of the evaluations: "RECAST_fit_RECAST_1".',
    ]);
    assert.deepEqual(found[0]?.result.metadata['assumed'], {
      obj_fn: { role: 'objective', direction: 'minimize', by: 'tool' },
    });
  });

  it('without evaluations are refused with what to do', async () => {
    const bytes = await hdf5File(({ file, put }) => {
      file.create_attribute('dakota_version', '6.10');
      put('methods/m/results/execution:1/best_objective_functions', new Float64Array([1]));
    });
    await assert.rejects(read(bytes), /no evaluations: set "interface_selection simulation"/);
  });

  it('with variables and responses of different lengths are refused', async () => {
    const bytes = await hdf5File(({ file, put }) => {
      file.create_attribute('dakota_version', '6.19');
      put('interfaces/i/m/responses/functions', new Float64Array(3), { shape: [3, 1] });
      put('interfaces/i/m/variables/continuous', new Float64Array(2), { shape: [2, 1] });
    });
    await assert.rejects(
      read(bytes),
      /"continuous_1" has 2 values in 3 evaluations of "interfaces\/i\/m"/,
    );
  });
});

describe('HDF5 files', () => {
  it('of no known tool are described', async () => {
    const bytes = await hdf5File(({ put }) => put('mesh/points', new Float64Array(3)));
    const file = fakeFile('mesh.h5', bytes);
    await assert.rejects(
      detectFormat(file, formatPorts),
      /"mesh\.h5" is an HDF5 file of no known tool \(found: mesh\)\. Those of Dakota and GEMSEO are read/,
    );
  });

  it('that are cut off are refused with the reason', async () => {
    const bytes = (await dakotaSampling()).slice(0, 5000);
    await assert.rejects(detectFormat(fakeFile(at, bytes), formatPorts), (error: unknown) => {
      assert.ok(error instanceof FormatError);
      assert.match(error.message, /cannot be read: .*truncated.*Copy it again/);
      return true;
    });
  });

  const endless: Readonly<Record<string, (heap: DataView) => void>> = {
    'of free space that has no length': heap => {
      heap.setUint16(16, 0, true);
      heap.setUint32(24, 0, true);
    },
    'with a text whose length has a higher half, which is not seen': heap => {
      heap.setBigUint64(24, 2n ** 48n, true);
      heap.setBigUint64(32, 0n, true);
      heap.setBigUint64(40, 0n, true);
    },
    'with a text that reaches all around the memory': heap =>
      heap.setUint32(24, 2 ** 32 - 16, true),
  };
  for (const [kind, damage] of Object.entries(endless)) {
    it(`whose collections of texts would be followed without an end are refused: ${kind}`, async () => {
      const bytes = await dakotaSampling();
      const heap = Buffer.from(bytes.buffer).indexOf('GCOL');
      damage(new DataView(bytes.buffer, heap));
      await assert.rejects(
        detectFormat(fakeFile(at, bytes), formatPorts),
        /cannot be read: a collection of texts is damaged\./,
      );
    });
  }

  it('in which a text claims a gigabyte do not get it', async () => {
    const bytes = await hdf5File(({ put }) => put('k/0', ['x', 'longer']));
    const heap = Buffer.from(bytes.buffer).indexOf('GCOL');
    const place = Buffer.from(new BigUint64Array([BigInt(heap)]).buffer);
    const reference = Buffer.from(bytes.buffer).indexOf(place) - 4;
    new DataView(bytes.buffer).setUint32(reference, 2 ** 30, true);
    const file = fakeFile('texts.h5', bytes);
    await assert.rejects(
      readHdf5(file, reader => reader.data('k/0')),
      /"texts\.h5" is an HDF5 file that cannot be read: /,
    );
    const { module } = await hdf5Library();
    assert.ok(module.HEAPU8.length < 2 ** 29, `${module.HEAPU8.length} bytes`);
  });

  it('that are too large for the memory are refused before they are read', async () => {
    const small = fakeFile(at, await dakotaSampling());
    const read = () => Promise.reject(new Error('It is read.'));
    await assert.rejects(
      detectFormat({ ...small, size: 300 * 2 ** 20, read }, formatPorts),
      /is an HDF5 file of 300 MB: .*more than 256 MB are too many/,
    );
  });

  it('that claim more values than they can hold are refused', async () => {
    const bytes = await hdf5File(({ file, put }) => {
      file.create_attribute('dakota_version', '6.19');
      put('interfaces/i/m/responses/functions', new Float64Array(8), {
        shape: [8, 1],
        isGrowing: true,
      });
      const found = file.get('interfaces/i/m/responses/functions');
      if (found !== null && 'resize' in found) found.resize([2 ** 40, 1]);
    });
    await assert.rejects(read(bytes), /responses\/functions" claims more than the file can hold/);
  });
});
