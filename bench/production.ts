import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { outFolder, repository } from '../test/vscode/repository';

/** What users get, built beside dist/ so that what somebody works with there stays. */
export interface ProductionBuild {
  /** The extension's own folder, with a package.json and a dist/. */
  readonly folder: string;
  /** Where VS Code begins. */
  readonly main: string;
}

let built: Promise<ProductionBuild> | undefined;

/** Builds the extension once as `npm run package` does. */
export function productionBuild(): Promise<ProductionBuild> {
  built ??= build();
  return built;
}

async function build(): Promise<ProductionBuild> {
  const folder = join(outFolder, 'bench', 'extension');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of ['src', 'node_modules', 'media']) {
    await symlink(join(repository, name), join(folder, name), 'junction');
  }
  for (const name of ['package.json', 'tsconfig.json', 'README.md', 'CHANGELOG.md', 'LICENSE']) {
    await copyFile(join(repository, name), join(folder, name));
  }
  const script = join(repository, 'esbuild.mjs');
  // What it says is progress, which does not belong among the figures.
  const stdio = ['ignore', process.stderr, process.stderr] as const;
  const { status } = spawnSync(process.execPath, [script, '--production'], {
    cwd: folder,
    stdio: [...stdio],
  });
  if (status !== 0) throw new Error(`esbuild.mjs ended with ${String(status)}.`);
  return { folder, main: join(folder, 'dist', 'extension.js') };
}

/** The bytes of all its JavaScript; the declarations for other extensions and the WebAssembly file are not code. */
export async function scriptBytes({ folder }: ProductionBuild): Promise<number> {
  const names = await readdir(join(folder, 'dist'), { recursive: true });
  const sizes = names
    .filter(name => name.endsWith('.js'))
    .map(async name => (await stat(join(folder, 'dist', name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
