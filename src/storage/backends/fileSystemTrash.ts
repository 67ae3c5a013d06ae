import { LRUCache } from 'lru-cache';
import type { TrashItem } from '../backend';
import { isStorageError } from '../errors';
import { inParallel } from '../inParallel';
import type { FileBatch, Files } from '../ports';
import { isTemporaryName } from '../temporaryFiles';
import { checkBin, isBin } from '../trashBin';
import { listArtifacts } from './artifactFolder';
import type { ArtifactFile } from './artifactFolder';
import type { HiddenFolder } from './hiddenFolder';
import { KeyFiles } from './keyFiles';
import type { FoundFile } from './keyFiles';
import { isArtifactName } from '../keyPath';

/** How many files are handled at a time. */
const parallel = 32;

/**
 * What was removed from a folder of results, in a hidden folder of the same disk: `trash/<bin>/<path of the key>`. Files are
 * moved as they are, so that damaged ones are kept, too.
 */
export class FileSystemTrash {
  private readonly folder: string;
  private readonly bins = new LRUCache<string, KeyFiles>({ max: 16 });

  constructor(
    private readonly files: Files,
    private readonly hidden: HiddenFolder,
  ) {
    this.folder = files.join(hidden.path, 'trash');
  }

  /** Moves a file into a bin in one step, or removes it when its key is in the bin already; says whether it was there. */
  async take(bin: string, file: ArtifactFile, batch: FileBatch): Promise<boolean> {
    if ((await this.find(bin, file.key)) !== undefined) return batch.delete(file.path);
    return batch.rename(file.path, await this.pathFor(bin, file.key));
  }

  /**
   * Puts a copy of a file into a bin before something else takes its place. The file itself stays: whenever the machine
   * stops, there is an entry under its key.
   */
  async copy(bin: string, file: ArtifactFile): Promise<void> {
    if ((await this.find(bin, file.key)) !== undefined) return;
    const bytes = await this.files.read(file.path);
    if (bytes !== undefined) await this.files.write(await this.pathFor(bin, file.key), bytes);
  }

  async find(bin: string, key: string): Promise<FoundFile | undefined> {
    checkBin(bin);
    return this.keysOf(bin).find(key);
  }

  /** Removes the folders that a file left empty, its bin and the trash among them. */
  async tidy(bin: string, file: ArtifactFile): Promise<void> {
    await this.keysOf(bin).deleteEmptyFolders(file);
    await this.deleteIfEmpty(this.files.join(this.folder, bin));
  }

  async list(): Promise<readonly TrashItem[]> {
    const items: TrashItem[] = [];
    for (const bin of await this.binNames()) {
      const listing = await listArtifacts(this.files, this.files.join(this.folder, bin), '');
      const found = [...(listing?.files ?? [])];
      await inParallel(found, parallel, async ({ key, path }) => {
        const stat = await this.files.stat(path);
        if (stat !== undefined) items.push({ bin, key, bytes: stat.size });
      });
    }
    return items.sort((a, b) => compare(a.bin, b.bin) || compare(a.key, b.key));
  }

  async empty(bins: readonly string[], batch: FileBatch): Promise<void> {
    for (const bin of bins) checkBin(bin);
    for (const bin of bins) {
      const folder = this.files.join(this.folder, bin);
      await this.emptyFolder(folder, batch);
      await this.deleteIfEmpty(folder);
    }
  }

  /** Where a file that is not in the bin is to be put. */
  private async pathFor(bin: string, key: string): Promise<string> {
    await this.hidden.make();
    return this.keysOf(bin).pathForNew(key);
  }

  private keysOf(bin: string): KeyFiles {
    const known = this.bins.get(bin);
    if (known !== undefined) return known;
    const keyFiles = new KeyFiles(this.files, this.files.join(this.folder, bin));
    this.bins.set(bin, keyFiles);
    return keyFiles;
  }

  private async binNames(): Promise<readonly string[]> {
    const entries = (await this.files.list(this.folder)) ?? [];
    return entries.flatMap(({ name, kind }) => (kind === 'folder' && isBin(name) ? [name] : []));
  }

  /** What is not of the trash stays, and so do links to folders: what they lead to is somewhere else. */
  private async emptyFolder(folder: string, batch: FileBatch): Promise<void> {
    const entries = (await this.files.list(folder)) ?? [];
    await inParallel(entries, parallel, async ({ name, kind, isLink }) => {
      const path = this.files.join(folder, name);
      if (kind === 'folder' && isLink !== true) {
        await this.emptyFolder(path, batch);
        await this.files.deleteEmptyFolder(path);
      } else if (kind !== 'folder' && (isArtifactName(name) || isTemporaryName(name))) {
        await batch.delete(path);
      }
    });
  }

  private async deleteIfEmpty(binFolder: string): Promise<void> {
    try {
      if (await this.files.deleteEmptyFolder(binFolder)) {
        await this.files.deleteEmptyFolder(this.folder);
      }
    } catch (error) {
      // What was in it is where it was to go, and an empty folder that stays does no harm.
      if (!isStorageError(error)) throw error;
    }
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
