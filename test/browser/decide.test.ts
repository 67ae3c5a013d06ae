import assert from 'node:assert/strict';
import type { Column } from '../../src/core/column';
import { OptimizationResult } from '../../src/core/result';
import type { ResultSet } from '../../src/core/resultSet';
import { float64 } from '../unit/support/columns';
import { Random } from '../unit/support/random';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer, OpenOptions } from './support/openExplorer';

const hostile = '<img src=x onerror="document.title=1">';

/** Nine designs: rows 0 to 4 are a front, 5 is dominated, 6 infeasible, 7 has no mass, 8 infinite cost. */
const cost = [1, 2, 3, 6, 10, 9, 0.5, 4, Infinity];
const mass = [10, 6, 3, 2, 1, 9, 0.5, null, 0];

function designs(resultSets: readonly ResultSet[] = []): OptimizationResult {
  return resultOf(
    [
      float64('x', [0, 1, 2, 3, 4, 5, 6, 7, 8], { role: 'design' }),
      float64('cost', cost, { role: 'objective', direction: 'minimize', unit: '€' }),
      float64('mass', mass, { role: 'objective', direction: 'minimize' }),
      float64('stress', [0, 0, 0, 0, 0, 0, 1, 0, 0], { role: 'inequality' }),
      float64(hostile, [0, 0, 0, 0, 7, 0, 0, 0, 0]),
    ],
    resultSets,
  );
}

function resultOf(
  columns: readonly Column[],
  resultSets: readonly ResultSet[] = [],
): OptimizationResult {
  return new OptimizationResult({ problem: { name: 'Designs' }, columns, resultSets });
}

/** A front of so many rows: a quarter of a circle. */
function circle(rows: number): OptimizationResult {
  const random = new Random(3);
  const angles = Array.from({ length: rows }, () => (random.below(1e6) / 1e6) * (Math.PI / 2));
  const maximized = { role: 'objective', direction: 'maximize' } as const;
  return resultOf([
    float64('a', angles.map(Math.cos), maximized),
    float64('b', angles.map(Math.sin), maximized),
  ]);
}

const early: ResultSet = { name: 'early', rows: [0, 1, 2], operations: ['by hand'] };

describe('Deciding', () => {
  let explorer: OpenedExplorer;

  afterEach(async () => {
    const noted = await explorer.noted();
    await explorer.close();
    assert.deepEqual(noted, { violations: [], errors: [] });
  });

  async function open(result = designs(), options?: OpenOptions): Promise<void> {
    explorer = await openExplorer(result, options);
    explorer.page.setDefaultTimeout(10_000);
    await explorer.page.getByRole('tab', { name: 'Decide' }).click();
  }

  const view = () => explorer.page.locator('.view.decide');
  const button = (name: string) => view().getByRole('button', { name, exact: true });
  const field = (name: string) => view().getByLabel(name, { exact: true });
  const list = (name: string) => view().getByRole('combobox', { name, exact: true });
  const best = (text: string) => view().locator('.decide-best', { hasText: text }).waitFor();
  const words = (text: string) => view().getByText(text, { exact: true }).waitFor();
  const announced = (text: string) =>
    explorer.page.locator('.announcer', { hasText: text }).waitFor();
  const bar = (text: string) =>
    explorer.page
      .getByRole('region', { name: 'Selection' })
      .getByText(text, { exact: true })
      .waitFor();

  /** Waits until these rows are listed, the best first. */
  async function listed(...expected: readonly number[]): Promise<void> {
    await explorer.page.waitForFunction(
      wanted =>
        [...document.querySelectorAll('.decide-table tbody button')]
          .map(each => each.textContent)
          .join() === wanted,
      expected.join(),
    );
  }

  async function type(name: string, text: string): Promise<void> {
    await field(name).fill(text);
    await field(name).press('Tab');
  }

  /** What the table shows in its last column. */
  async function ranksInTable(): Promise<readonly string[]> {
    await explorer.page.locator('.grid-row').nth(8).waitFor();
    return explorer.page.evaluate(() =>
      [...document.querySelectorAll('.grid-row')].map(
        row => [...row.querySelectorAll('[data-column]')].at(-1)?.textContent?.trim() ?? '',
      ),
    );
  }

  const weigh = (name: string, weight: string) => type(`Weight of ${name}, as a number`, weight);

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`ranks the front by TOPSIS and names the best row, in the ${theme} theme`, async () => {
      await open(designs([early]), { theme });
      await best('Best by TOPSIS: row 2 (score 0.7777…): cost 3 €, mass 3');
      await listed(2, 1, 3, 0, 4);
      await words(
        '6 of 9 rows on the front of cost, mass; 1 that is infeasible or did not complete is left out',
      );
      await words('1 row is not ranked: infinite or missing in a criterion.');
      await list('Filter').selectOption('smart');
      await button('Save Ranking…').click();
      await explorer.screenshot(`decide-${theme}`);
    });
  }

  it('follows the weights, by number and by slider, and says their shares', async () => {
    await open();
    await list('Method').selectOption('Weighted sum');
    await weigh('cost', '450');
    await view().getByLabel('Share of cost: 90 %').waitFor();
    await view().getByLabel('Share of mass: 10 %').waitFor();
    await listed(0, 1, 2, 3, 4);
    await field('Weight of mass').fill('0');
    await best('Best by weighted sum: row 0 (score 1)');
    await announced('Best by weighted sum: row 0 (score 1): cost 1 €, mass 10');
    await weigh('cost', '0');
    await words('All weights are 0: give at least one criterion a weight.');
    await weigh('cost', '-3');
    assert.equal(await field('Weight of cost, as a number').inputValue(), '0');
    await button('Equal Weights').click();
    await view().getByLabel('Share of mass: 50 %').waitFor();
    await best('Best by weighted sum: row 2');
  });

  it('thins the front by ε-dominance and by the smart Pareto filter', async () => {
    await open();
    await list('Filter').selectOption('ε-dominance');
    await type('ε of cost, as a number', '4');
    await type('ε of mass, as a number', '4');
    await words('1 of 6 kept');
    await list('Filter').selectOption('Smart Pareto filter');
    await type('Δr, as a number', '45');
    await type('Δt, as a number', '12');
    await words('3 of 6 kept');
    await type('Δt, as a number', '50');
    assert.equal(await field('Δr, as a number').inputValue(), '50');
  });

  it('selects rows for all views, and ranks what is selected elsewhere', async () => {
    await open();
    await listed(2, 1, 3, 0, 4);
    await list('Start from').selectOption('Selection');
    await words(
      'Nothing is selected: select rows in a plot or in the table, and they are ranked here.',
    );
    await explorer.page.getByRole('button', { name: 'Invert', exact: true }).click();
    await words(
      '8 of 9 rows that were selected; 1 that is infeasible or did not complete is left out',
    );
    await listed(2, 1, 3, 0, 4, 5);
    await button('Select row 3').click();
    await bar('1 of 9 rows selected: row 3');
    await listed(2, 1, 3, 0, 4, 5);
    await view()
      .locator('.decide-table tbody tr')
      .nth(0)
      .click({ modifiers: ['Control'] });
    await bar('2 of 9 rows selected: row 3 or row 2');
    assert.equal(await view().locator('tr.selected').count(), 2);
    await type('How many of the best rows', '4');
    await button('Select Best 4').click();
    await bar('4 of 9 rows selected: best 4 by TOPSIS');
    await explorer.page.locator('.grid-row[aria-selected="true"]').nth(3).waitFor();
  });

  it('decides by further columns, each in its direction, whatever they are called', async () => {
    await open();
    await list('Add a criterion').selectOption(hostile);
    await list(`Which way is better for ${hostile}`).selectOption('max');
    await weigh(hostile, '5000');
    await best(`Best by TOPSIS: row 4 (score 0.9`);
    await words(
      '6 of 9 rows on the front of cost, mass; 1 that is infeasible or did not complete is left out',
    );
    await button(`Decide without ${hostile}`).click();
    await best('Best by TOPSIS: row 2');
    await list('Which way is better for mass').selectOption('max');
    await words(
      '1 of 9 rows on the front of cost, mass; 1 that is infeasible or did not complete is left out',
    );
    await best('Best by TOPSIS: row 0, the only one (score 1)');
  });

  it('keeps the ranking as a column and a set, and everything stays as it was', async () => {
    await open(designs([early]));
    const { page } = explorer;
    await page.getByRole('button', { name: /^Result Sets/ }).click();
    await page.getByLabel('Show "early" as colour').check();
    await list('Start from').selectOption('Set "early"');
    await weigh('cost', '100');
    await listed(0, 1, 2);
    await button('Select row 1').click();
    await button('Save Ranking…').click();
    assert.equal(await field('Name').inputValue(), 'TOPSIS rank');
    await list('Set of').selectOption('the best 3');
    await field('Name').press('Enter');
    await announced('Saved the ranking by TOPSIS as the column and the set "TOPSIS rank".');
    await page.locator('.head-cell', { hasText: 'TOPSIS rank' }).waitFor();
    await bar('1 of 9 rows selected: row 1');
    await listed(0, 1, 2);
    assert.equal(await field('Weight of cost, as a number').inputValue(), '100');
    assert.equal(await page.getByRole('tab', { selected: true }).innerText(), 'Decide');
    assert.ok(await page.getByLabel('Show "early" as colour').isChecked());
    await page
      .getByText(
        'from "early" · by hand ranked by TOPSIS: cost 66.7 % (minimize), mass 33.3 % (minimize)',
      )
      .waitFor();
    assert.deepEqual(await ranksInTable(), ['1', '2', '3', '∅', '∅', '∅', '∅', '∅', '∅']);
    await page.getByRole('tab', { name: 'Pareto' }).click();
    const axes = await page
      .locator('.view.pareto select')
      .first()
      .locator('option')
      .allInnerTexts();
    assert.ok(axes.map(text => text.trim()).includes('TOPSIS rank'));
  });

  it('replaces an earlier ranking when that is wanted, and nothing else', async () => {
    await open(designs([early]));
    const saveAs = async (name: string): Promise<void> => {
      await button('Save Ranking…').click();
      await field('Name').fill(name);
      await field('Name').press('Enter');
    };
    await listed(2, 1, 3, 0, 4);
    await saveAs('x');
    await words('There is already a column "x": choose another name.');
    await field('Name').fill('early');
    await field('Name').press('Enter');
    await words('There is already a set "early": choose another name.');
    await field('Name').fill(' ');
    await field('Name').press('Enter');
    await words('Give the ranking a name.');
    await field('Name').fill(hostile.replace('img', 'b'));
    await field('Name').press('Enter');
    await announced('Saved the ranking');
    await listed(2, 1, 3, 0, 4);
    await weigh('mass', '0');
    await listed(0, 1, 2, 3, 4);
    await saveAs(hostile.replace('img', 'b'));
    await words(`There is already a ranking "${hostile.replace('img', 'b')}".`);
    await button('Replace It').click();
    await explorer.page.waitForFunction(
      () => document.querySelector('.announcer')?.textContent?.startsWith('Saved') === true,
    );
    await listed(0, 1, 2, 3, 4);
    assert.deepEqual(await ranksInTable(), ['1', '2', '3', '4', '5', '∅', '∅', '∅', '∅']);
  });

  it('is quick to follow a slider over a front of 10,000 rows, of which it lists a page', async () => {
    await open(circle(10_000));
    await words('10,000 of 10,000 rows on the front of a, b');
    await view().getByText('First 100 of 10,000 ranked rows').waitFor();
    for (let weight = 1; weight <= 100; weight++) {
      await field('Weight of a').fill(String(weight));
    }
    await view().getByLabel('Share of a: 66.7 %').waitFor();
    await button('Next 100').click();
    await view().getByText('101 to 200 of 10,000 ranked rows').waitFor();
    assert.equal(await view().locator('.decide-table tbody tr').count(), 100);
    await list('Filter').selectOption('Smart Pareto filter');
    await view()
      .getByText(/^\d+ of 10,000 kept$/)
      .waitFor();
  });

  it('says in words that there is nothing to decide', async () => {
    const objective = { role: 'objective' } as const;
    await open(resultOf([float64('a', [], objective)]));
    await words('This result has no rows.');
    await explorer.close();
    await open(resultOf([float64('a', [NaN, NaN], objective), float64('b', [1, 2], objective)]));
    await words('No feasible row has a value in every objective.');
    await list('Start from').selectOption('All rows');
    await words('None of the 2 rows is finite in every criterion, so none can be ranked.');
    await explorer.close();
    await open(resultOf([float64('a', [1], objective), float64('c', [1], { role: 'inequality' })]));
    await words('None of the 1 row is feasible and of a trial that completed.');
  });

  it('needs no objectives, and takes one row, constants and five objectives', async () => {
    await open(resultOf([float64('a', [3, 1, 2]), float64('b', [1, 3, 2])]));
    await words(
      'This result has no objectives: add a column to decide by, and say which way is better.',
    );
    await list('Add a criterion').selectOption('a');
    await best('Best by TOPSIS: row 1, the only one (score 1): a 1');
    await explorer.close();
    const five = ['a', 'b', 'c', 'd', 'e'].map((name, at) =>
      float64(name, at === 0 ? [7, 7] : [at, 2], { role: 'objective' }),
    );
    await open(resultOf(five));
    await list('Filter').selectOption('ε-dominance');
    await words('2 of 2 kept');
    await best('Best by TOPSIS: row');
  });
});
