import assert from 'node:assert/strict';
import { csv } from '../../src/formats/csv';
import type { OptimizationResult } from '../../src/core/result';
import { detectFormat } from '../../src/formats/detectFormat';
import { sharedData } from './support/sharedData';
import { sourceFile } from './support/sourceFiles';
import { formatPorts } from './support/sqlReader';

interface Sample {
  readonly path: string;
  readonly rows: number;
  /** Names by role; observables are left out. */
  readonly design: readonly string[];
  readonly objectives: readonly string[];
  readonly inequalities?: readonly string[];
}

const samples: readonly Sample[] = [
  {
    path: 'generated/pymoo/nsga2-bnh-early-with-infeasible-pop.csv',
    rows: 40,
    design: ['x1', 'x2'],
    objectives: ['f1', 'f2'],
    inequalities: ['g1', 'g2'],
  },
  {
    path: 'generated/pymoo/nsga2-zdt1-history.csv',
    rows: 527,
    design: [],
    objectives: ['f1', 'f2'],
  },
  { path: 'jmetal/lab/QualityIndicatorSummary.csv', rows: 9600, design: [], objectives: [] },
  {
    path: 'hiplot/ml1.csv',
    rows: 6968,
    design: ['dropout', 'embedding_size', 'lr'],
    objectives: ['train f1', 'valid ppl'],
  },
  { path: 'nevergrad/sphere_perf_example.csv', rows: 937, design: [], objectives: ['loss'] },
  { path: 'nevergrad/recorded_recommendations.csv', rows: 180, design: [], objectives: [] },
  {
    path: 'optuna/csv/tunny-EggTest1-enqueue-bom.csv',
    rows: 4,
    design: ['x0', 'x1'],
    objectives: [],
  },
  {
    path: 'optuna/csv/tunny-EggTest2-enqueue-bom.csv',
    rows: 1,
    design: ['x0', 'x1'],
    objectives: [],
  },
];

const refused: readonly (readonly [path: string, why: RegExp])[] = [
  ['optuna/pickle/deepcave-optuna_study-mo.pkl', /is a pickle/],
  ['jmetal/malformed/emptyFile.dat', /is empty/],
];

describe('csv on files of other tools (skipped without sample data)', () => {
  for (const { path, rows, ...roles } of samples) {
    it(`reads ${path}`, async function () {
      const result = await readSample(sharedData(this, path));
      assert.equal(result.rowCount, rows);
      assert.deepEqual(namesOf(result.designVariables), roles.design);
      assert.deepEqual(namesOf(result.objectives), roles.objectives);
      assert.deepEqual(namesOf(result.inequalityConstraints), roles.inequalities ?? []);
    });
  }

  for (const [path, why] of refused) {
    it(`says what ${path} is`, async function () {
      const file = await sourceFile(sharedData(this, path));
      await assert.rejects(detectFormat(file, formatPorts), why);
    });
  }
});

async function readSample(path: string): Promise<OptimizationResult> {
  const file = await sourceFile(path);
  assert.equal(await detectFormat(file, formatPorts), csv);
  const [imported] = await csv.read(file, { ports: formatPorts });
  assert.ok(imported);
  return imported.result;
}

function namesOf(columns: OptimizationResult['columns']): readonly string[] {
  return columns.map(({ variable }) => variable.name);
}
