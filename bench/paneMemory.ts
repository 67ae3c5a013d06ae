import type { Page } from 'playwright-core';
import type { OptimizationResult } from '../src/core/result';
import { openExplorer } from '../test/browser/support/openExplorer';
import { notePainting, paintedMs } from './paintedPage';
import type { Sight } from './paintedPage';

/** Bytes. */
interface PaneMemory {
  /** What the page holds itself, buffers included; its worker holds nothing between questions. */
  readonly panel: number;
  /** Of the cells that it got. */
  readonly columns: number;
}

/** How much more there is with the page than with its host alone, which is in the same process here. */
export async function paneMemory(result: OptimizationResult, sight: Sight): Promise<PaneMemory> {
  const host = await openExplorer(result, {
    prepare: async page => {
      await page.route('**/explorer/explorer.js', route => route.abort());
    },
  });
  const alone = await held(host.page).finally(() => host.close());
  const opened = await openExplorer(result, { prepare: page => notePainting(page, sight) });
  try {
    await paintedMs(opened.page);
    const columns = await opened.page.evaluate(() => window.benchNoted.cellBytes);
    return { panel: (await held(opened.page)) - alone, columns };
  } finally {
    await opened.close();
  }
}

async function held(page: Page): Promise<number> {
  await page.waitForLoadState('networkidle');
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = (await devTools.send(
    'Runtime.getHeapUsage',
  )) as HeapUsage;
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}
