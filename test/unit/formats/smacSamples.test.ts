import assert from 'node:assert/strict';
import { columnOf, cellsOf } from '../support/cells';
import { readDisk } from '../support/readSample';
import { sharedData } from '../support/sharedData';

interface Expected {
  readonly states: Readonly<Record<string, number>>;
  /** Sums over the successful trials, one per objective, as Python adds them. */
  readonly sums: readonly number[];
  /** The row of the least first cost, its configuration, and that cost. */
  readonly best: readonly [row: number, config: bigint, cost: number];
  readonly firstCost: number | null;
  readonly lastCost: number | null;
  readonly lastConfig: bigint;
  readonly runDate: string;
}

/** What Python's json and datetime find in the files. */
const runs: Readonly<Record<string, Expected>> = {
  'v1-mlp/run_1': {
    states: { SUCCESS: 20 },
    sums: [3.9417040358744395],
    best: [9, 10n, 0.14798206278026904],
    firstCost: 0.2376681614349776,
    lastCost: 0.17488789237668156,
    lastConfig: 20n,
    runDate: '2023-07-26T09:43:38.106Z',
  },
  'v1-mlp/run_2': {
    states: { SUCCESS: 60 },
    sums: [11.807174887892376],
    best: [41, 42n, 0.15246636771300448],
    firstCost: 0.18385650224215244,
    lastCost: 0.19730941704035876,
    lastConfig: 60n,
    runDate: '2023-07-26T09:48:31.497Z',
  },
  'v1-mlp/run_3': {
    states: { SUCCESS: 100 },
    sums: [19.183856502242154],
    best: [44, 45n, 0.14798206278026904],
    firstCost: 0.16143497757847536,
    lastCost: 0.179372197309417,
    lastConfig: 100n,
    runDate: '2023-07-26T10:07:46.407Z',
  },
  'v1-outlier-SMAC-pendigits-015-0-0': {
    states: { SUCCESS: 650, CRASHED: 21, RUNNING: 2 },
    sums: [517.7596658276362],
    best: [662, 494n, 0.07007128899974999],
    firstCost: 0.7248265720917559,
    lastCost: null,
    lastConfig: 502n,
    runDate: '2022-05-16T16:40:37.851Z',
  },
  'v2/mlp/run_1': {
    states: { SUCCESS: 20 },
    sums: [4.385650224215246],
    best: [11, 12n, 0.18834080717488788],
    firstCost: 0.2152466367713004,
    lastCost: 0.2017937219730942,
    lastConfig: 20n,
    runDate: '2023-07-26T08:35:30.959Z',
  },
  'v2/mlp/run_4': {
    states: { RUNNING: 252, SUCCESS: 244, CRASHED: 2 },
    sums: [145.1116883317858],
    best: [95, 96n, 0.036166821417517925],
    firstCost: null,
    lastCost: 0.8720241411327763,
    lastConfig: 498n,
    runDate: '2025-06-02T09:34:50.301Z',
  },
  'v2/mlp-nondeterministic/run_1': {
    states: { SUCCESS: 154 },
    sums: [51.81962240792325],
    best: [23, 20n, 0.019481584648715633],
    firstCost: 0.6699473847106159,
    lastCost: 0.09125502940266172,
    lastConfig: 59n,
    runDate: '2024-04-08T08:30:09.459Z',
  },
  'v2/multi-fidelity/run_1': {
    states: { SUCCESS: 179 },
    sums: [51.070923862581246],
    best: [167, 122n, 0.016696069328381413],
    firstCost: 0.23093160012380076,
    lastCost: 0.041176106468585716,
    lastConfig: 143n,
    runDate: '2024-01-26T11:57:44.840Z',
  },
  'v2/multi-objective/run_1': {
    states: { SUCCESS: 110, CRASHED: 2 },
    sums: [39.490947075208915, 2202220],
    best: [36, 19n, 0.02726864747756108],
    firstCost: 0.695625193438564,
    lastCost: 0.27379449086969987,
    lastConfig: 56n,
    runDate: '2024-08-21T10:49:26.987Z',
  },
};

describe('smac on runs of SMAC (skipped without sample data)', () => {
  for (const [run, expected] of Object.entries(runs)) {
    it(`reads of ${run} what Python reads`, async function () {
      const { result } = await readDisk(sharedData(this, 'smac', run, 'runhistory.json'));
      assert.deepEqual(result.metadata['states'], expected.states);
      assert.equal(result.problem.runDate, expected.runDate);
      assert.equal(result.objectives.length, expected.sums.length);
      const states = cellsOf(result, 'state');
      result.objectives.forEach(({ variable: { name, direction } }, index) => {
        const costs = cellsOf(result, name).filter((_, row) => states[row] === 'SUCCESS');
        const sum = costs.reduce((sum: number, cost) => sum + Number(cost), 0);
        assert.ok(Math.abs(sum / (expected.sums[index] as number) - 1) < 1e-12, `${name}: ${sum}`);
        assert.equal(direction, 'minimize');
      });
      const costs = cellsOf(result, result.objectives[0]?.variable.name ?? '');
      assert.equal(costs[0], expected.firstCost);
      assert.equal(costs.at(-1), expected.lastCost);
      const least = Math.min(...costs.flatMap(cost => (cost === null ? [] : [Number(cost)])));
      const row = costs.indexOf(least);
      const configs = cellsOf(result, 'config_id');
      assert.deepEqual([row, configs[row], least], expected.best);
      assert.equal(configs.at(-1), expected.lastConfig);
    });
  }

  it('knows the space of the large run: types, bounds, scales, choices, and what is not active', async function () {
    const { result } = await readDisk(
      sharedData(this, 'smac/v1-outlier-SMAC-pendigits-015-0-0/runhistory.json'),
    );
    assert.equal(result.designVariables.length, 39);
    assert.deepEqual(columnOf(result, 'optimizer:AdamWOptimizer:lr').variable, {
      name: 'optimizer:AdamWOptimizer:lr',
      role: 'design',
      lower: 1e-5,
      upper: 0.1,
      log: true,
    });
    assert.deepEqual(columnOf(result, 'model:__choice__').variable.choices, [
      'dasvdd',
      'dagmm',
      'ae',
      'vae',
    ]);
    const rates = cellsOf(result, 'optimizer:AdamWOptimizer:lr');
    assert.equal(rates.filter(rate => rate === null).length, 301);
    assert.equal(rates[662], 0.0015260171946165054);
    assert.equal(cellsOf(result, 'model:dagmm:num_units')[662], 6n);
    assert.equal(cellsOf(result, 'backbone:batch_normalization')[662], 'false');
    assert.equal(cellsOf(result, 'auroc')[0], 0.9561621155019933);
    assert.deepEqual(
      new Set(cellsOf(result, 'budget')),
      new Set([11.11111111111111, 33.33333333333333, 100]),
    );
  });

  it('selects what the intensifier holds to be best', async function () {
    const { result } = await readDisk(
      sharedData(this, 'smac/v2/multi-objective/run_1/runhistory.json'),
    );
    const [set] = result.resultSets;
    assert.equal(set?.name, 'incumbents');
    const ids = new Set(set.rows.map(row => cellsOf(result, 'config_id')[row]));
    assert.deepEqual(ids, new Set([1n, 2n, 19n, 20n, 27n, 36n, 37n, 43n, 50n, 55n]));
    assert.deepEqual(
      result.objectives.map(({ variable }) => variable.name),
      ['1 - accuracy', 'model_size'],
    );
  });
});
