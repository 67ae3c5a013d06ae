import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { OptimizationResult } from '../../src/core/result';
import { float64, text } from '../unit/support/columns';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer, OpenOptions } from './support/openExplorer';

const hostile = '<img src=x onerror=noted.errors.push(1)>';

function aResult(): OptimizationResult {
  return new OptimizationResult({
    problem: { name: 'export' },
    columns: [
      float64('x', [0.5, 1.5, null, NaN, 4.5, -0], { role: 'design', unit: 'mm' }),
      float64('cost', [5, 4, 3, 2, 1, 0], { role: 'objective', direction: 'minimize' }),
      text(hostile, ['a', 'b', 'c', hostile, 'e', 'f']),
    ],
    resultSets: [
      { name: hostile, rows: [1, 3] },
      { name: 'none', rows: [] },
    ],
  });
}

describe('Exporting rows', () => {
  let explorer: OpenedExplorer;
  let page: Page;

  const open = async (options?: OpenOptions): Promise<void> => {
    explorer = await openExplorer(aResult(), options);
    ({ page } = explorer);
    await page.getByRole('grid').waitFor();
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const popup = () => page.getByRole('dialog', { name: 'Export' });
  const said = () => page.locator('.table-note').innerText();
  const exported = () => page.evaluate(() => window.exported.at(-1));

  /** Exports what is proposed, or rows of another choice. */
  async function save(choice?: string | RegExp, columns?: 'all' | 'shown'): Promise<void> {
    await button('Export…').click();
    if (choice !== undefined) {
      const option = popup().locator('option', { hasText: choice });
      await popup()
        .getByLabel('Rows')
        .selectOption((await option.getAttribute('value')) ?? '');
    }
    if (columns !== undefined) await popup().getByLabel('Columns').selectOption(columns);
    await button('Choose Format…').click();
    await page.locator('.table-note').waitFor();
  }

  /** Selects rows by clicking them in the table. */
  async function select(...rows: readonly number[]): Promise<void> {
    for (const row of rows) {
      const cell = page.locator(`.grid-row[data-row="${row}"] [data-column="1"]`);
      await cell.click({ modifiers: ['Control'] });
    }
  }

  afterEach(() => explorer.close());

  it('writes everything where nothing is selected or filtered', async () => {
    await open();
    await save();
    assert.deepEqual(await exported(), {
      part: 'all',
      csv: [
        `x,cost,${hostile}`,
        '0.5,5.0,a',
        '1.5,4.0,b',
        ',3.0,c',
        `NaN,2.0,${hostile}`,
        '4.5,1.0,e',
        '-0.0,0.0,f',
        '',
      ].join('\n'),
      partOf: undefined,
    });
    assert.equal(await said(), 'Exported as shown-all.csv.');
  });

  it('proposes the selection, and says how it was made', async () => {
    await open();
    await select(4, 1);
    await button('Export…').click();
    assert.equal(await popup().getByRole('status').innerText(), '2 rows of 3 columns');
    await page.keyboard.press('Escape');
    await save();
    const found = await exported();
    assert.equal(found?.csv, `x,cost,${hostile}\n1.5,4.0,b\n4.5,1.0,e\n`);
    assert.equal(found?.part, 'selection');
    assert.deepEqual(
      { ...(found?.partOf as object), id: '', createdAt: '' },
      { id: '', createdAt: '', rowCount: 6, rows: 'row 4 or row 1' },
    );
  });

  it('writes the table as it is sorted, with the columns that it shows', async () => {
    await open();
    await page.locator('.head-cell', { hasText: 'cost' }).locator('.head-name').click();
    await page.locator('.grid-row[data-row="0"] .row-number', { hasText: '5' }).waitFor();
    await button('Columns…').click();
    await page.locator('.columns-list input[type=checkbox]').first().uncheck();
    await page.keyboard.press('Escape');
    await save(/^\s*The table/, 'shown');
    const found = await exported();
    assert.equal(found?.csv.split('\n').slice(0, 3).join('\n'), `cost,${hostile}\n0.0,f\n1.0,e`);
    assert.equal(found?.part, 'table');
    assert.equal((found?.partOf as { rows: string }).rows, 'sorted by cost');
  });

  it('writes the rows of a result set, and none of an empty one', async () => {
    await open();
    await save(/^\s*Result set "</);
    assert.equal((await exported())?.csv, `x,cost,${hostile}\n1.5,4.0,b\nNaN,2.0,${hostile}\n`);
    assert.equal((await exported())?.part, hostile);
    await button('Export…').click();
    await popup().getByLabel('Rows').selectOption('Result set "none"');
    assert.ok(await button('Choose Format…').isDisabled());
  });

  it('says that nothing was exported when the user changed their mind', async () => {
    await open();
    await page.evaluate(() => (window.placeAsked = 'cancel'));
    await save();
    assert.equal(await said(), 'Nothing was exported.');
    assert.equal(await exported(), undefined);
  });

  it('copies Python code for the selected rows', async () => {
    await open();
    assert.ok(await button('Copy as Python').isDisabled());
    await select(0, 3, 5);
    await button('Copy as Python').click();
    await page.locator('.selection-bar', { hasText: 'Copied Python code for 3 rows.' }).waitFor();
    const code = await page.evaluate(() => window.python);
    assert.match(code ?? '', /^df = load\(\)\n[\s\S]*rows = \[\n {4}0, 3, 5,\n\]\n/);
  });

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`is asked for in the ${theme} theme`, async () => {
      await open({ theme });
      await select(2);
      await button('Export…').click();
      await popup().waitFor();
      await explorer.screenshot(`export-${theme}`);
    });
  }
});
