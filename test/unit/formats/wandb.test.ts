import assert from 'node:assert/strict';
import type { ImportedResult } from '../../../src/formats/format';
import { wandb } from '../../../src/formats/wandb';
import { wandbSamples } from '../../fixtures/formats/wandb';
import { cellsOf, columnOf } from '../support/cells';
import { fakeFolder } from '../support/sourceFiles';
import type { Contents } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

const [sample] = wandbSamples();
const contents = Object.fromEntries(
  Object.entries(sample?.contents ?? {}).map(([path, content]) => [
    path.slice('wandb/'.length),
    content,
  ]),
);

async function readContents(files: Contents = contents): Promise<ImportedResult> {
  const [imported] = await wandb.read(fakeFolder('wandb', files), { ports: formatPorts });
  assert.ok(imported);
  return imported;
}

describe('wandb', () => {
  it('reads one row per run, by the time at which they began, also of one that has just begun', async () => {
    const { result, notes } = await readContents();

    assert.deepEqual(cellsOf(result, 'run_id'), ['zz99yy88', '1a2b3c4d', '55555555']);
    assert.deepEqual(cellsOf(result, 'mode'), ['offline', 'online', 'online']);
    assert.deepEqual(cellsOf(result, 'start_time'), [
      '2025-05-22T15:00:00',
      '2025-05-22T14:04:49.123456Z',
      '2025-05-22T17:00:00',
    ]);
    assert.ok(notes.some(note => note.includes('binary file, run-*.wandb, which is not read')));
    assert.deepEqual(result.metadata['source'], {
      tool: 'Weights & Biases',
      file: 'wandb',
      version: '0.19.9',
    });
  });

  it('makes design variables of the configuration, without what is internal', async () => {
    const { result } = await readContents();

    assert.deepEqual(
      result.designVariables.map(({ variable }) => variable.name),
      ['learning', 'layers[0]', 'layers[1]', 'optimizer', 'model/layers', 'model/act'],
    );
    assert.deepEqual(cellsOf(result, 'learning'), [0.5, 1e-5, null]);
    assert.deepEqual(cellsOf(result, 'model/layers'), [null, 3n, null]);
    assert.deepEqual(cellsOf(result, 'layers[1]'), [5n, null, null]);
  });

  it('reads what was logged last and asks what it is for', async () => {
    const { result } = await readContents();
    const proposal = await wandb.propose?.(fakeFolder('wandb', contents), formatPorts);

    assert.deepEqual(cellsOf(result, 'loss'), [NaN, 0.125, null]);
    assert.deepEqual(cellsOf(result, 'val/acc'), [null, 0.875, null]);
    assert.deepEqual(cellsOf(result, 'epoch'), [null, '12345678901234567890', null]);
    assert.deepEqual(cellsOf(result, 'runtime'), [3, 12.5, null]);
    assert.equal(cellsOf(result, 'last_logged')[1], '2025-05-22T14:04:50.25Z');
    assert.deepEqual(cellsOf(result, 'tags'), [null, 'first, try', null]);
    assert.equal(columnOf(result, 'note').variable.role, 'observable');
    assert.ok(!result.columns.some(({ variable }) => variable.name.startsWith('image')));
    assert.deepEqual(
      proposal?.columns.map(({ name, role, direction }) => [name, role, direction]),
      [
        ['loss', 'objective', 'minimize'],
        ['val/acc', 'objective', 'maximize'],
        ['epoch', 'observable', undefined],
      ],
    );
  });

  it('keeps where a run was made, but nobody’s address', async () => {
    const { result } = await readContents();

    assert.deepEqual(result.metadata['trials'], {
      '1a2b3c4d': {
        os: 'Linux-6.1',
        python: 'CPython 3.11.7',
        program: 'train.py',
        host: 'node',
        gpu: 'NVIDIA A100',
      },
    });
  });

  it('names a run that is damaged and reads the others', async () => {
    const path = 'run-20250522_160449-1a2b3c4d/files/wandb-summary.json';
    const { result, unread } = await readContents({ ...contents, [path]: '{"loss": ' });

    assert.equal(result.rowCount, 2);
    assert.match(
      unread?.[0]?.reason ?? '',
      /^The run run-20250522_160449-1a2b3c4d cannot be read: "wandb-summary\.json" is not sound JSON/,
    );
  });
});
