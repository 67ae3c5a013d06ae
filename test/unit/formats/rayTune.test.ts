import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedResult, Roles, SourceFolder } from '../../../src/formats/format';
import { rayTune } from '../../../src/formats/rayTune';
import { rayTuneSamples } from '../../fixtures/formats/rayTune';
import { cellsOf, columnOf } from '../support/cells';
import { sharedData } from '../support/sharedData';
import { diskFolder, fakeFolder } from '../support/sourceFiles';
import type { Contents } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

async function readFolder(folder: SourceFolder, roles?: Roles): Promise<ImportedResult> {
  const options = { ports: formatPorts, ...(roles && { roles }) };
  const [imported, ...others] = await rayTune.read(folder, options);
  assert.ok(imported);
  assert.deepEqual(others, []);
  return imported;
}

function contentsOf(title: string): Contents {
  const sample = rayTuneSamples().find(sample => sample.title === title);
  assert.ok(sample);
  const inner = Object.entries(sample.contents).map(([path, content]) => [path.slice(4), content]);
  return Object.fromEntries(inner) as Contents;
}

const sampleFolder = (title: string): SourceFolder => fakeFolder('run', contentsOf(title));

describe('rayTune on folders written by Ray Tune (skipped without sample data)', () => {
  it('reads all 81 trials of a grid, of which 10 have their folders', async function () {
    const folder = diskFolder(sharedData(this, 'ray_tune/deepcave/run_1'));
    assert.deepEqual(await rayTune.detect(folder, formatPorts), { confidence: 0.95 });
    const proposal = await rayTune.propose?.(folder, formatPorts);
    assert.deepEqual(
      proposal?.columns.map(({ name, role, direction, assumed }) => [
        name,
        role,
        direction,
        assumed,
      ]),
      [['score', 'objective', 'maximize', true]],
    );
    const { name, result, unread } = await readFolder(folder, {
      score: { role: 'objective', direction: 'minimize' },
    });

    assert.deepEqual([name, result.rowCount, unread], ['run_1', 81, []]);
    assert.deepEqual(
      result.designVariables.map(({ variable }) => variable.name),
      ['alpha', 'beta', 'gamma'],
    );
    assert.equal(columnOf(result, 'score').variable.direction, 'minimize');
    assert.deepEqual(result.metadata['states'], { TERMINATED: 81 });
    assert.deepEqual(result.metadata['assumed'], {
      score: { role: 'objective', direction: 'minimize', by: 'user' },
    });
    const row = (name: string) => [0, 72, 80].map(index => cellsOf(result, name)[index]);
    assert.deepEqual(row('trial_id'), ['b92c8_00000', 'b92c8_00072', 'b92c8_00080']);
    assert.deepEqual(row('alpha'), [0.2, 0.2, 0.4]);
    assert.deepEqual(row('score'), [1, 1.2000000000000002, 1.9]);
    assert.equal(cellsOf(result, 'timestamp')[0], '2025-05-22T14:04:50Z');
    assert.equal(result.problem.runDate, '2025-05-22T14:04:48.916214Z');
  });

  it('reads a run of an optimiser whose trials count from 1, and touches no pickle', async function () {
    const path = sharedData(this, 'ray_tune/deepcave/run_2');
    assert.ok(readdirSync(path).some(name => name.startsWith('search_gen_state')));
    const { result } = await readFolder(diskFolder(join(path)));

    assert.deepEqual(cellsOf(result, 'number'), [1n, 2n, 3n]);
    assert.deepEqual(cellsOf(result, 'trial_id'), ['73021c4e', 'fba3d319', '4015af5d']);
    assert.equal(cellsOf(result, 'alpha')[0], 0.23745401188473625);
    assert.equal(cellsOf(result, 'score')[0], 1.4909391286298432);
  });
});

describe('rayTune', () => {
  it('reads a run that goes on: states, last reports, failures and trials that the state lacks', async () => {
    const { result, notes } = await readFolder(sampleFolder('that goes on'));

    assert.deepEqual(cellsOf(result, 'number'), [0n, 1n, 2n, 3n]);
    assert.deepEqual(cellsOf(result, 'state'), ['TERMINATED', 'ERROR', 'PENDING', 'RUNNING']);
    assert.deepEqual(cellsOf(result, 'rate'), [0.25, 0.5, 1, 0.75]);
    assert.deepEqual(cellsOf(result, 'model/act'), ['relu', null, null, null]);
    assert.deepEqual(cellsOf(result, 'score'), [1 / 3, 0.0625, null, 0.5]);
    assert.deepEqual(cellsOf(result, 'info/lr'), [0.1, 0.05, null, null]);
    assert.equal(cellsOf(result, 'error')[1], 'Failure # 1 (occurred at 2025-05-22_16-04-52)');
    assert.deepEqual(cellsOf(result, 'num_failures'), [0n, 1n, 0n, null]);
    assert.ok(!result.columns.some(({ variable }) => variable.name.startsWith('scale')));
    assert.ok(notes.some(note => note.includes('not written to its end yet')));
    assert.ok(notes.some(note => note.startsWith('Some trials are not in the state')));
    const trials = result.metadata['trials'] as Record<string, { history: object; error?: string }>;
    assert.deepEqual(Object.keys(trials), ['0', '1']);
    const { history } = trials['0'] as { history: Record<string, unknown> };
    assert.deepEqual(history['score'], [1, 0.5, 1 / 3]);
    assert.deepEqual(history['training_iteration'], [1, 2, 3]);
    assert.match(trials['1']?.error ?? '', /ValueError: no/);
  });

  it('reads what old versions kept in one text per trial', async () => {
    const { result } = await readFolder(sampleFolder('of an old version'));

    assert.deepEqual(cellsOf(result, 'trial_id'), ['1a2b3c4d']);
    assert.deepEqual(cellsOf(result, 'depth'), [3n]);
    assert.deepEqual(cellsOf(result, 'loss'), [0.5]);
    assert.equal(columnOf(result, 'loss').variable.direction, 'minimize');
  });

  it('reads trials by their folders where there is no state', async () => {
    const folder = sampleFolder('without its state');
    assert.deepEqual(await rayTune.detect(folder, formatPorts), { confidence: 0.8 });
    const { result } = await readFolder(folder);

    assert.deepEqual(cellsOf(result, 'state'), ['TERMINATED', 'PENDING']);
    assert.deepEqual(cellsOf(result, 'score'), [NaN, null]);
    assert.deepEqual(cellsOf(result, 'layers'), [2n, 5n]);
    const trials = result.metadata['trials'] as Record<string, { history: { score: unknown } }>;
    assert.deepEqual(trials['0']?.history.score, [1, 'NaN']);
  });

  it('keeps the histories of metrics alone when there are many', async () => {
    const lines = Array.from({ length: 2500 }, (_, step) =>
      JSON.stringify({
        training_iteration: step + 1,
        time_total_s: step,
        time_this_iter_s: 1,
        pid: 1,
        timestamp: step,
        iterations_since_restore: step,
        time_since_restore: 0,
        score: step,
        loss: 1,
      }),
    );
    const { result, notes } = await readFolder(
      fakeFolder('run', {
        't_b92c8_00000_0_a/params.json': '{"a": 1}',
        't_b92c8_00000_0_a/result.json': `${lines.join('\n')}\n`,
      }),
    );

    const { trials } = result.metadata as { trials: Record<string, { history: object }> };
    assert.deepEqual(Object.keys(trials['0']?.history ?? {}).sort(), [
      'loss',
      'score',
      'training_iteration',
    ]);
    assert.ok(notes.some(note => note.includes('more than 20,000 values')));
    assert.deepEqual(cellsOf(result, 'score'), [2499n]);
  });

  it('names the line that is no report, and what is wrong with a state', async () => {
    const contents = contentsOf('that goes on');
    const [path = ''] = Object.keys(contents).filter(path =>
      path.endsWith('0000_0_rate=0.1_2025-05-22_16-04-49/result.json'),
    );
    const text = String(contents[path]).replace('\n', '\n{broken\n');
    const { unread } = await readFolder(fakeFolder('run', { ...contents, [path]: text }));
    assert.deepEqual(unread, [{ row: 2, reason: `Line 2 of ${path} is no JSON object.` }]);
    const state = 'experiment_state-2025-05-22_16-04-48.json';
    for (const [damaged, words] of [
      [
        '{"stats": {}}',
        'is no state of a Ray Tune experiment: expected trial_data or checkpoints.',
      ],
      [
        '{"trial_data": [["{", "{}"]]}',
        'holds a trial whose text is no JSON: it is damaged or was cut off.',
      ],
      ['{"trial_data": [["{}", "{}"]]}', 'holds no trial_id or config for its trial 0.'],
    ] as const) {
      await assert.rejects(readFolder(fakeFolder('run', { [state]: damaged })), {
        name: 'FormatError',
        message: `"${state}" ${words}`,
      });
    }
  });
});
