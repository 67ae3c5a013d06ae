import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Column } from '../../src/core/column';
import type { JsonObject } from '../../src/core/json';
import type { OptimizationResult } from '../../src/core/result';
import { columnsResult } from '../fixtures/columnsResult';
import { nsga2Result } from '../fixtures/nsga2Result';
import { seededRandom } from '../fixtures/seededRandom';
import { weldedBeam } from '../fixtures/testProblems';
import { categorical, float64, int64 } from '../unit/support/columns';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer, OpenOptions } from './support/openExplorer';
import { pixelAt } from './support/pixelAt';

const minimised = { role: 'objective', direction: 'minimize' } as const;
const maximised = { role: 'objective', direction: 'maximize' } as const;
const inequality = { role: 'inequality' } as const;
const origin = {
  id: '5a3f1e00-0000-4000-8000-000000000001',
  createdAt: '2026-01-02T03:04:05.678Z',
};

describe('The History view', () => {
  let explorer: OpenedExplorer;
  let page: Page;

  const open = async (result: OptimizationResult, options?: OpenOptions): Promise<void> => {
    explorer = await openExplorer(result, options);
    ({ page } = explorer);
    await page.getByRole('tab', { name: 'History' }).click();
  };
  const openColumns = (columns: readonly Column[], metadata?: JsonObject): Promise<void> =>
    open(columnsResult(columns, metadata));
  const show = (measure: string) =>
    page.getByRole('button', { name: measure, exact: true }).click();
  const inWords = async (words: string | RegExp): Promise<string> => {
    const place = page.locator('.history-notes', { hasText: words });
    await place.waitFor();
    return (await place.innerText()).replace(/\s+/g, ' ');
  };
  const drawnWords = (): Promise<string | null> =>
    page.locator('.history-plot .scatter-words').textContent();

  afterEach(() => explorer.close());

  /** What was said last to screen readers. */
  const announced = (words: string | RegExp): Promise<void> =>
    page.locator('.announcer', { hasText: words }).waitFor({ state: 'attached' });
  const message = async (): Promise<string | null> => {
    await page.locator('.history-message', { hasNotText: 'Loading' }).waitFor();
    return page.locator('.history-message').textContent();
  };
  /** The rows of the table that stands for the plot. */
  const tableRows = async (): Promise<readonly (readonly string[])[]> => {
    await page.getByRole('button', { name: 'Show as table' }).click();
    const rows = page.locator('.history-plot .scatter-table tr');
    return rows.evaluateAll(each =>
      each.map(row => [...row.children].map(({ textContent }) => textContent ?? '')),
    );
  };

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`draws a run with constraints, in the ${theme} theme`, async () => {
      const result = nsga2Result(weldedBeam, { size: 40, generations: 20, seed: 3 }, origin);
      await open(result, { theme });
      await inWords(/Best: 6\.4367563…/);
      await explorer.screenshot(`history-${theme}`);
      await show('Constraint Violation');
      await inWords('First without violation: row 3');
      await show('Hypervolume');
      await inWords('Hypervolume: 0.088361183…');
      await explorer.screenshot(`history-hypervolume-${theme}`);
    });
  }

  it('tells the best so far of the feasible rows, in the direction of the objective', async () => {
    await openColumns([
      float64('yield', [1, 9, 3, 2, 5], maximised),
      float64('g', [0, 1, 0, 0, 0], inequality),
    ]);
    assert.equal(
      await inWords('Best'),
      'Best: 5 in row 4 (maximised). It is the last evaluation. Select Best Not counted: 1 row infeasible.',
    );
    await page.getByRole('combobox', { name: 'Which way is better' }).selectOption('minimize');
    await inWords('Best: 1 in row 0 (minimised, which is assumed). No better one in the 4');
    await page.getByRole('combobox', { name: 'Which way is better' }).selectOption('maximize');
    await inWords('Best: 5');
    assert.deepEqual(await tableRows(), [
      ['row', 'yield', 'best so far', 'is'],
      ['0', '1', '1', 'feasible'],
      ['1', '9', '1', 'infeasible'],
      ['2', '3', '3', 'feasible'],
      ['3', '2', '3', 'feasible'],
      ['4', '5', '5', 'feasible'],
    ]);
  });

  it('draws the best so far where the best is', async () => {
    const values = Array.from({ length: 3000 }, (_, row) => (row < 1500 ? 10 : 0));
    await openColumns([float64('cost', values, minimised), float64('y', [...values].reverse())]);
    await inWords('Best: 0 in row 1500');
    const box = await page.locator('.history-plot .scatter-overlay').boundingBox();
    assert.ok(box);
    // Halfway down there are no points: what is drawn there is the step.
    const place = page.locator('.history-plot .scatter-chart canvas');
    const chart = await place.boundingBox();
    assert.ok(chart);
    const across = (box.x - chart.x + box.width / 2) / chart.width;
    const down = (box.y - chart.y + box.height * 0.53) / chart.height;
    const inked = [-2, -1, 0, 1, 2].map(by => pixelAt(place, [across + by / chart.width, down]));
    assert.ok(
      (await Promise.all(inked)).some(([red = 0, , , opacity = 0]) => red > 150 && opacity > 100),
    );
  });

  it('shows trials by how they ended, those without a value at the edge', async () => {
    const states = ['COMPLETE', 'PRUNED', 'FAIL', 'COMPLETE', 'RUNNING'];
    await openColumns(
      [
        float64('loss', [3, 1, null, 2, null], minimised),
        categorical('state', states),
        int64('number', [4n, 3n, 2n, 1n, 0n]),
      ],
      { states: { COMPLETE: 2, PRUNED: 1, FAIL: 1, RUNNING: 1 } },
    );
    assert.match(
      await inWords('Best: 2 in row 3'),
      /Not counted: 1 row pruned, 1 row failed, 1 row not finished\.$/,
    );
    assert.equal(await drawnWords(), '5 rows; 2 rows without a value lie at the edge');
    await page.getByRole('application').focus();
    for (let at = 0; at < 3; at++) await page.keyboard.press('ArrowRight');
    await announced('row 2, loss missing, best so far 3, is failed');
    await page.keyboard.press('Enter');
    await page.locator('.selection-bar', { hasText: '1 of 5 rows selected' }).waitFor();
    await page.getByRole('combobox', { name: 'Over' }).selectOption('number');
    await inWords('Best: 2 in row 3 (minimised). No better one in the 3 evaluations after it.');
  });

  it('selects rows without a value by a rectangle over the edge', async () => {
    await openColumns([float64('loss', [3, null, 2, null], minimised)]);
    await inWords('Best: 2');
    const box = await page.locator('.history-plot .scatter-overlay').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 2, box.y + 1);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 14, { steps: 4 });
    await page.mouse.up();
    await announced(/^1 row selected: evaluation \(row\) .* and loss .* or missing$/);
  });

  it('sums the violations', async () => {
    await openColumns([
      float64('cost', [1, 2, 3], minimised),
      float64('g', [2, 1, -1], inequality),
      float64('h', [0.5, 0, 1], { role: 'equality' }),
    ]);
    await show('Constraint Violation');
    await inWords('Lowest: 1 in row 1');
    assert.deepEqual(
      (await tableRows()).map(cells => cells[1]),
      ['total constraint violation', '2.5', '1', '1'],
    );
  });

  it('computes the hypervolume of two objectives at every row', async () => {
    await openColumns([
      float64('f1', [4, 0, 1, 4], minimised),
      float64('f2', [0, 4, 1, 4], minimised),
    ]);
    await show('Hypervolume');
    // 0.4 · 1 + 3.4 · 3 + 4.4 · 0.4, as in the Pareto view
    await inWords(/f1 4\.4…?, f2 4\.4/);
    const found = (await tableRows()).slice(1).map(cells => Number(cells[1]));
    [1.76, 3.36, 12.36, 12.36].forEach((expected, row) =>
      assert.ok(Math.abs((found[row] as number) - expected) < 1e-9, String(found)),
    );
  });

  it('computes the hypervolume of three objectives at some evaluations, and at all of them', async () => {
    const random = seededRandom(4);
    const numbers = (): number[] => Array.from({ length: 450 }, () => random.uniform());
    await openColumns(['f1', 'f2', 'f3'].map(name => float64(name, numbers(), minimised)));
    await show('Hypervolume');
    await inWords('Computed at 100 of 450 evaluations.');
    assert.equal(await drawnWords(), 'at 100 of 450 evaluations');
    await page.getByRole('button', { name: 'Compute All' }).click();
    await page.locator('.history-plot .scatter-words', { hasText: '450 rows' }).waitFor();
  });

  it('shows a million rows', async () => {
    const random = seededRandom(6);
    const values = Array.from({ length: 1_000_000 }, (_, row) => 1 / (1 + row) + random.uniform());
    await openColumns([
      float64('f1', values, minimised),
      float64(
        'f2',
        values.map(value => -value),
        minimised,
      ),
    ]);
    await inWords(/Best: /);
    assert.equal(await drawnWords(), '1,000,000 rows');
    await show('Hypervolume');
    await inWords(/Hypervolume: /);
    await explorer.screenshot('history-million');
  });

  it('remembers what was chosen', async () => {
    await openColumns([
      float64('f1', [1, 2, 3], minimised),
      float64('f2', [3, 2, 1], minimised),
      float64('g', [3, 2, 1], inequality),
    ]);
    await page.getByRole('combobox', { name: 'Objective' }).selectOption('f2');
    await page.getByRole('checkbox', { name: 'Y logarithmic' }).check();
    await page.reload();
    await page.locator('.history-notes').waitFor();
    assert.equal(await page.getByRole('combobox', { name: 'Objective' }).inputValue(), 'f2');
    assert.ok(await page.getByRole('checkbox', { name: 'Y logarithmic' }).isChecked());
    assert.match(await inWords('There is no best'), /no row is feasible and has a value/);
  });

  it('takes names for text', async () => {
    const name = '<img src=x onerror=alert(1)>';
    await openColumns(
      [
        float64(name, [1, 2], minimised),
        categorical('state', ['<script>alert(1)</script>', 'FAIL']),
      ],
      { states: { '<script>alert(1)</script>': 1, FAIL: 1 } },
    );
    await page.locator('.history-notes').waitFor();
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowRight');
    await announced(`row 0, ${name} 1, best so far none, is not finished`);
    assert.equal(await page.locator('img, main script').count(), 0);
  });

  it('says why there is nothing to see', async () => {
    await openColumns([float64('x', [1, 2, 3])]);
    assert.match((await message()) ?? '', /no objectives/);
    await page.getByRole('combobox', { name: 'Objective' }).selectOption('x');
    await inWords('No way is better');
    assert.ok(await page.getByRole('button', { name: 'Constraint Violation' }).isDisabled());
  });

  it('says that there are no rows', async () => {
    await openColumns([float64('f1', [], minimised)]);
    assert.equal(await message(), 'This result has no rows yet.');
  });

  it('draws one row, and counts rows that have no place', async () => {
    await openColumns([
      float64('one', [Infinity, NaN, 7], minimised),
      float64('none', [NaN, NaN, NaN], minimised),
    ]);
    await inWords('Best: 7 in row 2');
    assert.equal(
      await drawnWords(),
      '2 of 3 rows drawn; 1 row without a value lies at the edge; 1 row is infinite here',
    );
    await page.getByRole('combobox', { name: 'Objective' }).selectOption('none');
    await inWords('There is no best: no row has a value.');
    await show('Hypervolume');
    await inWords('so there is no hypervolume');
  });
});
