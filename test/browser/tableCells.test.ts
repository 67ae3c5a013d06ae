import assert from 'node:assert/strict';
import { openTable } from './support/openTable';
import { oddResult } from './support/tableResults';
import type { TableReader } from './support/tableReader';

describe('The cells of the table', () => {
  let table: TableReader;

  afterEach(() => table.close());

  it('shows them for what they are, and nothing of a file as markup', async () => {
    table = await openTable(oddResult());
    await table.cell(5, 8).waitFor();
    const column = (at: number) =>
      Promise.all([0, 1, 2, 3, 4, 5].map(row => table.cell(row, at).textContent()));
    assert.deepEqual(await column(1), ['0.300000…', 'NaN', '-0', '∞', '-∞', '∅']);
    assert.equal(await table.cell(0, 1).getAttribute('title'), '0.30000000000000004');
    assert.equal(await table.cell(5, 1).getAttribute('aria-label'), 'missing');
    assert.equal((await column(5))[0], '9007199254740993');
    assert.deepEqual((await column(7)).slice(0, 3), ['item 10', 'item 2', '<b>bold</b>']);
    assert.equal(await table.cell(0, 8).textContent(), '<script>alert(1)</script>');
    assert.equal(await table.cell(3, 8).getAttribute('title'), 'long '.repeat(200));
    assert.equal(await table.page.locator('img, .grid b').count(), 0);
    const headers = await table.grid.getByRole('columnheader').all();
    const labels = await Promise.all(headers.map(each => each.getAttribute('aria-label')));
    assert.deepEqual(labels, [
      'Row number',
      'x, mm, ◇ design variable',
      'cost, €, ↓ objective, minimise',
      'speed, ↑ objective, maximise',
      'stress, MPa, ≤ 250 constraint',
      'count, ○ observable',
      'is ok, ○ observable',
      'kind, ◇ design variable',
      '<img src=x onerror="alert(1)">, ○ observable',
    ]);
  });

  it('sorts by click: ascending, descending, not at all; NaN and missing stay last', async () => {
    table = await openTable(oddResult());
    const header = table.header('x');
    await header.click();
    await table.waitForRows(4, 2, 0, 3, 1, 5);
    assert.equal(await header.getAttribute('aria-sort'), 'ascending');
    await header.click();
    await table.waitForRows(3, 0, 2, 4, 1, 5);
    assert.equal(await header.getAttribute('aria-sort'), 'descending');
    await header.click();
    await table.waitForRows(0, 1, 2, 3, 4, 5);
    assert.equal(await header.getAttribute('aria-sort'), null);
    await table.header('count').click();
    await table.waitForRows(4, 2, 5, 1, 0, 3);
    await table.header('speed').click();
    await table.header('cost').click({ modifiers: ['Shift'] });
    await table.waitForRows(3, 0, 1, 2, 5, 4);
    assert.equal(await table.header('cost').locator('.head-sort').textContent(), '▲2');
  });

  it('filters by range, text, boxes and missing values, and makes the rows a selection in words', async () => {
    table = await openTable(oddResult());
    await table.openMenu('cost');
    await table.popup.getByLabel('From', { exact: true }).fill('2');
    await table.popup.getByLabel('To', { exact: true }).fill('4');
    await table.waitForRows(0, 2, 5);
    await table.popup.getByLabel('To', { exact: true }).fill('four');
    await table.popup.getByText('not a number').waitFor();
    await table.popup.getByLabel('To', { exact: true }).fill('4');
    await table.press('Escape');
    await table.popup.waitFor({ state: 'hidden' });
    assert.match((await table.count.textContent()) ?? '', /^3 of 6 rows/);

    await table.openMenu('kind');
    await table.popup.getByLabel('item 10').uncheck();
    await table.waitForRows(2, 5);
    await table.press('Escape');
    assert.equal(
      await table.page.locator('.table-filters').textContent(),
      'cost 2 to 4 and kind item 2, <b>bold</b>',
    );
    await table.bar.getByRole('button', { name: 'Select these' }).click();
    assert.deepEqual(await table.selectedRows(), [2, 5]);
    await table.page.getByRole('status').getByText('2 of 6 rows selected').waitFor({
      state: 'attached',
    });
    await table.bar.getByRole('button', { name: 'Clear filters' }).click();
    await table.waitForRows(0, 1, 2, 3, 4, 5);

    await table.openMenu('x');
    await table.popup.getByRole('combobox').selectOption('only missing');
    await table.waitForRows(5);
    await table.popup.getByRole('combobox').selectOption('only NaN');
    await table.waitForRows(1);
    await table.popup.getByRole('combobox').selectOption('hide');
    await table.waitForRows(0, 2, 3, 4);
    await table.popup.getByRole('button', { name: 'Clear this filter' }).click();
    await table.press('Escape');
    await table.openMenu('is ok');
    await table.popup.getByLabel('true').uncheck();
    await table.waitForRows(1, 3, 5);
    await table.press('Escape');
    await table.openMenu('<img src=x onerror="alert(1)">');
    await table.popup.getByLabel('Text that contains').fill('QUOTED');
    await table.waitForRows(1);
    await table.popup.getByLabel('Text that contains').fill('nowhere');
    await table.page.getByText('No row passes the filters.').waitFor();
  });

  it('copies the selected rows with every digit, in the order that is seen', async () => {
    table = await openTable(oddResult());
    await table.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const clipboard = () => table.page.evaluate(() => navigator.clipboard.readText());
    await table.header('cost').click();
    await table.waitForRows(1, 3, 2, 0, 5, 4);
    await table.cell(5, 0).click();
    await table.cell(1, 0).click({ modifiers: ['Control'] });
    await table.press('Control+c');
    await table.page.getByText('Copied 2 rows of 8 columns.').first().waitFor();
    const long = 'long '.repeat(200);
    assert.equal(
      await clipboard(),
      [
        'x\tcost\tspeed\tstress\tcount\tis ok\tkind\t"<img src=x onerror=""alert(1)"">"',
        `Infinity\t1\t1\t4\t9223372036854775807\tfalse\titem 10\t${long}`,
        `-Infinity\t5\t3\t5\t-9223372036854775808\ttrue\titem 2\t\u202Eright to left`,
        '',
      ].join('\n'),
    );
    await table.press('Escape');
    await table.cell(3, 1).click();
    await table.press('Escape', 'Control+c');
    await table.page.getByText('Copied the cell.').first().waitFor();
    assert.equal(await clipboard(), '0.30000000000000004');
    await table.bar.getByRole('button', { name: 'Copy' }).click();
    assert.equal(await clipboard(), '0.30000000000000004');
  });
});
