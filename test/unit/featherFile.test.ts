import assert from 'node:assert/strict';
import { join } from 'node:path';
import { encodeResult } from '../../src/core/resultFile';
import { OptimizationResult } from '../../src/core/result';
import { featherFile } from '../../src/formats/featherFile';
import type { SourceFile } from '../../src/formats/format';
import { FormatError } from '../../src/formats/formatError';
import { awkwardResult } from './support/awkwardResult';
import { cellsOf, columnOf } from './support/cells';
import { float64, text } from './support/columns';
import { fakeFile, sourceFile } from './support/sourceFiles';
import { formatPorts } from './support/sqlReader';

const ports = formatPorts;
const stamp = { revision: 'r1', updatedAt: '2026-01-02T03:04:05.678Z' };

async function artifact(result: OptimizationResult): Promise<SourceFile> {
  return fakeFile('study.v1.arrow', (await encodeResult(result, stamp)).bytes);
}

describe('featherFile', () => {
  it('reads an artifact as the very result it holds', async () => {
    const file = await artifact(awkwardResult);
    assert.equal(await featherFile.propose?.(file, ports), undefined);
    const [imported] = await featherFile.read(file, { ports });
    assert.equal(imported?.name, 'study.v1');
    assert.equal(imported.result.id, awkwardResult.id);
    assert.deepEqual(imported.result.metadata, awkwardResult.metadata);
    for (const { variable } of awkwardResult.columns) {
      assert.deepEqual(columnOf(imported.result, variable.name).variable, variable);
      assert.deepEqual(
        cellsOf(imported.result, variable.name),
        cellsOf(awkwardResult, variable.name),
      );
    }
  });

  it('proposes roles where nothing but observables is there', async () => {
    const columns = [float64('x1', [1]), float64('f1', [2]), text('state', ['COMPLETE'])];
    const file = await artifact(new OptimizationResult({ problem: { name: 'frame' }, columns }));
    const proposal = await featherFile.propose?.(file, ports);
    assert.deepEqual(
      proposal?.columns.map(({ role }) => role),
      ['design', 'objective', 'observable'],
    );
    const roles = { f1: { role: 'objective', direction: 'maximize' } } as const;
    const [imported] = await featherFile.read(file, { ports, roles });
    assert.deepEqual(
      imported?.result.objectives.map(({ variable }) => variable),
      [{ name: 'f1', role: 'objective', direction: 'maximize' }],
    );
    assert.deepEqual(imported.result.metadata['assumed'], {
      x1: { role: 'design', by: 'name' },
      f1: { role: 'objective', direction: 'maximize', by: 'user' },
      state: { role: 'observable', by: 'name' },
    });
  });

  it('forgets what belongs to a role that is taken away', async () => {
    const file = await artifact(awkwardResult);
    const roles = { 'f, "quoted"': { role: 'observable' } } as const;
    const [imported] = await featherFile.read(file, { ports, roles });
    assert.ok(imported);
    assert.deepEqual(columnOf(imported.result, 'f, "quoted"').variable, {
      name: 'f, "quoted"',
      role: 'observable',
    });
    assert.equal(columnOf(imported.result, 'x').variable.role, 'design');
  });

  it('says that a file is damaged', async () => {
    const sound = await artifact(awkwardResult);
    const damaged = await sound.read();
    const middle = Math.floor(damaged.length / 2);
    damaged[middle] = (damaged[middle] as number) ^ 0xff;
    const reading = featherFile.read(fakeFile(sound.name, damaged), { ports });
    await assert.rejects(reading, (error: unknown) => {
      assert.ok(error instanceof FormatError);
      assert.match(error.message, /^"study\.v1\.arrow" cannot be read: /);
      return true;
    });
  });

  it('reads files of other programs', async () => {
    const path = join(__dirname, '../fixtures/arrow/polars-zstd.arrow');
    const [imported] = await featherFile.read(await sourceFile(path), { ports });
    assert.equal(imported?.name, 'polars-zstd');
    assert.ok(imported.result.columns.length > 0);
  });
});
