import { existsSync } from 'node:fs';
import path from 'node:path';
import { makeSampleWorkspace } from '../fixtures/makeSampleWorkspace';
import { runCommand } from '../stages/runCommand';
import { findDesktopCode, showOnDesktop } from './desktopCode';
import { newestEdition } from './editions';
import { openInBrowser } from './openInBrowser';
import { outFolder, repository } from './repository';
import { startVsCodeServer } from './vscodeServer';

/**
 * Builds the extension and shows it on a sample workspace: in the desktop VS Code, or, where there is none and with
 * `--browser`, in the VS Code from the npm registry, with the browser as its window.
 */
async function main(): Promise<void> {
  const code = await runCommand(process.execPath, ['esbuild.mjs']);
  if (code !== 0) {
    process.exitCode = 1;
    return;
  }
  const workspace = path.join(outFolder, 'sample-workspace');
  if (!existsSync(workspace)) await makeSampleWorkspace(workspace);
  console.log(`The sample workspace is ${workspace}; remove the folder to get a fresh one.`);
  const desktop = process.argv.includes('--browser') ? undefined : await findDesktopCode();
  if (desktop === undefined) await showInBrowser(workspace);
  else await showOnDesktop(desktop, workspace);
}

async function showInBrowser(workspace: string): Promise<void> {
  const options = { edition: newestEdition, name: 'start', install: repository };
  const server = await startVsCodeServer(options);
  const url = server.url({ workspace });
  console.log(`VS Code ${newestEdition.version} runs at\n\n  ${url}\n\nCtrl+C ends it.`);
  openInBrowser(url);
}

void main();
