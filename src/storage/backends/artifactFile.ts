import { ResultError } from '../../core/errors';
import type { ArtifactHead } from '../../core/header';
import { readHead } from '../../core/resultFile';
import type { ByteSource } from '../../core/resultFile';
import { StorageError } from '../errors';
import type { Files, FileStat } from '../ports';
import { toldByAllBytes } from '../verifyUnsupported';
import type { ArtifactFile } from './artifactFolder';
import { signatureOf } from './signature';

/** How often a file that changes while it is read is read again. */
const attempts = 3;
/** A file of no more bytes is read at once: opening it several times takes longer. */
const smallBytes = 32 * 1024;
const magic = 'ARROW1';

/**
 * Reads the head of an artifact from its file; `undefined` when the file is gone.
 * @throws {StorageError} `corrupt`, `unsupported`; `busy` when it keeps changing.
 */
export async function readFileHead(
  files: Files,
  file: ArtifactFile,
): Promise<{ readonly head: ArtifactHead; readonly stat: FileStat } | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const stat = await files.stat(file.path);
    if (stat === undefined) return undefined;
    try {
      return { head: await readHead(fileSource(files, file, stat), originOf(stat)), stat };
    } catch (caught) {
      const error = await toldByFile(caught, files, file.path);
      const now = await files.stat(file.path);
      if (now === undefined) return undefined;
      if (signatureOf(now) === signatureOf(stat)) throw asStorageError(error, file);
    }
  }
  throw new StorageError(
    'busy',
    `"${file.key}" (${file.path}) changes faster than it can be read. Try again when the program that writes it has finished.`,
  );
}

/**
 * Reads an artifact and its head; `undefined` when the file is gone.
 * @throws {StorageError} `corrupt`, `unsupported`
 */
export async function readArtifact(
  files: Files,
  file: ArtifactFile,
): Promise<{ readonly head: ArtifactHead; readonly bytes: Uint8Array } | undefined> {
  const stat = await files.stat(file.path);
  const bytes = await files.read(file.path);
  if (stat === undefined || bytes === undefined) return undefined;
  const source: ByteSource = {
    size: bytes.length,
    read: async (start, length) => bytes.subarray(start, start + length),
  };
  try {
    return { head: await readHead(source, originOf(stat)), bytes };
  } catch (error) {
    throw asStorageError(await toldByAllBytes(error, bytes), file);
  }
}

/** {@link toldByAllBytes}, which are read only where they can tell something else. */
async function toldByFile(error: unknown, files: Files, path: string): Promise<unknown> {
  if (!(error instanceof ResultError) || error.code !== 'unsupported') return error;
  const bytes = await files.read(path);
  return bytes === undefined ? error : toldByAllBytes(error, bytes);
}

/** Whether a file begins as every Arrow file does. */
export async function isArrowFile(files: Files, path: string): Promise<boolean> {
  const start = await files.readRange(path, 0, magic.length);
  return start !== undefined && new TextDecoder().decode(start) === magic;
}

function fileSource(files: Files, { path }: ArtifactFile, stat: FileStat): ByteSource {
  let whole: Promise<Uint8Array | undefined> | undefined;
  return {
    size: stat.size,
    read: async (start, length) => {
      if (stat.size <= smallBytes) whole ??= files.readRange(path, 0, stat.size);
      const bytes = whole
        ? (await whole)?.subarray(start, start + length)
        : await files.readRange(path, start, length);
      if (bytes?.length === length) return bytes;
      throw new ResultError('damaged', `The file ended at byte ${start + (bytes?.length ?? 0)}.`);
    },
  };
}

function originOf(stat: FileStat): { readonly modifiedAt: string } {
  return { modifiedAt: new Date(stat.mtimeMs).toISOString() };
}

function asStorageError(error: unknown, { key, path }: ArtifactFile): unknown {
  if (!(error instanceof ResultError)) return error;
  const code = error.code === 'unsupported' ? 'unsupported' : 'corrupt';
  return new StorageError(code, `"${key}" (${path}) cannot be read: ${error.message}`, {
    cause: error,
  });
}
