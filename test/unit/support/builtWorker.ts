import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the WebAssembly of sql.js was installed. */
export const wasmFolder = dirname(
  createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'),
);

/** Makes the program of the reader's worker, and all that is loaded by it, as it is packaged; returns its path. */
export async function builtWorker(folder: string): Promise<string> {
  const out = join(folder, 'dist');
  const { stderr } = await run(process.execPath, ['esbuild.mjs', '--production', out], {
    cwd: join(import.meta.dirname, '../../..'),
  });
  if (stderr !== '') throw new Error(stderr);
  return join(out, 'readWorker.js');
}
