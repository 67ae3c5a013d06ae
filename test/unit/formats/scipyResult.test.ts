import assert from 'node:assert/strict';
import type { ImportedResult } from '../../../src/formats/format';
import { scipyResult } from '../../../src/formats/scipyResult';
import { scipyResultSamples } from '../../fixtures/formats/scipyResult';
import { cellsOf, columnOf } from '../support/cells';
import { fakeFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

async function readText(text: string): Promise<ImportedResult> {
  const [imported] = await scipyResult.read(fakeFile('result.json', text), { ports: formatPorts });
  assert.ok(imported);
  return imported;
}

function readSample(title: string): Promise<ImportedResult> {
  const sample = scipyResultSamples().find(sample => sample.title === title);
  return readText(String(sample?.contents['result.json']));
}

/** Name, bounds and choices of each design variable. */
const designOf = ({ result }: ImportedResult): readonly object[] =>
  result.designVariables.map(({ variable: { role, ...variable } }) => variable);

describe('scipyResult', () => {
  it('reads one optimum as one row, and what is no number into the metadata', async () => {
    const { result } = await readSample('of one minimisation');

    assert.deepEqual(cellsOf(result, 'x[0]'), [0.99999]);
    assert.deepEqual(cellsOf(result, 'fun'), [1.5e-10]);
    assert.deepEqual(cellsOf(result, 'jac[1]'), [-2e-6]);
    assert.deepEqual(cellsOf(result, 'success'), [true]);
    assert.equal(columnOf(result, 'fun').variable.direction, 'minimize');
    assert.equal(columnOf(result, 'fun').variable.role, 'objective');
    assert.deepEqual(result.metadata['assumed'], {
      fun: { role: 'objective', direction: 'minimize', by: 'tool' },
    });
    assert.deepEqual(result.metadata['trials'], {
      0: {
        hess_inv: [
          [0.5, 1],
          [1, 2],
        ],
      },
    });
    assert.equal(result.problem.nEvaluations, 93);
  });

  it('reads several optima as rows', async () => {
    const { result } = await readSample('of several starts, one of which failed');

    assert.deepEqual(cellsOf(result, 'x[1]'), [2, 3]);
    assert.deepEqual(cellsOf(result, 'fun'), [0.25, NaN]);
    assert.deepEqual(cellsOf(result, 'success'), [true, false]);
    assert.equal(result.problem.nEvaluations, 30);
  });

  it('takes the cost of least squares as the objective, not the residuals', async () => {
    const { result } = await readSample('of least squares');

    assert.deepEqual(
      result.objectives.map(({ variable }) => variable.name),
      ['cost'],
    );
    assert.deepEqual(cellsOf(result, 'fun[1]'), [-0.4]);
  });

  it('reads a point that is a number alone', async () => {
    const { result } = await readSample('of a scalar minimisation');

    assert.deepEqual(cellsOf(result, 'x[0]'), [1.25]);
    assert.equal(columnOf(result, 'x[0]').variable.role, 'design');
  });

  it('reads the evaluations of scikit-optimize, and bounds from the text of the space', async () => {
    const imported = await readSample('of scikit-optimize');
    const { result } = imported;

    assert.deepEqual(cellsOf(result, 'fun'), [0.5, 0.125, null]);
    assert.deepEqual(cellsOf(result, 'x[0]'), [0.001, 0.5, 0.25]);
    assert.deepEqual(cellsOf(result, 'x[2]'), ['sgd', 'adam', 'sgd']);
    assert.deepEqual(designOf(imported), [
      { name: 'x[0]', lower: 1e-6, upper: 1, log: true },
      { name: 'x[1]', lower: 1, upper: 5 },
      { name: 'x[2]', choices: ['adam', 'sgd'] },
    ]);
    assert.equal(result.problem.solver, 'scikit-optimize (GP)');
  });

  it('takes names of dimensions where the file has them', async () => {
    assert.deepEqual(designOf(await readSample('of scikit-optimize with named dimensions')), [
      { name: 'rate', lower: 0, upper: 1 },
      { name: 'kind', choices: [3, 5] },
    ]);
  });

  it('says what does not fit', async () => {
    await assert.rejects(readText('{"x_iters": [[1]], "func_vals": [1, 2]}'), {
      name: 'FormatError',
      message:
        '"result.json" holds 1 points in x_iters, but 2 values in func_vals: as many are expected.',
    });
    await assert.rejects(readText('[{"x": [1], "fun": 1}, {"fun": 2}]'), {
      message:
        '"result.json" is no list of optimisation results: expected objects with x and fun, but number 2 is none.',
    });
  });
});
