import assert from 'node:assert/strict';
import { waitUntil } from '../e2e/support/waitUntil';
import { openTable } from './support/openTable';
import { longResult, oddResult, wideResult } from './support/tableResults';
import type { TableReader } from './support/tableReader';

describe('The columns of the table', () => {
  let table: TableReader;

  afterEach(() => table.close());

  it('is worked with keys alone', async () => {
    table = await openTable(longResult(100));
    await table.cell(0, 1).focus();
    await table.press('ArrowDown', 'ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown');
    assert.deepEqual(await table.focused(), { row: '3', column: '2' });
    assert.deepEqual(await table.selectedRows(), [1, 2, 3]);
    await table.press(' ');
    assert.deepEqual(await table.selectedRows(), [1, 2]);
    await table.press('Control+a');
    assert.equal(await table.count.textContent(), '100 rows · 100 selected');
    await table.press('Escape');
    assert.equal(await table.count.textContent(), '100 rows');
    await table.press('Home');
    assert.deepEqual(await table.focused(), { row: '3', column: '0' });
    await table.press('PageDown', 'End');
    const { row, column } = await table.focused();
    assert.ok(Number(row) > 6, `row ${row}`);
    assert.equal(column, '3');

    // Into the header: sort, menu, filter, move, resize.
    await table.press('Control+ArrowUp', 'ArrowUp');
    assert.deepEqual(await table.focused(), { row: '-1', column: '3' });
    await table.press('Enter', 'Enter');
    await table.cell(0, 0).getByText('9', { exact: true }).waitFor();
    await table.press('Alt+ArrowDown');
    await table.popup.waitFor();
    assert.equal(await table.popup.getAttribute('aria-label'), 'Column digit');
    for (let step = 0; step < 3; step++) await table.press('Tab');
    await table.page.keyboard.type('9');
    await table.waitForRows(9, 19, 29, 39, 49, 59, 69, 79, 89, 99);
    await table.press('Escape');
    assert.deepEqual(await table.focused(), { row: '-1', column: '3' });
    await table.press('Alt+ArrowLeft');
    assert.deepEqual(await table.names(), ['up', 'digit', 'down']);
    assert.deepEqual(await table.focused(), { row: '-1', column: '2' });
    const width = (await table.header('digit').boundingBox())?.width ?? 0;
    await table.press('Alt+Shift+ArrowRight');
    await table.page.waitForFunction(
      wanted => document.activeElement?.getBoundingClientRect().width === wanted,
      width + 16,
    );
  });

  it('keeps widths, order, pins, hidden columns, sort and filters over a reload', async () => {
    table = await openTable(oddResult());
    const { page } = table;
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
    await table.press('Escape');
    await table.openMenu('stress');
    await table.popup.getByRole('button', { name: 'Hide' }).click();
    await table.header('cost').click();
    await table.openMenu('is ok');
    await table.popup.getByLabel('false').uncheck();
    await table.press('Escape');
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
    await waitUntil(async () => (await table.names()).slice(0, 3).join(', ') === 'x, cost, speed', {
      what: 'the columns in their own order',
    });
  });

  it('asks only for the columns that are seen, of three hundred', async () => {
    table = await openTable(wideResult());
    await table.cell(1, 1).waitFor();
    assert.equal(await table.grid.getAttribute('aria-colcount'), '301');
    assert.ok((await table.page.locator('.grid .head-cell').count()) < 20);
    await table.cell(0, 1).click();
    await table.press('Control+End');
    await table.cell(1, 300).getByText('299.5').waitFor();
    assert.deepEqual((await table.names()).at(-1), 'c299');
    assert.equal(await table.cell(1, 300).getAttribute('aria-colindex'), '301');
    assert.ok((await table.page.locator('.grid .head-cell').count()) < 20);
    await table.screenshot('table-300-columns');
  });

  it('shows a placeholder until a column has come, and says why one does not', async () => {
    table = await openTable(wideResult());
    await table.cell(1, 1).waitFor();
    // Holds back what the host says from now on.
    await table.page.evaluate(`
      const send = window.postMessage.bind(window);
      let held = [];
      window.postMessage = message => held.push(message);
      window.letThrough = () => held.splice(0).forEach(message => send(message, '*'));
      window.fail = () =>
        held.splice(0).forEach(({ id }) => send({ id, failure: 'The disk is gone.' }, '*'));
    `);
    await table.cell(0, 1).click();
    await table.press('End');
    await table.cell(0, 300).getByText('…').waitFor();
    await table.page.evaluate('letThrough()');
    await table.cell(0, 300).getByText('299').waitFor();
    await table.press('Home');
    await table.cell(0, 1).waitFor();
    await table.grid.evaluate(grid => (grid.scrollLeft = 120 * 150));
    await table.cell(0, 155).getByText('…').waitFor();
    await table.page.evaluate('fail()');
    await table.header('c154').getByText('could not be read').waitFor();
    await table.bar.getByRole('alert').getByText('The disk is gone.').waitFor();
    await table.bar.getByRole('button', { name: 'Try again' }).click();
    await table.cell(0, 155).getByText('…').waitFor();
    await table.page.evaluate('letThrough()');
    await table.cell(0, 155).getByText('154').waitFor();
  });
});
