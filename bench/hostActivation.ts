import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { launchBrowser } from '../test/vscode/browser';
import { editions } from '../test/vscode/editions';
import type { Edition } from '../test/vscode/editions';
import { outFolder, repository } from '../test/vscode/repository';
import { makeTemporaryWorkspace } from '../test/vscode/temporaryWorkspace';
import { startVsCodeServer } from '../test/vscode/vscodeServer';
import { figureFile } from './figureFile';

const timeoutMs = 120_000;

/** Activates the extension of dist/ in real extension hosts: loading the bundle and `activate`, once in each edition. */
export async function benchHostActivation(): Promise<string> {
  const tests = join(outFolder, 'bench', 'insideHost.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'insideHost.ts')],
    outfile: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  const lines: string[] = [];
  for (const edition of editions) {
    const ms = await activated(edition, tests);
    lines.push(
      `VS Code ${edition.version}, Node ${edition.node}: active after ${ms.toFixed(0)} ms`,
    );
  }
  return lines.join('\n');
}

async function activated(edition: Edition, tests: string): Promise<number> {
  const file = join(outFolder, 'bench', `activation-${edition.version}`);
  await rm(file, { force: true });
  const workspace = await makeTemporaryWorkspace();
  const server = await startVsCodeServer({
    edition,
    name: 'bench',
    environment: { [figureFile]: file },
    testDriver: true,
  });
  try {
    const target = { workspace: workspace.folder, extension: repository, tests };
    await showUntilExit(server.url(target));
    return await figureIn(file, server.logFile);
  } finally {
    await server.stop();
    await workspace.remove();
  }
}

async function figureIn(file: string, log: string): Promise<number> {
  try {
    return Number(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new Error(`The extension did not become active; see ${log}.`, { cause });
  }
}

async function showUntilExit(url: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    // Asked for by VS Code: what it says is in out/logs.
    await page.exposeFunction('codeAutomationLog', () => undefined);
    let finish: () => void = () => undefined;
    const exit = new Promise<void>((resolve, reject) => {
      finish = resolve;
      setTimeout(() => reject(new Error('No end after two minutes.')), timeoutMs).unref();
    });
    await page.exposeFunction('codeAutomationExit', () => finish());
    await Promise.all([page.goto(url), exit]);
  } finally {
    await browser.close();
  }
}
