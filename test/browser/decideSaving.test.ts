import assert from 'node:assert/strict';
import { DecideReader } from './support/decideReader';
import { designs, early, hostile } from './support/designs';
import type { OpenOptions } from './support/openExplorer';

describe('A ranking that is kept', () => {
  let decide: DecideReader;

  afterEach(() => decide.close());

  async function open(result = designs(), options?: OpenOptions): Promise<void> {
    decide = await DecideReader.open(result, options);
  }

  it('keeps the ranking as a column and a set, and everything stays as it was', async () => {
    await open(designs([early]));
    const { page } = decide;
    await page.getByRole('button', { name: /^Result Sets/ }).click();
    await page.getByLabel('Show "early" as colour').check();
    await decide.list('Start from').selectOption('Set "early"');
    await decide.weigh('cost', '100');
    await decide.listed(0, 1, 2);
    await decide.button('Select row 1').click();
    await decide.button('Save Ranking…').click();
    assert.equal(await decide.field('Name').inputValue(), 'TOPSIS rank');
    await decide.list('Set of').selectOption('the best 3');
    await decide.field('Name').press('Enter');
    await decide.announced('Saved the ranking by TOPSIS as the column and the set "TOPSIS rank".');
    await page.locator('.head-cell', { hasText: 'TOPSIS rank' }).waitFor();
    await decide.bar('1 of 9 rows selected: row 1');
    await decide.listed(0, 1, 2);
    assert.equal(await decide.field('Weight of cost, as a number').inputValue(), '100');
    assert.equal(await page.getByRole('tab', { selected: true }).innerText(), 'Decide');
    assert.ok(await page.getByLabel('Show "early" as colour').isChecked());
    await page
      .getByText(
        'from "early" · by hand ranked by TOPSIS: cost 66.7 % (minimize), mass 33.3 % (minimize)',
      )
      .waitFor();
    await decide.ranked('1', '2', '3', '∅', '∅', '∅', '∅', '∅', '∅');
  });

  it('gives a column like any other: sorted in the table, and an axis in the plots', async () => {
    await open();
    await decide.listed(2, 1, 3, 0, 4);
    await decide.saveAs('best first');
    const { page } = decide;
    await page.locator('.head-cell', { hasText: 'best first' }).locator('.head-name').click();
    await page.waitForFunction(
      () => document.querySelector('.grid-row .row-number')?.textContent?.trim() === '2',
    );
    await decide.ranked('1', '2', '2', '4', '4', '∅', '∅', '∅', '∅');
    for (const tab of ['Pareto', 'Parallel Coordinates']) {
      await page.getByRole('tab', { name: tab }).click();
      const options = page.locator('.view:not([hidden]) select option', { hasText: 'best first' });
      assert.ok((await options.count()) > 0, tab);
    }
  });

  it('replaces an earlier ranking when that is wanted, and nothing else', async () => {
    await open(designs([early]));
    await decide.listed(2, 1, 3, 0, 4);
    await decide.saveAs('x');
    await decide.words('There is already a column "x": choose another name.');
    await decide.rename('early');
    await decide.words('There is already a set "early": choose another name.');
    await decide.rename(' ');
    await decide.words('Give the ranking a name.');
    await decide.rename(hostile.replace('img', 'b'));
    await decide.announced('Saved the ranking');
    await decide.listed(2, 1, 3, 0, 4);
    await decide.weigh('mass', '0');
    await decide.listed(0, 1, 2, 3, 4);
    await decide.saveAs(hostile.replace('img', 'b'));
    await decide.words(`There is already a ranking "${hostile.replace('img', 'b')}".`);
    await decide.button('Replace It').click();
    await decide.listed(0, 1, 2, 3, 4);
    await decide.ranked('1', '2', '3', '4', '5', '∅', '∅', '∅', '∅');
  });

  it('is not offered where the result is only read, and why', async () => {
    await open(designs(), { backend: 'cache' });
    await decide.listed(2, 1, 3, 0, 4);
    assert.ok(await decide.button('Save Ranking…').isDisabled());
    await decide.words(
      'The cache holds copies: open the result in the primary or secondary backend.',
    );
  });
});
