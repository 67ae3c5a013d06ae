import { openTable } from './support/openTable';
import { oddResult } from './support/tableResults';
import type { TableReader } from './support/tableReader';

describe('The look of the table', () => {
  let table: TableReader;

  afterEach(() => table.close());

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`is seen in the ${theme} theme, wide and narrow`, async () => {
      table = await openTable(oddResult(), { theme });
      await table.cell(1, 2).click();
      await table.cell(3, 2).click({ modifiers: ['Control'] });
      await table.header('cost').click();
      await table.waitForRows(1, 3, 2, 0, 5, 4);
      await table.screenshot(`table-${theme}`);
      await table.openMenu('cost');
      await table.popup.getByLabel('From', { exact: true }).fill('2');
      await table.waitForRows(2, 0, 5, 4);
      await table.screenshot(`table-${theme}-menu`);
      await table.press('Escape');
      await table.page.setViewportSize({ width: 600, height: 700 });
      await table.openMenu('x');
      await table.popup.getByRole('button', { name: 'Pin left' }).click();
      await table.press('Escape');
      await table.bar.getByRole('button', { name: 'Columns…' }).click();
      await table.screenshot(`table-${theme}-narrow-columns`);
      await table.press('Escape');
      await table.grid.evaluate(grid => (grid.scrollLeft = 150));
      await table.screenshot(`table-${theme}-narrow`);
    });
  }
});
