import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

/** Where the WebAssembly of sql.js was installed. */
export const wasmFolder = dirname(
  createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'),
);

/** Makes the program of the reader's worker, which must be a file of JavaScript; returns its path. */
export async function builtWorker(folder: string): Promise<string> {
  const outfile = join(folder, 'readWorker.js');
  await build({
    absWorkingDir: join(import.meta.dirname, '../../..'),
    entryPoints: ['src/platform/node/readWorker.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return outfile;
}
