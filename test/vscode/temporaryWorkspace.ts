import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { makeSampleWorkspace } from '../fixtures/makeSampleWorkspace';

/** A workspace folder that nobody else uses. */
export interface TemporaryWorkspace {
  /** Its absolute path. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Makes a fresh sample workspace in the folder for temporary files. */
export async function makeTemporaryWorkspace(): Promise<TemporaryWorkspace> {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'optiscope-workspace-'));
  const folder = path.join(parent, 'sample');
  await makeSampleWorkspace(folder);
  return {
    folder,
    remove: () => rm(parent, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
  };
}
