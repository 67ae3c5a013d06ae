import type * as vscode from 'vscode';
import { encodeResult } from '../../core/resultFile';
import type { OptimizationResult } from '../../core/result';
import type {
  Format,
  FormatPorts,
  ImportedResult,
  RoleProposal,
  Roles,
  SourceFile,
} from '../../formats/format';
import { FormatError } from '../../formats/formatError';
import type { Entry } from '../../storage/backend';
import { keptNowhere } from '../../storage/change';
import { StorageError, isStorageError } from '../../storage/errors';
import { checkKey } from '../../storage/keys';
import type { StorageManager } from '../../storage/manager';
import { openItem } from '../../sources/openedFile';
import { readSettings } from '../settings';
import { workspaceFiles } from './workspaceFiles';

/** A file whose format is known. */
export interface OpenedFile {
  readonly file: SourceFile;
  readonly format: Format;
  /** Set when the file does not say what its columns are for. */
  readonly proposal: RoleProposal | undefined;
}

export interface SaveImportOptions {
  /** Put before every key, e.g. `runs/`. */
  readonly keyPrefix?: string;
  readonly backend?: 'primary' | 'secondary';
  /** What to do with a key that is taken. Default `error`. */
  readonly onExisting?: 'error' | 'overwrite' | 'keep-both';
}

/** Turns other tools' files into results. Asks nothing: what has to be decided comes in. */
export class Importer {
  constructor(
    private readonly manager: StorageManager,
    private readonly ports: FormatPorts,
  ) {}

  /**
   * Reads a file and finds out, by its content, what it is.
   * @throws {FormatError} that says what was expected and what was found.
   */
  async open(uri: vscode.Uri): Promise<OpenedFile> {
    const file = await sourceFile(uri);
    // Loaded when needed: most sessions import nothing, and the readers of all formats come with it.
    const { detectFormat } = await import('../../formats/detectFormat');
    const format = await detectFormat(file, this.ports);
    return { file, format, proposal: await format.propose?.(file, this.ports) };
  }

  /** @throws {FormatError} when the file cannot be read, or `roles` do not fit it. */
  read({ file, format }: OpenedFile, roles?: Roles): Promise<readonly ImportedResult[]> {
    return format.read(file, { ports: this.ports, ...(roles !== undefined && { roles }) });
  }

  /** The keys that {@link save} would use and that are taken. */
  async taken(
    imported: readonly ImportedResult[],
    { keyPrefix = '', backend = 'primary' }: SaveImportOptions,
  ): Promise<readonly string[]> {
    const keys = imported.map(({ name }) => keyPrefix + name);
    return [...(await this.manager.headers(backend, keys)).keys()];
  }

  /**
   * Saves what was read and returns the keys. When one cannot be saved, those saved before it are taken back.
   * @throws {StorageError} `already-exists`, `invalid-key`, and whatever saving throws.
   */
  async save(
    imported: readonly ImportedResult[],
    options: SaveImportOptions = {},
  ): Promise<readonly string[]> {
    const { keyPrefix = '', backend = 'primary', onExisting = 'error' } = options;
    const taken = new Set(await this.taken(imported, options));
    if (onExisting === 'error' && taken.size > 0) throw alreadyThere([...taken], backend);
    const planned: { readonly key: string; readonly result: OptimizationResult }[] = [];
    for (const { name, result } of imported) {
      const key = await this.keyFor(keyPrefix + name, onExisting === 'keep-both');
      checkKey(key);
      planned.push({ key, result });
    }
    await this.saveAll(planned, backend);
    return planned.map(({ key }) => key);
  }

  private async saveAll(
    planned: readonly { readonly key: string; readonly result: OptimizationResult }[],
    backend: 'primary' | 'secondary',
  ): Promise<void> {
    const before: { readonly key: string; readonly entry: Entry | undefined }[] = [];
    let notReplicated: StorageError | undefined;
    for (const { key, result } of planned) {
      before.push({ key, entry: await this.entryAt(key, backend) });
      try {
        await this.saveOne(key, result, backend);
      } catch (error) {
        if (!isStorageError(error, 'replication-failed')) {
          for (const saved of before) await this.takeBack(saved, backend);
          throw error;
        }
        // The primary holds it and the next sync brings it over: the import goes on, and tells at its end.
        notReplicated = error;
      }
    }
    if (notReplicated !== undefined) throw notReplicated;
  }

  private async saveOne(
    key: string,
    result: OptimizationResult,
    backend: 'primary' | 'secondary',
  ): Promise<void> {
    if (backend === 'primary') {
      await this.manager.saveResult(key, result, undefined, {
        replicate: readSettings().replicate,
      });
      return;
    }
    const stamp = { revision: crypto.randomUUID(), updatedAt: new Date().toISOString() };
    const { bytes, head } = await encodeResult(result, stamp);
    await this.manager.deleteFrom({ backend, key }, { change: keptNowhere });
    await this.manager.restore({ header: { ...head, key }, bytes }, backend);
  }

  private async takeBack(
    { key, entry }: { readonly key: string; readonly entry: Entry | undefined },
    backend: 'primary' | 'secondary',
  ): Promise<void> {
    // An import that failed leaves nothing behind, nor anything to undo.
    const options = { change: keptNowhere };
    if (backend === 'primary' && entry === undefined) await this.manager.deleteResult(key, options);
    else await this.manager.deleteFrom({ backend, key }, options);
    if (entry !== undefined) await this.manager.restore(entry, backend);
  }

  private entryAt(key: string, backend: 'primary' | 'secondary'): Promise<Entry | undefined> {
    return this.manager.readArtifact({ backend, key }).catch((error: unknown) => {
      if (isStorageError(error, 'not-found')) return undefined;
      throw error;
    });
  }

  private async keyFor(wanted: string, keepBoth: boolean): Promise<string> {
    let key = wanted;
    if (!keepBoth) return key;
    for (let number = 2; await this.manager.existsResult(key, { checkAll: true }); number += 1) {
      key = `${wanted}-${number}`;
    }
    return key;
  }
}

async function sourceFile(uri: vscode.Uri): Promise<SourceFile> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const opened = await openItem(workspaceFiles, uri.toString()).catch((error: unknown) => {
    throw new FormatError(name, 'cannot be opened. Is it still there?', { cause: error });
  });
  if (opened === undefined) throw new FormatError(name, 'cannot be opened. Is it still there?');
  if (opened.kind === 'folder') throw new FormatError(name, 'is a folder; expected a file.');
  return opened.item;
}

function alreadyThere(keys: readonly string[], backend: string): StorageError {
  return new StorageError(
    'already-exists',
    `Nothing was imported: ${keys.map(key => `"${key}"`).join(', ')} ${keys.length === 1 ? 'is' : 'are'} in the ${backend} backend already. Choose another key prefix, or replace them.`,
  );
}
