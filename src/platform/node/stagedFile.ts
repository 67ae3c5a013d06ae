import { dirname, basename, join } from 'node:path';
import type { FileStat, StagedFile } from '../../storage/ports';
import { temporaryName } from '../../storage/temporaryFiles';
import * as calls from './diskCalls';
import { diskError, errnoOf } from './diskError';
import { placeIfAbsent, replace } from './fileMoves';
import { fileStatOf } from './fileStatOf';
import type { FlushDescriptor } from './folderFlush';
import { madeFolders } from './madeFolders';

/** One large write and its flush take three times as long as several of this size. */
const chunkBytes = 512 * 1024;
/** How often a folder is made that others remove again because it is empty. */
const makeAttempts = 10;

/** What a staged file needs of the batch it belongs to. */
export interface StagingOptions {
  readonly flushDescriptor: FlushDescriptor;
  /** Is told of folders whose names changed. */
  readonly changed: (folders: readonly string[]) => void;
}

/** Where a file was put for the time being. */
interface Staging {
  /** The file whose place it is to take; links were followed. */
  readonly target: string;
  readonly temporary: string;
  /** Folders that had to be made, the innermost first. */
  readonly made: readonly string[];
  readonly stat: FileStat;
}

/** A temporary file, flushed, in the folder of the file that it is to replace. */
export class DiskStagedFile implements StagedFile {
  private constructor(
    private readonly bytes: Uint8Array,
    private readonly options: StagingOptions,
    private staging: Staging,
  ) {}

  /** @throws {StorageError} and leaves nothing behind then. */
  static async write(
    path: string,
    bytes: Uint8Array,
    options: StagingOptions,
  ): Promise<DiskStagedFile> {
    return new DiskStagedFile(bytes, options, await stage(path, bytes, options.flushDescriptor));
  }

  get stat(): FileStat {
    return this.staging.stat;
  }

  async place(
    path: string,
    { ifAbsent = false }: { readonly ifAbsent?: boolean } = {},
  ): Promise<void> {
    try {
      // Somebody may have put a link there since.
      if ((await followLink(path)).target !== this.staging.target) {
        await this.discard();
        this.staging = await stage(path, this.bytes, this.options.flushDescriptor);
      }
      const { temporary, target, made } = this.staging;
      if (ifAbsent) await placeIfAbsent(temporary, target);
      else await replace(temporary, target);
      this.options.changed([dirname(target), ...made.map(folder => dirname(folder))]);
    } catch (error) {
      throw diskError('write', path, error);
    }
  }

  async discard(): Promise<void> {
    await discard(this.staging);
  }
}

async function stage(
  path: string,
  bytes: Uint8Array,
  flushDescriptor: FlushDescriptor,
): Promise<Staging> {
  try {
    const { target, mode } = await followLink(path);
    const temporary = join(dirname(target), temporaryName(basename(target), String(process.pid)));
    const { descriptor, made } = await create(temporary);
    try {
      try {
        await writeAll(descriptor, temporary, bytes);
        if (mode !== undefined) await calls.fchmod(descriptor, temporary, mode);
        const stat = fileStatOf(await calls.fstat(descriptor, temporary));
        await flushDescriptor(descriptor);
        return { target, temporary, made, stat };
      } finally {
        await calls.close(descriptor, temporary);
      }
    } catch (error) {
      await discard({ temporary, made });
      throw error;
    }
  } catch (error) {
    throw diskError('write', path, error);
  }
}

/** A link is not replaced: the file it leads to is. A file that is replaced keeps its access rights. */
async function followLink(
  path: string,
): Promise<{ readonly target: string; readonly mode?: number }> {
  const found = await calls.lstat(path);
  if (found === undefined) return { target: path };
  if (!found.isSymbolicLink()) return { target: path, mode: permissionsOf(found) };
  const target = await calls.realpath(path);
  const end = await calls.lstat(target);
  return { target, ...(end && { mode: permissionsOf(end) }) };
}

function permissionsOf({ mode }: calls.AnyStats): number {
  return Number(mode) & 0o7777;
}

async function create(
  path: string,
): Promise<{ readonly descriptor: number; readonly made: readonly string[] }> {
  const made = new Set<string>();
  for (let attempt = 1; ; attempt++) {
    try {
      return { descriptor: await calls.open(path, 'wx'), made: [...made] };
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT' || attempt === makeAttempts) throw error;
    }
    for (const folder of await madeFolders(dirname(path))) made.add(folder);
  }
}

async function writeAll(descriptor: number, path: string, bytes: Uint8Array): Promise<void> {
  for (let start = 0; start < bytes.length;) {
    const chunk = bytes.subarray(start, start + chunkBytes);
    start += await calls.write(descriptor, path, chunk);
  }
}

/** Either it was never made, or the disk fails altogether: then the first failure is the one to report. */
async function discard({ temporary, made }: Pick<Staging, 'temporary' | 'made'>): Promise<void> {
  try {
    await calls.unlink(temporary);
    for (const folder of made) await calls.removeFolder(folder);
  } catch {
    // Gone already, or somebody uses the folder that was made for it.
  }
}
