import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { outFolder, repository } from '../vscode/repository';
import { makeTemporaryWorkspace } from '../vscode/temporaryWorkspace';
import { bundleHostTests } from './bundleHostTests';
import { countsFileVariable } from './countingReporter';
import { readCounts } from './readCounts';
import type { Counts } from './stageResults';

/**
 * Runs the host tests in the current desktop VS Code, which is downloaded first. On Linux this needs a display
 * (`xvfb-run -a npm run test:desktop`).
 * @throws {Error} when VS Code cannot be downloaded or ends before the tests have counted.
 */
export async function runDesktopStage(): Promise<Counts> {
  const vscodeExecutablePath = await download();
  const extensionTestsPath = await bundleHostTests();
  const workspace = await makeTemporaryWorkspace();
  const profile = await mkdtemp(path.join(os.tmpdir(), 'optiscope-profile-'));
  const countsFile = path.join(outFolder, 'test', 'desktop.json');
  await rm(countsFile, { force: true });
  // VS Code ends with a failure when a test failed, which the counts say better.
  const failure = await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: repository,
    extensionTestsPath,
    extensionTestsEnv: { [countsFileVariable]: countsFile },
    launchArgs: launchArguments(workspace.folder, profile),
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  await workspace.remove();
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  return readCounts(countsFile).catch((cause: unknown) => {
    throw new Error('Desktop VS Code ended without a count.', { cause: failure ?? cause });
  });
}

async function download(): Promise<string> {
  try {
    return await downloadAndUnzipVSCode('stable');
  } catch (cause) {
    const instead = '`npm run test:host` runs the same tests in a VS Code from the npm registry.';
    throw new Error(`Desktop VS Code could not be downloaded. ${instead}`, { cause });
  }
}

function launchArguments(workspace: string, profile: string): string[] {
  const args = [workspace, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'];
  args.push(`--user-data-dir=${profile}`);
  // Chromium's sandbox refuses to work for root, as whom continuous integration often runs.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return args;
}
