import assert from 'node:assert/strict';
import type { ImportedResult, ReadMemory, SourceFile } from '../../../src/formats/format';
import { FormatError } from '../../../src/formats/formatError';
import { optunaJournal } from '../../../src/formats/optunaJournal';
import {
  distributionText,
  journal,
  optunaJournalSamples,
  unit,
} from '../../fixtures/formats/optunaJournal';
import { cellsOf, columnOf } from '../support/cells';
import { fakeFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

const studyLine = '{"op_code":0,"study_name":"s","directions":[1]}';
const trialLine = '{"op_code":4,"study_id":0,"datetime_start":"2026-01-02T03:04:05"}';

function paramLine(trial: number, name: string, value: string, distribution = unit): string {
  return `{"op_code":5,"trial_id":${trial},"param_name":"${name}","param_value_internal":${value},"distribution":${distribution}}`;
}

function stateLine(trial: number, state: number, values: string): string {
  return `{"op_code":6,"trial_id":${trial},"state":${state},"values":${values},"datetime_start":"2026-01-02T04:00:00","datetime_complete":"2026-01-02T05:00:00"}`;
}

async function readText(text: string, memory?: ReadMemory): Promise<readonly ImportedResult[]> {
  return read(fakeFile('journal.log', text), memory);
}

async function read(file: SourceFile, memory?: ReadMemory): Promise<readonly ImportedResult[]> {
  return optunaJournal.read(file, { ports: formatPorts, ...(memory && { memory }) });
}

async function readOne(...operations: readonly string[]): Promise<ImportedResult> {
  const [first] = await readText(journal(...operations));
  assert.ok(first);
  return first;
}

describe('optunaJournal', () => {
  let wing: ImportedResult;
  let others: readonly ImportedResult[];

  before(async () => {
    const [sample] = optunaJournalSamples();
    const text = sample?.contents['journal.log'];
    assert.ok(typeof text === 'string');
    [wing, ...others] = (await readText(text)) as [ImportedResult, ...ImportedResult[]];
  });

  it('gives the studies that are left, a second one of a name being none', () => {
    assert.equal(wing.name, 'wing/mass & drag');
    assert.deepEqual(others, []);
    assert.deepEqual(
      wing.result.objectives.map(({ variable }) => [variable.name, variable.direction]),
      [
        ['mass', 'minimize'],
        ['drag', 'maximize'],
      ],
    );
  });

  it('counts trials over all studies, deleted ones, too, and numbers them within their own', () => {
    assert.deepEqual(cellsOf(wing.result, 'number'), [0n, 1n, 2n]);
    assert.deepEqual(cellsOf(wing.result, 'x'), [0.30000000000000004, 0.5, null]);
    assert.deepEqual(cellsOf(wing.result, 'layers'), [3n, null, null]);
    assert.deepEqual(cellsOf(wing.result, 'kind'), ['null', null, null]);
  });

  it('reads what trials end with, infinite values and templates with several objectives', () => {
    assert.deepEqual(cellsOf(wing.result, 'state'), ['COMPLETE', 'PRUNED', 'WAITING']);
    assert.deepEqual(cellsOf(wing.result, 'mass'), [1.5, 2, null]);
    assert.deepEqual(cellsOf(wing.result, 'drag'), [-Infinity, 3, null]);
    assert.deepEqual(cellsOf(wing.result, 'duration'), [1.5, 1, null]);
    assert.deepEqual(wing.result.metadata['states'], { COMPLETE: 1, PRUNED: 1, WAITING: 1 });
  });

  it('reads constraints, attributes, notes and intermediate values', () => {
    assert.deepEqual(cellsOf(wing.result, 'constraints_1'), [0.25, null, null]);
    assert.deepEqual(cellsOf(wing.result, 'user_attrs_seed'), [9007199254740993n, null, null]);
    assert.deepEqual(wing.result.metadata['userAttrs'], { owner: 'ada' });
    assert.equal(wing.result.metadata['note'], '# Wing');
    assert.deepEqual(wing.result.metadata['trials'], {
      '0': { intermediateValues: { '0': 'NaN', '1': 0.5 } },
      '1': { userAttrs: { nested: { a: [1, null] } }, intermediateValues: { '4': 2 } },
      '2': { systemAttrs: { fixed_params: { x: 0.25 } } },
    });
  });

  it('keeps times with their zone, and says where there is none', () => {
    assert.equal(cellsOf(wing.result, 'datetime_start')[0], '2026-01-02T03:04:05.000006+00:00');
    assert.equal(cellsOf(wing.result, 'datetime_start')[1], '2026-01-02T03:04:07');
    assert.match(wing.notes.join(), /without zone/);
  });

  it('lets nothing change a trial that is over, and keeps its values when none come', async () => {
    const { result } = await readOne(
      studyLine,
      trialLine,
      stateLine(0, 0, 'null'),
      stateLine(0, 2, '[3.0]'),
      stateLine(0, 1, '[4.0]'),
      paramLine(0, 'late', '0.5'),
      '{"op_code":8,"trial_id":0,"user_attr":{"late":1}}',
      '{"op_code":8,"trial_id":9,"user_attr":{"nobody":1}}',
    );
    assert.deepEqual(
      result.columns.map(({ variable }) => variable.name),
      ['number', 'value', 'state', 'datetime_start', 'datetime_complete', 'duration'],
    );
    assert.deepEqual(cellsOf(result, 'state'), ['PRUNED']);
    assert.deepEqual(cellsOf(result, 'value'), [3]);
    assert.deepEqual(cellsOf(result, 'datetime_start'), ['2026-01-02T03:04:05']);
  });

  it('starts a waiting trial when a worker takes it', async () => {
    const waiting = '{"op_code":4,"study_id":0,"datetime_start":null,"state":4}';
    const { result } = await readOne(studyLine, waiting, stateLine(0, 0, 'null'));
    assert.deepEqual(cellsOf(result, 'state'), ['RUNNING']);
    assert.deepEqual(cellsOf(result, 'datetime_start'), ['2026-01-02T04:00:00']);
  });

  it('leaves out a parameter whose distribution does not go with that of the first trial', async () => {
    const log = unit.replace('\\"log\\": false', '\\"log\\": true');
    const wide = unit.replace('1.0', '2.0');
    const choice = distributionText('CategoricalDistribution', '"choices": [0, 1]');
    const same = distributionText('CategoricalDistribution', '"choices": [false, 1.0]');
    const { result } = await readOne(
      studyLine,
      ...Array.from({ length: 5 }, () => trialLine),
      paramLine(0, 'x', '0.25'),
      paramLine(1, 'x', '0.5', log),
      paramLine(2, 'x', '1.5', wide),
      paramLine(3, 'x', '0', choice),
      paramLine(0, 'c', '0', choice),
      paramLine(1, 'c', '1', same),
      paramLine(2, 'c', '1', unit),
    );
    assert.deepEqual(cellsOf(result, 'x'), [0.25, null, 1.5, null, null]);
    assert.equal(columnOf(result, 'x').variable.upper, 2);
    assert.deepEqual(cellsOf(result, 'c'), ['0', '1', null, null, null]);
  });

  it('takes ids for trials and studies only where they are made', async () => {
    const stray = '{"op_code":4,"study_id":7,"datetime_start":null}';
    const { result } = await readOne(studyLine, stray, trialLine, paramLine(0, 'x', '0.75'));
    assert.deepEqual(cellsOf(result, 'x'), [0.75]);
  });

  it('leaves out a last line that is still being written', async () => {
    for (const rest of ['{"op_code":4,"stu', '{"op_code":4,"stu\n', '{"op_code":4,"x":"\xc3']) {
      const bytes = Uint8Array.from(journal(studyLine, trialLine) + rest, c => c.charCodeAt(0));
      const [{ result, notes }] = (await read(fakeFile('j.log', bytes))) as [ImportedResult];
      assert.equal(result.rowCount, 1);
      assert.match(notes.join(), /last line is still being written/);
    }
  });

  const faulty: readonly (readonly [line: string, words: RegExp])[] = [
    ['{"op_code":4,"stu', /line 2: .*JSON/],
    ['[1]', /line 2: it is no object/],
    ['{"op_code":4}', /line 2: "study_id" should be a whole number/],
    ['{"op_code":6,"trial_id":0,"state":9,"values":null}', /"state" should be a number below 5/],
    ['{"op_code":0,"study_name":"t","directions":[3]}', /"directions" should be a list of 0, 1/],
    ['{"op_code":5,"trial_id":0,"param_name":"x"}', /"distribution" should be a text/],
    [paramLine(0, 'x', '1', distributionText('New', '')), /unknown distribution/],
    ['{"op_code":8,"trial_id":0,"user_attr":[]}', /"user_attr" should be an object/],
  ];
  for (const [line, words] of faulty) {
    it(`says ${words.source}`, async () => {
      const text = `${journal(studyLine)}${line}\n${journal(trialLine)}`;
      await assert.rejects(readText(text), (error: unknown) => {
        assert.ok(error instanceof FormatError);
        assert.match(error.message, words);
        assert.equal(error.row, 2);
        return true;
      });
    });
  }

  it('lists operations of a newer Optuna with their lines', async () => {
    const { unread } = await readOne(studyLine, '{"op_code":11,"study_id":0}', trialLine);
    assert.deepEqual(
      unread?.map(({ row }) => row),
      [2],
    );
  });

  it('keeps keys that mean something to JavaScript', async () => {
    const { result } = await readOne(
      '{"op_code":0,"study_name":"__proto__","directions":[1]}',
      trialLine,
      paramLine(0, '__proto__', '0.5'),
      '{"op_code":8,"trial_id":0,"user_attr":{"__proto__":{"a":1}}}',
    );
    assert.deepEqual(cellsOf(result, '__proto__'), [0.5]);
    const attributes = '{"0":{"userAttrs":{"__proto__":{"a":1}}}}';
    assert.equal(JSON.stringify(result.metadata['trials']), attributes);
  });
});

describe('optunaJournal on a log that is followed', () => {
  const begun = journal(studyLine, trialLine, paramLine(0, 'x', '0.5'));
  const grown = begun + journal(stateLine(0, 1, '[2.0]'), trialLine);

  /** Where the reading of the file began. */
  async function startsOf(text: string, memory: ReadMemory) {
    const starts: number[] = [];
    const file = fakeFile('journal.log', text);
    const chunks = (start = 0): AsyncIterable<Uint8Array> => {
      starts.push(start);
      return file.chunks(start);
    };
    return { results: await read({ ...file, chunks }, memory), starts };
  }

  it('goes on where it ended, and leaves earlier results as they are', async () => {
    const memory: ReadMemory = {};
    const [before] = (await readText(`${begun}{"op_c`, memory)) as [ImportedResult];
    const { results, starts } = await startsOf(grown, memory);
    const lastLine = begun.lastIndexOf('\n', begun.length - 2) + 1;
    assert.deepEqual(starts, [lastLine, begun.length]);
    const [{ result, notes }] = results as [ImportedResult];
    assert.deepEqual(cellsOf(result, 'state'), ['COMPLETE', 'RUNNING']);
    assert.deepEqual(cellsOf(result, 'x'), [0.5, null]);
    assert.doesNotMatch(notes.join(), /being written/);
    assert.deepEqual(cellsOf(before.result, 'state'), ['RUNNING']);
    assert.equal(before.result.rowCount, 1);
  });

  for (const [how, other] of [
    ['is another', journal(studyLine, trialLine, paramLine(0, 'x', '0.25'), trialLine)],
    ['became shorter', journal(studyLine, trialLine)],
    ['was changed before its end', grown.replace('"s"', '"t"')],
  ] as const) {
    it(`reads it anew when it ${how}`, async () => {
      const memory: ReadMemory = {};
      await readText(begun, memory);
      const [followed] = (await readText(other, memory)) as [ImportedResult];
      const [fresh] = (await readText(other)) as [ImportedResult];
      assert.deepEqual(followed.result.columns, fresh.result.columns);
      assert.equal(followed.name, fresh.name);
    });
  }

  it('reads it anew after it could not be read', async () => {
    const memory: ReadMemory = {};
    await readText(begun, memory);
    await assert.rejects(readText(`${begun}[]\n${journal(trialLine)}`, memory), FormatError);
    const [{ result }] = (await readText(grown, memory)) as [ImportedResult];
    assert.equal(result.rowCount, 2);
  });
});
