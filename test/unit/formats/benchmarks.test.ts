import assert from 'node:assert/strict';
import { readInfoFile } from '../../../src/formats/benchmark/infoFile';
import { coco } from '../../../src/formats/coco';
import { detectFormat } from '../../../src/formats/detectFormat';
import type { Format, ImportedResult, SourceFile } from '../../../src/formats/format';
import { iohProfiler } from '../../../src/formats/iohProfiler';
import {
  cocoFiles,
  cocoSamples,
  firstFiles,
  iohProfilerSamples,
  jsonFiles,
} from '../../fixtures/formats/benchmark';
import { cellsOf } from '../support/cells';
import { sharedData } from '../support/sharedData';
import { fakeFile, sourceFile } from '../support/sourceFiles';
import type { Contents } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

async function readWith(format: Format, file: SourceFile): Promise<ImportedResult> {
  const [found] = await format.read(file, { ports: formatPorts });
  assert.ok(found);
  return found;
}

const read = (format: Format, contents: Contents): Promise<ImportedResult> =>
  readWith(format, fakeFile('index.info', contents['index.info'] ?? '', contents));

const objectivesOf = ({ result }: ImportedResult) =>
  result.objectives.map(({ variable }) => variable);

describe('readInfoFile', () => {
  const attributesOf = (line: string): Record<string, string> => {
    const [block] = readInfoFile(`${line}\n%\nlog.dat, 1:5|1.0`);
    assert.deepEqual([block?.dataFile, block?.runs.length], ['log.dat', 1]);
    return Object.fromEntries(block?.attributes ?? []);
  };

  it('reads values in quotes of both kinds, with what else parts attributes in them', () => {
    assert.deepEqual(
      attributesOf(
        `suite = 'bbob', algId = 'CMA-ES, 2 = restarts', algInfo="John's, v=1" ,empty = '', DIM = 2`,
      ),
      {
        suite: 'bbob',
        algId: 'CMA-ES, 2 = restarts',
        algInfo: "John's, v=1",
        empty: '',
        DIM: '2',
      },
    );
  });

  it('reads bare values up to the comma', () => {
    assert.deepEqual(
      attributesOf(
        'funcId=1,DIM =  40 , Precision = 1.000e-08, my key = a = b, sigma-0 = 0.3, none =',
      ),
      {
        funcId: '1',
        DIM: '40',
        Precision: '1.000e-08',
        'my key': 'a = b',
        'sigma-0': '0.3',
        none: '',
      },
    );
  });

  it('passes over what is no attribute, and reads those beside it', () => {
    assert.deepEqual(
      attributesOf(
        `funcId = 1, lost, = 5, 'x' = 6, a = 'b' c, d = e'f, DIM = 2,, algId = 'cut, last = 3`,
      ),
      { funcId: '1', DIM: '2', last: '3' },
    );
  });

  it('reads the last of several of the same name', () => {
    assert.deepEqual(attributesOf("DIM = 2, algId = 'a', DIM = 3"), { DIM: '3', algId: 'a' });
  });

  for (const [of, filling] of [
    ['blanks', ' '],
    ['letters', 'a'],
    ['quotes', "'"],
    ['openings of values', "=' "],
    ['commas', ','],
  ] as const) {
    // What took time with the square of its length would take most of a day.
    it(`reads a line of a million ${of}`, () => {
      const found = attributesOf(`funcId = 1, ${filling.repeat(1_000_000)}, DIM = 2`);
      assert.equal(found['funcId'], '1');
      assert.equal(found['DIM'], '2');
    });
  }
});

describe('coco', () => {
  it('reads all instances of all dimensions, the distance to the optimum as the objective', async () => {
    const found = await read(coco, cocoFiles);
    const { result } = found;
    assert.deepEqual(objectivesOf(found), [
      { name: 'best noise-free fitness - Fopt', role: 'objective', direction: 'minimize' },
    ]);
    assert.deepEqual(cellsOf(result, 'best noise-free fitness - Fopt'), [2.5, 0.32, 1e-9, 4]);
    assert.deepEqual(cellsOf(result, 'dimension'), [2n, 2n, 2n, 3n]);
    assert.deepEqual(cellsOf(result, 'run'), [1n, 1n, 2n, 1n]);
    assert.deepEqual(cellsOf(result, 'instance'), [1n, 1n, 2n, 1n]);
    assert.deepEqual(cellsOf(result, 'x1'), [1, 0.5, -0, 1]);
    assert.deepEqual(cellsOf(result, 'x3'), [null, null, null, 3]);
    assert.equal(result.problem.solver, 'random search');
    assert.deepEqual(
      found.unread?.map(({ row }) => row),
      [4],
    );
    const source = result.metadata['source'] as Record<string, unknown>;
    assert.equal(source['version'], '2.4.1');
  });

  it('reads constrained problems, and refuses those of two objectives', async () => {
    const [, constrained, biobjective] = cocoSamples();
    const found = await read(coco, constrained?.contents ?? {});
    assert.deepEqual(cellsOf(found.result, objectivesOf(found)[0]?.name ?? ''), [1.5, 0.2]);
    assert.deepEqual(cellsOf(found.result, 'x2'), [-1, NaN]);
    const file = fakeFile('a.info', biobjective?.contents['index.info'] ?? '');
    await assert.rejects(detectFormat(file, formatPorts), /bi-objective COCO experiment/);
  });

  it('says which log is missing', async () => {
    const { 'index.info': index, 'data_f1/bbobexp_f1_DIM3_i1.dat': log } = cocoFiles;
    const found = await read(coco, {
      'index.info': index,
      'data_f1/bbobexp_f1_DIM3_i1.dat': log,
    });
    assert.equal(found.result.rowCount, 1);
    assert.match(found.unread?.[0]?.reason ?? '', /There is no "data_f1\/bbobexp_f1_DIM2_i1.dat"/);
    await assert.rejects(read(coco, { 'index.info': index }), /logs are not beside it/);
  });
});

describe('iohProfiler', () => {
  it('reads the first version: its suite PBO is maximised', async () => {
    const found = await read(iohProfiler, firstFiles);
    assert.deepEqual(objectivesOf(found), [
      { name: 'best-so-far f(x)', role: 'objective', direction: 'maximize' },
    ]);
    assert.deepEqual(cellsOf(found.result, 'best-so-far f(x)'), [38, 41, 100]);
    assert.deepEqual(cellsOf(found.result, 'mutation_rate'), [0.01, 0.02, 0.01]);
    assert.deepEqual(cellsOf(found.result, 'run'), [1n, 1n, 2n]);
    assert.equal(found.result.problem.solver, 'EA');
  });

  it('takes the direction from the file, else from the way in which the best value moves', async () => {
    const [, unsaid, second] = iohProfilerSamples();
    const found = await read(iohProfiler, unsaid?.contents ?? {});
    assert.equal(objectivesOf(found)[0]?.direction, 'maximize');
    assert.match(found.notes.join(), /The direction is that in which the best value so far moves/);
    const said = await read(iohProfiler, second?.contents ?? {});
    assert.equal(objectivesOf(said)[0]?.direction, 'minimize');
    assert.deepEqual(cellsOf(said.result, 'x1'), [null, -1]);
  });

  it('reads the index in JSON', async () => {
    const found = await read(iohProfiler, jsonFiles);
    assert.deepEqual(objectivesOf(found), [
      { name: 'raw_y_best', role: 'objective', direction: 'minimize' },
    ]);
    assert.deepEqual(cellsOf(found.result, 'x0'), [0.5, 0.25]);
    assert.deepEqual(cellsOf(found.result, 'instance'), [3n, 3n]);
    const [block] = found.result.metadata['blocks'] as readonly Record<string, unknown>[];
    assert.deepEqual(block?.['runs'], [
      {
        instance: 3,
        evaluations: 2,
        best: 0.5,
        attributes: { best: { evals: 2, y: 0.5, x: [0.25, 1] }, seed: 42 },
      },
    ]);
  });

  for (const [path, runs] of [
    ['ONE_PLUS_LAMDA_EA/IOHprofiler_f1_i1.info', 10],
    ['ONE_PLUS_LAMDA_EA_ws/IOHprofiler_fbla_i1.info', 10],
    ['ONE_PLUS_LAMDA_EA_ws/IOHprofiler_fblubb_i1.info', 10],
  ] as const) {
    it(`reads ${path} (skipped without sample data)`, async function () {
      const file = await sourceFile(sharedData(this, 'iohprofiler', path));
      assert.equal((await detectFormat(file, formatPorts)).id, 'iohprofiler');
      const found = await readWith(iohProfiler, file);
      assert.equal(found.result.rowCount, 462);
      assert.deepEqual(found.unread, []);
      assert.equal(objectivesOf(found)[0]?.direction, 'maximize');
      assert.equal(cellsOf(found.result, 'run').at(-1), BigInt(runs));
      const best = cellsOf(found.result, 'best-so-far f(x)');
      assert.deepEqual([best[0], best.at(-1)], [38, 100]);
      assert.equal(cellsOf(found.result, 'function evaluation').at(-1), 686n);
    });
  }
});
