import { readFile, readlink, symlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { FileBatch, StagedFile } from '../../storage/ports';
import { temporaryName } from '../../storage/temporaryFiles';
import * as calls from './diskCalls';
import { diskError, errnoOf, isAbsence } from './diskError';
import { placeIfAbsent, replace } from './fileMoves';
import type { FlushDescriptor, FolderFlush } from './folderFlush';
import { madeFolders } from './madeFolders';
import { DiskStagedFile } from './stagedFile';

export interface BatchOptions {
  readonly flushDescriptor: FlushDescriptor;
  readonly folderFlush: FolderFlush;
}

/** Changes of names on a disk whose folders are flushed together. */
export class DiskBatch implements FileBatch {
  /** Folders that got a name; flushed first, so that what moves is never in neither of two. */
  private readonly gaining = new Set<string>();
  private readonly losing = new Set<string>();

  constructor(private readonly options: BatchOptions) {}

  async stage(path: string, bytes: Uint8Array): Promise<StagedFile> {
    return DiskStagedFile.write(path, bytes, {
      flushDescriptor: this.options.flushDescriptor,
      changed: folders => folders.forEach(folder => this.gaining.add(folder)),
    });
  }

  async rename(
    from: string,
    to: string,
    { overwrite = false }: { readonly overwrite?: boolean } = {},
  ): Promise<boolean> {
    try {
      if ((await calls.stat(from)) === undefined) return false;
      await this.move(from, to, overwrite);
      this.losing.add(dirname(from));
      return true;
    } catch (error) {
      throw diskError('rename', `${from} to ${to}`, error);
    }
  }

  async delete(path: string): Promise<boolean> {
    try {
      await calls.unlink(path);
    } catch (error) {
      if (isAbsence(error)) return false;
      throw diskError('delete', path, error);
    }
    this.losing.add(dirname(path));
    return true;
  }

  async flush(): Promise<void> {
    const gaining = [...this.gaining];
    const losing = [...this.losing].filter(folder => !this.gaining.has(folder));
    this.gaining.clear();
    this.losing.clear();
    for (const folders of [gaining, losing]) {
      await Promise.all(folders.map(folder => this.flushFolder(folder)));
    }
  }

  private async flushFolder(folder: string): Promise<void> {
    try {
      await this.options.folderFlush.flush(folder);
    } catch (error) {
      throw diskError('write', folder, error);
    }
  }

  private async move(from: string, to: string, overwrite: boolean): Promise<void> {
    const place = overwrite ? replace : placeIfAbsent;
    this.gaining.add(dirname(to));
    try {
      if (dirname(from) !== dirname(to)) {
        for (const folder of await madeFolders(dirname(to))) this.gaining.add(dirname(folder));
        const linked = await relativeLink(from);
        if (linked !== undefined) return await this.moveLink(from, to, { linked, place });
      }
      await place(from, to);
    } catch (error) {
      if (errnoOf(error) !== 'EXDEV') throw error;
      await this.moveToOtherDisk(from, to, overwrite);
    }
  }

  /** From another folder the same words of a link would lead somewhere else. */
  private async moveLink(
    from: string,
    to: string,
    { linked, place }: { readonly linked: string; readonly place: typeof replace },
  ): Promise<void> {
    const temporary = join(dirname(to), temporaryName(basename(to), String(process.pid)));
    await symlink(linked, temporary);
    try {
      await place(temporary, to);
    } catch (error) {
      await calls.unlink(temporary);
      throw error;
    }
    await calls.unlink(from);
  }

  /** For a linked folder that leads to another disk. The old file goes when the new one is durable. */
  private async moveToOtherDisk(from: string, to: string, overwrite: boolean): Promise<void> {
    const staged = await this.stage(to, await readFile(from));
    try {
      await staged.place(to, { ifAbsent: !overwrite });
    } catch (error) {
      await staged.discard();
      throw error;
    }
    await this.flush();
    await calls.unlink(from);
  }
}

/** Where a link leads that says so relative to its own folder; undefined for everything else. */
async function relativeLink(path: string): Promise<string | undefined> {
  if ((await calls.lstat(path))?.isSymbolicLink() !== true) return undefined;
  const linked = await readlink(path);
  return isAbsolute(linked) ? undefined : resolve(dirname(path), linked);
}
