import assert from 'node:assert/strict';
import type { ImportedResult } from '../../../src/formats/format';
import { mlflow } from '../../../src/formats/mlflow';
import { mlflowSamples } from '../../fixtures/formats/mlflow';
import { cellsOf, columnOf } from '../support/cells';
import { fakeFolder } from '../support/sourceFiles';
import type { Contents } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

function contentsOf(title: string): Contents {
  const sample = mlflowSamples().find(sample => sample.title === title);
  assert.ok(sample);
  const inner = Object.entries(sample.contents).map(([path, content]) => [path.slice(2), content]);
  return Object.fromEntries(inner) as Contents;
}

async function readContents(contents: Contents): Promise<ImportedResult> {
  const [imported, ...others] = await mlflow.read(fakeFolder('1', contents), {
    ports: formatPorts,
  });
  assert.ok(imported);
  assert.deepEqual(others, []);
  return imported;
}

describe('mlflow', () => {
  it('reads one row per run, by the time at which they began', async () => {
    const { name, result, notes } = await readContents(contentsOf('with runs of every kind'));

    assert.deepEqual([name, result.problem.name], ['tuning: A', 'tuning: A']);
    assert.equal(result.problem.runDate, '2025-05-22T14:04:40.000Z');
    assert.deepEqual(cellsOf(result, 'run_id'), ['beef0002', 'c0ffee01', 'dead0003']);
    assert.deepEqual(cellsOf(result, 'run_name'), ['from a tag', 'swift-bee-1', 'gone']);
    assert.deepEqual(cellsOf(result, 'state'), ['RUNNING', 'FINISHED', 'FAILED']);
    assert.deepEqual(cellsOf(result, 'end_time'), [
      null,
      '2025-05-22T14:04:51.500Z',
      '2025-05-22T14:04:56.500Z',
    ]);
    assert.deepEqual(cellsOf(result, 'user'), ['ada', 'ada', 'ada']);
    assert.ok(notes.some(note => note.includes('not written to its end yet')));
    assert.deepEqual(result.metadata['experiment'], {
      id: '1',
      createdAt: '2025-05-22T14:04:48.000Z',
      tags: { 'mlflow.note.content': 'first try' },
    });
  });

  it('types parameters, and finds names with slashes in folders below', async () => {
    const { result } = await readContents(contentsOf('with runs of every kind'));

    const params = result.designVariables.map(({ type, variable }) => [variable.name, type]);
    assert.deepEqual(
      new Map(params as [string, string][]),
      new Map([
        ['rate', 'float64'],
        ['optimizer', 'string'],
        ['model/layers', 'int64'],
        ['nesterov', 'boolean'],
      ]),
    );
    assert.deepEqual(cellsOf(result, 'rate'), [0.5, 1e-5, 2]);
    assert.deepEqual(cellsOf(result, 'model/layers'), [null, 3n, null]);
    assert.deepEqual(cellsOf(result, 'nesterov'), [null, true, null]);
  });

  it('shows the current value of each metric, and keeps what was logged before', async () => {
    const { result } = await readContents(contentsOf('with runs of every kind'));

    assert.deepEqual(cellsOf(result, 'loss'), [-Infinity, 0.125, null]);
    assert.deepEqual(cellsOf(result, 'val/acc'), [null, 0.875, null]);
    const trials = result.metadata['trials'] as Record<string, { history: object; tags?: object }>;
    assert.deepEqual(trials['c0ffee01']?.history, {
      loss: {
        step: [0, 1, 2],
        value: [0.5, 0.25, 0.125],
        timestamp: [
          '2025-05-22T14:04:51.000Z',
          '2025-05-22T14:04:52.000Z',
          '2025-05-22T14:04:53.000Z',
        ],
      },
      'val/acc': {
        step: [0, 0],
        value: [0.75, 0.875],
        timestamp: ['2025-05-22T14:04:53.000Z', '2025-05-22T14:04:53.000Z'],
      },
    });
    assert.deepEqual(Object.keys(trials['c0ffee01']?.tags ?? {}), ['mlflow.log-model.history']);
    assert.deepEqual(trials['beef0002']?.history, {
      loss: {
        step: [0, 1],
        value: ['NaN', '-Infinity'],
        timestamp: ['2025-05-22T14:04:41.000Z', '2025-05-22T14:04:42.000Z'],
      },
    });
    assert.deepEqual(cellsOf(result, 'tags.mlflow.user'), [null, 'ada', null]);
  });

  it('marks deleted runs, and leaves them out of the set of active ones', async () => {
    const { result } = await readContents(contentsOf('with runs of every kind'));

    assert.deepEqual(cellsOf(result, 'lifecycle_stage'), ['active', 'active', 'deleted']);
    assert.deepEqual(
      result.resultSets.map(({ name, rows }) => [name, [...rows]]),
      [['active', [0, 1]]],
    );
  });

  it('asks what metrics are for, not parameters', async () => {
    const folder = fakeFolder('1', contentsOf('with runs of every kind'));
    const proposal = await mlflow.propose?.(folder, formatPorts);

    assert.deepEqual(
      proposal?.columns.map(({ name, role, direction }) => [name, role, direction]),
      [
        ['loss', 'objective', 'minimize'],
        ['val/acc', 'objective', 'maximize'],
      ],
    );
  });

  it('reads what was written before 1.0', async () => {
    const { result } = await readContents(contentsOf('from before 1.0'));

    assert.deepEqual(cellsOf(result, 'state'), ['RUNNING']);
    assert.deepEqual(cellsOf(result, 'depth'), ['007']);
    assert.deepEqual(cellsOf(result, 'score'), [1.5], 'of the latest time');
    assert.equal(columnOf(result, 'score').variable.direction, 'maximize');
  });

  it('names what it cannot read and reads the rest', async () => {
    const contents = contentsOf('with runs of every kind');
    const { result, unread } = await readContents({
      ...contents,
      'dead0003/meta.yaml': 'run_id: [',
      'c0ffee01/metrics/loss': '1747922691000 0.5 0\n1747922692000 much 1\n',
    });

    assert.equal(result.rowCount, 2);
    assert.deepEqual(
      unread?.map(({ row, reason }) => [row, reason.slice(0, 75)]),
      [
        [2, 'Line 2 of c0ffee01/metrics/loss is not a time, a value and a step.'],
        [undefined, 'The run dead0003 cannot be read: "meta.yaml" is not sound YAML in line 1: F'],
      ],
    );
  });

  it('claims experiments alone: no runs, models or what is in the trash', async () => {
    const contents = contentsOf('with runs of every kind');
    const claims = async (meta: string): Promise<boolean> =>
      (await mlflow.detect(fakeFolder('x', { 'meta.yaml': meta }), formatPorts)) !== undefined;

    assert.equal(await claims(String(contents['meta.yaml'])), true);
    assert.equal(await claims(String(contents['c0ffee01/meta.yaml'])), false);
    assert.equal(await claims('name: model\ncreation_timestamp: 1\n'), false);
    const deleted = String(contents['meta.yaml']).replace('stage: active', 'stage: deleted');
    assert.equal(await claims(deleted), false);
  });

  it('reads YAML as plain values, and refuses what would fill the memory', async () => {
    const bomb = `a: &a [x]\n${Array.from({ length: 200 }, (_, i) => `k${i}: *a`).join('\n')}\n`;
    const contents = { ...contentsOf('from before 1.0') };
    await assert.rejects(readContents({ ...contents, 'meta.yaml': bomb }), {
      name: 'FormatError',
      message: /^"meta\.yaml" is not sound YAML in line 1: Excessive alias count/,
    });
  });
});
