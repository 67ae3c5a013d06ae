import assert from 'node:assert/strict';
import { columnsResult } from '../fixtures/columnsResult';
import { seededRandom } from '../fixtures/seededRandom';
import { float64 } from '../unit/support/columns';
import { openTable } from './support/openTable';
import type { TableReader } from './support/tableReader';

describe('Work that takes long', () => {
  let table: TableReader;

  afterEach(() => table.close());

  // Almost all rows are on the front of fourteen objectives: it would take minutes to compare each with each.
  const random = seededRandom(7);
  const objectives = Array.from({ length: 14 }, (_, index) =>
    float64(
      `f${index}`,
      Array.from({ length: 150_000 }, () => random.uniform()),
      { role: 'objective', direction: 'minimize' },
    ),
  );

  it('holds nothing else up, and ends when it is not wanted any more', async () => {
    table = await openTable(columnsResult(objectives));
    const { page } = table;
    const facts = (isBusy: boolean) =>
      page.locator(`.pareto-facts[aria-busy="${isBusy}"]`).waitFor();
    await facts(false);
    const all = page.getByRole('checkbox', { name: 'Front of all 14 objectives' });
    await all.check();
    await table.header('f0').click();
    const values = Array.from(objectives[0]?.values as Float64Array);
    const least = values.indexOf(values.reduce((a, b) => Math.min(a, b)));
    await page
      .locator('.grid-row .row-number')
      .first()
      .getByText(String(least), { exact: true })
      .waitFor();
    // As often as there are workers, and once more.
    for (let round = 0; round < 4; round++) {
      await all.uncheck();
      await facts(false);
      await all.check();
      await facts(true);
    }
    assert.ok(page.workers().length <= 3, `${page.workers().length} workers`);
  });

  it('shows the points while their front is sought', async () => {
    const choice = { isFrontOfAll: true, aims: {}, logs: [], reference: {} };
    table = await openTable(columnsResult(objectives), { state: { views: { pareto: choice } } });
    const { page } = table;
    const plot = page.locator('.pareto-plane .scatter-stage[aria-label]');
    assert.match((await plot.getAttribute('aria-label')) ?? '', /^f1 against f0: 150,000 rows\./);
    await page.locator('.pareto-facts[aria-busy="true"]').waitFor();
    await plot.press('ArrowRight');
    await page
      .locator('.announcer', { hasText: 'is not compared yet' })
      .waitFor({ state: 'attached' });
  });
});
