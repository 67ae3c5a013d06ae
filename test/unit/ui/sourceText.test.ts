import assert from 'node:assert/strict';
import type { SourceState } from '../../../src/sources/followedSource';
import type { ShownResult } from '../../../src/sources/itemReading';
import {
  itemInWords,
  resultInWords,
  sourceInWords,
  unreadText,
} from '../../../src/ui/sources/sourceText';
import { anEntry } from '../support/results';

const item = {
  path: '/data/a.csv',
  inner: 'a.csv',
  format: { id: 'csv', title: 'CSV table', holds: 'one' },
} as const;

async function aResult(more: Partial<ShownResult> = {}, metadata = {}): Promise<ShownResult> {
  const { header } = await anEntry('any');
  const head = {
    ...header,
    rowCount: 5000,
    variables: [{ name: 'loss', role: 'objective' as const }],
    metadata,
    updatedAt: '2026-01-01T00:00:00.000Z',
  };
  return { key: 'data/a.csv', name: 'a', head, notes: [], unread: [], ...more };
}

function aState(more: Partial<SourceState>): SourceState {
  const config = { name: 'data', location: '/data' };
  return { config, isReading: false, readings: [], waiting: [], ...more };
}

const emptyScan = {
  items: [],
  refused: [],
  folders: [],
  others: 0,
  limits: [],
  probes: new Map(),
};

describe('The words of sources', () => {
  const now = Date.parse('2026-01-04T00:00:00.000Z');

  it('of a result say its rows, objectives and age', async () => {
    const words = resultInWords(await aResult(), { label: 'a.csv', now });
    assert.equal(words, '5,000 rows · min loss · 3 d');
  });

  it('of a study say its name in a row called as its file, and the states of its trials', async () => {
    const states = { RUNNING: 2, COMPLETE: 4998 };
    const study = await aResult({ name: 'ridge' }, { states });
    assert.equal(
      resultInWords(study, { label: 'study.db', now }),
      'ridge · 5,000 trials · min loss · 4,998 complete, 2 running · 3 d',
    );
    assert.match(resultInWords(study, { label: 'ridge', now }), /^5,000 trials/);
  });

  it('say nothing of states when all are the same, and how much was not read', async () => {
    const unread = [{ row: 7, reason: 'Expected 3 cells, found 2.' }];
    const result = await aResult({ unread }, { states: { COMPLETE: 5000 } });
    assert.equal(
      resultInWords(result, { label: 'a', now }),
      '5,000 trials · min loss · 1 not read · 3 d',
    );
  });

  it('of a file say what it holds, why it cannot be read, or that it is being read', async () => {
    const reading = { item, results: [await aResult(), await aResult()], looks: [] };
    assert.equal(itemInWords(reading), '2 results · CSV table');
    assert.equal(itemInWords({ ...reading, results: [] }), 'holds nothing · CSV table');
    assert.equal(itemInWords({ ...reading, fault: 'It is broken.' }), 'It is broken.');
    assert.equal(itemInWords(undefined), 'reading…');
  });

  it('of a source say its state', async () => {
    const reading = { item, results: [await aResult()], looks: [] };
    assert.equal(sourceInWords(aState({}), 'data'), 'reading…');
    assert.equal(
      sourceInWords(aState({ fault: 'Nothing is there.' }), 'data'),
      'Nothing is there.',
    );
    const read = { readings: [reading], scan: emptyScan };
    assert.equal(sourceInWords(aState(read), '../data'), '1 result · ../data');
    assert.equal(
      sourceInWords(aState({ ...read, waiting: [item] }), 'data'),
      '1 result · reading 2 files, 1 left',
    );
    const broken = { ...reading, fault: 'It is cut off.' };
    assert.equal(
      sourceInWords(aState({ ...read, readings: [broken] }), 'data'),
      '1 result · 1 file not readable',
    );
  });

  it('of a source do not repeat its name, and say when nothing is in it', () => {
    const empty = aState({ scan: emptyScan });
    assert.equal(sourceInWords(empty, 'data'), 'nothing found that can be read');
    assert.equal(sourceInWords(empty, 'data/*.db'), 'nothing found that can be read · data/*.db');
  });

  it('of what was not read give every reason, without markup from files', async () => {
    const unread = [{ row: 7, reason: 'Expected 3 cells, found `2`.' }];
    const text = unreadText(
      aState({
        readings: [
          { item, results: [await aResult({ unread })], looks: [] },
          { item: { ...item, inner: 'b|c.csv' }, results: [], looks: [], fault: 'Broken.' },
        ],
        scan: {
          ...emptyScan,
          refused: [{ path: '/data/x.pkl', inner: 'x.pkl', reason: 'x.pkl is a pickle.' }],
        },
      }),
    );
    assert.match(text, /\| x\.pkl +\| x\.pkl is a pickle\./);
    assert.match(text, /\| b\\\|c\.csv \| Broken\./);
    assert.match(text, /\| 7 +\| Expected 3 cells, found \\`2\\`\./);
    assert.match(unreadText(aState({ scan: emptyScan })), /Everything was read\./);
  });
});
