import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Column, Float64Column } from '../../src/core/column';
import type { JsonObject } from '../../src/core/json';
import { columnsResult } from '../fixtures/columnsResult';
import { seededRandom } from '../fixtures/seededRandom';
import { boolean, categorical, float64 } from '../unit/support/columns';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer, OpenOptions } from './support/openExplorer';
import { pixelAt } from './support/pixelAt';

const design = { role: 'design' } as const;
const minimised = { role: 'objective', direction: 'minimize' } as const;

/** So many design variables, and an objective. */
function manyVariables(variables: number, rows: number): readonly Column[] {
  const random = seededRandom(3);
  const numbers = (): number[] => Array.from({ length: rows }, () => random.uniform());
  return [
    ...Array.from({ length: variables }, (_, place) => float64(`x${place}`, numbers(), design)),
    float64('cost', numbers(), minimised),
  ];
}

/** Numbers, a rate that is searched on a logarithmic scale, names, and trials that failed. */
function aStudy(rows: number): readonly [readonly Column[], JsonObject] {
  const random = seededRandom(8);
  const numbers = (make: () => number): number[] => Array.from({ length: rows }, make);
  const [depth, rate] = [
    numbers(() => Math.floor(random.uniform() * 10)),
    numbers(() => 10 ** -(1 + 4 * random.uniform())),
  ];
  const kinds = numbers(() => Math.floor(random.uniform() * 3)).map(
    kind => ['linear', 'cubic', 'sigmoid'][kind] as string,
  );
  const states = numbers(() => random.uniform()).map(value => (value < 0.1 ? 'FAIL' : 'COMPLETE'));
  const loss = depth.map((value, row) =>
    states[row] === 'FAIL' ? null : (value - 4) ** 2 + Math.log10(rate[row] as number) ** 2,
  );
  const failed = states.filter(state => state === 'FAIL').length;
  return [
    [
      float64('depth', depth, design),
      float64('learning rate', rate, { ...design, log: true, unit: '1/s' }),
      categorical('kernel', kinds, design),
      boolean(
        'shrinking',
        depth.map(value => value > 4),
        design,
      ),
      float64('loss', loss, minimised),
      categorical('state', states),
    ],
    { states: { FAIL: failed, COMPLETE: rows - failed } },
  ];
}

describe('The Slices view', () => {
  let explorer: OpenedExplorer;
  let page: Page;

  const open = async (
    columns: readonly Column[],
    metadata?: JsonObject,
    options?: OpenOptions,
  ): Promise<void> => {
    explorer = await openExplorer(columnsResult(columns, metadata), options);
    ({ page } = explorer);
    await page.getByRole('tab', { name: 'Slices' }).click();
  };
  const slice = (name: string): Locator => page.getByRole('region', { name, exact: true });
  const plotOf = (name: string): Locator => slice(name).getByRole('application');
  /** Until it is drawn. */
  const drawn = (name: string): Promise<void> =>
    plotOf(name).and(page.locator('[aria-label]')).waitFor();
  const inWords = (words: string): Promise<void> =>
    page.locator('.slices-words', { hasText: words }).waitFor();
  /** What was said last to screen readers. */
  const announced = (words: string | RegExp): Promise<void> =>
    page.locator('.announcer', { hasText: words }).waitFor({ state: 'attached' });
  const titles = (): Promise<readonly string[]> =>
    page.locator('.slice-head > span').allTextContents();
  /** Drags over the middle of a slice, from one share of its width to another. */
  const drag = async (name: string, from: number, to: number): Promise<void> => {
    const box = await slice(name).locator('.scatter-overlay').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width * from, box.y + 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * to, box.y + box.height - 2, { steps: 4 });
    await page.mouse.up();
  };

  afterEach(() => explorer.close());

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`draws numbers and names, in the ${theme} theme`, async () => {
      await open(...aStudy(600), { theme });
      await drawn('shrinking');
      assert.deepEqual(
        (await titles()).map(title => title.trim()),
        ['depth', 'learning rate [1/s]', 'kernel', 'shrinking'],
      );
      assert.ok(
        await page.getByRole('checkbox', { name: 'learning rate logarithmic' }).isChecked(),
      );
      assert.ok(!(await page.getByRole('checkbox', { name: 'depth logarithmic' }).isChecked()));
      await inWords('4 variables');
      await page.getByText('rows without a value lie at the edge').waitFor();
      await explorer.screenshot(`slices-${theme}`);
      await drag('kernel', 0.05, 0.3);
      await announced(/rows selected: kernel \w+ and loss .* or missing$/);
      await explorer.screenshot(`slices-brushed-${theme}`);
    });
  }

  it('shows 12 of 300 variables, the others by page, by name, or all', async () => {
    await open(manyVariables(300, 20));
    await drawn('x11');
    await explorer.screenshot('slices-300');
    await inWords('12 of 300 variables: 1 to 12');
    await page.getByRole('button', { name: 'Next' }).click();
    await drawn('x12');
    await inWords('12 of 300 variables: 13 to 24');
    await page.getByRole('textbox', { name: 'Find' }).fill('X29');
    await page.keyboard.press('Enter');
    await inWords('11 of 300 variables (11 with such a name)');
    await page.getByRole('textbox', { name: 'Find' }).fill('');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Show All' }).click();
    await inWords('300 variables');
    assert.equal(await page.locator('.slice').count(), 300);
    assert.ok((await page.locator('.slice canvas').count()) < 300);
    await slice('x299').scrollIntoViewIfNeeded();
    await drawn('x299');
  });

  it('brushes 100,000 rows in one of 12', async () => {
    const columns = manyVariables(12, 100_000);
    const x3 = columns[3] as Float64Column;
    const mirrored = Array.from(x3.values, value => 1 - value);
    await open(columns.map((column, at) => (at === 7 ? float64('x7', mirrored, design) : column)));
    await drawn('x11');
    await drag('x3', 0.25, 0.5);
    await announced(/rows selected: x3 .* and cost/);
    const words = (await page.locator('.announcer').textContent()) ?? '';
    const count = Number(/^[\d,]+/.exec(words)?.[0].replace(',', ''));
    assert.ok(Math.abs(count - 26_500) < 1_500, words);
    // What is not selected fades in all of them, here where x7 is small.
    const opacityAt = async (across: number): Promise<number> => {
      const found = await pixelAt(slice('x7').locator('.scatter-points'), [across, 0.5]);
      return found[3] ?? 0;
    };
    const deadline = Date.now() + 10_000;
    while ((await opacityAt(0.2)) > 100) assert.ok(Date.now() < deadline, 'It does not fade.');
    assert.ok((await opacityAt(0.6)) > 200);
    await explorer.screenshot('slices-100000');
  });

  it('goes from point to point with the arrow keys, and selects with Enter', async () => {
    await open([
      categorical('kind', ['b', 'a', 'b'], design),
      float64('cost', [3, 0.30000000000000004, 2], minimised),
    ]);
    await drawn('kind');
    await plotOf('kind').focus();
    await page.keyboard.press('End');
    await announced('row 1, kind a, cost 0.30000000000000004, is evaluated');
    await page.keyboard.press('Enter');
    await announced('Row 1 selected.');
    await page.locator('.selection-bar', { hasText: '1 of 3 rows selected' }).waitFor();
  });

  it('zooms into one slice with the keyboard, and back', async () => {
    await open(manyVariables(2, 50));
    await drawn('x1');
    const reset = page.getByRole('button', { name: 'Reset zoom' });
    assert.ok(await reset.isDisabled());
    await plotOf('x1').focus();
    await page.keyboard.press('+');
    await reset.click();
    await page.getByRole('button', { name: 'Reset zoom', disabled: true }).waitFor();
  });

  it('shows the rows as a table', async () => {
    await open([
      float64('x', [1, 2, null], design),
      categorical('kind', ['a', '<b>', 'a'], design),
      float64('cost', [5, NaN, Infinity], minimised),
    ]);
    await drawn('kind');
    await page.getByRole('button', { name: 'Show as table' }).click();
    await page.getByText('3 rows in their order.').waitFor();
    const cells = await page
      .locator('.scatter-table:visible tr')
      .evaluateAll(rows =>
        rows.map(row => [...row.children].map(({ textContent }) => textContent)),
      );
    assert.deepEqual(cells, [
      ['row', 'x', 'kind', 'cost', 'is'],
      ['0', '1', 'a', '5', 'evaluated'],
      ['1', '2', '<b>', 'missing', 'evaluated'],
      ['2', 'missing', 'a', '∞', 'evaluated'],
    ]);
  });

  it('remembers what was chosen', async () => {
    await open([...manyVariables(30, 10), float64('mass', [...Array(10).keys()], minimised)]);
    await drawn('x0');
    await page.getByRole('combobox', { name: 'Objective' }).selectOption('mass');
    await page.getByRole('button', { name: 'Next' }).click();
    await drawn('x12');
    await page.getByRole('checkbox', { name: 'x12 logarithmic' }).check();
    await page.reload();
    await drawn('x12');
    assert.equal(await page.getByRole('combobox', { name: 'Objective' }).inputValue(), 'mass');
    assert.ok(await page.getByRole('checkbox', { name: 'x12 logarithmic' }).isChecked());
    assert.match(
      (await plotOf('x12').getAttribute('aria-label')) ?? '',
      /^mass against x12: 10 rows/,
    );
  });

  it('takes names for text', async () => {
    const name = '<img src=x onerror=alert(1)>';
    await open([
      float64(name, [1, 2], design),
      categorical('kind', [name, '<script>alert(1)</script>'], design),
      float64('{a|b}', [2, 1], minimised),
    ]);
    await drawn('kind');
    await drawn(name);
    await plotOf('kind').focus();
    await page.keyboard.press('ArrowRight');
    await announced(`row 0, kind ${name}, {a|b} 2`);
    await page.getByRole('button', { name: 'Show as table' }).click();
    assert.equal(await page.locator('img, main script').count(), 0);
  });

  it('counts rows that have no place, and draws what is constant', async () => {
    await open([
      float64('x', [NaN, Infinity, 1, 2], design),
      float64('constant', [7, 7, 7, 7], design),
      float64('nothing', [NaN, NaN, NaN, NaN], design),
      float64('cost', [1, 2, 3, -Infinity], minimised),
    ]);
    await drawn('nothing');
    const words = (name: string): Promise<string> =>
      slice(name).locator('.scatter-tools').innerText();
    assert.equal(await words('x'), '1 row has no value here; 2 rows are infinite here');
    assert.equal(await words('constant'), '1 row is infinite here');
    assert.equal(await words('nothing'), '4 rows have no value here');
  });

  it('takes all other columns where none is a design variable', async () => {
    await open([float64('a', [1, 2]), float64('b', [1, 2]), float64('cost', [2, 1], minimised)]);
    await drawn('b');
    await inWords('2 columns; none is a design variable');
  });

  for (const [what, words, columns] of [
    ['no rows', 'This result has no rows yet.', [float64('cost', [], minimised)]],
    ['no objectives', 'This result has no objectives.', [float64('x', [1], design)]],
    ['nothing else', 'no other column', [float64('cost', [1], minimised)]],
  ] as const) {
    it(`says that there is ${what}`, async () => {
      await open(columns);
      await page.locator('.slices-message', { hasText: words }).waitFor();
    });
  }

  it('draws one row against a column that is chosen', async () => {
    await open([float64('x', [1], design), float64('y', [2])]);
    await page.getByRole('combobox', { name: 'Objective' }).selectOption('y');
    await drawn('x');
    await inWords('1 variable');
  });
});
