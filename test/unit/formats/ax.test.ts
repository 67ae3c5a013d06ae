import assert from 'node:assert/strict';
import type { OptimizationResult } from '../../../src/core/result';
import { ax } from '../../../src/formats/ax';
import { axData } from '../../../src/formats/axData';
import type { Format, ImportedResult, Roles } from '../../../src/formats/format';
import { axSamples } from '../../fixtures/formats/ax';
import { axExperiment } from '../../fixtures/formats/axEncoding';
import { cellsOf, columnOf } from '../support/cells';
import { sharedData } from '../support/sharedData';
import { fakeFile, sourceFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

async function readOne(text: string, format: Format = ax, roles?: Roles): Promise<ImportedResult> {
  const options = { ports: formatPorts, ...(roles && { roles }) };
  const [imported, ...others] = await format.read(fakeFile('ax.json', text), options);
  assert.ok(imported);
  assert.deepEqual(others, []);
  return imported;
}

function sampleText(title: string): string {
  const text = axSamples().find(sample => sample.title === title)?.contents['ax.json'];
  assert.ok(typeof text === 'string');
  return text;
}

/** Name, role and what matters of the rest of each column that is no observable. */
function goalsOf(result: OptimizationResult): readonly unknown[] {
  return result.columns
    .filter(({ variable }) => /^(?:objective|inequality)$/.test(variable.role))
    .map(({ variable: { name, direction, sense, limit } }) =>
      direction === undefined ? [name, sense, limit] : [name, direction],
    );
}

describe('ax on files written by Ax (skipped without sample data)', () => {
  it('reads a snapshot of a client of 2025', async function () {
    const file = await sourceFile(
      sharedData(this, 'ax/ax_client_snapshot-tune_cnn_mnist-2025.json'),
    );
    assert.deepEqual(await ax.detect(file, formatPorts), { confidence: 0.95 });
    const [{ name, result }] = (await ax.read(file, { ports: formatPorts })) as [ImportedResult];

    assert.equal(name, 'ax_client_snapshot-tune_cnn_mnist-2025');
    assert.deepEqual(
      [result.rowCount, result.metadata['states'], goalsOf(result)],
      [26, { COMPLETED: 26 }, [['accuracy', 'maximize']]],
    );
    const { name: problem, runDate, nEvaluations } = result.problem;
    assert.deepEqual(
      [problem, runDate, nEvaluations],
      ['tune_cnn_on_mnist', '2025-02-03T18:40:14.037592', 26],
    );
    const { lower, upper, log } = columnOf(result, 'lr').variable;
    assert.deepEqual([lower, upper, log], [1e-6, 0.4, true]);
    const rates = cellsOf(result, 'lr');
    assert.deepEqual([rates[0], rates[25]], [2.6e-5, 6.844706951213188e-5]);
    const accuracies = cellsOf(result, 'accuracy').map(Number);
    assert.equal(accuracies.indexOf(Math.max(...accuracies)), 7);
    assert.deepEqual([accuracies[0], accuracies[7]], [0.8418333333, 0.9055]);
    assert.equal(cellsOf(result, 'time_completed')[25], '2025-02-03T18:43:29.610233');
  });

  it('reads the last data fetched of an experiment with a constraint', async function () {
    const file = await sourceFile(sharedData(this, 'ax/experiment-test_hartmann-2025.json'));
    const [{ result }] = (await ax.read(file, { ports: formatPorts })) as [ImportedResult];

    assert.equal(result.rowCount, 20);
    assert.deepEqual(goalsOf(result), [
      ['hartmann6', 'minimize'],
      ['l2norm', '<=', 1.25],
    ]);
    const [values, norms] = [cellsOf(result, 'hartmann6'), cellsOf(result, 'l2norm')];
    assert.deepEqual([values[0], values[17]], [-0.1083561823, -1.3171424714]);
    assert.deepEqual([norms[0], norms[19]], [1.619620394, 1.3377542847]);
    assert.equal(norms.filter(norm => Number(norm) <= 1.25).length, 9);
    assert.equal(cellsOf(result, 'l2norm_sem')[3], 0.2);
    assert.equal(cellsOf(result, 'l2norm_n')[3], 10000n);
    assert.equal(cellsOf(result, 'generator')[19], 'BoTorch');
  });

  it('reads a table of data of 2019 and asks what its metrics are for', async function () {
    const file = await sourceFile(sharedData(this, 'ax/hitl_data-dataframe-2019.json'));
    assert.deepEqual(await axData.detect(file, formatPorts), { confidence: 0.8 });
    const proposal = await axData.propose?.(file, formatPorts);
    assert.deepEqual(
      proposal?.columns.map(({ name, assumed }) => [name, assumed]),
      [
        ['metric_1', true],
        ['metric_2', true],
      ],
    );
    const roles = { metric_2: { role: 'objective', direction: 'maximize' } } as const;
    const [{ result }] = (await axData.read(file, { ports: formatPorts, roles })) as [
      ImportedResult,
    ];

    assert.equal(result.rowCount, 65);
    assert.deepEqual(goalsOf(result), [['metric_2', 'maximize']]);
    const row = ['arm_name', 'metric_1', 'metric_2', 'metric_2_sem', 'metric_2_n'];
    assert.deepEqual(
      row.map(name => cellsOf(result, name)[64]),
      ['0_52', 556.6430987863, 21.8315714862, 0.0705066715, 1598131n],
    );
    assert.equal(cellsOf(result, 'metric_1_start_time')[0], '2019-03-30T00:00:00.000Z');
  });
});

describe('ax', () => {
  it('describes each kind of parameter, and leaves out what an arm lacks', async () => {
    const { result } = await readOne(sampleText('of a client with trials that failed and run'));

    assert.deepEqual(
      result.designVariables.map(({ type, variable: { role, ...variable } }) => [type, variable]),
      [
        ['float64', { name: 'rate', lower: 1e-6, upper: 0.4, log: true }],
        ['int64', { name: 'layers', lower: 1, upper: 8 }],
        ['categorical', { name: 'optimizer', choices: ['adam', 'sgd'] }],
        ['int64', { name: 'batch', choices: [16, 32] }],
        ['int64', { name: 'epochs', choices: [10], description: 'Fixed parameter' }],
      ],
    );
    assert.deepEqual(cellsOf(result, 'rate'), [0.001, 1, 0.25]);
    assert.deepEqual(cellsOf(result, 'layers'), [3n, 4n, null]);
    assert.deepEqual(cellsOf(result, 'accuracy'), [0.8418, null, null]);
    assert.deepEqual(cellsOf(result, 'state'), ['COMPLETED', 'FAILED', 'RUNNING']);
    assert.deepEqual(cellsOf(result, 'failed_reason'), [null, 'out of memory', null]);
    assert.deepEqual(result.metadata['trials'], { 2: { runMetadata: { node: 'n1' } } });
    assert.equal(result.problem.nEvaluations, 2);
  });

  it('reads every arm of a batch, constraints of both senses, and notes a relative one', async () => {
    const { result, notes } = await readOne(
      sampleText('with a batch, two objectives and constraints'),
    );

    assert.deepEqual(goalsOf(result), [
      ['quality', 'maximize'],
      ['cost', 'minimize'],
      ['latency', '<=', 1.25],
      ['latency >= 0.5', '>=', 0.5],
    ]);
    assert.deepEqual(cellsOf(result, 'arm_name'), ['0_0', '0_1', 'status_quo']);
    assert.deepEqual(
      cellsOf(result, 'arm_weight'),
      [2, 2, null].map(w => w && BigInt(w)),
    );
    assert.deepEqual(cellsOf(result, 'dose'), [0, 0.75, 0.5]);
    assert.deepEqual(cellsOf(result, 'quality'), [0.5, 0.75, null]);
    assert.deepEqual(cellsOf(result, 'latency'), [2, null, null], 'the last fetched');
    assert.deepEqual(cellsOf(result, 'cost'), [3, null, null], 'fetched before, not again');
    assert.deepEqual(cellsOf(result, 'power'), [null, null, 7]);
    assert.equal(columnOf(result, 'memory').variable.role, 'observable');
    assert.ok(notes.some(note => note.includes('memory <= 10 is in percent of the status quo')));
    assert.equal(result.problem.name, 'ax');
  });

  it('reads what was written before the first release', async () => {
    const { result } = await readOne(sampleText('from before the first release'));

    assert.deepEqual(goalsOf(result), [
      ['gain', 'maximize'],
      ['loss', 'minimize'],
    ]);
    assert.deepEqual(cellsOf(result, 'dose'), [0.5]);
    assert.deepEqual(cellsOf(result, 'gain'), [null]);
  });

  it('computes a weighted sum where all its metrics are known', async () => {
    const { result, notes } = await readOne(sampleText('with a weighted sum as objective'));

    assert.deepEqual(goalsOf(result), [['2*gain - 0.5*loss', 'minimize']]);
    assert.deepEqual(cellsOf(result, '2*gain - 0.5*loss'), [4, null]);
    assert.deepEqual(cellsOf(result, 'gain'), [3, 1]);
    assert.ok(notes.some(note => note.includes('were computed from their means')));
  });

  it('reads expressions, and curves of metrics with their last value', async () => {
    const { result, notes } = await readOne(sampleText('with expressions and curves'));

    assert.deepEqual(goalsOf(result), [
      ['acc', 'maximize'],
      ['cost', 'minimize'],
      ['size', '<=', 5.5],
    ]);
    assert.deepEqual(cellsOf(result, 'acc'), [0.75]);
    assert.deepEqual(result.metadata['trials'], {
      0: { history: { '0_0': { acc: { 1: 0.5, 2: 0.75 }, cost: { 1: 9 }, size: { 1: 5 } } } },
    });
    assert.ok(notes.some(note => note.startsWith('The objective "sin(acc)" is no sum of metrics')));
    assert.ok(notes.some(note => note.includes('"size >= 0.5*baseline" compares with no number')));
  });

  it('says what is missing, and names the trial whose data cannot be read', async () => {
    await assert.rejects(readOne('{"_type": "AxClient", "experiment": {"trials": {}}}'), {
      name: 'FormatError',
      message:
        '"ax.json" is no whole Ax experiment: expected the objects search_space and trials, but search_space is not there. Save it again, e.g. with client.save_to_json_file().',
    });
    const odd = axExperiment([], null, { first: {} });
    await assert.rejects(readOne(JSON.stringify(odd)), {
      message: '"ax.json" has a trial "first": Ax numbers its trials.',
    });
    const frame = { df: { __type: 'DataFrame', value: '{"arm_name":{"0":"0_0"}}' } };
    const broken = axExperiment([], null, {}, { data_by_trial: { 4: { 1: frame } } });
    const { unread } = await readOne(JSON.stringify(broken));
    assert.deepEqual(unread, [
      { reason: 'The data of trial 4 are not a table of arms and metrics.' },
    ]);
    await assert.rejects(readOne('{"arm_name":{"0":"a"},"metric_name":{},"mean":{}}', axData), {
      message:
        '"ax.json" is no table of Ax: expected the columns arm_name, metric_name and mean with the same rows.',
    });
  });
});
