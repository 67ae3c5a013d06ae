import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { editionVariable, packageVariable } from '../e2e/support/session';
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
}): Promise<Counts> {
  const { name, node = process.execPath, args = [], environment = {} } = options;
  const countsFile = path.join(outFolder, 'test', `${name}.json`);
  await mkdir(path.dirname(countsFile), { recursive: true });
  await rm(countsFile, { force: true });
  // A test that failed may have left something waiting, which must not keep the next stage from its turn.
  const shown = ['--reporter=test/stages/countingReporter.ts', '--exit'];
  if (!process.stdout.isTTY) shown.push('--no-color');
  const pattern = process.env[grepVariable];
  if (pattern !== undefined) shown.push(`--grep=${pattern}`);
  const code = await runCommand(node, ['node_modules/mocha/bin/mocha.js', ...shown, ...args], {
    ...environment,
    [countsFileVariable]: countsFile,
  });
  const counts = await readCounts(countsFile);
  if (code !== 0 && counts.failed === 0) {
    throw new Error(`Mocha counted no failure and yet ended with ${String(code)}.`);
  }
  return counts;
}
