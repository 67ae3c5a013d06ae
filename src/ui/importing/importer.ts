import type * as vscode from 'vscode';
import type { ArtifactHead, Header } from '../../core/header';
import { isSameJson } from '../../core/sameJson';
import type { ReadableFiles } from '../../sources/openedFile';
import type { Scan } from '../../sources/scanSource';
import type { ReadRequest, SourceReader, SourceReading } from '../../sources/sourceReader';
import type { LastingName } from '../../storage/address';
import { StorageError } from '../../storage/errors';
import { checkKey } from '../../storage/keys';
import type { StorageManager } from '../../storage/manager';
import { readSettings } from '../settings';
import { counted } from '../wording';
import type { RoleMemory } from './roleMemory';
import type { PlannedSave } from './storeAll';
import { storeAll } from './storeAll';
import type { StoredSources } from './storedSources';
import { earlierVersions, sourceOf, storedSources } from './storedSources';
import { workspaceFiles } from './workspaceFiles';

/** Who reads what: files of this computer by their paths, all others by their URIs as text. */
export interface SourceReaders {
  readonly disk: SourceReader;
  readonly elsewhere: SourceReader;
  /** The files of this computer. */
  readonly diskFiles: ReadableFiles;
}

export interface ReadImportOptions extends Pick<
  ReadRequest,
  'roles' | 'remembered' | 'signal' | 'onProgress'
> {
  /** Default `primary`. */
  readonly backend?: LastingName | undefined;
  /** What the backend has already, if the caller knows; see {@link Importer.stored}. */
  readonly stored?: StoredSources | undefined;
  /** Whether what was imported from the same place before stays as it is. Default false. */
  readonly keepBoth?: boolean;
}

/** What was read, and where it is to go. */
export interface Import extends SourceReading {
  /** Base name of the file or folder. */
  readonly file: string;
  readonly backend: LastingName;
  /** What is stored of it there already, by id. */
  readonly earlier: ReadonlyMap<string, Header>;
}

export interface SaveImportOptions {
  /** Put before every key, e.g. `runs/`. */
  readonly keyPrefix?: string | undefined;
  /** What to do with a key that something else has. Default `error`. */
  readonly onExisting?: 'error' | 'overwrite' | 'keep-both' | undefined;
}

/** One result of an import. `unchanged`: it was there as it is. */
export interface SavedResult {
  readonly key: string;
  readonly outcome: 'imported' | 'updated' | 'unchanged';
}

export interface SavedImport {
  readonly results: readonly SavedResult[];
  /** The change that Undo can take back. */
  readonly changeId: string;
}

/**
 * Turns other tools' files into stored results. What was imported from the same place before is updated wherever it lies
 * by now. Asks nothing: what has to be decided comes in.
 */
export class Importer {
  constructor(
    private readonly manager: StorageManager,
    private readonly readers: SourceReaders,
    /** What was chosen for files before. Only used where it is passed on. */
    readonly roles: RoleMemory,
  ) {}

  /** What a backend has of which files and folders; for imports of many. */
  stored(backend: LastingName): Promise<StoredSources> {
    return storedSources(this.manager, backend);
  }

  /** Finds the files and runs of known tools in a folder. @throws {StorageError} `not-found`, `unavailable` */
  async scan(folder: vscode.Uri): Promise<Scan> {
    const { disk, elsewhere, diskFiles } = this.readers;
    const { scanPlace } = await import('../../sources/scanSource');
    const place = { root: pathOf(folder), isMeant: undefined };
    return isOnDisk(folder)
      ? scanPlace(place, { files: diskFiles, reader: disk })
      : scanPlace(place, { files: workspaceFiles, reader: elsewhere });
  }

  /** Reads what is in a file, to be shown as it is. @throws as {@link read} */
  look(uri: vscode.Uri): Promise<SourceReading> {
    return this.readerOf(uri).read(pathOf(uri), { remembered: this.roles.all });
  }

  /**
   * Reads a file, or a folder that is the run of a tool.
   * @throws {FormatError} that says what was expected and what was found.
   * @throws {StorageError} `not-found`, `unavailable`, `cancelled`, `unsupported` when it is the database of a backend
   */
  async read(
    uri: vscode.Uri,
    { backend = 'primary', stored, keepBoth = false, ...request }: ReadImportOptions = {},
  ): Promise<Import> {
    const path = pathOf(uri);
    const headers = (stored ?? (await this.stored(backend))).get(path) ?? [];
    const reading = await this.readerOf(uri).read(path, {
      ...request,
      importedAt: new Date().toISOString(),
      ...(keepBoth
        ? { isNew: headers.length > 0 }
        : { earlier: await earlierVersions(this.manager, backend, headers) }),
    });
    const earlier = new Map(headers.map(header => [header.id, header]));
    const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    return { ...reading, file, backend, earlier };
  }

  /** The keys that {@link save} would use for new results and that something else has. */
  async taken(
    { results, earlier, backend }: Import,
    { keyPrefix = '' }: SaveImportOptions = {},
  ): Promise<ReadonlyMap<string, Header | StorageError>> {
    const isNew = results.filter(({ head }) => !earlier.has(head.id));
    return this.manager.headers(
      backend,
      isNew.map(({ name }) => keyPrefix + name),
    );
  }

  /**
   * Saves what was read. When one of its results cannot be saved, none is.
   * @throws {StorageError} `already-exists`, `invalid-key`, and whatever saving throws.
   */
  async save(imported: Import, options: SaveImportOptions = {}): Promise<SavedImport> {
    const { keyPrefix = '', onExisting = 'error' } = options;
    const { backend, file } = imported;
    const taken = await this.taken(imported, options);
    if (onExisting === 'error' && taken.size > 0) throw alreadyThere([...taken.keys()], backend);
    const results: SavedResult[] = [];
    const planned: PlannedSave[] = [];
    for (const { name, head, bytes } of imported.results) {
      const earlier = imported.earlier.get(head.id);
      const wanted = earlier?.key ?? keyPrefix + name;
      const isTaken = taken.has(wanted);
      const key = isTaken && onExisting === 'keep-both' ? await this.freeKey(wanted) : wanted;
      checkKey(key);
      const isUnchanged = earlier !== undefined && isSameReading(earlier, head);
      results.push({ key, outcome: isUnchanged ? 'unchanged' : earlier ? 'updated' : 'imported' });
      if (isUnchanged) continue;
      planned.push({
        entry: { header: { ...head, key }, bytes },
        ...replacedBy(earlier ?? (key === wanted ? taken.get(wanted) : undefined)),
      });
    }
    const { replicate } = readSettings();
    const title = `Import ${counted(planned.length, 'result')} from "${file}"`;
    const changeId = await storeAll(this.manager, planned, { backend, replicate, title });
    return { results, changeId };
  }

  private async freeKey(wanted: string): Promise<string> {
    let key = wanted;
    for (let number = 2; await this.manager.existsResult(key, { checkAll: true }); number += 1) {
      key = `${wanted}-${number}`;
    }
    return key;
  }

  private readerOf(uri: vscode.Uri): SourceReader {
    return isOnDisk(uri) ? this.readers.disk : this.readers.elsewhere;
  }
}

function isOnDisk({ scheme }: vscode.Uri): boolean {
  return scheme === 'file';
}

/** What readers call it. */
function pathOf(uri: vscode.Uri): string {
  return isOnDisk(uri) ? uri.fsPath : uri.toString();
}

function replacedBy(
  stored: Header | StorageError | undefined,
): Pick<PlannedSave, 'expected' | 'replaced'> {
  if (stored === undefined) return { expected: null, replaced: 0 };
  if (stored instanceof Error) return { expected: 'any', replaced: 0 };
  return { expected: stored.revision, replaced: stored.size };
}

/** Whether both were read from the same bytes in the same way. */
function isSameReading(stored: Header, read: ArtifactHead): boolean {
  const facts = (head: ArtifactHead) => {
    const { importedAt, ...source } = sourceOf(head);
    return [source, head.variables, head.rowCount, Object.keys(head.metadata).sort()];
  };
  return isSameJson(facts(stored), facts(read));
}

function alreadyThere(keys: readonly string[], backend: string): StorageError {
  return new StorageError(
    'already-exists',
    `Nothing was imported: ${keys.map(key => `"${key}"`).join(', ')} ${keys.length === 1 ? 'is' : 'are'} in the ${backend} backend already. Choose another key prefix, or replace them.`,
  );
}
