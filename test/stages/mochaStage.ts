import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { editionVariable, packageVariable } from '../e2e/support/session';
import { formVariable, onlyVariable } from '../faults/support/form';
import type { Edition } from '../vscode/editions';
import { nodeBinary } from '../vscode/nodeBinary';
import { outFolder } from '../vscode/repository';
import { countsFileVariable, grepVariable } from './countingReporter';
import { readCounts } from './readCounts';
import { runCommand } from './runCommand';
import type { Counts } from './stageResults';

/** Runs the unit tests, as package.json configures them, on the running Node.js or on another one. */
export async function runUnitStage(nodeVersion = process.versions.node): Promise<Counts> {
  return runMocha({ name: `unit-${nodeVersion}`, node: await nodeBinary(nodeVersion) });
}

export interface FaultOptions {
  readonly node: string;
  /** Every step and hundreds of kills, which takes an hour or more; otherwise minutes. */
  readonly full: boolean;
  /** Leaves out what does not depend on this. */
  readonly only?: 'node:sqlite';
}

/** Runs the tests of crashes, several writers and damage. */
export async function runFaultStage({ node, full, only }: FaultOptions): Promise<Counts> {
  return runMocha({
    name: `faults-${node}`,
    node: await nodeBinary(node),
    args: ['--no-package', '--import=tsx', '--spec=test/faults/**/*.test.ts'],
    environment: {
      [formVariable]: full ? 'full' : 'bounded',
      ...(only !== undefined && { [onlyVariable]: only }),
    },
    timeoutMs: full ? 6 * 3_600_000 : 30 * 60_000,
  });
}

/** Runs the tests of the explorer's page in a browser, with a stand-in for VS Code around it. */
export async function runBrowserStage(): Promise<Counts> {
  return runMocha({
    name: 'browser',
    args: ['--no-package', '--import=tsx', '--timeout=120000', '--spec=test/browser/*.test.ts'],
  });
}

/** Runs the end-to-end tests in one edition of VS Code; with `package`, only the first look at that `.vsix` file. */
export async function runE2eStage(
  edition: Edition,
  options: { readonly package?: string } = {},
): Promise<Counts> {
  const files = options.package === undefined ? '*' : 'smoke';
  const environment: Record<string, string> = { [editionVariable]: edition.version };
  if (options.package !== undefined) environment[packageVariable] = options.package;
  const args = ['--no-package', '--import=tsx', '--require=test/e2e/support/hooks.ts'];
  args.push('--timeout=180000', `--spec=test/e2e/${files}.test.ts`);
  return runMocha({ name: `e2e-${edition.version}`, args, environment });
}

async function runMocha(options: {
  readonly name: string;
  readonly node?: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}): Promise<Counts> {
  const { name, node = process.execPath, args = [], environment = {}, timeoutMs } = options;
  const countsFile = path.join(outFolder, 'test', `${name}.json`);
  await mkdir(path.dirname(countsFile), { recursive: true });
  await rm(countsFile, { force: true });
  // A test that failed may have left something waiting, which must not keep the next stage from its turn.
  const shown = ['--reporter=test/stages/countingReporter.ts', '--exit'];
  if (!process.stdout.isTTY) shown.push('--no-color');
  const pattern = process.env[grepVariable];
  if (pattern !== undefined) shown.push(`--grep=${pattern}`);
  const command = ['node_modules/mocha/bin/mocha.js', ...shown, ...args];
  const variables = { ...environment, [countsFileVariable]: countsFile };
  const code = await runCommand(node, command, variables, timeoutMs);
  const counts = await readCounts(countsFile);
  if (code !== 0 && counts.failed.length === 0) {
    throw new Error(`Mocha counted no failure and yet ended with ${String(code)}.`);
  }
  return counts;
}
