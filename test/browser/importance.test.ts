import assert from 'node:assert/strict';
import type { Column } from '../../src/core/column';
import { columnsResult } from '../fixtures/columnsResult';
import { categorical, float64 } from '../unit/support/columns';
import { Random } from '../unit/support/random';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer, OpenOptions } from './support/openExplorer';

const hostile = '<img src=x onerror="document.title=1">';
const design = { role: 'design' } as const;
const minimised = { role: 'objective', direction: 'minimize' } as const;

/** `cost` falls steeply with `strong`, depends on the category and a little on `weak`, and not on `noise`; `other` is noise. */
function aStudy(rows: number): readonly Column[] {
  const random = new Random(1);
  const list = <T>(make: (row: number) => T): T[] =>
    Array.from({ length: rows }, (_, row) => make(row));
  const [strong, weak] = [list(() => random.fraction()), list(() => random.fraction())];
  const cost = list(
    row => -10 * (strong[row] as number) + 2 * (weak[row] as number) + (row % 3 === 0 ? 3 : 0),
  );
  return [
    float64(
      'noise',
      list(() => random.fraction()),
      design,
    ),
    float64('weak', weak, design),
    float64('strong', strong, { ...design, unit: 'mm' }),
    categorical(
      hostile,
      list(row => ['<b>b</b>', 'a', 'c'][row % 3] as string),
      design,
    ),
    float64(
      'same',
      list(() => 4),
      design,
    ),
    float64(
      'cost',
      list(row => (row % 10 === 9 ? null : (cost[row] as number))),
      minimised,
    ),
    float64(
      'other',
      list(() => random.fraction()),
      { role: 'observable' },
    ),
  ];
}

describe('Importance', () => {
  let explorer: OpenedExplorer;

  afterEach(() => explorer.close());

  async function open(columns: readonly Column[], options?: OpenOptions): Promise<void> {
    explorer = await openExplorer(columnsResult(columns), options);
    await explorer.page.getByRole('tab', { name: 'Importance' }).click();
  }

  async function words(): Promise<string> {
    await explorer.page
      .locator('.importance-words', { hasText: /out-of-bag|No permutation|one value/ })
      .waitFor();
    return explorer.page.locator('.importance-words').innerText();
  }

  /** The rows of the table, each with its cells. */
  async function table(): Promise<readonly (readonly string[])[]> {
    await words();
    await explorer.page.getByRole('button', { name: 'Show as table' }).click();
    const rows = await explorer.page.locator('.importance-table tbody tr').allInnerTexts();
    return rows.map(row => row.split('\t'));
  }

  async function message(): Promise<string> {
    await explorer.page.locator('.importance-message', { hasNotText: 'ing…' }).waitFor();
    return explorer.page.locator('.importance-message').innerText();
  }

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`shows two bars for each design variable, in the ${theme} theme`, async () => {
      await open(aStudy(600), { theme });
      assert.match(await words(), /^540 of 600 rows used; 60 rows have no value in cost\. /);
      await explorer.page.locator('.importance-sheet canvas').waitFor();
      assert.match(
        (await explorer.page.locator('.importance-stage').getAttribute('aria-label')) ?? '',
        /^Importance for cost, the greatest first: strong \[mm\], /,
      );
      await explorer.screenshot(`importance-${theme}`);
    });
  }

  it('tells what matters, which way, and of how many rows', async () => {
    await open(aStudy(600));
    const rows = await table();
    assert.deepEqual(
      rows.slice(0, 2).map(([name]) => name),
      ['strong [mm]', hostile],
    );
    const [strong = [], kind = []] = rows;
    assert.ok(Number.parseFloat(strong[1] ?? '') > 0.6, strong.join());
    assert.match(strong[2] ?? '', /^-0\.88/);
    assert.deepEqual(strong.slice(3), ['falls', '540']);
    assert.deepEqual(kind.slice(2), ['–', 'no order', '–']);
    assert.deepEqual(
      rows.find(([name]) => name === 'same'),
      ['same', '0', '–', 'constant', '–'],
    );
  });

  it('counts infeasible rows unless feasible ones alone are asked for, which it remembers', async () => {
    const limit = Array.from({ length: 600 }, (_, row) => (row % 4 === 0 ? 1 : -1));
    const study = [...aStudy(600), float64('limit', limit, { role: 'inequality' })];
    await open(study);
    // Every tenth has no cost, none of which is infeasible.
    assert.match(
      await words(),
      /^540 of 600 rows used, 150 of them infeasible; 60 rows have no value in cost\. /,
    );
    const box = explorer.page.getByLabel('Feasible rows only');
    await box.check();
    const left = /^390 of 600 rows used; 60 rows have no value in cost, 150 rows are infeasible\. /;
    await explorer.page.locator('.importance-words', { hasText: '390 of 600 rows' }).waitFor();
    assert.match(await words(), left);
    await explorer.screenshot('importance-feasible');
    await explorer.page.reload();
    assert.match(await words(), left);
    assert.equal(await box.isChecked(), true);
    assert.equal((await table()).find(([name]) => name === 'strong [mm]')?.[4], '390');
  });

  it('offers no feasible rows where there are no constraints', async () => {
    await open(aStudy(60));
    await words();
    assert.equal(await explorer.page.getByLabel('Feasible rows only').count(), 0);
  });

  it('says when the forest explains nothing', async () => {
    await open(aStudy(600));
    await explorer.page.getByLabel('Explain').selectOption('other');
    await explorer.page.locator('.importance-words', { hasText: 'variance of other' }).waitFor();
    assert.match(
      await words(),
      /^600 of 600 rows used\. .* next to nothing, so its bars mean little\.$/,
    );
  });

  it('remembers what is explained and how it is sorted', async () => {
    await open(aStudy(60));
    await words();
    await explorer.page.getByLabel('Explain').selectOption('other');
    await explorer.page.getByLabel('Sort by').selectOption('rank correlation');
    await explorer.page.reload();
    await explorer.page.locator('.importance-words', { hasText: 'variance of other' }).waitFor();
    assert.equal(await explorer.page.getByLabel('Sort by').inputValue(), 'correlation');
  });

  it('shows the first 20 of 300 variables, and all when asked', async () => {
    const random = new Random(2);
    const numbers = (): number[] => Array.from({ length: 40 }, () => random.fraction());
    const variables = Array.from({ length: 300 }, (_, at) => float64(`x${at}`, numbers(), design));
    await open([...variables, float64('cost', numbers(), minimised)]);
    await explorer.page.getByText('20 of 300 design variables').waitFor();
    assert.equal((await table()).length, 20);
    await explorer.page.getByRole('button', { name: 'Show All' }).click();
    await explorer.page.getByText('300 of 300 design variables').waitFor();
    assert.equal(await explorer.page.locator('.importance-table tbody tr').count(), 300);
    await explorer.page.getByRole('button', { name: 'Show as table' }).click();
    await explorer.screenshot('importance-300');
  });

  it('draws rows by chance where there are very many, and says how many', async () => {
    await open(aStudy(100_000));
    assert.match(
      await words(),
      /^90,000 of 100,000 rows used; .* grown from 5,000 rows of these, drawn by chance, explains 0\.9/,
    );
  });

  it('says why infinite values are left out, and that there are too few rows', async () => {
    await open([
      float64('x', [1, 2, 3, 4], design),
      float64('cost', [1, Infinity, NaN, 3], minimised),
    ]);
    assert.equal(
      await words(),
      '2 of 4 rows used; 1 row has no value in cost, 1 row is infinite in cost. No permutation importance: a forest needs 10 rows, and there are 2.',
    );
    assert.deepEqual(await table(), [['x', 'not known', '+1', 'rises', '2']]);
  });

  it('says that there is nothing to explain, or nothing that explains', async () => {
    const many = Array.from({ length: 12 }, (_, row) => row);
    await open([
      float64('x', many, design),
      float64(
        'cost',
        many.map(() => 1),
        minimised,
      ),
    ]);
    assert.match(await words(), /cost has one value only: there is nothing to explain\.$/);
    await explorer.close();
    await open([float64('a', [1, 2]), float64('b', [1, 2], minimised)]);
    assert.match(await message(), /^This result has no design variables/);
    await explorer.close();
    await open([float64('x', [1, 2], design)]);
    assert.match(await message(), /^This result has no objective, constraint or observable/);
    await explorer.close();
    await open(aStudy(0));
    assert.equal(await message(), 'This result has no rows.');
  });
});
