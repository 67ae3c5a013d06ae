import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../vscode/browser';
import { editionNamed, newestEdition, type Edition } from '../../vscode/editions';
import { outFolder, repository } from '../../vscode/repository';
import { startVsCodeServer, type VsCodeServer } from '../../vscode/vscodeServer';

/** Environment variable that names the edition of VS Code to test in; without it, the newest one. */
export const editionVariable = 'OPTISCOPE_VSCODE';

/** Environment variable that names the `.vsix` file to test; without it, what `npm run build` made is tested. */
export const packageVariable = 'OPTISCOPE_VSIX';

/** What all test files of one run share: starting a server and a browser for each of them would take minutes. */
export interface Session {
  readonly edition: Edition;
  readonly server: VsCodeServer;
  readonly browser: Browser;
}

let running: Promise<Session> | undefined;

/** The shared session, started when it is first asked for. */
export function session(): Promise<Session> {
  return (running ??= start());
}

/** Ends the shared session if there is one. */
export async function endSession(): Promise<void> {
  const ending = running;
  running = undefined;
  if (ending === undefined) return;
  const { server, browser } = await ending;
  await browser.close();
  await server.stop();
}

/** Path of the screenshot `name` of this run's edition; makes the folder. */
export async function screenshotPath(name: string): Promise<string> {
  const folder = path.join(outFolder, 'screenshots', currentEdition().version);
  await mkdir(folder, { recursive: true });
  return path.join(folder, `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
}

function currentEdition(): Edition {
  const version = process.env[editionVariable];
  return version === undefined ? newestEdition : editionNamed(version);
}

async function start(): Promise<Session> {
  const edition = currentEdition();
  const install = process.env[packageVariable] ?? repository;
  const [server, browser] = await Promise.all([
    startVsCodeServer({ edition, name: 'e2e-server', install }),
    launchBrowser(),
  ]);
  return { edition, server, browser };
}
