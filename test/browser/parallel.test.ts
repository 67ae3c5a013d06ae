import assert from 'node:assert/strict';
import type { Column } from '../../src/core/column';
import { OptimizationResult } from '../../src/core/result';
import { Random } from '../unit/support/random';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer, OpenOptions } from './support/openExplorer';
import { pixelAt } from './support/pixelAt';

const hostile = '<img src=x onerror="document.title=1">';

/** Two variables, a category and two objectives; the objective `cost` is the row's number, some `mass` are missing. */
function aStudy(rows: number): OptimizationResult {
  const random = new Random(1);
  const numbers = (make: (row: number) => number): Float64Array =>
    Float64Array.from({ length: rows }, (_, row) => make(row));
  const columns: readonly Column[] = [
    {
      type: 'float64',
      variable: { name: 'x1', role: 'design' },
      values: numbers(() => random.below(1000) / 1000),
    },
    {
      type: 'float64',
      variable: { name: 'rate', role: 'design', log: true },
      values: numbers(() => 10 ** -random.below(5)),
    },
    {
      type: 'categorical',
      variable: { name: hostile, role: 'design' },
      categories: ['a', '<b>b</b>', 'c'],
      values: Uint32Array.from({ length: rows }, (_, row) => row % 3),
    },
    {
      type: 'float64',
      variable: { name: 'cost', role: 'objective', direction: 'minimize', unit: 'kg' },
      values: numbers(row => row),
    },
    {
      type: 'float64',
      variable: { name: 'mass', role: 'objective', direction: 'maximize' },
      values: numbers(row => rows - row + random.below(10)),
      valid: Uint8Array.from({ length: rows }, (_, row) => (row % 10 === 9 ? 0 : 1)),
    },
  ];
  return new OptimizationResult({ problem: { name: 'Study' }, columns });
}

describe('Parallel coordinates', () => {
  let explorer: OpenedExplorer;

  afterEach(() => explorer.close());

  async function open(result: OptimizationResult, options?: OpenOptions): Promise<void> {
    explorer = await openExplorer(result, options);
    await explorer.page.getByRole('tab', { name: 'Parallel Coordinates' }).click();
  }

  async function heads(): Promise<readonly string[]> {
    const texts = await explorer.page.locator('.axis-head > button').allInnerTexts();
    return texts.map(text => text.trim());
  }

  /** Drags along the axis of a column, from one share of its height to another: 0 is below. */
  async function drag(title: string, from: number, to: number): Promise<void> {
    const { page } = explorer;
    const head = await page.locator('.axis-head > button', { hasText: title }).boundingBox();
    const stage = await page.locator('.parallel-stage').boundingBox();
    assert.ok(head && stage);
    const x = head.x + head.width / 2;
    const at = (share: number): number => stage.y + stage.height - 42 - share * (stage.height - 56);
    await page.mouse.move(x, at(from));
    await page.mouse.down();
    await page.mouse.move(x, at(to), { steps: 4 });
    await page.mouse.up();
  }

  function announced(): Promise<string> {
    return explorer.page.locator('.announcer').innerText();
  }

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`draws an axis for every column, in the ${theme} theme`, async () => {
      await open(aStudy(500), { theme });
      await explorer.page.locator('.axis-head').nth(4).waitFor();
      assert.deepEqual(await heads(), ['x1', 'rate', hostile, 'cost [kg]', 'mass']);
      await drag('cost', 0, 0.3);
      await explorer.screenshot(`parallel-${theme}`);
    });
  }

  it('selects the rows within all ranges, and none without', async () => {
    await open(aStudy(100));
    await explorer.page.locator('.axis-head').nth(4).waitFor();
    await explorer.page.locator('.axis-head > button', { hasText: 'cost' }).click();
    const [from, to] = ['From', 'To'].map(name => explorer.page.getByLabel(name, { exact: true }));
    await from?.fill('10');
    await to?.fill('39');
    await to?.press('Tab');
    assert.equal(await announced(), '30 of 100 rows: cost [kg] 10 to 39');
    await explorer.page.locator('.axis-head > button', { hasText: 'cost' }).click();
    await explorer.page.locator('.axis-head > button', { hasText: 'x1' }).click();
    await explorer.page.getByLabel('From', { exact: true }).fill('0.5');
    await explorer.page.getByLabel('From', { exact: true }).press('Tab');
    assert.match(await announced(), /^\d+ of 100 rows: cost \[kg\] 10 to 39 and x1 0.5 to ∞$/);
  });

  it('drags a range along an axis', async () => {
    await open(aStudy(101));
    await explorer.page.locator('.axis-head').nth(4).waitFor();
    await drag('cost', 0.5, 1.2);
    const [, count] = /^(\d+) of 101 rows: cost/.exec(await announced()) ?? [];
    assert.ok(Math.abs(Number(count) - 51) <= 1, await announced());
  });

  it('hides, moves and inverts axes, and remembers it', async () => {
    await open(aStudy(20));
    const { page } = explorer;
    await page.locator('.axis-head').nth(4).waitFor();
    await page.locator('.axis-head > button', { hasText: 'x1' }).click();
    await page.getByRole('button', { name: 'Move Right' }).click();
    await page.getByLabel('Invert').check();
    await page.locator('.axis-head > button', { hasText: 'rate' }).click();
    await page.getByRole('button', { name: 'Hide' }).click();
    await page.locator('.axis-head').nth(3).waitFor();
    await page.reload();
    await page.locator('.axis-head').nth(3).waitFor();
    assert.deepEqual(await heads(), ['x1', hostile, 'cost [kg]', 'mass']);
    await page.locator('.axis-head > button', { hasText: 'x1' }).click();
    assert.ok(await page.getByLabel('Invert').isChecked());
  });

  it('draws 100,000 lines', async () => {
    await open(aStudy(100_000));
    await explorer.page.locator('.axis-head').nth(4).waitFor();
    await drag('cost', 0.1, 0.2);
    assert.match(await announced(), /^\d{1,2},\d{3} of 100,000 rows: cost/);
    await explorer.screenshot('parallel-100000');
  });

  it('says in words that there is nothing to draw', async () => {
    await open(aStudy(0));
    await explorer.page.getByText('This result has no rows.').last().waitFor();
  });

  it('draws result sets over the other lines, in their colour and with their symbol', async () => {
    const resultSets = [{ name: 'cheapest', rows: [0] }];
    explorer = await openExplorer(aStudy(100).with({ resultSets }), {
      state: { views: { tabs: 'parallel', colours: ['cheapest'] } },
    });
    const { page } = explorer;
    await page.locator('.legend-entry', { hasText: 'set cheapest' }).waitFor();
    const head = await page.locator('.axis-head > button', { hasText: 'cost' }).boundingBox();
    const stage = await page.locator('.parallel-stage').boundingBox();
    assert.ok(head && stage);
    // Row 0 has the least cost: its symbol lies at the lower end of the axis, beside whose line the pixel is.
    const x = head.x + head.width / 2 + 2 - stage.x;
    const at = [x / stage.width, (stage.height - 42) / stage.height] as const;
    await explorer.screenshot('parallel-sets');
    const colour = await pixelAt(page.locator('.parallel-stage canvas').nth(1), at);
    assert.deepEqual(colour, [0x00, 0x72, 0xb2, 255]);
  });

  it('lists the rows as a table, those that are selected where some are', async () => {
    await open(aStudy(100));
    const { page } = explorer;
    const table = page.locator('.view.parallel .scatter-table');
    const firstCells = (row: number) => table.locator('tr').nth(row).locator('th, td');
    await page.getByRole('button', { name: 'Show as table' }).click();
    await table.getByText('100 rows in their order.').waitFor();
    const names = ['row', 'x1', 'rate', hostile, 'cost [kg]', 'mass'];
    assert.deepEqual(await firstCells(0).allInnerTexts(), names);
    assert.equal(await firstCells(10).last().innerText(), 'missing');
    await page.getByRole('button', { name: 'Show as table' }).click();
    await drag('cost', 0.95, 1.1);
    await page.getByRole('button', { name: 'Show as table' }).click();
    await table.getByText('5 rows in their order.').waitFor();
    assert.equal(await firstCells(1).first().innerText(), '95');
  });
});
