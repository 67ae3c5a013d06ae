import type { Files } from './ports';

const form = /^\..*\.[0-9a-z]{1,8}-[0-9a-z]{8}\.tmp$/u;
const maxAgeMs = 3_600_000;
/** What a temporary name adds to the name it stands for. */
const addedBytes = '.'.length + '.12345678-12345678.tmp'.length;
const maxNameBytes = 255;

/** A new name for a file that is to take the place of `name` in the same folder; hidden, and no longer than disks allow. */
export function temporaryName(name: string, writer: string): string {
  const unique = crypto.randomUUID().slice(0, 8);
  let stem = name;
  while (new TextEncoder().encode(stem).length > maxNameBytes - addedBytes) {
    stem = [...stem].slice(0, -1).join('');
  }
  return `.${stem}.${writer.slice(-8)}-${unique}.tmp`;
}

/** Whether a file of this name was left by a write that was interrupted, or belongs to one that still runs. */
export function isTemporaryName(name: string): boolean {
  return form.test(name);
}

/** Removes the temporary files of interrupted writes from a folder, of those writes that cannot be running any more. */
export async function deleteStaleTemporaries(
  files: Files,
  folder: string,
  names: readonly string[],
): Promise<void> {
  for (const name of names.filter(isTemporaryName)) {
    const path = files.join(folder, name);
    const stat = await files.stat(path);
    if (stat?.kind === 'file' && Date.now() - stat.mtimeMs > maxAgeMs) await files.delete(path);
  }
}
