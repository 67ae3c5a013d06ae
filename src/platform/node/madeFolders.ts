import { dirname } from 'node:path';
import { makeFolders } from './diskCalls';

/** Makes a folder and those above it; those that were missing, the innermost first. */
export async function madeFolders(folder: string): Promise<readonly string[]> {
  const first = await makeFolders(folder);
  if (first === undefined) return [];
  const made = [folder];
  for (let path = folder; path !== first && path !== dirname(path);) {
    path = dirname(path);
    made.push(path);
  }
  return made;
}
