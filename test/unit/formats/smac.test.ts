import assert from 'node:assert/strict';
import { FormatError } from '../../../src/formats/formatError';
import { smacSamples } from '../../fixtures/formats/smac';
import { cellsOf, columnOf } from '../support/cells';
import { readPlace, sampleOf } from '../support/readSample';

const samples = smacSamples();

describe('smac', () => {
  it('reads a run of 1.x: costs of trials that failed or run are missing, and the notes say so', async () => {
    const { name, result, notes } = await readPlace(sampleOf(samples, 'failed trial'));
    assert.equal(name, 'run_1');
    assert.deepEqual(cellsOf(result, 'error'), [0.25, null, null]);
    assert.deepEqual(cellsOf(result, 'state'), ['SUCCESS', 'CRASHED', 'RUNNING']);
    assert.deepEqual(cellsOf(result, 'time'), [0.5, 0.25, null]);
    assert.deepEqual(cellsOf(result, 'starttime'), [
      '2023-07-26T09:43:38.1063142Z',
      '2023-07-26T09:43:39.1063142Z',
      null,
    ]);
    assert.deepEqual(cellsOf(result, 'auroc'), [0.9, null, null]);
    assert.deepEqual(cellsOf(result, 'origin'), ['Initial Design: Sobol', 'Random Search', null]);
    assert.deepEqual(notes, [
      'SMAC minimises every cost.',
      '1 trials were running: the placeholders for their costs and times are left out.',
      '1 trials failed: the costs that SMAC puts in for them are left out.',
    ]);
    const { source, stats, scenario, trajectory, trials } = result.metadata as Record<
      string,
      object
    >;
    assert.deepEqual(source, { tool: 'SMAC', file: 'runhistory.json', generation: '1.x' });
    assert.deepEqual(stats, { submitted_ta_runs: 3, _EMA_ALPHA: 0.2 });
    assert.deepEqual(Object.entries(scenario ?? {})[5], ['ta_run_limit', 'inf']);
    assert.equal((trajectory as unknown[]).length, 2);
    assert.deepEqual(trials, { '0': { additional_info: { curve: [1, 0.5] } } });
  });

  it('reads the space: inactive parameters are missing, choices are categories', async () => {
    const { result } = await readPlace(sampleOf(samples, 'failed trial'));
    assert.deepEqual(cellsOf(result, 'momentum'), [null, 0.9, null]);
    assert.deepEqual(columnOf(result, 'alpha').variable, {
      name: 'alpha',
      role: 'design',
      lower: 1e-8,
      upper: 1,
      log: true,
    });
    assert.deepEqual(cellsOf(result, 'depth'), [2n, 3n, 1n]);
    const size = columnOf(result, 'size');
    assert.deepEqual([size.type, size.variable.choices], ['categorical', [1, 2, 4]]);
    assert.deepEqual(columnOf(result, 'layers').variable.choices, [2]);
  });

  it('reads rows of before 0.13 and a space in PCS', async () => {
    const { result } = await readPlace(sampleOf(samples, 'of 0.x'));
    assert.deepEqual(cellsOf(result, 'cost'), [0.25, 3]);
    assert.deepEqual(cellsOf(result, 'seed'), [4n, 5n]);
    assert.deepEqual(cellsOf(result, 'state'), ['SUCCESS', 'TIMEOUT']);
    assert.ok(!result.columns.some(({ variable }) => variable.name === 'budget'));
    assert.deepEqual(
      ['alpha', 'depth', 'solver'].map(name => {
        const { type, variable } = columnOf(result, name);
        return [type, variable.lower, variable.upper, variable.log, variable.choices];
      }),
      [
        ['float64', 1e-8, 1, true, undefined],
        ['int64', 1, 3, undefined, undefined],
        ['categorical', undefined, undefined, undefined, ['sgd', 'adam']],
      ],
    );
  });

  it('reads several objectives and seeds of 2.x', async () => {
    const { name, result } = await readPlace(sampleOf(samples, 'two objectives'));
    assert.equal(name, 'wine/0');
    assert.equal(result.problem.solver, 'SMAC (HyperparameterOptimizationFacade)');
    assert.equal(result.problem.nEvaluations, 3);
    assert.deepEqual(cellsOf(result, '1 - accuracy'), [0.75, 0.5, null, null]);
    assert.deepEqual(cellsOf(result, 'model_size'), [1176, 1176, null, null]);
    assert.deepEqual(
      result.resultSets.map(({ rows }) => rows),
      [[0, 1]],
    );
    const { scenario, intensifier } = result.metadata as Record<string, Record<string, unknown>>;
    assert.equal(scenario?.['crash_cost'], 'Infinity');
    assert.deepEqual(Object.keys(intensifier ?? {}), ['incumbent_ids', 'trajectory']);
  });

  it('reads rows with times of the processor and rows with names', async () => {
    const timed = await readPlace(sampleOf(samples, 'times of the processor'));
    assert.deepEqual(cellsOf(timed.result, 'cpu_time'), [1.25, 1.25]);
    assert.deepEqual(cellsOf(timed.result, 'state'), ['SUCCESS', 'MEMORYOUT']);
    assert.deepEqual(cellsOf(timed.result, 'instance'), ['a', 'b']);
    assert.deepEqual(cellsOf(timed.result, 'loss'), [NaN, null]);
    const named = await readPlace(sampleOf(samples, 'named fields'));
    assert.deepEqual(cellsOf(named.result, 'cost'), [0.25, null]);
    assert.deepEqual(cellsOf(named.result, 'cpu_time'), [0.25, 0.25]);
  });

  it('leaves out what is no trial, and companions that are not sound', async () => {
    const { at, contents } = sampleOf(samples, 'times of the processor');
    const text = String(contents[at]).replace('"data": [', '"data": [\n    [1, 2],');
    const { result, unread } = await readPlace({
      at,
      contents: { [at]: text, 'scenario.json': '{"objectives": ' },
    });
    assert.equal(result.rowCount, 2);
    assert.deepEqual(
      unread?.map(({ row, reason }) => [row, reason.slice(0, 42)]),
      [
        [1, 'A trial has 10 or 11 fields, or a key and '],
        [undefined, 'Left out: "scenario.json" is not sound JSO'],
      ],
    );
  });

  it('says what is wrong with a history that is cut off', async () => {
    const { at, contents } = sampleOf(samples, 'two objectives');
    const whole = String(contents[at]);
    const cut = { at, contents: { [at]: whole.slice(0, whole.length / 2) } };
    await assert.rejects(readPlace(cut), (error: unknown) => {
      assert.ok(error instanceof FormatError);
      assert.match(error.message, /^"runhistory.json" is not sound JSON in line 1: /);
      return true;
    });
    const empty = { at, contents: { [at]: '{"stats": {"submitted": 0}, "data": []}' } };
    await assert.rejects(
      readPlace(empty),
      /is no whole SMAC run history: "data" and "configs" are expected/,
    );
  });
});
