import assert from 'node:assert/strict';
import type { PendingChange } from '../../../src/storage/pendingChange';
import type { UndoReport } from '../../../src/storage/undoChange';
import { undoInWords, undoObstacle, undoReportInWords } from '../../../src/ui/undoText';

const mebibyte = 1024 * 1024;

function pending(items: number, renames: number): PendingChange {
  const item = { backend: 'primary', bin: 'b', key: 'k', bytes: 1 } as const;
  return {
    id: 'b',
    title: 'Tidy up',
    isInterrupted: false,
    isTakenBack: false,
    items: Array.from({ length: items }, (_, n) => ({ ...item, key: `k${n}` })),
    renames,
  };
}

const report: UndoReport = { title: 'Delete "a"', restored: [], renamed: [], skipped: [] };
const both = [
  { backend: 'primary', key: 'a' },
  { backend: 'secondary', key: 'a' },
] as const;

describe('undoInWords', () => {
  for (const [items, renames, words] of [
    [1, 0, 'Undo brings back 1 result.'],
    [3, 0, 'Undo brings back 3 results.'],
    [0, 1, 'Undo renames 1 result back.'],
    [2, 2, 'Undo brings back 2 results and renames 2 results back.'],
  ] as const) {
    it(`says "${words}"`, () => assert.equal(undoInWords(pending(items, renames)), words));
  }

  it('counts a result that is in both backends once', () => {
    const items = both.map(address => ({ ...address, bin: 'b', bytes: 1 }));
    assert.equal(undoInWords({ ...pending(0, 0), items }), 'Undo brings back 1 result.');
  });
});

describe('undoReportInWords', () => {
  it('counts a result that is back in both backends once', () => {
    const words = undoReportInWords({ ...report, restored: both });
    assert.equal(words, 'Undone: Delete "a". 1 result restored.');
  });

  it('tells what was renamed back', () => {
    const renamed = both.map(({ backend }) => ({ backend, from: 'b', to: 'a' }));
    const words = undoReportInWords({ ...report, title: 'Rename "a" to "b"', renamed });
    assert.equal(words, 'Undone: Rename "a" to "b". 1 result renamed back.');
  });

  it('names what was not restored, and why', () => {
    const reason = 'There is something else of that key by now.';
    const skipped = both.map(address => ({ ...address, reason }));
    assert.equal(
      undoReportInWords({ ...report, skipped }),
      `Undone in part: Delete "a". Nothing was changed. "a" in Primary was not restored: ${reason} The same goes for 1 more.`,
    );
  });

  it('does not name a key for what was cleared somewhere else', () => {
    const skipped = [{ backend: 'primary', reason: 'It was in /x.' }] as const;
    assert.match(
      undoReportInWords({ ...report, skipped }),
      /What was cleared in Primary was not restored: It was in \/x\.$/,
    );
  });
});

describe('undoObstacle', () => {
  it('is none up to the limit', () => {
    assert.equal(undoObstacle(mebibyte, mebibyte), undefined);
  });

  it('is what is larger than all that is kept', () => {
    assert.equal(
      undoObstacle(mebibyte, 3 * mebibyte),
      'This cannot be undone: it has 3.0 MB, and at most 1.0 MB are kept for Undo.',
    );
  });

  it('is the setting that keeps nothing', () => {
    assert.match(undoObstacle(0, 0) ?? '', /settings keep nothing/);
  });
});
