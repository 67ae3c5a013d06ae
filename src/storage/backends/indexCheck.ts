import { isSameJson } from '../../core/sameJson';
import type { BackendFault } from '../backend';
import { isStorageError } from '../errors';
import { inParallel } from '../inParallel';
import type { Files } from '../ports';
import { readFileHead } from './artifactFile';
import type { ArtifactFile } from './artifactFolder';
import type { HeaderIndex } from './headerIndex';
import { signatureOf } from './signature';

/** How many files are read at a time. */
const parallel = 16;

/** Compares what the index says of files that did not change since with what those files say. */
export async function indexFaults(
  files: Files,
  index: HeaderIndex,
  artifacts: readonly ArtifactFile[],
): Promise<readonly BackendFault[]> {
  await index.ready();
  const faults: BackendFault[] = [];
  const damage = await index.fault();
  if (damage !== undefined) {
    faults.push({ message: `The index of headers is damaged: ${damage}.`, isRebuildable: true });
  }
  await inParallel(artifacts, parallel, async file => {
    const stat = await files.stat(file.path);
    const noted = stat && index.get(file.key, stat);
    if (stat === undefined || noted === undefined) return;
    const found = await readable(files, file);
    // Changed meanwhile: then the index does not speak of this state of it.
    if (found !== undefined && signatureOf(found.stat) !== signatureOf(stat)) return;
    if (found && isSameJson(noted, { ...found.head, key: file.key })) return;
    const revision = found ? `its revision is ${found.head.revision}` : 'the file cannot be read';
    faults.push({
      key: file.key,
      message: `The index says of "${file.key}" (${file.path}) that it has revision ${noted.revision} with another header than it has: ${revision}.`,
      isRebuildable: true,
    });
  });
  return faults;
}

/** Makes the index anew from the files; those that cannot be read are not in it. @throws {StorageError} when it cannot be written. */
export async function refillIndex(
  files: Files,
  index: HeaderIndex,
  artifacts: readonly ArtifactFile[],
): Promise<void> {
  await index.ready();
  index.clear();
  await inParallel(artifacts, parallel, async file => {
    try {
      const read = await readFileHead(files, file);
      if (read !== undefined) index.set(file.key, read.stat, read.head);
    } catch (error) {
      if (!isStorageError(error)) throw error;
      // Whoever asks for its header is told what is wrong with it.
    }
  });
  await index.write();
}

/** What a file says; undefined when it is damaged, or gone. */
async function readable(files: Files, file: ArtifactFile): ReturnType<typeof readFileHead> {
  try {
    return await readFileHead(files, file);
  } catch (error) {
    if (!isStorageError(error, 'corrupt') && !isStorageError(error, 'unsupported')) throw error;
    return undefined;
  }
}
