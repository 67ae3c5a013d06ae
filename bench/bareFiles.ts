import { mkdir, open, readFile, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The least a program must do so that a file survives a crash: what the backends are measured beside. */
export async function bareWrite(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w');
  await file.write(bytes);
  await file.sync();
  await file.close();
  await rename(temporary, path);
  await bareSync(dirname(path));
}

export async function bareSync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

/** Fills a folder with `count` files; returns their paths. */
export async function bareFolder(
  folder: string,
  count: number,
  bytes: Uint8Array,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const paths = Array.from({ length: count }, (_, index) => join(folder, `${index}.arrow`));
  for (const path of paths) await bareWrite(path, bytes);
  return paths;
}

/** Reads every file of a folder and writes it durably into another. */
export async function bareCopy(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    await bareWrite(join(to, name), await readFile(join(from, name)));
  }
}
