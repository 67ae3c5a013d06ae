import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The WebAssembly of sql.js as it was installed. */
export async function loadWasm(): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
}
