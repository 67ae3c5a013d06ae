import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { npm } from './npm';
import { repository } from './repository';

const toolFolder = path.join(repository, '.vscode-test');

/**
 * Returns the folder `.vscode-test/<name>`, filled by `install` when it is not there yet.
 *
 * The work is done in a folder beside it that gets its name at the end: what exists is complete, a run that was
 * interrupted leaves nothing that looks finished, and of two runs at once the first one wins.
 * @throws what `install` throws when it has failed twice.
 */
export async function installOnce(
  name: string,
  install: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = path.join(toolFolder, name);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.${process.pid}.partial`;
  console.log(`Installing ${name} into .vscode-test (once) …`);
  try {
    await startAfresh(partial, install).catch(async (error: unknown) => {
      console.log(`Installing ${name} failed, trying once more: ${String(error)}`);
      await startAfresh(partial, install);
    });
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

async function startAfresh(folder: string, install: (folder: string) => Promise<void>) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await install(folder);
}

/**
 * Runs `npm install` for the package in `folder`, without install scripts (several of them cannot run as root).
 * @throws {Error} with what npm said, and with what to do when the registry is out of reach.
 */
export async function npmInstall(folder: string, ...args: readonly string[]): Promise<void> {
  const options = ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund'];
  const npmArgs = ['install', '--prefix', folder, '--loglevel=error', ...options, ...args];
  const { code, output } = await npm(npmArgs, { folder });
  if (code === 0) return;
  const hint = /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|E403|E401|EIDLETIMEOUT/.test(
    output,
  )
    ? 'npm cannot reach its registry: check the network, the proxy and `npm config get registry`.'
    : 'The lines above say why.';
  throw new Error(`npm install ${args.join(' ')} ended with ${String(code)}.\n${output}\n${hint}`);
}
