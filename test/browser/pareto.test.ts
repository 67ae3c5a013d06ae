import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { nondominatedRows } from '../../src/core/analysis/nondominatedRows';
import type { Column } from '../../src/core/column';
import type { JsonObject } from '../../src/core/json';
import type { OptimizationResult } from '../../src/core/result';
import { columnsResult } from '../fixtures/columnsResult';
import { dominates, nsga2, violation } from '../fixtures/nsga2';
import { nsga2Result } from '../fixtures/nsga2Result';
import { bnh, weldedBeam } from '../fixtures/testProblems';
import { categorical, float64 } from '../unit/support/columns';
import { seededRandom } from '../fixtures/seededRandom';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer } from './support/openExplorer';
import { pixelAt } from './support/pixelAt';

const id = '5a3f1e00-0000-4000-8000-000000000001';
const origin = { id, createdAt: '2026-01-02T03:04:05.678Z' };
const minimised = { role: 'objective', direction: 'minimize' } as const;

describe('The Pareto view', () => {
  let explorer: OpenedExplorer;
  let page: Page;

  const open = async (result: OptimizationResult): Promise<void> => {
    explorer = await openExplorer(result);
    ({ page } = explorer);
  };
  const openColumns = (columns: readonly Column[], metadata?: JsonObject): Promise<void> =>
    open(columnsResult(columns, metadata));
  const facts = (): Promise<string> => page.locator('.pareto-facts').innerText();
  const computed = (): Promise<void> =>
    page.locator('.pareto-facts', { hasText: /Hypervolume/ }).waitFor();
  const message = async (): Promise<string | null> => {
    await page.locator('.pareto-message', { hasNotText: 'Loading' }).waitFor();
    return page.locator('.pareto-message').textContent();
  };
  const drawnWords = (): Promise<string | null> =>
    page.locator('.pareto-plane .scatter-words').textContent();
  const choose = (name: string, option: string) =>
    page.getByRole('combobox', { name, exact: true }).selectOption(option);
  /** What was said last to screen readers. */
  const announced = (words: string | RegExp): Promise<void> =>
    page.locator('.announcer', { hasText: words }).waitFor({ state: 'attached' });

  afterEach(() => explorer.close());

  it('finds the feasible front, and counts what is not on it', async () => {
    const settings = { size: 40, generations: 20, seed: 3 };
    const { evaluated } = nsga2(weldedBeam, settings);
    const feasible = evaluated.filter(each => violation(each) === 0);
    const front = feasible.filter(a => !feasible.some(b => dominates(b, a)));
    await open(nsga2Result(weldedBeam, settings, origin));
    await computed();
    const words = await facts();
    assert.match(words, new RegExp(`Front: ${front.length} rows\\s+of 800`));
    assert.match(words, new RegExp(`${evaluated.length - feasible.length} rows infeasible`));
  });

  it('tells knee, ideal, nadir and hypervolume, with a reference point to be typed', async () => {
    await openColumns([
      float64('f1', [0, 1, 4, 4], minimised),
      float64('f2', [4, 1, 0, 4], minimised),
    ]);
    await computed();
    assert.match(await facts(), /Ideal\s+0\s+0/);
    assert.match(await facts(), /Knee\s+1\s+1/);
    assert.match(await facts(), /Nadir\s+4\s+4/);
    // 0.4 · 1 + 3.4 · 3 + 4.4 · 0.4
    assert.match(await facts(), /Hypervolume 12\.36/);
    for (const name of ['f1', 'f2']) {
      await page.getByRole('textbox', { name: `Reference point: ${name}` }).fill('5');
      await page.keyboard.press('Tab');
    }
    await page.locator('.pareto-facts').getByText('Hypervolume 18').waitFor();
    await page.getByRole('button', { name: 'Usual reference point' }).click();
    await page.locator('.pareto-facts').getByText('Hypervolume 12.36').waitFor();
  });

  it('seeks the front of the directions that are chosen, and says that they are assumed', async () => {
    await openColumns([
      float64('f1', [0, 1, 2, 3], minimised),
      float64('f2', [0, 1, 2, 3], minimised),
    ]);
    await computed();
    assert.match(await facts(), /Front: 1 row\s/);
    await choose('Which way is better on Y', 'higher is better');
    await page.getByText('Front: 4 rows').waitFor();
    await page.getByText('Assumed: f2 maximised.').waitFor();
  });

  it('takes no trial for the front that did not complete', async () => {
    await openColumns(
      [
        float64('f1', [3, 0, 1, 2], minimised),
        float64('f2', [3, 0, 2, 1], minimised),
        categorical('state', ['COMPLETE', 'FAIL', 'COMPLETE', 'COMPLETE']),
      ],
      { states: { COMPLETE: 3, FAIL: 1 } },
    );
    await computed();
    assert.match(await facts(), /Front: 2 rows\s/);
    assert.match(await facts(), /1 row of trials that did not complete/);
  });

  it('selects exactly the rows within a rectangle that is drawn with the mouse', async () => {
    const random = seededRandom(5);
    const values = (): number[] => Array.from({ length: 500 }, () => random.uniform());
    const [x, y] = [values(), values()];
    await openColumns([float64('cost', x, minimised), float64('mass', y, minimised)]);
    await computed();
    const box = await page.locator('.pareto-plane .scatter-overlay').boundingBox();
    assert.ok(box);
    const at = (right: number, down: number): readonly [number, number] => [
      box.x + box.width * right,
      box.y + box.height * down,
    ];
    const drag = async (
      from: readonly [number, number],
      to: readonly [number, number],
    ): Promise<void> => {
      await page.mouse.move(...from);
      await page.mouse.down();
      await page.mouse.move(...to, { steps: 4 });
      await page.mouse.up();
    };
    await drag(at(0.2, 0.3), at(0.6, 0.8));
    await announced(/rows selected: cost/);
    const words = (await page.locator('.announcer').textContent()) ?? '';
    const numbers = words.match(/(\d+) rows selected: cost (\S+) to (\S+) and mass (\S+) to (\S+)/);
    const [count, left, right, low, high] = (numbers ?? []).slice(1).map(Number);
    const inside = x.filter(
      (value, row) =>
        value >= (left ?? NaN) &&
        value <= (right ?? NaN) &&
        (y[row] as number) >= (low ?? NaN) &&
        (y[row] as number) <= (high ?? NaN),
    );
    assert.equal(count, inside.length);
    assert.ok(inside.length > 50 && inside.length < 200, words);
    await page.keyboard.down('Alt');
    await drag(at(0.2, 0.3), at(0.6, 0.8));
    await page.keyboard.up('Alt');
    await announced('0 rows selected');
  });

  it('goes from point to point with the arrow keys, and selects with Enter', async () => {
    await openColumns([
      float64('f1', [3, 0.1, 2], minimised),
      float64('f2', [1, 0.30000000000000004, 2], minimised),
    ]);
    await computed();
    await page.getByRole('application').first().focus();
    await page.keyboard.press('ArrowRight');
    await announced('row 1, f1 0.1, f2 0.30000000000000004, is on the front');
    await page.keyboard.press('ArrowRight');
    await announced('row 2, f1 2, f2 2, is dominated');
    await page.keyboard.press('Enter');
    await announced('Row 2 selected.');
    await page.keyboard.press('Enter');
    await announced('Row 2 removed.');
  });

  it('remembers what was chosen', async () => {
    await openColumns([
      float64('f1', [1, 2, 3], minimised),
      float64('f2', [3, 2, 1], minimised),
      float64('f3', [1, 2, 4], minimised),
    ]);
    await computed();
    await choose('X', 'f3');
    await choose('Colour', 'f1');
    await page.getByText('Front: 3 rows').waitFor();
    await page.reload();
    await computed();
    assert.equal(await page.getByRole('combobox', { name: 'X', exact: true }).inputValue(), 'f3');
    assert.equal(await page.getByRole('combobox', { name: 'Colour' }).inputValue(), 'f1');
  });

  it('shows the points as a table', async () => {
    await open(nsga2Result(bnh, { size: 40, generations: 20, seed: 2 }, origin));
    await computed();
    await page.getByRole('button', { name: 'Show as table' }).click();
    await page.getByText('The first 500 rows of 800 in sight, by x.').waitFor();
    assert.deepEqual(await page.locator('.scatter-table thead th').allTextContents(), [
      'row',
      'f1',
      'f2',
      'is',
    ]);
    assert.equal(await page.locator('.scatter-table tbody tr').count(), 500);
  });

  it('turns a third axis with the keyboard', async () => {
    const columns = ['f1', 'f2', 'f3', 'f4', 'f5'].map((name, index) =>
      float64(
        name,
        Array.from({ length: 50 }, (_, row) => (row * (index + 3)) % 17),
        minimised,
      ),
    );
    await openColumns(columns);
    await computed();
    await choose('Z', 'f3');
    const space = page.getByRole('application', {
      name: /^f1, f2, f3 in three dimensions: 50 rows/,
    });
    await space.focus();
    assert.ok(await page.getByRole('button', { name: 'Reset view' }).isDisabled());
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('button', { name: 'Reset view', disabled: false }).waitFor();
    await page.keyboard.press('PageDown');
    await announced('row 0, f1 0, f2 0, f3 0, is on the front');
    await page.getByRole('checkbox', { name: 'Front of all 5 objectives' }).check();
    const front = nondominatedRows({
      objectives: columns.map(column => column.values as Float64Array),
    });
    await page.getByText(`Front: ${front.length} row`).waitFor();
  });

  it('takes names for text', async () => {
    const name = '<img src=x onerror=alert(1)>';
    await openColumns([
      float64(name, [1, 2], minimised),
      float64('{a|b} {c}', [2, 1], minimised),
      categorical('kind', [name, '<script>alert(1)</script>']),
    ]);
    await computed();
    await choose('Colour', 'kind');
    await page.getByRole('application').first().focus();
    await page.keyboard.press('ArrowRight');
    await announced(`row 0, ${name} 1`);
    assert.equal(await page.locator('.scatter-tip').first().isVisible(), true);
    assert.equal(await page.locator('img, main script').count(), 0);
  });

  it('says why there is nothing to see', async () => {
    await openColumns([float64('cost', [1, 2, 3], minimised), float64('x', [1, 2, 3])]);
    assert.match((await message()) ?? '', /one objective, cost: see History/);
    await choose('Y', 'x');
    await page.getByText('Front: 1 row').waitFor();
  });

  for (const [what, columns] of [
    ['no objectives', [float64('x', [1, 2, 3])]],
    ['no rows', [float64('f1', [], minimised), float64('f2', [], minimised)]],
  ] as const) {
    it(`says that there are ${what}`, async () => {
      await openColumns(columns);
      assert.match((await message()) ?? '', new RegExp(what));
    });
  }

  it('draws a single row, and a constant column', async () => {
    await openColumns([float64('f1', [7], minimised), float64('f2', [0], minimised)]);
    await computed();
    assert.equal(await drawnWords(), '1 row');
    assert.match(await facts(), /This front has no knee/);
  });

  it('counts rows that have no place', async () => {
    await openColumns([
      float64('f1', [NaN, null, Infinity, 1, 2], minimised),
      float64('f2', [1, 2, 3, -Infinity, 4], minimised),
    ]);
    await page.getByText('Front: ').waitFor();
    assert.equal(
      await drawnWords(),
      '1 of 5 rows drawn; 2 rows have no value here; 2 rows are infinite here',
    );
  });

  it('says that no row has a value', async () => {
    await openColumns([float64('f1', [NaN, NaN], minimised), float64('f2', [1, 2], minimised)]);
    await page.getByText('Front: 0 rows').waitFor();
    assert.equal(await drawnWords(), '0 of 2 rows drawn; 2 rows have no value here');
  });

  it('rasters 100,000 rows exactly where the axes are', async () => {
    const random = seededRandom(9);
    const values = (): number[] => Array.from({ length: 100_000 }, () => 1 + random.uniform());
    const [x, y] = [values(), values()];
    // Alone in its corner, so that the mouse finds it by its place.
    [x[4321], y[4321]] = [0, 0];
    await openColumns([float64('f1', x, minimised), float64('f2', y, minimised)]);
    await computed();
    assert.match(await facts(), /Front: 1 row\s+of 100,000/);
    const points = page.locator('.pareto-plane .scatter-points');
    const box = (await points.boundingBox()) ?? assert.fail('There are no points.');
    // The range has 3 % of room on each side.
    const [inX, inY] = [0.03 / 1.06, 1 - 0.03 / 1.06];
    await page.mouse.move(box.x + box.width * inX, box.y + box.height * inY, { steps: 3 });
    await page.locator('.scatter-tip', { hasText: 'row 4321' }).waitFor();
    assert.deepEqual(await pixelAt(points, [inX, inY]), [0x56, 0xb4, 0xe9, 255]);
  });
});
