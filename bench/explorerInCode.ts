import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { Workbench } from '../test/e2e/support/workbench';
import { launchBrowser } from '../test/vscode/browser';
import { editions } from '../test/vscode/editions';
import type { Edition } from '../test/vscode/editions';
import { Unavailable } from '../test/vscode/unavailable';
import { startVsCodeServer } from '../test/vscode/vscodeServer';
import { milliseconds, rowOf } from './figures';
import type { Figure } from './figures';
import { median } from './measure';
import { studyName, writeOptunaStudy } from './optunaStudy';
import { notePainting, paintedIn } from './paintedPage';
import { productionBuild } from './production';
import { sights } from './sights';

const repeats = 3;
const trials = 5_000;
const file = 'study.db';

interface Opening {
  /** From the release of the mouse on the result until the Pareto plot and the table are painted. */
  readonly paintedMs: number;
  /** The longest that the thread which draws was busy meanwhile; a webview shares it with the window here. */
  readonly blockMs: number;
}

/** A click on a study of 5,000 trials among the sources, in real VS Code of each edition; each time in a fresh window. */
export async function benchExplorerInCode(): Promise<readonly Figure[]> {
  const { folder: extension } = await productionBuild();
  const workspace = await mkdtemp(path.join(os.tmpdir(), 'optiscope-bench-'));
  try {
    await writeOptunaStudy(path.join(workspace, file), trials);
    await writeSettings(workspace);
    const figures: Figure[] = [];
    for (const edition of editions)
      figures.push(...(await figuresOf(edition, extension, workspace)));
    return figures;
  } finally {
    await rm(workspace, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

async function writeSettings(workspace: string): Promise<void> {
  const folder = path.join(workspace, '.vscode');
  await mkdir(folder);
  const settings = { 'optiscope.sources': [file] };
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings));
}

async function figuresOf(
  edition: Edition,
  extension: string,
  workspace: string,
): Promise<readonly Figure[]> {
  const work = `a click on an Optuna study of 5,000 trials × 12 in VS Code ${edition.version}`;
  try {
    const openings = await openingsIn(edition, extension, workspace);
    const painted = median(openings.map(({ paintedMs }) => paintedMs));
    const block = Math.max(...openings.map(({ blockMs }) => blockMs));
    console.error(`  ${work}: ${milliseconds(painted)}, longest task ${milliseconds(block)}`);
    return [
      rowOf({
        work: `${work}, until table and Pareto plot are painted`,
        ours: painted,
        limit: 1000,
      }),
      rowOf({ work: `${work}, longest block of the thread that draws`, ours: block, limit: 200 }),
    ];
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return [{ work, ours: `skipped: ${error.message}` }];
  }
}

async function openingsIn(
  edition: Edition,
  extension: string,
  workspace: string,
): Promise<readonly Opening[]> {
  const server = await startVsCodeServer({ edition, name: 'bench-explorer', install: extension });
  const browser = await launchBrowser();
  try {
    const openings: Opening[] = [];
    for (let run = 0; run < repeats; run++) {
      openings.push(await openingIn(browser, server.url({ workspace }), workspace));
    }
    return openings;
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function openingIn(browser: Browser, url: string, workspace: string): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  try {
    const page = await context.newPage();
    await notePainting(page, sights.pareto);
    await page.goto(url);
    const workbench = new Workbench(page, workspace, () => context.close());
    await workbench.waitUntilReady();
    await workbench.openContainer('OptiScope');
    await workbench.expandView('Sources');
    const row = workbench.treeRow('Sources', studyName);
    await row.waitFor();
    await page.evaluate(noteClickAndTasks);
    await row.click();
    const { painted = NaN } = await paintedIn(page);
    const { clicked, longestMs } = await page.evaluate(() => window.benchTasks());
    return { paintedMs: painted - clicked, blockMs: longestMs };
  } finally {
    await context.close();
  }
}

declare global {
  interface Window {
    benchTasks(): { readonly clicked: number; readonly longestMs: number };
  }
}

function noteClickAndTasks(): void {
  let clicked = NaN;
  let longestMs = 0;
  addEventListener('pointerup', () => (clicked = performance.timeOrigin + performance.now()), true);
  new PerformanceObserver(list => {
    for (const { duration, startTime } of list.getEntries()) {
      const isAfter = performance.timeOrigin + startTime + duration > clicked;
      if (isAfter) longestMs = Math.max(longestMs, duration);
    }
  }).observe({ type: 'longtask' });
  window.benchTasks = () => ({ clicked, longestMs });
}
