import assert from 'node:assert/strict';
import { amltkSamples } from '../../fixtures/formats/amltk';
import { cellsOf, columnOf } from '../support/cells';
import { readDisk, readPlace, sampleOf } from '../support/readSample';
import { sharedData } from '../support/sharedData';

describe('amltk', () => {
  for (const kind of ['as CSV', 'as Parquet']) {
    it(`reads metrics, parameters and states of a history ${kind}`, async () => {
      const { name, result } = await readPlace(sampleOf(amltkSamples(), kind));
      assert.equal(name, 'run_1');
      assert.deepEqual(columnOf(result, 'accuracy').variable, {
        name: 'accuracy',
        role: 'objective',
        lower: 0,
        upper: 1,
        direction: 'maximize',
      });
      assert.deepEqual(cellsOf(result, 'accuracy'), [0.75, null]);
      const { log, lower } = columnOf(result, 'alpha').variable;
      assert.deepEqual([lower, log], [1e-8, true]);
      assert.deepEqual(cellsOf(result, 'alpha'), [0.5, 0.25]);
      assert.deepEqual(cellsOf(result, 'trial_seed'), [1721161116n, 1721161117n]);
      assert.deepEqual(result.metadata['states'], { success: 1, fail: 1 });
    });
  }

  it('reads metrics without bounds and leaves inactive parameters missing', async () => {
    const { result } = await readPlace(sampleOf(amltkSamples(), 'as CSV'));
    assert.equal(columnOf(result, 'size').variable.direction, 'minimize');
    assert.deepEqual(cellsOf(result, 'momentum'), [null, 0.9]);
    assert.equal(columnOf(result, 'profile:trial:time:duration').variable.role, 'observable');
  });

  it('reads of a history in Parquet what pandas reads', async function () {
    const { result } = await readDisk(
      sharedData(this, 'amltk/optuna_optimizer-run_1/history.parquet'),
    );
    assert.equal(result.rowCount, 149);
    assert.deepEqual(result.metadata['states'], { success: 149 });
    assert.deepEqual(
      result.designVariables.map(({ variable }) => variable),
      [
        { name: 'RandomForestClassifier:n_estimators', role: 'design', lower: 10, upper: 100 },
        { name: 'RandomForestClassifier:max_samples', role: 'design', lower: 0.1, upper: 0.9 },
      ],
    );
    const names = ['RandomForestClassifier:n_estimators', 'trial_seed', 'bucket'];
    assert.deepEqual(
      names.map(name => cellsOf(result, name).at(-1)),
      [78n, 1721161116n, 'optuna-doc-example/trial_number=147'],
    );
    assert.equal(columnOf(result, 'accuracy').variable.direction, 'maximize');
  });
});
