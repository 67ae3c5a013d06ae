import { isPlainObject } from '../../core/json';
import type { Header } from '../../core/header';
import type { LastingName } from '../../storage/address';
import { isStorageError } from '../../storage/errors';
import type { StorageManager } from '../../storage/manager';
import type { EarlierVersion } from '../../sources/sourceReader';

/** Path of a file or folder → what a backend has of it, under whatever keys. */
export type StoredSources = ReadonlyMap<string, readonly Header[]>;

/** Looks through the headers of a backend; damaged entries are nobody's. */
export async function storedSources(
  manager: StorageManager,
  backend: LastingName,
): Promise<StoredSources> {
  const keys = await manager.listResults({ fromBackend: backend });
  const sources = new Map<string, Header[]>();
  for (const header of (await manager.headers(backend, keys)).values()) {
    const path = header instanceof Error ? undefined : sourceOf(header)['path'];
    if (header instanceof Error || typeof path !== 'string') continue;
    const others = sources.get(path);
    if (others === undefined) sources.set(path, [header]);
    else others.push(header);
  }
  return sources;
}

/** What results say of where they come from; nothing when they were not imported. */
export function sourceOf({ metadata }: Pick<Header, 'metadata'>): Record<string, unknown> {
  const { source } = metadata;
  return isPlainObject(source) ? source : {};
}

/** What the next versions of stored results take over from them: id → version. */
export async function earlierVersions(
  manager: StorageManager,
  backend: LastingName,
  headers: readonly Header[],
): Promise<Readonly<Record<string, EarlierVersion>>> {
  const versions: (readonly [string, EarlierVersion])[] = [];
  for (const { id, key, createdAt, updatedAt, metadata, resultSetNames } of headers) {
    const resultSets =
      resultSetNames.length === 0 ? [] : await resultSetsOf(manager, { backend, key });
    versions.push([id, { createdAt, updatedAt, metadata, resultSets }]);
  }
  return Object.fromEntries(versions);
}

async function resultSetsOf(
  manager: StorageManager,
  address: { readonly backend: LastingName; readonly key: string },
): Promise<EarlierVersion['resultSets']> {
  try {
    return (await manager.loadFrom(address)).resultSets;
  } catch (error) {
    // A damaged version is replaced by a sound one; nothing can be taken out of it.
    if (isStorageError(error, 'corrupt')) return [];
    throw error;
  }
}
