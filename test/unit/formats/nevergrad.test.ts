import assert from 'node:assert/strict';
import { nevergradSamples } from '../../fixtures/formats/nevergrad';
import { cellsOf, columnOf } from '../support/cells';
import { readDisk, readPlace, sampleOf } from '../support/readSample';
import { sharedData } from '../support/sharedData';

describe('nevergrad', () => {
  it('reads losses, parameters with arrays, and what the optimiser noted', async () => {
    const { result, notes } = await readPlace(sampleOf(nevergradSamples(), 'with arrays'));
    assert.equal(result.problem.solver, 'nevergrad (NGOpt)');
    assert.deepEqual(cellsOf(result, 'loss'), [0.5, Infinity]);
    assert.equal(columnOf(result, 'loss').variable.direction, 'minimize');
    assert.deepEqual(
      result.designVariables.map(({ variable }) => variable.name),
      ['arch', 'lr', 'x[0]', 'x[1]'],
    );
    assert.deepEqual(cellsOf(result, 'x[1]'), [1.5, 2]);
    assert.equal(columnOf(result, 'x#sigma').variable.role, 'observable');
    assert.deepEqual(cellsOf(result, 'num-ask'), [1n, 2n]);
    assert.equal(notes[0], 'Nevergrad minimises every loss.');
  });

  it('takes the single losses for the objectives where there are several', async () => {
    const { result, notes } = await readPlace(sampleOf(nevergradSamples(), 'two objectives'));
    assert.deepEqual(
      result.objectives.map(({ variable }) => variable.name),
      ['losses#0', 'losses#1'],
    );
    assert.deepEqual(cellsOf(result, 'loss'), [3n]);
    assert.deepEqual(cellsOf(result, 'y'), [7n]);
    assert.equal(notes.at(-1), 'The last line is not whole yet: it is left out.');
  });

  it('reads logs of before 0.4', async () => {
    const { result } = await readPlace(sampleOf(nevergradSamples(), 'before 0.4'));
    assert.equal(result.problem.solver, 'nevergrad (OnePlusOne)');
    assert.deepEqual(
      result.designVariables.map(({ variable }) => variable.name),
      ['arg0', 'y'],
    );
  });

  it('leaves its benchmark to the reader of tables, with the loss as objective', async function () {
    const { result } = await readDisk(sharedData(this, 'nevergrad/sphere_perf_example.csv'));
    assert.equal(result.rowCount, 937);
    assert.deepEqual(
      result.objectives.map(({ variable }) => [variable.name, variable.direction]),
      [['loss', 'minimize']],
    );
    assert.equal(cellsOf(result, 'loss')[0], 3.3988053559);
  });
});
