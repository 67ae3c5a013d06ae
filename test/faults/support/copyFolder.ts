import { copyFile, link, mkdir, readdir, stat, utimes } from 'node:fs/promises';
import path from 'node:path';

/** Copies a folder with its times, and with what belongs together in it: two names of one file are that in the copy, too. */
export async function copyFolder(from: string, to: string): Promise<void> {
  const copies = new Map<bigint, string>();
  const copyInto = async (folder: string): Promise<void> => {
    const source = path.join(from, folder);
    const target = path.join(to, folder);
    await mkdir(target, { recursive: true });
    for (const entry of await readdir(source, { withFileTypes: true })) {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) await copyInto(name);
      else await copyOne(path.join(from, name), path.join(to, name), copies);
    }
  };
  await copyInto('');
}

async function copyOne(from: string, to: string, copies: Map<bigint, string>): Promise<void> {
  const { ino, nlink, atimeMs, mtimeMs } = await stat(from, { bigint: true });
  const copy = copies.get(ino);
  if (copy !== undefined) return link(copy, to);
  await copyFile(from, to);
  await utimes(to, Number(atimeMs) / 1000, Number(mtimeMs) / 1000);
  if (nlink > 1n) copies.set(ino, to);
}
