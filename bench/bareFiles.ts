import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The least a program must do so that a file survives a crash: the limit of every durable save. */
export async function bareWrite(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w');
  await file.write(bytes);
  await file.sync();
  await file.close();
  await rename(temporary, path);
  await flushFolder(dirname(path));
}

/** Makes names in a folder survive a crash. */
export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync();
  await folder.close();
}

/** Where a store of files keeps the result under `key`. */
export function fileOf(base: string, key: string): string {
  return join(base, `${key}.arrow`);
}

/** Makes the folders that {@link fileOf} these keys lie in. */
export async function makeFolders(base: string, keys: readonly string[]): Promise<void> {
  for (const folder of new Set(keys.map(key => dirname(fileOf(base, key))))) {
    await mkdir(folder, { recursive: true });
  }
}

/** Lays the same artifact down under every key, without a flush: a store as somebody else's program would leave it. */
export function fillFolder(base: string, keys: readonly string[], bytes: Uint8Array): void {
  for (const folder of new Set(keys.map(key => dirname(fileOf(base, key))))) {
    mkdirSync(folder, { recursive: true });
  }
  for (const key of keys) writeFileSync(fileOf(base, key), bytes);
}
