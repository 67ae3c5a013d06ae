import assert from 'node:assert/strict';
import { drawnRows } from '../../../src/core/analysis/drawnRows';
import { everyRow } from '../../../src/core/analysis/numbers';
import { seededRandom } from '../../../src/core/analysis/seededRandom';
import type { Role } from '../../../src/core/variables';
import type {
  ImportanceAnswer,
  VariableFacts,
} from '../../../src/webview/views/importance/importanceAnswer';
import { mostRows } from '../../../src/webview/views/importance/importanceAnswer';
import {
  targetNames,
  usableRows,
  usedWords,
} from '../../../src/webview/views/importance/importanceTargets';
import {
  directionWords,
  forestWords,
  sortedVariables,
} from '../../../src/webview/views/importance/importanceWords';

describe('What importance can be of', () => {
  it('are columns of numbers that are no design variables, objectives first', () => {
    const column = (name: string, role: Role, type: 'float64' | 'string' = 'float64') => ({
      variable: { name, role },
      type,
    });
    const columns = [
      column('x', 'design'),
      column('note', 'observable', 'string'),
      column('heat', 'observable'),
      column('limit', 'inequality'),
      column('cost', 'objective'),
    ];
    assert.deepEqual(targetNames({ columns }), ['cost', 'limit', 'heat']);
  });

  it('are the rows with a finite value, of trials that completed', () => {
    const target = [1, NaN, Infinity, 4, -Infinity, 6];
    const usable = usableRows(target, { completed: Uint8Array.of(1, 1, 1, 0, 1, 1) });
    assert.deepEqual(usable, {
      rows: Uint32Array.of(0, 5),
      incomplete: 1,
      missing: 1,
      infinite: 2,
      infeasible: 0,
      isFeasibleOnly: false,
    });
    assert.equal(
      usedWords(usable, 'cost'),
      '2 of 6 rows used; 1 row has no value in cost, 2 rows are infinite in cost, 1 row is of trials that did not complete',
    );
    assert.equal(usedWords(usableRows([1, 2]), 'cost'), '2 of 2 rows used');
  });
});

describe('Infeasible rows', () => {
  const target = [1, 2, NaN, 4, 5, 6];
  const known = {
    feasible: Uint8Array.of(1, 0, 0, 0, 1, 0),
    completed: Uint8Array.of(1, 1, 1, 1, 1, 0),
  };

  it('are used, and counted among those that are', () => {
    const usable = usableRows(target, known);
    assert.deepEqual(usable.rows, Uint32Array.of(0, 1, 3, 4));
    assert.equal(
      usedWords(usable, 'cost'),
      '4 of 6 rows used, 2 of them infeasible; 1 row has no value in cost, 1 row is of trials that did not complete',
    );
  });

  it('are left out where only feasible ones are asked for', () => {
    const usable = usableRows(target, known, true);
    assert.deepEqual(usable.rows, Uint32Array.of(0, 4));
    assert.equal(
      usedWords(usable, 'cost'),
      '2 of 6 rows used; 1 row has no value in cost, 1 row is of trials that did not complete, 2 rows are infeasible',
    );
  });
});

describe('Rows drawn by chance', () => {
  it('are as many as asked for, ascending, each once and the same for the same seed', () => {
    const drawn = drawnRows(everyRow(1000), 100, seededRandom(1));
    assert.equal(new Set(drawn).size, 100);
    assert.deepEqual(
      [...drawn],
      [...drawn].sort((a, b) => a - b),
    );
    assert.deepEqual(drawnRows(everyRow(1000), 100, seededRandom(1)), drawn);
    assert.notDeepEqual(drawnRows(everyRow(1000), 100, seededRandom(2)), drawn);
    assert.deepEqual(drawnRows(everyRow(5), 100, seededRandom(1)), everyRow(5));
  });

  it('are fewer for many variables, so that nobody waits for long', () => {
    assert.deepEqual([1, 20, 50, 300].map(mostRows), [5000, 5000, 2000, 1000]);
  });
});

describe('The words of importance', () => {
  const answer = (forest: ImportanceAnswer['forest'], rows = 20): ImportanceAnswer => ({
    target: 'cost',
    usable: usableRows(new Float64Array(rows)),
    variables: [],
    forest,
  });
  const grown = (outOfBagR2: number, rows = 20) =>
    forestWords(answer({ shares: Float64Array.of(1), outOfBagR2, rows, usableRows: rows }));

  it('say how far the forest is to be trusted', () => {
    assert.match(
      grown(0.93),
      /explains 0\.93 of the variance of cost .* \(out-of-bag R² 0\.93\)\.$/,
    );
    assert.match(grown(0.5), /only a part, so take its bars with care\.$/);
    assert.match(grown(0.1), /next to nothing, so its bars mean little\.$/);
    assert.match(grown(-0.2), /explains 0 of .* \(out-of-bag R² -0\.2\): next to nothing/);
  });

  it('say of how many rows it was grown', () => {
    assert.match(grown(0.93), /grown from all of these/);
    assert.match(grown(0.93, 15), /grown from 15 rows of these, drawn by chance/);
  });

  it('say why there is no forest', () => {
    assert.equal(
      forestWords(answer('too few rows', 4)),
      'No permutation importance: a forest needs 10 rows, and there are 4.',
    );
    assert.equal(
      forestWords(answer('constant')),
      'cost has one value only: there is nothing to explain.',
    );
  });

  it('name the direction of a correlation', () => {
    const of = (value: number): string =>
      directionWords({ title: 'x', correlation: { value, rows: 9 }, share: undefined });
    assert.deepEqual([0.5, -0.5, 0].map(of), ['rises', 'falls', 'neither rises nor falls']);
    const none = { title: 'x', correlation: { why: 'no order' }, share: 0.5 };
    assert.equal(directionWords(none), 'no order');
  });
});

describe('The order of importance', () => {
  const variable = (title: string, share: number | undefined, value?: number): VariableFacts => ({
    title,
    share,
    correlation: value === undefined ? { why: 'no order' } : { value, rows: 9 },
  });
  const variables = [
    variable('a', 0.1, 0.2),
    variable('b', 0.6),
    variable('c', 0.3, -0.9),
    variable('d', 0.1, 0.5),
  ];
  const titles = (sorted: readonly VariableFacts[]): string =>
    sorted.map(({ title }) => title).join('');

  it('is by the one measure, then by the other', () => {
    assert.equal(titles(sortedVariables(variables, 'importance')), 'bcda');
    assert.equal(titles(sortedVariables(variables, 'correlation')), 'cdab');
  });

  it('is by the correlation as long as there is no forest', () => {
    const without = variables.map(each => ({ ...each, share: undefined }));
    assert.equal(titles(sortedVariables(without, 'importance')), 'cdab');
  });
});
