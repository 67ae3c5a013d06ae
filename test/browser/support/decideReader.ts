import type { Locator, Page } from 'playwright-core';
import type { OptimizationResult } from '../../../src/core/result';
import { openExplorer } from './openExplorer';
import type { OpenedExplorer, OpenOptions } from './openExplorer';

/** The view in which one decides, as a person uses it. */
export class DecideReader {
  readonly page: Page;

  private constructor(private readonly explorer: OpenedExplorer) {
    this.page = explorer.page;
  }

  static async open(result: OptimizationResult, options?: OpenOptions): Promise<DecideReader> {
    const explorer = await openExplorer(result, options);
    explorer.page.setDefaultTimeout(10_000);
    await explorer.page.getByRole('tab', { name: 'Decide' }).click();
    return new DecideReader(explorer);
  }

  screenshot(name: string): Promise<void> {
    return this.explorer.screenshot(name);
  }

  close(): Promise<void> {
    return this.explorer.close();
  }

  view(): Locator {
    return this.page.locator('.view.decide');
  }

  button(name: string): Locator {
    return this.view().getByRole('button', { name, exact: true });
  }

  field(name: string): Locator {
    return this.view().getByLabel(name, { exact: true });
  }

  list(name: string): Locator {
    return this.view().getByRole('combobox', { name, exact: true });
  }

  /** Waits until the best row is told with these words. */
  best(text: string): Promise<void> {
    return this.view().locator('.decide-best', { hasText: text }).waitFor();
  }

  words(text: string): Promise<void> {
    return this.view().getByText(text, { exact: true }).waitFor();
  }

  announced(text: string): Promise<void> {
    return this.page.locator('.announcer', { hasText: text }).waitFor();
  }

  /** Waits until the bar says this of the selection. */
  bar(text: string): Promise<void> {
    const bar = this.page.getByRole('region', { name: 'Selection' });
    return bar.getByText(text, { exact: true }).waitFor();
  }

  /** Waits until these rows are listed, the best first. */
  async listed(...expected: readonly number[]): Promise<void> {
    await this.page.waitForFunction(
      wanted =>
        [...document.querySelectorAll('.decide-table tbody button')]
          .map(each => each.textContent)
          .join() === wanted,
      expected.join(),
    );
  }

  async type(name: string, text: string): Promise<void> {
    await this.field(name).fill(text);
    await this.field(name).press('Tab');
  }

  weigh(name: string, weight: string): Promise<void> {
    return this.type(`Weight of ${name}, as a number`, weight);
  }

  /** Asks to save the ranking under a name. */
  async saveAs(name: string): Promise<void> {
    await this.button('Save Ranking…').click();
    await this.rename(name);
  }

  /** Gives another name in the form, and saves. */
  async rename(name: string): Promise<void> {
    await this.field('Name').fill(name);
    await this.field('Name').press('Enter');
  }

  /** Waits until the table shows these in its last column. */
  async ranked(...expected: readonly string[]): Promise<void> {
    await this.page.waitForFunction(
      wanted =>
        [...document.querySelectorAll('.grid-row')]
          .map(row => [...row.querySelectorAll('[data-column]')].at(-1)?.textContent?.trim())
          .join() === wanted,
      expected.join(),
    );
  }
}
