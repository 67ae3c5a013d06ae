import type { Locator, Page } from 'playwright-core';
import type { Column } from '../../../src/core/column';
import type { OptimizationResult } from '../../../src/core/result';
import type { Direction, VariableMetadata } from '../../../src/core/variables';
import { columnsResult } from '../../fixtures/columnsResult';
import { float64 } from '../../unit/support/columns';
import { openPage } from './openExplorer';
import type { OpenOptions, OpenedExplorer, ServedResults } from './openExplorer';

type Values = readonly (number | null)[];

/** An objective that is minimised unless something else is said. */
export function objective(
  name: string,
  values: Values,
  rest: { readonly unit?: string; readonly direction?: Direction } = {},
): Column {
  const variable: Partial<VariableMetadata> = { role: 'objective', direction: 'minimize', ...rest };
  return float64(name, values, variable);
}

/** A result of two objectives. */
export function two(f1: Values, f2: Values): OptimizationResult {
  return columnsResult([objective('f1', f1), objective('f2', f2)]);
}

/** The front (0, 4), (2, 2), (4, 0), and a point that it dominates. */
export const good = two([0, 2, 4, 4], [4, 2, 0, 4]);

/** Twice as far from the ideal. */
export const poor = two([0, 4, 8], [8, 4, 0]);

/** Reads the page of a comparison. */
export class CompareReader {
  readonly page: Page;

  private constructor(private readonly explorer: OpenedExplorer) {
    this.page = explorer.page;
  }

  static async open(results: ServedResults, options?: OpenOptions): Promise<CompareReader> {
    return new CompareReader(await openPage('compare', results, options));
  }

  table(name: string): Locator {
    return this.page.getByRole('region', { name });
  }

  /** What stands in a row of a table, cell by cell. */
  async cells(name: string, row: string): Promise<readonly string[]> {
    const head = this.page.getByRole('rowheader', { name: row });
    const found = this.table(name).getByRole('row').filter({ has: head });
    const texts = await found.getByRole('cell').allInnerTexts();
    return texts.map(text => text.trim());
  }

  /** Waits until results are compared. */
  async compared(): Promise<void> {
    await this.table('Indicators').waitFor();
  }

  async said(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).first().waitFor();
  }

  async alerted(words: string): Promise<void> {
    await this.page.getByRole('alert').getByText(words).waitFor();
  }

  /** Waits for words in the place of the plot in sight. */
  async message(words: string): Promise<void> {
    const shown = this.page.locator('.view:not([hidden]) .compare-message', { hasText: words });
    await shown.waitFor();
  }

  tick(name: string): Locator {
    return this.page.getByRole('checkbox', { name });
  }

  async showHistories(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Histories' }).click();
  }

  /** Waits until histories are drawn. */
  async historiesDrawn(): Promise<void> {
    await this.page.locator('.histories canvas').first().waitFor();
  }

  screenshot(name: string): Promise<void> {
    return this.explorer.screenshot(name);
  }

  close(): Promise<void> {
    return this.explorer.close();
  }
}
