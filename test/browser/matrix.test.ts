import assert from 'node:assert/strict';
import type { Column } from '../../src/core/column';
import { columnsResult } from '../fixtures/columnsResult';
import { Random } from '../unit/support/random';
import { categorical, float64 } from '../unit/support/columns';
import { MatrixReader } from './support/matrixReader';
import type { OpenOptions } from './support/openExplorer';

const hostile = '<img src=x onerror="document.title=1">';
const design = { role: 'design' } as const;
const minimised = { role: 'objective', direction: 'minimize' } as const;

/** Four variables, of which one is of categories, and two objectives; `cost` falls with `x1`, and is missing in a tenth of the rows. */
function aStudy(rows: number): readonly Column[] {
  const random = new Random(1);
  const list = <T>(make: (row: number) => T): T[] =>
    Array.from({ length: rows }, (_, row) => make(row));
  const x1 = list(() => random.below(1000) / 1000);
  return [
    float64('x1', x1, { ...design, unit: 'mm' }),
    float64(
      'rate',
      list(() => 10 ** -(random.fraction() * 5)),
      { ...design, log: true },
    ),
    categorical(
      hostile,
      list(row => ['a', '<b>b</b>', 'c'][row % 3] as string),
      design,
    ),
    float64(
      'x4',
      list(() => random.fraction()),
      design,
    ),
    float64(
      'cost',
      list(row => (row % 10 === 9 ? null : 2 - (x1[row] as number))),
      minimised,
    ),
    float64(
      'mass',
      list(() => random.fraction() ** 3),
      minimised,
    ),
  ];
}

describe('The scatter matrix', () => {
  let matrix: MatrixReader;

  afterEach(() => matrix.close());

  async function open(columns: readonly Column[], options?: OpenOptions): Promise<void> {
    matrix = await MatrixReader.open(columnsResult(columns), options);
  }

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`shows three design variables and the objectives, in the ${theme} theme`, async () => {
      await open(aStudy(600), { theme });
      await matrix.drawn();
      await matrix.page.getByText('Columns: 5 of 6 columns').waitFor();
      await matrix.screenshot(`matrix-${theme}`);
      await matrix.drag([0, 3], [0.2, 0.1], [0.6, 0.9]);
      await matrix.announced(/rows selected: x1 \[mm\] .* and cost /);
      await matrix.screenshot(`matrix-${theme}-selected`);
    });
  }

  it('tells with the keyboard how columns are correlated, and of how many rows', async () => {
    await open(aStudy(100));
    await matrix.drawn();
    await matrix.announced(/^x1 \[mm\]: 100 values from 0\.\S+ to 0\.\S+$/);
    await matrix.press('ArrowRight');
    await matrix.announced(
      /^x1 \[mm\] against rate: rank correlation [+-]0\.\S+ of 100 of 100 rows$/,
    );
    await matrix.press('ArrowRight');
    await matrix.announced(`x1 [mm] against ${hostile}: no rank correlation: no order`);
    await matrix.press('ArrowRight');
    await matrix.announced('x1 [mm] against cost: rank correlation -1 of 90 of 100 rows');
  });

  it('enlarges a pair with Enter and comes back with Escape', async () => {
    await open(aStudy(100));
    await matrix.drawn();
    await matrix.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    const { page } = matrix;
    await page.locator('.matrix-pair-head strong:text-is(\"cost against x1 [mm]\")').waitFor();
    await page.locator('.matrix-pair .scatter-chart canvas').waitFor();
    await matrix.press('Home', 'Enter');
    await matrix.announced(/^Row \d+ selected\.$/);
    await matrix.screenshot('matrix-pair');
    await matrix.press('Escape');
    await page.locator('.matrix-frame').waitFor();
    await page.getByText('1 of 100 rows selected').waitFor();
    await matrix.press('Escape');
    await page.getByText('0 of 100 rows selected').waitFor();
  });

  it('remembers columns and the pair that is enlarged', async () => {
    await open(aStudy(50));
    await matrix.drawn();
    const { page } = matrix;
    await page.getByText('Columns: 5 of 6 columns').click();
    await page.locator('.matrix .choices').getByLabel('x4').check();
    await page.locator('.matrix .choices').getByLabel('rate').uncheck();
    await page.locator('.matrix .choices').getByLabel('x1').uncheck();
    await page.getByText('Columns: 4 of 6 columns').click();
    await page.mouse.click(...(await matrix.placeIn([3, 1], [0.5, 0.5], 4)));
    await page.locator('.matrix-pair-head strong:text-is(\"cost against x4\")').waitFor();
    await page.reload();
    await page.locator('.matrix-pair-head strong:text-is(\"cost against x4\")').waitFor();
    await page.getByRole('button', { name: 'Back to Matrix' }).click();
    await page.getByText('Columns: 4 of 6 columns').waitFor();
  });

  it('says what is under the mouse: a row, a bin, a correlation', async () => {
    await open([
      float64('a', [0, 1, 2, 10], design),
      float64('b', [0, 1, 2, 10], design),
      float64('c', [5, 5, 5, 5], design),
    ]);
    await matrix.drawn();
    const { mouse } = matrix.page;
    await mouse.move(...(await matrix.placeIn([0, 1], [0.98, 0.05], 3)));
    assert.equal(await matrix.tip(), 'row 3, evaluated\na: 10\nb: 10');
    await mouse.move(...(await matrix.placeIn([0, 0], [0.03, 0.9], 3)));
    assert.match(await matrix.tip(), /^a: 0 to 0\.41\S*\n1 row$/);
    await mouse.move(...(await matrix.placeIn([1, 0], [0.5, 0.5], 3)));
    assert.equal(await matrix.tip(), 'a against b\nrank correlation +1 of 4 of 4 rows');
    await mouse.move(...(await matrix.placeIn([2, 0], [0.5, 0.5], 3)));
    assert.equal(await matrix.tip(), 'a against c\nno rank correlation: constant');
  });

  it('selects by dragging over a histogram, and shows what is selected elsewhere', async () => {
    await open(aStudy(1000));
    await matrix.drawn();
    await matrix.drag([0, 0], [0.5, 0.5], [1, 0.6]);
    await matrix.announced(/^\d+ rows selected: x1 \[mm\] 0\.\d+ to [\d.]+$/);
    const chosen = matrix.points('selected');
    /** How much of a part of a cell is covered by points of selected rows. */
    const inked = async (
      cell: readonly [number, number],
      from: number,
      to: number,
    ): Promise<number> => {
      const sheet = await matrix.sheet();
      const [left, top] = await matrix.placeIn(cell, [from, 0]);
      const [right, bottom] = await matrix.placeIn(cell, [to, 1]);
      const box = [left - sheet.x, top - sheet.y, right - left, bottom - top] as const;
      return chosen.evaluate((element, [x, y, width, height]) => {
        const ink = (element as HTMLCanvasElement).getContext('2d');
        const data = ink?.getImageData(x, y, width, height).data ?? [];
        return Array.from(data).filter((part, at) => at % 4 === 3 && part > 0).length;
      }, box);
    };
    // `cost` and `mass` against `x1`.
    for (const down of [3, 4]) {
      assert.ok((await inked([0, down], 0.55, 1)) > 50);
      assert.equal(await inked([0, down], 0, 0.45), 0);
    }
    await matrix.page.getByRole('button', { name: 'Clear' }).click();
    await chosen.waitFor({ state: 'hidden' });
  });

  it('writes a tiny correlation so that it says more than zeros, and its digits beside it', async () => {
    // The squares of the differences of the ranks sum up to 366: 1 - 6 · 366 / (13 · 168) is -0.0054945….
    const ranks = [12, 5, 1, 13, 10, 3, 7, 2, 8, 4, 9, 6, 11];
    const inOrder = ranks.map((_, at) => at + 1);
    await open([float64('a', inOrder, design), float64('b', ranks, minimised)]);
    await matrix.drawn();
    await matrix.press('ArrowRight');
    await matrix.announced('a against b: rank correlation -0.00549450… of 13 of 13 rows');
    assert.deepEqual(
      (await matrix.writtenTexts()).filter(text => text.includes('0.')),
      ['≈-0.005'],
    );
    await matrix.toggleTable();
    const cells = matrix.page.locator('.matrix-table').getByRole('cell');
    assert.equal(await cells.nth(2).innerText(), '-0.00549450… (13 rows)');
  });

  it('lists all correlations as a table', async () => {
    await open(aStudy(100));
    await matrix.drawn();
    await matrix.toggleTable();
    const table = matrix.page.locator('.matrix-table');
    const row = await table.getByRole('row', { name: /^cost/ }).first().innerText();
    assert.deepEqual(row.split('\t').slice(0, 2), ['cost', '-1 (90 rows)']);
    assert.match(await table.innerText(), /cost\t90 values from \S+ to \S+; 10 missing/);
  });

  it('stays usable with 100,000 rows and six columns', async () => {
    await open(aStudy(100_000));
    await matrix.drawn();
    await matrix.page.getByText('Columns: 5 of 6 columns').click();
    await matrix.page.locator('.matrix .choices').getByLabel('x4').check();
    await matrix.page.getByText('Columns: 6 of 6 columns').click();
    await matrix.drawn();
    await matrix.screenshot('matrix-100000');
    await matrix.drag([0, 1], [0.3, 0.2], [0.6, 0.8]);
    await matrix.announced(/^[\d,]+ rows selected: x1/);
    await matrix.screenshot('matrix-100000-selected');
  });

  it('draws what there is of a column without values, of infinite values and of one value', async () => {
    await open([
      float64('none', [NaN, NaN, NaN], design),
      float64('far', [1, Infinity, -Infinity], design),
      float64('same', [3, 3, 3], design),
      float64('cost', [1, 2, 3], minimised),
    ]);
    await matrix.drawn();
    await matrix.announced('none: no values; 3 missing');
    await matrix.press('ArrowRight', 'ArrowDown');
    await matrix.announced('far: 1 value, all 1; 2 infinite');
    await matrix.press('ArrowRight');
    await matrix.announced('far against same: no rank correlation: constant');
    await matrix.screenshot('matrix-odd');
  });

  it('takes a few of 300 columns, and lets others be chosen', async () => {
    await open(Array.from({ length: 300 }, (_, at) => float64(`c${at}`, [at, at + 1, at + 3])));
    await matrix.drawn();
    await matrix.page.getByText('Columns: 6 of 300 columns').click();
    await matrix.page.locator('.matrix .choices').getByLabel('c299').check();
    await matrix.page.getByText('Columns: 7 of 300 columns').waitFor();
  });

  it('says in words that there is nothing to draw', async () => {
    const message = (): Promise<string> => matrix.page.locator('.matrix-message').innerText();
    await open(aStudy(0));
    await matrix.page.locator('.matrix-message', { hasText: 'no rows' }).waitFor();
    assert.equal(await message(), 'This result has no rows.');
    await matrix.close();
    await open(aStudy(1));
    await matrix.page.locator('.matrix-message', { hasText: 'one row' }).waitFor();
    await matrix.close();
    await open([float64('alone', [1, 2], minimised)]);
    await matrix.page.locator('.matrix-message', { hasText: 'needs two columns' }).waitFor();
  });
});
