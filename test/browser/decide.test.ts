import assert from 'node:assert/strict';
import { float64 } from '../unit/support/columns';
import { DecideReader } from './support/decideReader';
import { circle, designs, early, hostile, resultOf } from './support/designs';
import type { OpenOptions } from './support/openExplorer';

describe('Deciding', () => {
  let decide: DecideReader;

  afterEach(() => decide.close());

  async function open(result = designs(), options?: OpenOptions): Promise<void> {
    decide = await DecideReader.open(result, options);
  }

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`ranks the front by TOPSIS and names the best row, in the ${theme} theme`, async () => {
      await open(designs([early]), { theme });
      await decide.best('Best by TOPSIS: row 2 (score 0.7777…): cost 3 €, mass 3');
      await decide.listed(2, 1, 3, 0, 4);
      await decide.words(
        '6 of 9 rows on the front of cost, mass; 1 that is infeasible or did not complete is left out',
      );
      await decide.words('1 row is not ranked: infinite or missing in a criterion.');
      await decide.list('Filter').selectOption('smart');
      await decide.button('Save Ranking…').click();
      await decide.screenshot(`decide-${theme}`);
    });
  }

  it('follows the weights, by number and by slider, and says their shares', async () => {
    await open();
    await decide.list('Method').selectOption('Weighted sum');
    await decide.weigh('cost', '450');
    await decide.view().getByLabel('Share of cost: 90 %').waitFor();
    await decide.view().getByLabel('Share of mass: 10 %').waitFor();
    await decide.listed(0, 1, 2, 3, 4);
    await decide.field('Weight of mass').fill('0');
    await decide.best('Best by weighted sum: row 0 (score 1)');
    await decide.announced('Best by weighted sum: row 0 (score 1): cost 1 €, mass 10');
    await decide.weigh('cost', '0');
    await decide.words('All weights are 0: give at least one criterion a weight.');
    await decide.weigh('cost', '-3');
    assert.equal(await decide.field('Weight of cost, as a number').inputValue(), '0');
    await decide.button('Equal Weights').click();
    await decide.view().getByLabel('Share of mass: 50 %').waitFor();
    await decide.best('Best by weighted sum: row 2');
  });

  it('thins the front by ε-dominance and by the smart Pareto filter', async () => {
    await open();
    await decide.list('Filter').selectOption('ε-dominance');
    await decide.type('ε of cost, as a number', '4');
    await decide.type('ε of mass, as a number', '4');
    const infinite = '1 that is infinite or missing in an objective';
    await decide.words(`1 of 6 kept; ${infinite} is left out, too`);
    await decide.list('Filter').selectOption('Smart Pareto filter');
    await decide.type('Δr, as a number', '45');
    await decide.type('Δt, as a number', '12');
    await decide.words(`3 of 6 kept; ${infinite} is left out, too`);
    await decide.type('Δt, as a number', '50');
    assert.equal(await decide.field('Δr, as a number').inputValue(), '50');
    await decide.list('Start from').selectOption('All rows');
    await decide.words(
      '3 of 8 kept; dominated ones and 2 that are infinite or missing in an objective are left out, too',
    );
    await decide.list('Filter').selectOption('No thinning');
    await decide.view().getByText(/ kept/).waitFor({ state: 'detached' });
  });

  it('selects rows for all views, and ranks what is selected elsewhere', async () => {
    await open();
    await decide.listed(2, 1, 3, 0, 4);
    await decide.list('Start from').selectOption('Selection');
    await decide.words(
      'Nothing is selected: select rows in a plot or in the table, and they are ranked here.',
    );
    await decide.page.getByRole('button', { name: 'Invert', exact: true }).click();
    await decide.words(
      '8 of 9 rows that were selected; 1 that is infeasible or did not complete is left out',
    );
    await decide.listed(2, 1, 3, 0, 4, 5);
    await decide.button('Select row 3').click();
    await decide.bar('1 of 9 rows selected: row 3');
    await decide.listed(2, 1, 3, 0, 4, 5);
    await decide
      .view()
      .locator('.decide-table tbody tr')
      .nth(0)
      .click({ modifiers: ['Control'] });
    await decide.bar('2 of 9 rows selected: row 3 or row 2');
    assert.equal(await decide.view().locator('tr.selected').count(), 2);
    await decide.type('How many of the best rows', '4');
    await decide.button('Select Best 4').click();
    await decide.bar('4 of 9 rows selected: best 4 by TOPSIS');
    await decide.page.locator('.grid-row[aria-selected="true"]').nth(3).waitFor();
  });

  it('decides by further columns, each in its direction, whatever they are called', async () => {
    await open();
    await decide.list('Add a criterion').selectOption(hostile);
    await decide.list(`Which way is better for ${hostile}`).selectOption('max');
    await decide.weigh(hostile, '5000');
    await decide.best(`Best by TOPSIS: row 4 (score 0.9`);
    await decide.words(
      '6 of 9 rows on the front of cost, mass; 1 that is infeasible or did not complete is left out',
    );
    await decide.button(`Decide without ${hostile}`).click();
    await decide.best('Best by TOPSIS: row 2');
    await decide.list('Which way is better for mass').selectOption('max');
    await decide.words(
      '1 of 9 rows on the front of cost, mass; 1 that is infeasible or did not complete is left out',
    );
    await decide.best('Best by TOPSIS: row 0, the only one (score 1)');
  });

  it('is quick to follow a slider over a front of 10,000 rows, of which it lists a page', async () => {
    await open(circle(10_000));
    await decide.words('10,000 of 10,000 rows on the front of a, b');
    await decide.view().getByText('First 100 of 10,000 ranked rows').waitFor();
    for (let weight = 1; weight <= 100; weight++) {
      await decide.field('Weight of a').fill(String(weight));
    }
    await decide.view().getByLabel('Share of a: 66.7 %').waitFor();
    await decide.button('Next 100').click();
    await decide.view().getByText('101 to 200 of 10,000 ranked rows').waitFor();
    assert.equal(await decide.view().locator('.decide-table tbody tr').count(), 100);
    await decide.list('Filter').selectOption('Smart Pareto filter');
    await decide
      .view()
      .getByText(/^\d+ of 10,000 kept$/)
      .waitFor();
  });

  it('says in words that there is nothing to decide', async () => {
    const objective = { role: 'objective' } as const;
    await open(resultOf([float64('a', [], objective)]));
    await decide.words('This result has no rows.');
    await decide.close();
    await open(resultOf([float64('a', [NaN, NaN], objective), float64('b', [1, 2], objective)]));
    await decide.words('No feasible row has a value in every objective.');
    await decide.list('Start from').selectOption('All rows');
    await decide.words('None of the 2 rows is finite in every criterion, so none can be ranked.');
    await decide.close();
    await open(resultOf([float64('a', [1], objective), float64('c', [1], { role: 'inequality' })]));
    await decide.words('None of the 1 row is feasible and of a trial that completed.');
  });

  it('needs no objectives, and takes one row, constants and five objectives', async () => {
    await open(resultOf([float64('a', [3, 1, 2]), float64('b', [1, 3, 2])]));
    await decide.words(
      'This result has no objectives: add a column to decide by, and say which way is better.',
    );
    await decide.list('Add a criterion').selectOption('a');
    await decide.best('Best by TOPSIS: row 1, the only one (score 1): a 1');
    await decide.close();
    const five = ['a', 'b', 'c', 'd', 'e'].map((name, at) =>
      float64(name, at === 0 ? [7, 7] : [at, 2], { role: 'objective' }),
    );
    await open(resultOf(five));
    await decide.list('Filter').selectOption('ε-dominance');
    await decide.words('2 of 2 kept');
    await decide.best('Best by TOPSIS: row');
  });
});
