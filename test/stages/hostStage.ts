import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { linePrefix } from '../host/linePrefix';
import { launchBrowser } from '../vscode/browser';
import type { Edition } from '../vscode/editions';
import { outFolder, repository } from '../vscode/repository';
import { makeTemporaryWorkspace } from '../vscode/temporaryWorkspace';
import { startVsCodeServer } from '../vscode/vscodeServer';
import { bundleHostTests } from './bundleHostTests';
import { countsFileVariable } from './countingReporter';
import { readCounts } from './readCounts';
import type { Counts } from './stageResults';

const timeoutMs = 15 * 60_000;

/**
 * Runs the host tests in the extension host of a VS Code server, with a headless browser as its window.
 * Everything the workbench says goes to `out/logs`, the lines of the tests also to the console.
 * @throws {Error} when the tests did not get as far as counting; names the log.
 */
export async function runHostStage(edition: Edition): Promise<Counts> {
  const tests = await bundleHostTests();
  const workspace = await makeTemporaryWorkspace();
  const countsFile = path.join(outFolder, `host-${edition.version}.json`);
  await rm(countsFile, { force: true });
  try {
    const environment = { [countsFileVariable]: countsFile };
    const server = await startVsCodeServer({
      edition,
      name: 'host-server',
      environment,
      testDriver: true,
    });
    try {
      const target = { workspace: workspace.folder, extension: repository, tests };
      await showUntilExit(server.url(target), edition);
    } finally {
      await server.stop();
    }
  } finally {
    await workspace.remove();
  }
  return readCounts(countsFile);
}

async function showUntilExit(url: string, edition: Edition): Promise<void> {
  const logFile = path.join(outFolder, 'logs', `${edition.version}-host-console.log`);
  await mkdir(path.dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await runTestsIn(page, url, log);
  } catch (error) {
    throw new Error(`The host tests did not finish; the console is in ${logFile}.`, {
      cause: error,
    });
  } finally {
    await browser.close();
    log.end();
  }
}

async function runTestsIn(page: Page, url: string, log: WriteStream): Promise<void> {
  page.on('console', message => log.write(`${message.text()}\n`));
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    const text = args.map(String).join(' ');
    if (text.startsWith(linePrefix)) console.log(text.slice(linePrefix.length));
  });
  let finish: () => void = () => undefined;
  const exit = new Promise<void>((resolve, reject) => {
    finish = resolve;
    page.once('crash', () => reject(new Error('The browser page crashed.')));
    page.once('close', () => reject(new Error('The browser went away.')));
    const tooLate = () => reject(new Error(`No end after ${timeoutMs / 60_000} minutes.`));
    setTimeout(tooLate, timeoutMs).unref();
  });
  await page.exposeFunction('codeAutomationExit', () => finish());
  await Promise.all([page.goto(url), exit]);
}
