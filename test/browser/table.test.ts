import assert from 'node:assert/strict';
import { openTable } from './support/openTable';
import { longResult, resultOf } from './support/tableResults';
import type { TableReader } from './support/tableReader';

describe('The table', () => {
  let table: TableReader;

  afterEach(() => table.close());

  describe('of a million rows at a device pixel ratio of 2', () => {
    beforeEach(async () => {
      table = await openTable(longResult(1_000_000), {
        deviceScaleFactor: 2,
        withScrollbars: true,
      });
      await table.page.locator('.grid-row[data-row="0"] .number').first().waitFor();
    });

    /** Takes hold of the scrollbar at the top and pulls it below its end. */
    async function dragScrollbar(): Promise<void> {
      const { mouse } = table.page;
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
      const { page } = table;
      assert.equal(await table.grid.getAttribute('aria-rowcount'), '1000001');
      await table.cell(0, 1).click();
      await table.press('Control+End');
      await page.getByText('999999', { exact: true }).first().waitFor();
      assert.equal((await table.rows()).at(-1), 999_999);
      assert.deepEqual(await table.focused(), { row: '999999', column: '3' });
      await table.screenshot('table-million');

      await table.press('ArrowUp', 'ArrowUp');
      assert.deepEqual(await table.focused(), { row: '999997', column: '3' });
      await table.press('Control+Home');
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
      await table.press('Enter');
      await table.cell(654_321, 1).waitFor();
      assert.equal(await table.cell(654_321, 1).textContent(), '654321');
      await page.getByLabel('Go to row').fill('1000000');
      await table.press('Enter');
      await page.getByText('Rows go from 0 to 999999.').first().waitFor();
    });

    it('goes to the middle by scrollbar, and draws few elements for it all', async () => {
      await table.grid.evaluate(
        grid => (grid.scrollTop = (grid.scrollHeight - grid.clientHeight) / 2),
      );
      await table.page.waitForFunction(() =>
        [...document.querySelectorAll('.grid-row .row-number')].some(
          cell => Math.abs(Number(cell.textContent) - 500_000) < 20,
        ),
      );
      assert.ok((await table.page.locator('.grid .cell').count()) < 200);
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

  it('selects rows by click, with Ctrl and Shift, and shows only them if asked', async () => {
    table = await openTable(longResult(100));
    await table.cell(2, 1).click();
    assert.deepEqual(await table.selectedRows(), [2]);
    await table.cell(5, 1).click({ modifiers: ['Shift'] });
    assert.deepEqual(await table.selectedRows(), [2, 3, 4, 5]);
    await table.cell(3, 1).click({ modifiers: ['Control'] });
    assert.deepEqual(await table.selectedRows(), [2, 4, 5]);
    assert.equal(await table.count.textContent(), '100 rows · 3 selected');
    await table.bar.getByLabel('Only selected').check();
    await table.waitForRows(2, 4, 5);
    await table.bar.getByLabel('Only selected').uncheck();
    await table.cell(0, 1).waitFor();
    await table.grid.evaluate(grid => (grid.scrollTop = grid.scrollHeight));
    await table.cell(99, 0).waitFor();
    await table.bar.getByRole('button', { name: 'Scroll to selected' }).click();
    await table.page.waitForFunction(
      () => document.activeElement?.closest('[data-row]')?.getAttribute('data-row') === '4',
    );
    assert.ok((await table.rows()).includes(4));
  });

  it('says so when there are no rows, and when all columns are hidden', async () => {
    table = await openTable(
      resultOf({
        variable: { name: 'x', role: 'design' },
        type: 'float64',
        values: new Float64Array(),
      }),
    );
    await table.page.getByText('The result has no rows.').waitFor();
    assert.equal(await table.count.textContent(), '0 rows');
    await table.bar.getByRole('button', { name: 'Columns…' }).click();
    await table.popup.getByRole('button', { name: 'Hide all' }).click();
    await table.popup.getByText('0 of 1 columns shown').waitFor();
  });
});
