import assert from 'node:assert/strict';
import type { ResultSet } from '../../src/core/resultSet';
import { aResult } from '../unit/support/results';
import { openExplorer } from './support/openExplorer';
import type { OpenedExplorer, OpenOptions } from './support/openExplorer';

const early: ResultSet = {
  name: 'early',
  rows: [0, 1, 2, 3],
  createdBy: 'Ada',
  createdAt: '2026-01-02T03:04:05.678Z',
};
const even: ResultSet = { name: 'even', rows: [0, 2, 4, 6, 8] };

describe('The selection and the result sets', () => {
  let explorer: OpenedExplorer;

  afterEach(() => explorer.close());

  async function open(
    resultSets: readonly ResultSet[] = [early, even],
    options: OpenOptions = {},
  ): Promise<void> {
    explorer = await openExplorer(aResult({ rows: 10, resultSets }), options);
    await explorer.page.getByRole('heading', { name: 'Welded beam' }).waitFor();
  }

  const bar = () => explorer.page.getByRole('region', { name: 'Selection' });
  const panel = () => explorer.page.getByRole('complementary', { name: 'Result sets' });
  const button = (name: string) => explorer.page.getByRole('button', { name, exact: true });
  const said = (text: string) => bar().getByText(text, { exact: true }).waitFor();

  async function openPanel(): Promise<void> {
    await explorer.page.getByRole('button', { name: /^Result Sets/ }).click();
    await panel().waitFor();
  }

  /** Chooses `early` and saves what is left of it under a name. */
  async function saveInverted(name: string): Promise<void> {
    await button('early').click();
    await button('Invert').click();
    await button('Save as Result Set…').click();
    await bar().getByLabel('Name').fill(name);
    await bar().getByLabel('Name').press('Enter');
  }

  it('say what is selected, invert it, take it back and clear it', async () => {
    await open();
    await said('0 of 10 rows selected');
    await openPanel();
    await button('early').click();
    await said('4 of 10 rows selected: set "early"');
    await button('Invert').click();
    await said('6 of 10 rows selected: set "early" inverted');
    await explorer.page.getByRole('status').getByText('6 of 10 rows selected').waitFor();
    await explorer.page.keyboard.press('Control+z');
    await said('4 of 10 rows selected: set "early"');
    await button('Clear').click();
    await said('0 of 10 rows selected');
    await button('Undo').click();
    await said('4 of 10 rows selected: set "early"');
  });

  it('save a set with where it comes from, and keep the selection', async () => {
    await open();
    await openPanel();
    await saveInverted('late');
    await panel().getByText('by OptiScope').waitFor();
    assert.match(await panel().innerText(), /late\s+6/);
    assert.match(await panel().innerText(), /from "early" · set "early" inverted/);
    await said('6 of 10 rows selected: set "early" inverted');
    await explorer.page.getByRole('button', { name: 'Result Sets (3)' }).waitFor();
    await explorer.screenshot('sets');
  });

  it('refuse a name that is empty or taken, in words', async () => {
    await open();
    await openPanel();
    await saveInverted('  ');
    await bar().getByRole('alert').getByText('Give the set a name.').waitFor();
    await bar().getByLabel('Name').fill('even');
    await bar().getByLabel('Name').press('Enter');
    await bar().getByText('There is already a set "even": choose another name.').waitFor();
    await bar().getByLabel('Name').press('Escape');
    await button('Save as Result Set…').waitFor();
  });

  it('tell of a change elsewhere, lose nothing, and save at the second try', async () => {
    await open();
    await openPanel();
    await explorer.page.evaluate(set => window.changeElsewhere([set], false), {
      name: 'theirs',
      rows: [9],
    } satisfies ResultSet);
    await saveInverted('late');
    await bar().getByText('"folder/shown" was changed elsewhere since it was shown').waitFor();
    await button('theirs').waitFor();
    await said('6 of 10 rows selected: set "early" inverted');
    assert.equal(await bar().getByLabel('Name').inputValue(), 'late');
    await button('Save').first().click();
    await button('late').waitFor();
    await button('theirs').waitFor();
  });

  it('keep the selection when sets change elsewhere', async () => {
    await open();
    await openPanel();
    await button('early').click();
    await explorer.page.evaluate(set => window.changeElsewhere([set], true), {
      name: 'theirs',
      rows: [9],
    } satisfies ResultSet);
    await button('theirs').waitFor();
    await said('4 of 10 rows selected: set "early"');
  });

  it('are there again after the page was hidden', async () => {
    await open();
    await openPanel();
    await button('early').click();
    await panel().getByLabel('Show "even" as colour').check();
    await explorer.page.waitForFunction(() =>
      sessionStorage.getItem('optiscope-state')?.includes('"mask"'),
    );
    await explorer.page.reload();
    await said('4 of 10 rows selected: set "early"');
    assert.ok(await panel().getByLabel('Show "even" as colour').isChecked());
  });

  it('combine two sets', async () => {
    await open();
    await openPanel();
    await panel().getByText('2 rows').waitFor();
    await panel().getByLabel('How to combine').selectOption('without');
    await panel().getByLabel('Second set').selectOption('even');
    await panel().getByLabel('Name').fill('odd and early');
    await button('Save').click();
    await button('odd and early').click();
    await said('2 of 10 rows selected: set "odd and early"');
    await panel().getByText('difference(early, even)').waitFor();
  });

  it('delete a set after asking', async () => {
    await open();
    await openPanel();
    await button('Delete "even"…').click();
    await button('Keep').click();
    await button('Delete "even"…').click();
    await button('Delete').click();
    await button('even').waitFor({ state: 'detached' });
    await button('early').waitFor();
  });

  it('show six sets as colours at a time, each with a shape of its own', async () => {
    const sets = Array.from({ length: 9 }, (_, n) => ({ name: `set ${n}`, rows: [n] }));
    await open(sets, { theme: 'light' });
    await openPanel();
    for (let n = 0; n < 6; n++) await panel().getByLabel(`Show "set ${n}" as colour`).check();
    assert.ok(await panel().getByLabel('Show "set 7" as colour').isDisabled());
    const glyphs = await panel().locator('.glyph').allInnerTexts();
    assert.equal(new Set(glyphs.filter(glyph => glyph !== '')).size, 6);
    await explorer.screenshot('sets-colours');
    await panel().getByLabel('Show "set 3" as colour').uncheck();
    await panel().getByLabel('Show "set 7" as colour').check();
  });

  it('show names from a file as text', async () => {
    const name = '<img src=x onerror="document.title=\'run\'">';
    await open([{ name, rows: [1], description: '<b>bold</b>' }], { theme: 'high-contrast' });
    await openPanel();
    await button(name).click();
    await said(`1 of 10 rows selected: set "${name}"`);
    await panel().getByText('<b>bold</b>').waitFor();
    await explorer.screenshot('sets-hostile');
  });
});
