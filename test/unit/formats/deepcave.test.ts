import assert from 'node:assert/strict';
import { metricOf } from '../../../src/formats/deepcave/metricName';
import { deepcaveCsvSamples, deepcaveSamples } from '../../fixtures/formats/deepcave';
import { cellsOf, columnOf } from '../support/cells';
import { readDisk, readPlace, sampleOf } from '../support/readSample';
import { sharedData } from '../support/sharedData';

describe('metricOf', () => {
  it('reads name, bounds and direction', () => {
    const accuracy = { name: 'accuracy', lower: 0, upper: 1, direction: 'maximize' };
    assert.deepEqual(metricOf('metric:accuracy [0.0; 1.0] (maximize)'), accuracy);
    assert.deepEqual(metricOf('metric:accuracy[ 0.0 , 1.0 ]  (maximise) '), accuracy);
    assert.deepEqual(metricOf('metric:loss (val) [-inf, 2] (minimize)'), {
      name: 'loss (val)',
      upper: 2,
      direction: 'minimize',
    });
    assert.deepEqual(metricOf('metric:a [b] (minimize)'), { name: 'a [b]', direction: 'minimize' });
  });

  for (const other of ['accuracy', 'metric:accuracy', 'metric: (minimize)', 'metric:a (least)']) {
    it(`takes "${other}" for no metric`, () => assert.equal(metricOf(other), undefined));
  }

  it('reads a name of a million brackets and blanks', () => {
    const name = '[ '.repeat(500_000) + 'a';
    assert.equal(metricOf(`metric:${name} [0, 1] (minimize)`)?.name, name);
  });
});

describe('deepcave', () => {
  it('reads objectives with their directions, what failed and what was noted', async () => {
    const { name, result, notes } = await readPlace(sampleOf(deepcaveSamples(), 'crashed'));
    assert.equal(name, 'run_1');
    assert.deepEqual(notes, []);
    assert.deepEqual(
      result.objectives.map(({ variable }) => variable),
      [
        { name: 'accuracy', role: 'objective', lower: 0, upper: 1, direction: 'maximize' },
        { name: 'time', role: 'objective', direction: 'minimize' },
      ],
    );
    assert.deepEqual(cellsOf(result, 'accuracy'), [0.75, 0.875, null]);
    assert.deepEqual(cellsOf(result, 'time'), [0.5, Infinity, null]);
    assert.deepEqual(cellsOf(result, 'state'), ['SUCCESS', 'SUCCESS', 'CRASHED']);
    assert.deepEqual(cellsOf(result, 'budget'), [20, 40, 20]);
    assert.deepEqual(cellsOf(result, 'origin'), ['Random', 'Random', null]);
    assert.deepEqual(cellsOf(result, 'start_time'), [0, 0.5, 1.5]);
    assert.deepEqual(cellsOf(result, 'momentum'), [null, null, 0.9]);
    assert.deepEqual(cellsOf(result, 'note'), [null, 'warm', null]);
    assert.deepEqual(result.metadata['trials'], { '1': { additional: { curve: [1, 2] } } });
  });

  it('says what is not known of a history that lies alone', async () => {
    const { result, notes } = await readPlace(sampleOf(deepcaveSamples(), 'alone'));
    assert.deepEqual(
      result.objectives.map(({ variable }) => variable.name),
      ['cost_0', 'cost_1'],
    );
    assert.deepEqual(notes, [
      'There is no meta.json that says which way the costs are better: minimize is assumed.',
      'The last line is not whole yet: it is left out.',
    ]);
  });

  it('reads of a recorded run what Python reads', async function () {
    const { result } = await readDisk(
      sharedData(this, 'deepcave/native-minimal-run_1/history.jsonl'),
    );
    assert.equal(result.rowCount, 300);
    assert.deepEqual(result.metadata['states'], { SUCCESS: 300 });
    assert.equal(cellsOf(result, 'accuracy')[0], 0.7679207771514653);
    assert.equal(cellsOf(result, 'time')[1], 9.322166442871094e-5);
    assert.equal(cellsOf(result, 'alpha')[0], 0.5488135039273248);
    assert.equal(new Set(cellsOf(result, 'config_id')).size, 100);
    assert.deepEqual(new Set(cellsOf(result, 'budget')), new Set([20, 40, 60]));
    assert.equal(columnOf(result, 'accuracy').variable.direction, 'maximize');
  });
});

describe('deepcaveCsv', () => {
  it('reads directions and bounds of metrics from their names, parameters from the space', async () => {
    const { name, result } = await readPlace(sampleOf(deepcaveCsvSamples(), 'with a space'));
    assert.equal(name, 'run_1');
    assert.deepEqual(
      result.objectives.map(({ variable }) => variable),
      [
        { name: 'accuracy', role: 'objective', lower: 0, upper: 1, direction: 'maximize' },
        { name: 'size', role: 'objective', lower: 0, direction: 'minimize' },
      ],
    );
    assert.deepEqual(cellsOf(result, 'accuracy'), [0.75, 0.5, null]);
    assert.deepEqual(
      result.designVariables.map(({ variable }) => variable),
      [
        { name: 'alpha', role: 'design', lower: 1e-8, upper: 1, log: true },
        { name: 'depth', role: 'design', lower: 1, upper: 3 },
        { name: 'solver', role: 'design', choices: ['sgd', 'adam'] },
        { name: 'momentum', role: 'design', lower: 0, upper: 1 },
      ],
    );
    assert.deepEqual(cellsOf(result, 'momentum'), [null, 0.9, 0.9]);
    assert.equal(columnOf(result, 'remark').variable.role, 'observable');
    assert.deepEqual(result.metadata['states'], { success: 2, crashed: 1 });
  });

  it('takes unknown columns for parameters where there is no space, and says so', async () => {
    const { result, notes } = await readPlace(sampleOf(deepcaveCsvSamples(), 'without'));
    assert.deepEqual(
      result.designVariables.map(({ variable }) => variable.name),
      ['alpha', 'depth', 'solver', 'momentum', 'remark'],
    );
    assert.match(notes.at(-1) ?? '', /^There is no configspace\.csv/);
  });

  it('reads of two tables what Python reads', async function () {
    const first = await readDisk(sharedData(this, 'deepcave/dataframe-csv/run_1/trials.csv'));
    assert.equal(first.result.rowCount, 20);
    assert.equal(cellsOf(first.result, 'normal')[19], 0.2017937219730942);
    assert.equal(columnOf(first.result, 'normal').variable.direction, 'maximize');
    assert.equal(first.result.designVariables.length, 4);
    const third = await readDisk(sharedData(this, 'deepcave/dataframe-csv/run_3/trials.csv'));
    assert.equal(third.result.rowCount, 42);
    assert.equal(cellsOf(third.result, 'accuracy')[41], 0.775);
    assert.deepEqual(columnOf(third.result, 'criterion').variable.choices, [
      'gini',
      'entropy',
      'log_loss',
    ]);
    assert.equal(cellsOf(third.result, 'start_time')[0], 1723040294.9793115);
  });
});
