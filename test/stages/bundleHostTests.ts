import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { outFolder, repository } from '../vscode/repository';

const hostFolder = path.join(repository, 'test', 'host');

/**
 * Bundles every `test/host/*.test.ts`, found by name and never listed, into one module whose `run()` runs them.
 * @returns the path of the module.
 * @throws {Error} when there is no test or one does not compile.
 */
export async function bundleHostTests(): Promise<string> {
  const files = (await readdir(hostFolder)).filter(name => name.endsWith('.test.ts')).sort();
  if (files.length === 0) throw new Error('There is no test in test/host.');
  const outfile = path.join(outFolder, 'test', 'host.cjs');
  await build({
    stdin: { contents: entry(files), resolveDir: hostFolder, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Mocha finds files of its own at run time, so it stays outside.
    external: ['vscode', 'mocha'],
    mainFields: ['module', 'main'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}

/** The files are required inside a function, because `describe` exists only once mocha has been set up. */
function entry(files: readonly string[]): string {
  const requires = files.map(name => `require(${JSON.stringify(`./${name}`)});`).join('\n');
  return `
import { runMocha } from './mocha';
export const run = () => runMocha(() => {
${requires}
});`;
}

/** `npx tsx test/stages/bundleHostTests.ts`: what the editor runs before it debugs the host tests. */
if (process.argv[1] === __filename) void bundleHostTests();
