import assert from 'node:assert/strict';
import type { Column } from '../../src/core/column';
import { columnsResult } from '../fixtures/columnsResult';
import { seededRandom } from '../fixtures/seededRandom';
import { float64 } from '../unit/support/columns';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer } from './support/openExplorer';

/** What each view shows when it is not said otherwise: its plot; Decide ranks rows. */
const pictures = {
  Pareto: 'canvas',
  'Parallel Coordinates': 'canvas',
  History: 'canvas',
  'Scatter Matrix': 'canvas',
  Importance: 'canvas',
  Slices: 'canvas',
  Decide: 'td',
} as const;

interface OddResult {
  readonly columns: readonly Column[];
  /** What views say, beside their picture or instead of it. */
  readonly says: Readonly<Partial<Record<keyof typeof pictures, string>>>;
  /** Views without a picture. */
  readonly without?: readonly (keyof typeof pictures)[];
}

const random = seededRandom(11);
const some = (rows: number): readonly number[] =>
  Array.from({ length: rows }, () => random.uniform());
const design = (name: string, values: readonly (number | null)[]): Column =>
  float64(name, values, { role: 'design' });
const goal = (name: string, values: readonly (number | null)[]): Column =>
  float64(name, values, { role: 'objective', direction: 'minimize' });

const noObjectives = {
  Pareto: 'This result has no objectives. Choose columns for X and Y above',
  History: 'This result has no objectives. Choose a column above, and say which way is better',
  Slices: 'This result has no objectives. Choose a column above to see it against the variables.',
  Decide: 'This result has no objectives: add a column to decide by',
};

const results: Readonly<Record<string, OddResult>> = {
  'no rows': {
    columns: [design('x', []), goal('f1', []), goal('f2', [])],
    says: {
      Pareto: 'This result has no rows yet.',
      'Parallel Coordinates': 'This result has no rows.',
      History: 'This result has no rows yet.',
      'Scatter Matrix': 'This result has no rows.',
      Importance: 'This result has no rows.',
      Slices: 'This result has no rows yet.',
      Decide: 'This result has no rows.',
    },
    without: ['Pareto', 'History', 'Scatter Matrix', 'Importance', 'Slices', 'Decide'],
  },
  'one row': {
    columns: [design('x', [1]), goal('f1', [2]), goal('f2', [3])],
    says: {
      Pareto: 'Front: 1 row',
      History: 'Best: 2 in row 0',
      'Scatter Matrix': 'This result has one row: distributions and correlations need more.',
      Importance: 'No permutation importance: a forest needs 10 rows, and there is 1.',
      Decide: 'Best by TOPSIS: row 0',
    },
    without: ['Scatter Matrix'],
  },
  'nothing but NaN': {
    columns: [design('x', [NaN, NaN]), goal('f1', [NaN, NaN]), goal('f2', [NaN, NaN])],
    says: {
      Pareto: '0 of 2 rows drawn; 2 rows have no value here',
      History: 'There is no best: no row has a value.',
      Importance: '0 of 2 rows used; 2 rows have no value in f1.',
      Slices: '2 rows have no value here',
      Decide: 'No feasible row has a value in every objective.',
    },
    without: ['Decide'],
  },
  'a constant objective': {
    columns: [design('x', some(9)), goal('f1', some(9)), goal('f2', Array<number>(9).fill(4))],
    says: { Pareto: 'Front: 1 row', History: 'Best: ', Decide: '1 of 9 rows on the front' },
  },
  'infinite values': {
    columns: [
      design('x', some(4)),
      goal('f1', [1, Infinity, 3, -Infinity]),
      goal('f2', [2, 1, Infinity, 4]),
    ],
    says: {
      Pareto: '3 rows are infinite here',
      History: 'Best: -∞ in row 3',
      Importance: '2 rows are infinite in f1.',
      Slices: '2 rows are infinite here',
      Decide: '3 of 4 rows on the front',
    },
  },
  'no roles': {
    columns: ['a', 'b', 'c'].map(name => float64(name, some(20))),
    says: { ...noObjectives, Importance: 'This result has no design variables' },
    without: ['Pareto', 'History', 'Importance', 'Slices', 'Decide'],
  },
  'no objectives': {
    columns: [design('x1', some(20)), design('x2', some(20))],
    says: { ...noObjectives, Importance: 'This result has no objective, constraint or observable' },
    without: ['Pareto', 'History', 'Importance', 'Slices', 'Decide'],
  },
  'five objectives': {
    columns: [design('x', some(30)), ...[1, 2, 3, 4, 5].map(n => goal(`f${n}`, some(30)))],
    says: { Pareto: 'Front of all 5 objectives', Decide: 'on the front of f1, f2, f3, f4, f5' },
  },
  '300 columns': {
    columns: [
      ...Array.from({ length: 298 }, (_, index) => design(`x${index}`, some(12))),
      goal('f1', some(12)),
      goal('f2', some(12)),
    ],
    says: {
      'Parallel Coordinates': 'Axes: 12 of 300 columns',
      'Scatter Matrix': 'Columns: 5 of 300 columns',
      Importance: '20 of 298 design variables',
      Slices: '12 of 298 variables: 1 to 12',
    },
  },
};

describe('Every view of an odd result', () => {
  let explorer: OpenedExplorer;

  afterEach(() => explorer.close());

  for (const [name, { columns, says, without = [] }] of Object.entries(results)) {
    it(`shows a picture or says why there is none: ${name}`, async () => {
      explorer = await openExplorer(columnsResult(columns));
      const { page } = explorer;
      const view = page.locator('.view:not([hidden])');
      for (const tab of Object.keys(pictures) as (keyof typeof pictures)[]) {
        await page.getByRole('tab', { name: tab, exact: true }).click();
        const words = says[tab];
        if (words !== undefined) await view.getByText(words).first().waitFor();
        const picture = view.locator(`${pictures[tab]}:visible`).first();
        if (!without.includes(tab)) await picture.waitFor();
        else assert.equal(await picture.count(), 0, `${tab} shows a picture`);
      }
    });
  }
});
