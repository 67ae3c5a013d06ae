import assert from 'node:assert/strict';
import { csv } from '../../../src/formats/csv';
import type { ImportedResult, Roles } from '../../../src/formats/format';
import { hiplot } from '../../../src/formats/hiplot';
import { hiplotSamples } from '../../fixtures/formats/hiplot';
import { cellsOf, columnOf } from '../support/cells';
import { sharedData } from '../support/sharedData';
import { fakeFile, sourceFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

const text = String(hiplotSamples()[0]?.contents['experiment.json']);

async function readText(content = text, roles?: Roles): Promise<ImportedResult> {
  const options = { ports: formatPorts, ...(roles && { roles }) };
  const [imported] = await hiplot.read(fakeFile('experiment.json', content), options);
  assert.ok(imported);
  return imported;
}

describe('hiplot', () => {
  it('reads data points with their parents and asks what the values are for', async () => {
    const proposal = await hiplot.propose?.(fakeFile('experiment.json', text), formatPorts);
    const { result } = await readText(text, { loss: { role: 'objective', direction: 'maximize' } });

    assert.deepEqual(
      proposal?.columns.map(({ name, role }) => [name, role]),
      [
        ['dropout', 'design'],
        ['optimizer', 'design'],
        ['loss', 'objective'],
        ['epoch', 'observable'],
        ['tags', 'observable'],
      ],
    );
    assert.deepEqual(cellsOf(result, 'uid'), ['a', 'b', 'c']);
    assert.deepEqual(cellsOf(result, 'from_uid'), [null, 'a', 'b']);
    assert.deepEqual(cellsOf(result, 'dropout'), [0.25, 0.5, 1]);
    assert.equal(columnOf(result, 'dropout').variable.log, true);
    assert.equal(columnOf(result, 'optimizer').type, 'categorical');
    assert.deepEqual(cellsOf(result, 'loss'), [10, 5.5, NaN]);
    assert.equal(columnOf(result, 'loss').variable.direction, 'maximize');
    assert.deepEqual(cellsOf(result, 'epoch'), [1n, null, null]);
    assert.deepEqual(cellsOf(result, 'tags'), [null, null, '["x"]']);
  });

  it('says which data point is none', async () => {
    await assert.rejects(readText('{"datapoints": [{"uid": "a"}]}'), {
      name: 'FormatError',
      message:
        '"experiment.json" is no HiPlot experiment: expected data points with uid and values, but number 1 is none.',
    });
  });

  it('leaves its CSV files to the reader of tables, which finds the roles by name (skipped without sample data)', async function () {
    const file = await sourceFile(sharedData(this, 'hiplot/ml1.csv'));
    assert.equal(await hiplot.detect(file, formatPorts), undefined);
    const [imported] = await csv.read(file, { ports: formatPorts });
    const { result } = imported as ImportedResult;

    assert.equal(result.rowCount, 6968);
    assert.deepEqual(
      result.columns.map(({ variable: { name, role, direction } }) => [name, role, direction]),
      [
        ['uid', 'observable', undefined],
        ['from_uid', 'observable', undefined],
        ['dropout', 'design', undefined],
        ['embedding_size', 'design', undefined],
        ['epoch', 'observable', undefined],
        ['lr', 'design', undefined],
        ['train f1', 'objective', 'maximize'],
        ['valid ppl', 'objective', 'minimize'],
      ],
    );
    assert.deepEqual(cellsOf(result, 'from_uid').slice(0, 2), [null, '19751736_1']);
  });
});
