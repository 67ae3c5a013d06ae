import assert from 'node:assert/strict';
import type { OptimizationResult } from '../../src/core/result';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer, OpenOptions } from './support/openExplorer';
import { longResult, oddResult, resultOf } from './support/tableResults';
import { TableReader } from './support/tableReader';

describe('The table', () => {
  let explorer: OpenedExplorer;
  let table: TableReader;

  afterEach(async () => {
    assert.deepEqual(await explorer.noted(), { violations: [], errors: [] });
    await explorer.close();
  });

  async function open(result: OptimizationResult, options?: OpenOptions): Promise<void> {
    explorer = await openExplorer(result, options);
    table = new TableReader(explorer.page);
    await table.grid.waitFor();
  }

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await explorer.page.keyboard.press(key);
  }

  const selectedRows = () =>
    explorer.page
      .locator('.grid-row[aria-selected="true"] .row-number')
      .allTextContents()
      .then(texts => texts.map(Number));

  describe('of a million rows at a device pixel ratio of 2', () => {
    beforeEach(async () => {
      await open(longResult(1_000_000), { deviceScaleFactor: 2, withScrollbars: true });
      await explorer.page.locator('.grid-row[data-row="0"] .number').first().waitFor();
    });

    /** Takes hold of the scrollbar at the top and pulls it below its end. */
    async function dragScrollbar(): Promise<void> {
      const { mouse } = explorer.page;
      const box = await table.grid.boundingBox();
      assert.ok(box);
      const x = box.x + box.width - 8;
      await mouse.move(x, box.y + 20);
      await mouse.down();
      await mouse.move(x, box.y + 120, { steps: 5 });
      await mouse.move(x, box.y + box.height + 50, { steps: 5 });
      await mouse.up();
    }

    it('comes to the very last row by key, by scrollbar and by number, and steps row by row there', async () => {
      const { page } = explorer;
      assert.equal(await table.grid.getAttribute('aria-rowcount'), '1000001');
      await table.cell(0, 1).click();
      await press('Control+End');
      await page.getByText('999999', { exact: true }).first().waitFor();
      assert.equal((await table.rows()).at(-1), 999_999);
      assert.deepEqual(await table.focused(), { row: '999999', column: '3' });
      await explorer.screenshot('table-million');

      await press('ArrowUp', 'ArrowUp');
      assert.deepEqual(await table.focused(), { row: '999997', column: '3' });
      await press('Control+Home');
      await table.cell(0, 1).waitFor();
      assert.equal((await table.rows())[0], 0);

      await dragScrollbar();
      await table.cell(999_999, 2).waitFor();
      assert.equal((await table.rows()).at(-1), 999_999);
      assert.equal(await table.cell(999_999, 2).textContent(), '0');

      const before = (await table.rows())[0] as number;
      await table.grid.hover();
      // In device pixels.
      await page.mouse.wheel(0, -88);
      await page.waitForFunction(
        first =>
          document.querySelector(`.grid-row[data-row="${first}"]`) !== null &&
          document.querySelector(`.grid-row[data-row="${first + 1}"]`) !== null,
        before - 2,
      );
      assert.equal((await table.rows())[0], before - 2);

      await page.getByLabel('Go to row').fill('654321');
      await press('Enter');
      await table.cell(654_321, 1).waitFor();
      assert.equal(await table.cell(654_321, 1).textContent(), '654321');
      await page.getByLabel('Go to row').fill('1000000');
      await press('Enter');
      await page.getByText('Rows go from 0 to 999999.').first().waitFor();
    });

    it('goes to the middle by scrollbar, and draws few elements for it all', async () => {
      await table.grid.evaluate(
        grid => (grid.scrollTop = (grid.scrollHeight - grid.clientHeight) / 2),
      );
      await explorer.page.waitForFunction(() =>
        [...document.querySelectorAll('.grid-row .row-number')].some(
          cell => Math.abs(Number(cell.textContent) - 500_000) < 20,
        ),
      );
      assert.ok((await explorer.page.locator('.grid .cell').count()) < 200);
    });

    it('sorts them all, and filters what is sorted', async () => {
      await table.header('digit').click();
      await table.cell(1, 0).getByText('10', { exact: true }).waitFor();
      await table.header('down').click({ modifiers: ['Shift'] });
      await table.cell(0, 0).getByText('999990', { exact: true }).waitFor();
      assert.deepEqual((await table.rows()).slice(0, 3), [999_990, 999_980, 999_970]);
      await table.openMenu('up');
      await table.popup.getByLabel('To', { exact: true }).fill('20');
      await table.count.getByText('21 of 1,000,000 rows').waitFor();
      await table.cell(0, 0).getByText('20', { exact: true }).waitFor();
      assert.deepEqual((await table.rows()).slice(0, 7), [20, 10, 0, 11, 1, 12, 2]);
    });
  });

  describe('of odd values', () => {
    it('shows them for what they are, and nothing of a file as markup', async () => {
      await open(oddResult());
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
      assert.equal(await explorer.page.locator('img, .grid b').count(), 0);
      const headers = await explorer.page.getByRole('columnheader').all();
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
      await open(oddResult());
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
      await open(oddResult());
      await table.openMenu('cost');
      await table.popup.getByLabel('From', { exact: true }).fill('2');
      await table.popup.getByLabel('To', { exact: true }).fill('4');
      await table.waitForRows(0, 2, 5);
      await table.popup.getByLabel('To', { exact: true }).fill('four');
      await table.popup.getByText('not a number').waitFor();
      await table.popup.getByLabel('To', { exact: true }).fill('4');
      await press('Escape');
      await table.popup.waitFor({ state: 'hidden' });
      assert.match((await table.count.textContent()) ?? '', /^3 of 6 rows/);

      await table.openMenu('kind');
      await table.popup.getByLabel('item 10').uncheck();
      await table.waitForRows(2, 5);
      await press('Escape');
      assert.equal(
        await explorer.page.locator('.table-filters').textContent(),
        'cost 2 to 4 and kind item 2, <b>bold</b>',
      );
      await table.bar.getByRole('button', { name: 'Select these' }).click();
      assert.deepEqual(await selectedRows(), [2, 5]);
      await explorer.page.getByRole('status').getByText('2 of 6 rows selected').waitFor({
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
      await press('Escape');
      await table.openMenu('is ok');
      await table.popup.getByLabel('true').uncheck();
      await table.waitForRows(1, 3, 5);
      await press('Escape');
      await table.openMenu('<img src=x onerror="alert(1)">');
      await table.popup.getByLabel('Text that contains').fill('QUOTED');
      await table.waitForRows(1);
      await table.popup.getByLabel('Text that contains').fill('nowhere');
      await explorer.page.getByText('No row passes the filters.').waitFor();
    });

    it('copies the selected rows with every digit, in the order that is seen', async () => {
      await open(oddResult());
      await explorer.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const clipboard = () => explorer.page.evaluate(() => navigator.clipboard.readText());
      await table.header('cost').click();
      await table.waitForRows(1, 3, 2, 0, 5, 4);
      await table.cell(5, 0).click();
      await table.cell(1, 0).click({ modifiers: ['Control'] });
      await press('Control+c');
      await explorer.page.getByText('Copied 2 rows of 8 columns.').first().waitFor();
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
      await press('Escape');
      await table.cell(3, 1).click();
      await press('Escape', 'Control+c');
      await explorer.page.getByText('Copied the cell.').first().waitFor();
      assert.equal(await clipboard(), '0.30000000000000004');
      await table.bar.getByRole('button', { name: 'Copy' }).click();
      assert.equal(await clipboard(), '0.30000000000000004');
    });
  });

  it('selects rows by click, with Ctrl and Shift, and shows only them if asked', async () => {
    await open(longResult(100));
    await table.cell(2, 1).click();
    assert.deepEqual(await selectedRows(), [2]);
    await table.cell(5, 1).click({ modifiers: ['Shift'] });
    assert.deepEqual(await selectedRows(), [2, 3, 4, 5]);
    await table.cell(3, 1).click({ modifiers: ['Control'] });
    assert.deepEqual(await selectedRows(), [2, 4, 5]);
    assert.equal(await table.count.textContent(), '100 rows · 3 selected');
    await table.bar.getByLabel('Only selected').check();
    await table.waitForRows(2, 4, 5);
    await table.bar.getByLabel('Only selected').uncheck();
    await table.cell(0, 1).waitFor();
    await table.grid.evaluate(grid => (grid.scrollTop = grid.scrollHeight));
    await table.cell(99, 0).waitFor();
    await table.bar.getByRole('button', { name: 'Scroll to selected' }).click();
    await explorer.page.waitForFunction(
      () => document.activeElement?.closest('[data-row]')?.getAttribute('data-row') === '4',
    );
    assert.ok((await table.rows()).includes(4));
  });

  it('is worked with keys alone', async () => {
    await open(longResult(100));
    await table.cell(0, 1).focus();
    await press('ArrowDown', 'ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown');
    assert.deepEqual(await table.focused(), { row: '3', column: '2' });
    assert.deepEqual(await selectedRows(), [1, 2, 3]);
    await press(' ');
    assert.deepEqual(await selectedRows(), [1, 2]);
    await press('Control+a');
    assert.equal(await table.count.textContent(), '100 rows · 100 selected');
    await press('Escape');
    assert.equal(await table.count.textContent(), '100 rows');
    await press('Home');
    assert.deepEqual(await table.focused(), { row: '3', column: '0' });
    await press('PageDown', 'End');
    const { row, column } = await table.focused();
    assert.ok(Number(row) > 6, `row ${row}`);
    assert.equal(column, '3');

    // Into the header: sort, menu, filter, move, resize.
    await press('Control+ArrowUp', 'ArrowUp');
    assert.deepEqual(await table.focused(), { row: '-1', column: '3' });
    await press('Enter', 'Enter');
    await table.cell(0, 0).getByText('9', { exact: true }).waitFor();
    await press('Alt+ArrowDown');
    await table.popup.waitFor();
    assert.equal(await table.popup.getAttribute('aria-label'), 'Column digit');
    for (let step = 0; step < 3; step++) await press('Tab');
    await explorer.page.keyboard.type('9');
    await table.waitForRows(9, 19, 29, 39, 49, 59, 69, 79, 89, 99);
    await press('Escape');
    assert.deepEqual(await table.focused(), { row: '-1', column: '3' });
    await press('Alt+ArrowLeft');
    assert.deepEqual(await table.names(), ['up', 'digit', 'down']);
    assert.deepEqual(await table.focused(), { row: '-1', column: '2' });
    const width = (await table.header('digit').boundingBox())?.width ?? 0;
    await press('Alt+Shift+ArrowRight');
    await explorer.page.waitForFunction(
      wanted => document.activeElement?.getBoundingClientRect().width === wanted,
      width + 16,
    );
  });

  it('keeps widths, order, pins, hidden columns, sort and filters over a reload', async () => {
    const { page } = (await open(oddResult()), explorer);
    const edge = await table.header('cost').locator('.head-resize').boundingBox();
    assert.ok(edge);
    await page.mouse.move(edge.x + 3, edge.y + 10);
    await page.mouse.down();
    await page.mouse.move(edge.x + 43, edge.y + 10, { steps: 4 });
    await page.mouse.up();
    const width = (await table.header('cost').boundingBox())?.width;

    const [from, to] = [table.header('count'), table.header('cost')];
    const [start, end] = [await from.boundingBox(), await to.boundingBox()];
    assert.ok(start && end);
    await page.mouse.move(start.x + 30, start.y + 10);
    await page.mouse.down();
    await page.mouse.move(end.x + 10, end.y + 10, { steps: 8 });
    await page.mouse.up();
    await table.openMenu('speed');
    await table.popup.getByRole('button', { name: 'Pin left' }).click();
    await press('Escape');
    await table.openMenu('stress');
    await table.popup.getByRole('button', { name: 'Hide' }).click();
    await table.header('cost').click();
    await table.openMenu('is ok');
    await table.popup.getByLabel('false').uncheck();
    await press('Escape');
    await table.waitForRows(2, 0, 4);
    const expected = ['speed', 'x', 'count', 'cost', 'is ok', 'kind'];
    assert.deepEqual((await table.names()).slice(0, 6), expected);

    await page.reload();
    await table.waitForRows(2, 0, 4);
    assert.deepEqual((await table.names()).slice(0, 6), expected);
    assert.equal((await table.header('cost').boundingBox())?.width, width);
    assert.equal(await table.header('cost').getAttribute('aria-sort'), 'ascending');
    assert.ok((await table.header('is ok').textContent())?.includes('filtered'));

    await table.bar.getByRole('button', { name: 'Columns…' }).click();
    await table.popup.getByText('7 of 8 columns shown').waitFor();
    await table.popup.getByRole('checkbox', { name: 'stress' }).check();
    await table.popup.getByText('8 of 8 columns shown').waitFor();
    await table.popup.getByRole('button', { name: 'Reset' }).click();
    assert.deepEqual((await table.names()).slice(0, 3), ['x', 'cost', 'speed']);
  });

  it('asks only for the columns that are seen, of three hundred', async () => {
    const columns = Array.from({ length: 300 }, (_, place) => ({
      variable: { name: `c${place}`, role: 'observable' } as const,
      type: 'float64' as const,
      values: Float64Array.of(place, place + 0.5),
    }));
    await open(resultOf(...columns));
    await table.cell(1, 1).waitFor();
    assert.equal(await table.grid.getAttribute('aria-colcount'), '301');
    assert.ok((await explorer.page.locator('.grid .head-cell').count()) < 20);
    await table.cell(0, 1).click();
    await press('Control+End');
    await table.cell(1, 300).getByText('299.5').waitFor();
    assert.deepEqual((await table.names()).at(-1), 'c299');
    assert.equal(await table.cell(1, 300).getAttribute('aria-colindex'), '301');
    assert.ok((await explorer.page.locator('.grid .head-cell').count()) < 20);
    await explorer.screenshot('table-300-columns');
  });

  it('says so when there are no rows, and when all columns are hidden', async () => {
    await open(
      resultOf({
        variable: { name: 'x', role: 'design' },
        type: 'float64',
        values: new Float64Array(),
      }),
    );
    await explorer.page.getByText('The result has no rows.').waitFor();
    assert.equal(await table.count.textContent(), '0 rows');
    await table.bar.getByRole('button', { name: 'Columns…' }).click();
    await table.popup.getByRole('button', { name: 'Hide all' }).click();
    await table.popup.getByText('0 of 1 columns shown').waitFor();
  });

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`is seen in the ${theme} theme, wide and narrow`, async () => {
      await open(oddResult(), { theme });
      await table.cell(1, 2).click();
      await table.cell(3, 2).click({ modifiers: ['Control'] });
      await table.header('cost').click();
      await table.waitForRows(1, 3, 2, 0, 5, 4);
      await explorer.screenshot(`table-${theme}`);
      await table.openMenu('cost');
      await table.popup.getByLabel('From', { exact: true }).fill('2');
      await table.waitForRows(2, 0, 5, 4);
      await explorer.screenshot(`table-${theme}-menu`);
      await press('Escape');
      await explorer.page.setViewportSize({ width: 600, height: 700 });
      await table.openMenu('x');
      await table.popup.getByRole('button', { name: 'Pin left' }).click();
      await press('Escape');
      await table.bar.getByRole('button', { name: 'Columns…' }).click();
      await explorer.screenshot(`table-${theme}-narrow-columns`);
      await press('Escape');
      await table.grid.evaluate(grid => (grid.scrollLeft = 150));
      await explorer.screenshot(`table-${theme}-narrow`);
    });
  }
});
