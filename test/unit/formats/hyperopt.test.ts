import assert from 'node:assert/strict';
import type { ImportedResult } from '../../../src/formats/format';
import { hyperopt } from '../../../src/formats/hyperopt';
import { hyperoptSamples } from '../../fixtures/formats/hyperopt';
import { cellsOf, columnOf } from '../support/cells';
import { fakeFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

const [sample] = hyperoptSamples();

async function readText(text = String(sample?.contents['trials.json'])): Promise<ImportedResult> {
  const [imported] = await hyperopt.read(fakeFile('trials.json', text), { ports: formatPorts });
  assert.ok(imported);
  return imported;
}

describe('hyperopt', () => {
  it('reads trials of all states, parameters that are not active as missing', async () => {
    const { result } = await readText();

    assert.deepEqual(cellsOf(result, 'tid'), [0n, 1n, 2n, 3n]);
    assert.deepEqual(cellsOf(result, 'state'), ['DONE', 'DONE', 'ERROR', 'RUNNING']);
    assert.deepEqual(cellsOf(result, 'status'), ['ok', 'fail', 'new', 'new']);
    assert.deepEqual(cellsOf(result, 'rate'), [0.1, 0.2, 0.3, 0.4]);
    assert.deepEqual(cellsOf(result, 'depth'), [3n, null, null, 2n]);
    assert.deepEqual(cellsOf(result, 'loss'), [0.5, null, null, NaN]);
    assert.equal(columnOf(result, 'loss').variable.direction, 'minimize');
    assert.equal(result.problem.nEvaluations, 3);
  });

  it('reads times, errors and what is nested', async () => {
    const { result, notes } = await readText();

    assert.equal(cellsOf(result, 'book_time')[0], '2025-05-22T14:04:48.123000');
    assert.equal(cellsOf(result, 'refresh_time')[0], '2025-05-22T14:04:50.500Z');
    assert.equal(cellsOf(result, 'error')[2], "<class 'ValueError'>: no");
    assert.deepEqual(result.metadata['trials'], { 0: { result: { other: { list: [1, 2] } } } });
    assert.ok(notes.some(note => note.includes('hp.choice')));
  });

  it('says which document is no trial', async () => {
    await assert.rejects(readText('[{"misc": {"vals": {}}}, {"tid": 1}]'), {
      name: 'FormatError',
      message:
        '"trials.json" is no list of Hyperopt\'s trials: expected documents with tid, result and misc.vals, but number 2 is none.',
    });
  });
});
