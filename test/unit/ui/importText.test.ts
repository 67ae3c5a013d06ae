import assert from 'node:assert/strict';
import {
  importedInWords,
  problemsInWords,
  problemsText,
} from '../../../src/ui/importing/importText';

describe('importedInWords', () => {
  it('names one result', () => {
    const one = (outcome: 'imported' | 'updated' | 'unchanged') =>
      importedInWords([{ key: 'runs/a', outcome }], 'Primary');
    assert.equal(one('imported'), 'Imported "runs/a" into Primary.');
    assert.equal(one('updated'), 'Updated "runs/a" in Primary.');
    assert.equal(one('unchanged'), '"runs/a" in Primary is up to date.');
  });

  it('counts several, by what became of them', () => {
    const results = (['imported', 'updated', 'imported', 'unchanged', 'unchanged'] as const).map(
      (outcome, index) => ({ key: `r${index}`, outcome }),
    );
    assert.equal(
      importedInWords(results, 'Secondary'),
      'Imported 2 results into Secondary. Updated "r1" in Secondary. 2 results in Secondary are up to date.',
    );
  });
});

describe('What could not be read', () => {
  const row = { file: 'runs.csv', result: 'runs', row: 1207, reason: 'Expected 3 cells, found 2.' };
  const file = { file: 'a|b.csv', reason: '"a|b.csv" is a PNG image.' };

  it('is told by its first reason, and counted', () => {
    assert.equal(
      problemsInWords([row]),
      'Not read: "runs.csv", row 1,207: Expected 3 cells, found 2.',
    );
    assert.equal(
      problemsInWords([file, row]),
      '2 things could not be read. The first: "a|b.csv" is a PNG image.',
    );
  });

  it('is listed, with markup in it as text', () => {
    const text = problemsText([row, file]);
    assert.match(text, /\| runs\.csv +\| runs +\| 1207 +\| Expected 3 cells, found 2\. *\|/);
    assert.match(text, /\| a\\\|b\.csv +\|/);
  });

  it('is only counted beyond what anybody reads', () => {
    const text = problemsText(Array.from({ length: 1500 }, () => row));
    assert.equal(text.split('runs.csv').length - 1, 1000);
    assert.match(text, /… and 500 more\./);
  });
});
