import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/formats/detectFormat';
import type { ImportedResult, Roles, SourceFile } from '../../../src/formats/format';
import { xopt } from '../../../src/formats/xopt';
import {
  configuration,
  firstDump,
  grouped,
  thirdDump,
  xoptSamples,
} from '../../fixtures/formats/xopt';
import { cellsOf, columnOf } from '../support/cells';
import { sharedData } from '../support/sharedData';
import { fakeFile, sourceFile } from '../support/sourceFiles';
import type { Contents } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

async function readFile(file: SourceFile, roles?: Roles): Promise<ImportedResult> {
  const [found] = await xopt.read(file, { ports: formatPorts, ...(roles && { roles }) });
  assert.ok(found);
  return found;
}

const read = (text: string, beside: Contents = {}): Promise<ImportedResult> =>
  readFile(fakeFile('dump.yaml', text, beside));

function variablesOf({ result }: ImportedResult, ...names: readonly string[]) {
  return names.map(name => columnOf(result, name).variable);
}

describe('xopt', () => {
  it('reads a dump of version 1 with its rows in the order of their numbers', async () => {
    const found = await read(firstDump);
    const { result } = found;
    const numbers = Array.from({ length: 11 }, (_, row) => row + 1);
    assert.deepEqual(
      cellsOf(result, 'x1'),
      numbers.map(row => row / 4),
    );
    assert.deepEqual(cellsOf(result, 'some_array[0]'), numbers.map(BigInt));
    assert.deepEqual(cellsOf(result, 'y1')[2], NaN);
    assert.equal(cellsOf(result, 'a')[10], 'dummy_constant');
    assert.deepEqual(cellsOf(result, 'xopt_error_str').slice(1, 3), ['', 'ValueError']);
    assert.deepEqual(variablesOf(found, 'x1', 'y1', 'c1', 'a'), [
      { name: 'x1', role: 'design', lower: 0, upper: 3.14159 },
      { name: 'y1', role: 'objective', direction: 'maximize' },
      { name: 'c1', role: 'inequality', sense: '>=', limit: 0.5 },
      { name: 'a', role: 'observable' },
    ]);
    assert.deepEqual(result.metadata['states'], { false: 10, true: 1 });
    assert.equal(result.problem.solver, 'bayesian_exploration');
    assert.equal(await xopt.propose?.(fakeFile('a.yaml', firstDump), formatPorts), undefined);
  });

  it('reads the typed problem of version 3', async () => {
    const found = await read(thirdDump.replace('big:', '__proto__:'));
    assert.deepEqual(variablesOf(found, 'x1', 'n', 'f1', 'f2', 'g', 'g (lower)', 'h', 'k'), [
      { name: 'x1', role: 'design', lower: 0.5, upper: 2 },
      { name: 'n', role: 'design', choices: [1, 2, 4] },
      { name: 'f1', role: 'objective', direction: 'maximize' },
      { name: 'f2', role: 'observable' },
      { name: 'g', role: 'inequality', sense: '<=', limit: 1 },
      { name: 'g (lower)', role: 'inequality', sense: '>=', limit: -1 },
      { name: 'h', role: 'inequality', sense: '<=', limit: 3 },
      { name: 'k', role: 'observable' },
    ]);
    assert.deepEqual(cellsOf(found.result, 'f1'), [0.125, null]);
    assert.deepEqual(cellsOf(found.result, '__proto__'), [9007199254740993n, 1n]);
    const source = found.result.metadata['source'] as Record<string, unknown>;
    assert.equal(source['version'], '3.0.0');
  });

  it('reads data from the file that the dump names, wherever that was', async () => {
    const sample = xoptSamples().find(({ title }) => title.includes('configuration'));
    const found = await read(configuration, sample?.contents);
    assert.deepEqual(
      found.result.columns.map(({ variable }) => variable.name),
      ['x1', 'f1', 'xopt_runtime', 'xopt_error'],
    );
    assert.deepEqual(cellsOf(found.result, 'f1'), [1.5, 2.5]);
    assert.match(found.notes.join(), /The data are those of "nsga2_output\/data.csv"/);
  });

  it('refuses a configuration without data', async () => {
    await assert.rejects(
      read(configuration),
      /is an Xopt configuration without data.*Put "nsga2_output\/data.csv" beside it/,
    );
  });

  it('asks for what version 0 does not say', async () => {
    const proposal = await xopt.propose?.(fakeFile('a.json', grouped), formatPorts);
    assert.deepEqual(
      proposal?.columns.map(({ name, role, assumed }) => [name, role, assumed]),
      [
        ['x1', 'design', false],
        ['y1', 'objective', true],
        ['c1', 'inequality', true],
        ['c1_stat', 'observable', false],
        ['feasibility', 'observable', false],
      ],
    );
    const { result } = await readFile(fakeFile('a.json', grouped), {
      y1: { role: 'objective', direction: 'maximize' },
    });
    assert.equal(columnOf(result, 'y1').variable.direction, 'maximize');
    assert.deepEqual(cellsOf(result, 'c1_stat'), [1n, 0n]);
  });

  it('finds a dump whose data are longer than what is looked at first', async () => {
    const rows = Array.from({ length: 9000 }, (_, row) => `    '${row}': 0.5\n`).join('');
    const long = `data:\n  x1:\n${rows}${firstDump.slice(firstDump.indexOf('evaluator:'))}`;
    const file = fakeFile('a.yaml', long);
    assert.equal((await detectFormat(file, formatPorts)).id, 'xopt');
    assert.equal((await readFile(file)).result.rowCount, 9000);
  });

  it('leaves other YAML and JSON alone', async () => {
    for (const text of ['name: a\nvalue: 1\n', 'data:\n  x: 1\n', '{"x": {"0": 1}}', 'vocs: 1\n']) {
      assert.equal(await xopt.detect(fakeFile('a.yaml', text), formatPorts), undefined, text);
    }
  });

  const samples = [
    ['v0-asynch_test_results.json', 9, { x1: 0.09430199631445996, y1: 0.019110796626485353 }],
    ['v0-mobo-opt_data.json', 30, { x1: 0.979712301, x2: 0.3356439326 }],
    ['v1-bayes_exp-dump.yaml', 10, { x1: 1.1195140727, y2: 0.7088299497, 'some_array[2]': 3n }],
    ['v1-test_checkpointing.yaml', 4, { x1: 1, x2: 10, y1: 10, cnt1: 1 }],
  ] as const;

  for (const [name, rows, last] of samples) {
    it(`reads ${name} (skipped without sample data)`, async function () {
      const file = await sourceFile(sharedData(this, 'xopt', name));
      assert.equal((await detectFormat(file, formatPorts)).id, 'xopt');
      const { result } = await readFile(file);
      assert.equal(result.rowCount, rows);
      for (const [column, value] of Object.entries(last)) {
        assert.equal(cellsOf(result, column).at(-1), value, column);
      }
    });
  }

  it('refuses the configurations among the samples (skipped without sample data)', async function () {
    for (const name of ['v2-nsga2_zdt3-config.yml', 'v2-nsga2_from_checkpoint-config.yml']) {
      const file = await sourceFile(sharedData(this, 'xopt', name));
      assert.equal((await detectFormat(file, formatPorts)).id, 'xopt');
      await assert.rejects(readFile(file), /is an Xopt configuration without data/);
    }
  });
});
