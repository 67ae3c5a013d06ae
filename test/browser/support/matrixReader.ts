import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { OptimizationResult } from '../../../src/core/result';
import { openExplorer } from './openExplorer';
import type { OpenedExplorer, OpenOptions } from './openExplorer';

type Pair = readonly [number, number];

/** The scatter matrix, as a person uses it. */
export class MatrixReader {
  readonly page: Page;

  private constructor(private readonly explorer: OpenedExplorer) {
    this.page = explorer.page;
  }

  static async open(result: OptimizationResult, options?: OpenOptions): Promise<MatrixReader> {
    const explorer = await openExplorer(result, options);
    await explorer.page.getByRole('tab', { name: 'Scatter Matrix' }).click();
    return new MatrixReader(explorer);
  }

  /** What was said last to screen readers. */
  announced(words: string | RegExp): Promise<void> {
    return this.page.locator('.announcer', { hasText: words }).waitFor({ state: 'attached' });
  }

  /** Waits until the matrix is drawn and its correlations are known; the keyboard is in its first cell then. */
  async drawn(): Promise<void> {
    await this.page.locator('.matrix-frame').waitFor();
    await this.toggleTable();
    await this.page.locator('.matrix-table', { hasNotText: 'computing' }).waitFor();
    await this.toggleTable();
    await this.page.locator('.matrix-stage').focus();
    await this.page.keyboard.press('ArrowRight');
  }

  toggleTable(): Promise<void> {
    return this.page.getByRole('button', { name: 'Show as table' }).click();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Points of all rows, or of those that are selected. */
  points(which: 'all' | 'selected'): Locator {
    return this.page.locator('.matrix-sheet canvas').nth(which === 'all' ? 0 : 1);
  }

  /** A place in a cell, from 0 to 1 in both directions. */
  async placeIn([across, down]: Pair, [right, below]: Pair, count = 5): Promise<Pair> {
    const box = await this.sheet();
    const step = [
      Math.floor((box.width - 72) / count),
      Math.floor((box.height - 28) / count),
    ] as const;
    return [
      box.x + 64 + step[0] * across + (step[0] - 4) * right,
      box.y + 6 + step[1] * down + (step[1] - 4) * below,
    ];
  }

  /** Where the picture is in the page. */
  async sheet() {
    const box = await this.page.locator('.matrix-sheet').boundingBox();
    assert.ok(box);
    return box;
  }

  async drag(cell: Pair, from: Pair, to: Pair): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(...(await this.placeIn(cell, from)));
    await mouse.down();
    await mouse.move(...(await this.placeIn(cell, to)), { steps: 4 });
    await mouse.up();
  }

  /** What is said beside the mouse. */
  async tip(): Promise<string> {
    const tip = this.page.locator('.matrix-sheet .scatter-tip');
    await tip.waitFor();
    return tip.innerText();
  }

  /** What is written in a picture of the matrix when it is saved. */
  async writtenTexts(): Promise<readonly string[]> {
    await this.page.getByRole('button', { name: 'Save Picture…' }).click();
    await this.page.getByRole('button', { name: 'SVG', exact: true }).click();
    await this.page.locator('.picture-note', { hasText: 'Saved as' }).waitFor();
    const base64 = await this.page.evaluate(() => window.saved.at(-1)?.base64 ?? '');
    const svg = Buffer.from(base64, 'base64').toString('utf8');
    return [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text = '']) => text);
  }

  screenshot(name: string): Promise<void> {
    return this.explorer.screenshot(name);
  }

  close(): Promise<void> {
    return this.explorer.close();
  }
}
