import type { Locator, Page } from 'playwright-core';
import type { OpenedExplorer } from './openExplorer';

/** The table of an explorer, as a person finds their way in it. */
export class TableReader {
  readonly page: Page;

  constructor(private readonly explorer: OpenedExplorer) {
    this.page = explorer.page;
  }

  screenshot(name: string): Promise<void> {
    return this.explorer.screenshot(name);
  }

  close(): Promise<void> {
    return this.explorer.close();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
    await this.drawn();
  }

  get grid(): Locator {
    return this.page.getByRole('grid');
  }

  get bar(): Locator {
    return this.page.locator('.table-bar');
  }

  get count(): Locator {
    return this.page.locator('.table-count');
  }

  get popup(): Locator {
    return this.page.locator('.table-popup:popover-open');
  }

  header(name: string): Locator {
    return this.page.locator(`.head-cell:has(.head-name:text-is(${JSON.stringify(name)}))`);
  }

  /** A cell by the place of its row in the table and of its column; 0 is the row number. */
  cell(row: number, column: number): Locator {
    return this.page.locator(`.grid-row[data-row="${row}"] [data-column="${column}"]`);
  }

  async openMenu(name: string): Promise<void> {
    await this.header(name).locator('.head-menu').click();
    await this.popup.waitFor();
  }

  /** Names in the header, from left to right. */
  async names(): Promise<readonly string[]> {
    await this.drawn();
    return this.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.grid .head-cell')]
        .sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left)
        .map(cell => cell.querySelector('.head-name')?.textContent ?? ''),
    );
  }

  /** Numbers of the rows in sight, from the top. */
  async rows(): Promise<readonly number[]> {
    await this.drawn();
    return this.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.grid-row')]
        .filter(row => {
          const { top, bottom } = row.getBoundingClientRect();
          const body = row.parentElement?.getBoundingClientRect();
          return body !== undefined && bottom > body.top + 1 && top < body.bottom - 1;
        })
        .map(row => Number(row.querySelector('.row-number')?.textContent)),
    );
  }

  /** Numbers of the selected rows that are drawn. */
  async selectedRows(): Promise<readonly number[]> {
    await this.drawn();
    const numbers = this.page.locator('.grid-row[aria-selected="true"] .row-number');
    return (await numbers.allTextContents()).map(Number);
  }

  /** Waits until these rows, and no others, are shown from the top. */
  async waitForRows(...expected: readonly number[]): Promise<void> {
    try {
      await this.page.waitForFunction(
        wanted =>
          [...document.querySelectorAll('.grid-row .row-number')]
            .map(cell => cell.textContent)
            .join() === wanted,
        expected.join(),
        { timeout: 10_000 },
      );
    } catch (error) {
      throw new Error(`Rows ${expected.join()} expected, ${(await this.rows()).join()} found.`, {
        cause: error,
      });
    }
  }

  /** What has the focus: the texts of a cell's attributes that say where it is. */
  focused(): Promise<{ readonly row: string | undefined; readonly column: string | undefined }> {
    return this.page.evaluate(() => {
      const cell = document.activeElement as HTMLElement | null;
      return {
        row: cell?.closest<HTMLElement>('[data-row]')?.dataset['row'],
        column: cell?.dataset['column'],
      };
    });
  }

  /** What changed is drawn with the next frame: waits until that has been shown. */
  private async drawn(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>(resolve =>
          requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
        ),
    );
  }
}
