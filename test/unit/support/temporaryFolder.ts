import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new, empty folder of the real disk, to be removed with {@link removeFolder}. */
export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'optiscope-test-'));
}

export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}
