import assert from 'node:assert/strict';
import { hypervolume } from '../../src/core/analysis/hypervolume';
import type { OptimizationResult } from '../../src/core/result';
import { columnsResult } from '../fixtures/columnsResult';
import { nsga2Result } from '../fixtures/nsga2Result';
import { bnh } from '../fixtures/testProblems';
import { CompareReader, good, objective, poor, two } from './support/compareReader';
import type { OpenOptions, ServedResults } from './support/openExplorer';

function nsga2Run(seed: number, generations: number): OptimizationResult {
  const settings = { size: 40, generations, seed };
  const id = `5a3f1e00-0000-4000-8000-00000000000${seed}`;
  return nsga2Result(bnh, settings, { id, createdAt: '2026-01-02T03:04:05.678Z' });
}

describe('The comparison', () => {
  let reader: CompareReader;

  const open = async (results: ServedResults, options?: OpenOptions): Promise<void> => {
    reader = await CompareReader.open(results, options);
  };

  afterEach(() => reader.close());

  it('tells which front is better, by which measure and up to which point', async () => {
    await open({ good, poor });
    await reader.compared();
    const volume = hypervolume(
      {
        objectives: [
          [0, 2, 4],
          [4, 2, 0],
        ],
      },
      [4.4, 4.4],
    );
    const [front, hypervolumeText, ...distances] = await reader.cells('Indicators', 'good');
    assert.equal(front, '3');
    assert.match(hypervolumeText ?? '', /best$/);
    assert.equal(Number.parseFloat(hypervolumeText ?? ''), Math.trunc((volume ?? 0) * 1e4) / 1e4);
    assert.deepEqual(distances, ['0 best', '0 best']);
    assert.deepEqual((await reader.cells('Indicators', 'poor')).slice(2), ['0.90236…', '1']);
    await reader.said('up to the reference point f1 4.4, f2 4.4');
    await reader.said('approximated reference front: the 3 points that no result beats');
    assert.deepEqual(await reader.cells('Coverage', 'good'), ['–', '1']);
    assert.deepEqual(await reader.cells('Coverage', 'poor'), ['0', '–']);
  });

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`tells by pairs how much better a front must become to cover another, in the ${theme} theme`, async () => {
      const behind = two([2, 4, 6], [6, 4, 2]);
      await open({ good, behind, poor, infinite: two([Infinity], [0]) }, { theme, height: 1400 });
      await reader.compared();
      const table = 'Additive ε by Pairs';
      await reader.table(table).getByText('the front of the row must become better').waitFor();
      assert.deepEqual(await reader.cells(table, 'good'), ['–', '-0.5', '0', 'no points']);
      assert.deepEqual(await reader.cells(table, 'behind'), ['0.5', '–', '0.5', 'no points']);
      assert.deepEqual(await reader.cells(table, 'poor'), ['1', '0.5', '–', 'no points']);
      await reader.table('Attained Values').scrollIntoViewIfNeeded();
      await reader.screenshot(`compare-pairs-${theme}`);
    });
  }

  it('measures against the front that is chosen', async () => {
    await open({ good, poor });
    await reader.compared();
    await reader.page.getByLabel('Reference front').selectOption('poor');
    await reader.said('to the front of poor');
    assert.deepEqual((await reader.cells('Indicators', 'poor')).slice(2), [
      '0 reference',
      '0 reference',
    ]);
  });

  it('tells attained values, in their units, and how far they are apart', async () => {
    const kilograms = { unit: 'kg' };
    const largest = { direction: 'maximize' } as const;
    await open({
      a: columnsResult([objective('mass', [3, 2], kilograms), objective('speed', [7, 5], largest)]),
      b: columnsResult([objective('mass', [2.5], kilograms), objective('speed', [9], largest)]),
    });
    await reader.compared();
    assert.deepEqual(await reader.cells('Attained Values', 'a'), ['2', 'equal', '7', '2 worse']);
    assert.deepEqual(await reader.cells('Attained Values', 'b'), [
      '2.5',
      '0.5 kg worse',
      '9',
      'equal',
    ]);
    await reader.page.getByLabel('Reference front').selectOption('a');
    await reader.table('Attained Values').getByText('Against a').first().waitFor();
    assert.deepEqual(await reader.cells('Attained Values', 'b'), [
      '2.5',
      '0.5 kg worse',
      '9',
      '2 better',
    ]);
  });

  it('draws all fronts in one plane, where points can be walked through by keyboard', async () => {
    await open({ good, poor });
    await reader.compared();
    const stage = reader.page.getByRole('application');
    assert.match((await stage.getAttribute('aria-label')) ?? '', /f2 against f1: 7 rows/);
    await stage.focus();
    await reader.page.keyboard.press('ArrowRight');
    const announced = reader.page.locator('.announcer');
    await announced
      .getByText('result good, row 0, f1 0, f2 4, is on its front')
      .waitFor({ state: 'attached' });
    await reader.tick('Dominated points').uncheck();
    await reader.page.waitForFunction(() =>
      document.querySelector('.scatter-stage')?.getAttribute('aria-label')?.includes('6 rows'),
    );
  });

  it('stays a table, with the keyboard where it was, while a result changes', async () => {
    await open({ good, poor, third: two([1], [1]) });
    await reader.compared();
    const toggle = reader.page.getByRole('button', { name: 'Show as table' });
    await toggle.click();
    const table = reader.page.locator('.fronts .scatter-table');
    await table.getByText('8 rows in sight, by x.').waitFor();
    await reader.page.evaluate(() => window.deleteElsewhere('third'));
    await table.getByText('7 rows in sight, by x.').waitFor();
    assert.equal(await table.isVisible(), true);
    assert.equal(await reader.page.getByRole('application').isVisible(), false);
    assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
    assert.equal(await toggle.evaluate(button => button === document.activeElement), true);
  });

  it('follows hypervolume and objectives over evaluations, at checkpoints where there are three', async () => {
    const random = (length: number, phase: number): readonly number[] =>
      Array.from({ length }, (_, row) => Math.abs(Math.sin(row * 12.9898 + phase)));
    const three = (phase: number) =>
      columnsResult(
        ['f1', 'f2', 'f3'].map((name, place) => objective(name, random(200, phase + place))),
      );
    await open({ a: three(0), b: three(7) });
    await reader.showHistories();
    await reader.said('a: at 50 of 200 evaluations; b: at 50 of 200 evaluations');
    await reader.historiesDrawn();
    await reader.page.getByLabel('History of').selectOption('f2');
    await reader.page.getByRole('img', { name: 'best f2 so far over evaluations' }).waitFor();
    await reader.page.getByRole('button', { name: 'Show as table' }).click();
    const last = reader.page.locator('.histories table').first().locator('tr').last();
    const least = Math.min(...random(200, 1));
    assert.deepEqual(await last.getByRole('cell').allInnerTexts(), ['200', String(least)]);
  });

  it('is the same again after the page was hidden', async () => {
    await open({ good, poor, third: two([1], [1]) });
    await reader.compared();
    await reader.tick('third').uncheck();
    await reader.page.getByLabel('Reference front').selectOption('good');
    await reader.showHistories();
    await reader.said('to the front of good');
    const kept = await reader.page.evaluate(() => sessionStorage.getItem('optiscope-state'));
    const { compared: places } = JSON.parse(kept ?? '') as { compared: unknown };
    assert.deepEqual(
      places,
      ['good', 'poor', 'third'].map(key => ({ backend: 'primary', key })),
    );
    await reader.page.reload();
    await reader.said('to the front of good');
    assert.equal(await reader.tick('third').isChecked(), false);
    assert.equal(await reader.page.getByLabel('Reference front').inputValue(), 'primary/good');
    await reader.historiesDrawn();
  });

  it('copies a table with all digits', async () => {
    await open({ good, poor });
    await reader.compared();
    await reader.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await reader.table('Attained Values').getByRole('button', { name: 'Copy Table' }).click();
    await reader.page
      .locator('.announcer', { hasText: 'Copied the table Attained Values.' })
      .waitFor({ state: 'attached' });
    assert.equal(
      await reader.page.evaluate(() => navigator.clipboard.readText()),
      'Result\tLeast f1\tAgainst the best of all\tLeast f2\tAgainst the best of all\n' +
        'good\t0\t0\t0\t0\npoor\t0\t0\t0\t0\n',
    );
  });

  it('keeps six runs apart by colour and shape', async () => {
    const runs = [3, 6, 9, 12, 15, 18].map((generations, place) =>
      nsga2Run(place + 1, generations),
    );
    await open(Object.fromEntries(runs.map((run, place) => [`runs/${place}`, run])), {
      theme: 'light',
    });
    await reader.compared();
    const glyphs = await reader.page.locator('.compare-head .glyph').allInnerTexts();
    assert.equal(new Set(glyphs).size, 6);
    await reader.screenshot('compare');
  });
});
