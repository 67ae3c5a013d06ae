import { StorageError } from '../../storage/errors';
import type { StorageErrorCode } from '../../storage/errors';

const meanings: Readonly<Record<string, readonly [StorageErrorCode, string]>> = {
  ENOSPC: ['unavailable', 'the disk is full. Free some space and try again'],
  EDQUOT: ['unavailable', 'your quota on this disk is used up. Free some space and try again'],
  EFBIG: ['unavailable', 'the file is larger than this disk allows'],
  EIO: ['unavailable', 'the disk failed. Check it, and try again or use another one'],
  ENODEV: ['unavailable', 'the disk is gone. Connect it again'],
  ENXIO: ['unavailable', 'the disk is gone. Connect it again'],
  ESTALE: ['unavailable', 'the network disk is not connected as it was. Connect it again'],
  ENOENT: ['unavailable', 'its folder is gone. Bring it back and try again'],
  EROFS: ['read-only', 'the disk is read-only'],
  EACCES: ['unavailable', 'permission is denied. Check who owns it and its access rights'],
  EPERM: ['unavailable', 'the operating system does not permit it. Check its access rights'],
  EEXIST: ['already-exists', 'there is already something of this name'],
  ENOTDIR: ['unavailable', 'a file is where a folder should be. Move it away'],
  EISDIR: ['unavailable', 'a folder is where a file should be. Move it away'],
  ELOOP: ['unavailable', 'its links lead in a circle'],
  ENAMETOOLONG: ['unavailable', 'the path is too long for this disk. Use shorter names'],
  EINVAL: ['unavailable', 'the disk does not allow such a name'],
  EBUSY: ['busy', 'another program is using it. Close that and try again'],
  ETXTBSY: ['busy', 'another program is using it. Close that and try again'],
  EMFILE: ['busy', 'too many files are open. Close some programs and try again'],
  ENFILE: ['busy', 'too many files are open. Close some programs and try again'],
};

/** The code of a failure that the operating system reported, e.g. `ENOENT`. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Whether a failure means that there is no such file, or no folder that could hold it. */
export function isAbsence(error: unknown): boolean {
  const code = errnoOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Says in plain words why something could not be done with a path. @param action e.g. `write` */
export function diskError(action: string, path: string, error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const errno = errnoOf(error);
  const [code, reason] = meanings[errno ?? ''] ?? ['unavailable', String(error)];
  const isWrite = action !== 'read' && action !== 'list';
  return new StorageError(
    code === 'unavailable' && isWrite && errno === 'EACCES' ? 'read-only' : code,
    `Cannot ${action} ${path}: ${reason}${errno === undefined ? '.' : ` (${errno}).`}`,
    { cause: error },
  );
}
