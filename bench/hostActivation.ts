import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { launchBrowser } from '../test/vscode/browser';
import { editions } from '../test/vscode/editions';
import type { Edition } from '../test/vscode/editions';
import { outFolder } from '../test/vscode/repository';
import { makeTemporaryWorkspace } from '../test/vscode/temporaryWorkspace';
import { Unavailable } from '../test/vscode/unavailable';
import { startVsCodeServer } from '../test/vscode/vscodeServer';
import { figureFile } from './figureFile';
import type { HostFigures } from './figureFile';
import { rowOf } from './figures';
import type { Figure } from './figures';
import { median } from './measure';
import { productionBuild } from './production';

const timeoutMs = 120_000;
/** Fresh hosts of each edition. */
const repeats = 3;

/** Activates the extension in real extension hosts of each edition, each time in a fresh one. */
export async function benchHostActivation(): Promise<readonly Figure[]> {
  const tests = join(outFolder, 'bench', 'insideHost.cjs');
  const { folder: extension } = await productionBuild();
  await build({
    entryPoints: [join(import.meta.dirname, 'insideHost.ts')],
    outfile: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  const figures: Figure[] = [];
  for (const edition of editions) {
    figures.push(...(await figuresOf(edition, { extension, tests })));
    console.error(`  activated ${repeats} times in VS Code ${edition.version}`);
  }
  return figures;
}

interface Modules {
  readonly extension: string;
  readonly tests: string;
}

async function figuresOf(edition: Edition, modules: Modules): Promise<readonly Figure[]> {
  const place = `VS Code ${edition.version}, Node ${edition.node}`;
  try {
    const samples: HostFigures[] = [];
    for (let run = 0; run < repeats; run++) samples.push(await activated(edition, modules));
    const active = median(samples.map(({ activeMs }) => activeMs));
    const answered = median(samples.map(({ answeredMs }) => answeredMs));
    return [
      rowOf({ work: `activation in ${place}`, ours: active }),
      rowOf({ work: `activation and the first keys in ${place}`, ours: answered, limit: 60 }),
    ];
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return [{ work: `activation in ${place}`, ours: `skipped: ${error.message}` }];
  }
}

async function activated(edition: Edition, modules: Modules): Promise<HostFigures> {
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
    await showUntilExit(server.url({ workspace: workspace.folder, ...modules }));
    return await figuresIn(file, server.logFile);
  } finally {
    await server.stop();
    await workspace.remove();
  }
}

async function figuresIn(file: string, log: string): Promise<HostFigures> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as HostFigures;
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
