import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { detectFormat } from '../../src/formats/detectFormat';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { nodePorts } from '../../src/platform/node/nodePorts';
import { nodeSha256 } from '../../src/platform/node/nodeSha256';
import { readHere } from '../../src/sources/readHere';
import { namedSources } from '../../src/sources/sourceConfig';
import { SourceStorage } from '../../src/sources/sourceStorage';
import { createStorageManager } from '../../src/storage/factories';
import type { StorageManager } from '../../src/storage/manager';
import { makeSampleWorkspace } from '../fixtures/makeSampleWorkspace';
import { nsga2, violation } from '../fixtures/nsga2';
import { weldedBeam, zdt1 } from '../fixtures/testProblems';
import { sourceFile } from './support/sourceFiles';
import { formatPorts } from './support/sqlReader';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const wasmFolder = dirname(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));

describe('makeSampleWorkspace', () => {
  let folder: string;
  let manager: StorageManager;

  before(async function () {
    this.timeout(60_000);
    folder = await temporaryFolder();
    await makeSampleWorkspace(folder);
    manager = createStorageManager({
      primaryType: 'filesystem',
      primaryConfig: { basePath: '.optiscope/results' },
      secondaryType: 'database',
      secondaryConfig: { connectionString: 'sqlite:///.optiscope/archive.db' },
      ports: { ...nodePorts(wasmFolder), baseFolder: folder },
    });
  });

  after(async () => {
    await manager.close();
    await removeFolder(folder);
  });

  it('leaves a sync one of everything to do', async () => {
    const plan = await manager.planSync('bidirectional');
    const actions = plan.actions.map(({ key, kind, to }) => [key, kind, to]);
    assert.deepEqual(actions, [
      ['archive/2025/bnh-first-try', 'copy', 'primary'],
      ['constrained/bnh-nsga2', 'update', 'secondary'],
      ['constrained/welded-beam', 'update', 'primary'],
      ['tuning/ridge-random-search', 'conflict', undefined],
      ['zdt/zdt1-nsga2', 'skip-equal', undefined],
      ['zdt/zdt1-nsga2-seed-2', 'copy', 'secondary'],
    ]);
  });

  it('holds trials that were pruned and that failed', async () => {
    const result = await manager.loadResult('tuning/ridge-random-search');
    const state = result.columns.find(({ variable }) => variable.name === 'state');
    assert.deepEqual(state?.type === 'categorical' && [...state.categories].sort(), [
      'COMPLETE',
      'FAIL',
      'PRUNED',
    ]);
  });

  it('has a source with runs of several tools, one of them with a line that cannot be read', async () => {
    const settings = await readFile(join(folder, '.vscode', 'settings.json'), 'utf8');
    const { 'optiscope.sources': named } = JSON.parse(settings) as Record<string, string[]>;
    const files = new DiskFiles();
    const sources = new SourceStorage(
      {
        files,
        reader: readHere({ ...formatPorts, files, sha256: nodeSha256 }),
        remembered: () => ({}),
        watch: () => ({ dispose: () => undefined }),
      },
      namedSources((named ?? []).map(name => ({ location: join(folder, name) }))),
    );
    const keys = await sources.list();
    const [state] = sources.states;
    const readings = [...(state?.readings ?? [])].sort((a, b) =>
      a.item.inner < b.item.inner ? -1 : 1,
    );
    const rows = readings.map(({ item, fault, results }) => [
      item.inner,
      item.format.id,
      fault,
      ...results.map(({ head, unread }) => [head.rowCount, unread.length]),
    ]);
    await sources.close();
    assert.ok(keys.includes('runs/ridge.log/ridge'), keys.join());
    assert.deepEqual(rows, [
      ['bnh-population.csv', 'csv', undefined, [40, 0]],
      ['mlp_2025-05-22', 'ray-tune', undefined, [4, 0]],
      ['ridge-random-search.csv', 'csv', undefined, [60, 0]],
      ['ridge.log', 'optuna-journal', undefined, [40, 0]],
      ['turbine.csv', 'csv', undefined, [46, 1]],
      ['welded-beam-spreadsheet.csv', 'csv', undefined, [30, 0]],
      ['zdt1.npz', 'npz', undefined, [50, 0]],
    ]);
  });

  for (const [path, id] of [
    ['studies/ridge.db', 'optuna-sqlite'],
    ['studies/ridge-optuna-0.9.db', 'optuna-sqlite'],
    ['runs/bnh-population.csv', 'csv'],
    ['runs/welded-beam-spreadsheet.csv', 'csv'],
    ['runs/ridge-random-search.csv', 'csv'],
  ] as const) {
    it(`has ${path} to import`, async () => {
      const file = await sourceFile(join(folder, path));
      const format = await detectFormat(file, formatPorts);
      assert.equal(format.id, id);
      for (const { result } of await format.read(file, { ports: formatPorts })) {
        assert.ok(result.rowCount >= 30);
        assert.ok(result.columns.some(({ type }) => type === 'float64'));
      }
    });
  }
});

describe('nsga2', () => {
  it('comes close to the front of ZDT1', () => {
    const { population } = nsga2(zdt1, { size: 60, generations: 100, seed: 1 });
    const excess = population.map(({ f: [a = 0, b = 0] }) => b - (1 - Math.sqrt(a)));
    assert.ok(Math.max(...excess) < 0.03);
  });

  it('finds feasible welded beams near the best known cost', () => {
    const { population } = nsga2(weldedBeam, { size: 80, generations: 60, seed: 1 });
    assert.ok(population.every(individual => violation(individual) === 0));
    // The cheapest feasible design costs 2.38 $, the stiffest about 36 $.
    const costs = population.map(({ f }) => f[0] as number);
    assert.ok(Math.min(...costs) > 2.38 && Math.min(...costs) < 3.5);
    assert.ok(Math.max(...costs) > 30);
  });
});
