import assert from 'node:assert/strict';
import { hpBandSterSamples } from '../../fixtures/formats/hpBandSter';
import { cellsOf, columnOf } from '../support/cells';
import { readDisk, readPlace, sampleOf } from '../support/readSample';
import { sharedData } from '../support/sharedData';

const samples = hpBandSterSamples();

describe('hpBandSter', () => {
  it('reads one row per configuration and budget, with what failed', async () => {
    const { name, result, notes } = await readPlace(sampleOf(samples, 'with a crash'));
    assert.equal(name, 'bohb');
    assert.deepEqual(notes, ['HpBandSter minimises the loss.']);
    assert.deepEqual(cellsOf(result, 'loss'), [0.25, 0.125, null, Infinity]);
    assert.equal(columnOf(result, 'loss').variable.direction, 'minimize');
    assert.deepEqual(cellsOf(result, 'state'), ['COMPLETED', 'COMPLETED', 'CRASHED', 'COMPLETED']);
    assert.deepEqual(cellsOf(result, 'budget'), [9, 27, 9, 9]);
    assert.deepEqual(cellsOf(result, 'number'), [0n, 0n, 1n, 2n]);
    assert.deepEqual(cellsOf(result, 'alpha'), [0.5, 0.5, 1e-8, 0.125]);
    assert.deepEqual(cellsOf(result, 'momentum'), [null, null, 0.9, null]);
    assert.deepEqual(cellsOf(result, 'model_based_pick'), [false, false, false, true]);
    assert.deepEqual(cellsOf(result, 'submitted')[0], '2024-08-05T13:34:17.9818413Z');
    assert.deepEqual(cellsOf(result, 'finished')[3], null);
    assert.match(String(cellsOf(result, 'exception')[2]), /^Traceback/);
    assert.deepEqual(cellsOf(result, 'accuracy'), [0.75, null, null, null]);
    assert.deepEqual(cellsOf(result, 'info'), [null, '0.125', null, 'none']);
    assert.deepEqual(result.metadata['trials'], { '0': { info: { curve: [0.5, 'NaN'] } } });
    assert.deepEqual(result.metadata['states'], { COMPLETED: 3, CRASHED: 1 });
  });

  it('leaves a line that is being written out, and lines that are no results', async () => {
    const { at, contents } = sampleOf(samples, 'being written');
    const { result, notes, unread } = await readPlace({
      at,
      contents: { [at]: `${String(contents[at]).replace('\n', '\n[1, 2]\n{"a"\n')}` },
    });
    assert.equal(result.rowCount, 4);
    assert.equal(notes[1], 'The last line is not whole yet: it is left out.');
    assert.deepEqual(
      unread?.map(({ row }) => row),
      [3, 2],
    );
  });

  it('reads of a run of BOHB what Python reads', async function () {
    const { result } = await readDisk(sharedData(this, 'hpbandster/bohb-run_1/results.json'));
    assert.equal(result.rowCount, 65);
    assert.deepEqual(result.metadata['states'], { COMPLETED: 65 });
    const losses = cellsOf(result, 'loss').map(Number);
    assert.equal(losses[0], 0.7268363570083383);
    assert.deepEqual(columnOf(result, 'x').variable, {
      name: 'x',
      role: 'design',
      lower: 0,
      upper: 1,
    });
    assert.equal(cellsOf(result, 'x')[0], 0.8309226670499);
    const least = Math.min(...losses);
    assert.deepEqual([losses.indexOf(least), least], [46, 0.0318100072962]);
    assert.equal(cellsOf(result, 'x')[46], 0.0636200145924);
    assert.ok(Math.abs(losses.reduce((sum, loss) => sum + loss) - 10.162315010759727) < 1e-12);
    const budgets = cellsOf(result, 'budget');
    assert.deepEqual(
      [9, 27, 81, 243].map(budget => budgets.filter(found => found === budget).length),
      [27, 18, 12, 8],
    );
    const id = ['iteration', 'stage', 'number'].map(name => cellsOf(result, name)[64]);
    assert.deepEqual(id, [3n, 0n, 3n]);
    assert.equal(cellsOf(result, 'x')[64], 0.06390895895);
  });
});
