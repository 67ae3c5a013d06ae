import assert from 'node:assert/strict';
import type { Direction } from '../../src/core/variables';
import { columnsResult } from '../fixtures/columnsResult';
import { float64 } from '../unit/support/columns';
import { CompareReader, good, objective, poor, two } from './support/compareReader';
import type { OpenOptions, ServedResults } from './support/openExplorer';

describe('The comparison of what is hard to compare', () => {
  let reader: CompareReader;

  const open = async (results: ServedResults, options?: OpenOptions): Promise<void> => {
    reader = await CompareReader.open(results, options);
  };

  afterEach(() => reader.close());

  it('refuses an objective whose units differ, until one of the results is left out', async () => {
    const mass = (unit: string) =>
      columnsResult([
        objective('f1', [1, 2]),
        objective('f2', [2, 1]),
        objective('mass', [1, 2], { unit }),
      ]);
    await open({ a: mass('kg'), b: mass('g'), c: mass('kg') });
    await reader.compared();
    await reader.alerted('"mass" is not compared: its unit is "kg" in a, "g" in b and "kg" in c.');
    assert.equal(await reader.tick('min mass').count(), 0);
    assert.equal(await reader.table('Attained Values').getByText(/mass/).count(), 0);
    await reader.page.getByRole('button', { name: 'Leave out b' }).click();
    await reader.tick('min mass [kg]').waitFor();
    assert.equal(await reader.page.getByRole('alert').count(), 0);
    assert.equal(await reader.tick('b').isChecked(), false);
    await reader.table('Attained Values').getByText('Least mass [kg]').waitFor();
  });

  it('draws nothing where no objective means the same', async () => {
    const one = (direction: Direction) => columnsResult([objective('f', [1, 2], { direction })]);
    await open({ a: one('minimize'), b: one('maximize') });
    await reader.alerted('"f" is not compared: it is minimised in a and maximised in b.');
    await reader.message('No objective is left that means the same in all of these results.');
    assert.equal(await reader.page.locator('canvas:visible').count(), 0);
    assert.equal(await reader.table('Indicators').count(), 0);
  });

  it('says in words why there is nothing to compare', async () => {
    await open({
      good,
      bare: columnsResult([float64('x', [1])]),
      other: columnsResult([objective('g', [1])]),
    });
    await reader.message(
      'bare has no objectives, so there is nothing to compare: leave out what has none.',
    );
    await reader.tick('bare').uncheck();
    await reader.message('These results have no objective in common.');
    await reader.tick('other').uncheck();
    await reader.message('A comparison needs two results: tick another one above.');
  });

  it('compares what there is where rows, values or feasible rows are missing', async () => {
    const stressed = [...poor.columns, float64('stress', [1, 1, 1], { role: 'inequality' })];
    await open({
      good,
      empty: two([], []),
      nan: two([NaN, 1], [1, null]),
      unsound: columnsResult(stressed),
      wild: two([Infinity, 1], [0, -Infinity]),
    });
    await reader.compared();
    await reader.said('empty has no rows yet.');
    await reader.said('No row of nan has a value in every objective.');
    await reader.said('No row of unsound is feasible.');
    await reader.said(/On the front of wild, \d rows? infinite: IGD\+ and ε leave out such rows/);
    assert.deepEqual(await reader.cells('Indicators', 'empty'), [
      '0',
      'no points',
      'no points',
      'no points',
    ]);
    assert.equal((await reader.cells('Indicators', 'wild'))[1], '∞ best');
    await reader.showHistories();
    await reader.said('wild: infinite after 2 evaluations, which is not drawn');
    await reader.historiesDrawn();
  });

  it('says when two are the same, and when a front needs a second objective', async () => {
    const one = columnsResult([objective('f', [3, 1, 2])]);
    await open({ a: one, 'copy of a': one });
    await reader.said('a and copy of a hold the same rows.');
    await reader.message(
      'A front needs two objectives, and f is the only one here: see Histories.',
    );
    await reader.showHistories();
    await reader.page.getByRole('button', { name: 'Show as table' }).click();
    const texts = await reader.page.locator('.histories td').allInnerTexts();
    assert.deepEqual(texts, ['1', '3', '2', '1', '3', '1', '1', '3', '2', '1', '3', '1']);
  });

  it('goes on with the others when one cannot be read, or is gone later', async () => {
    await open({ good, lost: undefined, poor });
    await reader.compared();
    await reader.alerted('"lost" is not in Primary any more');
    assert.equal(await reader.tick('lost').isDisabled(), true);
    await reader.page.evaluate(() => window.deleteElsewhere('poor'));
    await reader.alerted('"poor" is not in Primary any more');
    await reader.message('A comparison needs two results');
  });

  it('shows names from files as text', async () => {
    const name = '<img src=x onerror="document.title=\'run\'">';
    const hostile = (unit: string) =>
      columnsResult([
        objective(name, [1, 2]),
        objective('f', [2, 1]),
        objective('u', [1, 2], { unit }),
      ]);
    await open({ [name]: hostile(name), b: hostile('<b>') }, { theme: 'high-contrast' });
    await reader.compared();
    await reader.alerted(`"${name}" in ${name} and "<b>" in b`);
    await reader.showHistories();
    await reader.historiesDrawn();
    assert.equal(await reader.page.locator('img, #compare b').count(), 0);
  });
});
