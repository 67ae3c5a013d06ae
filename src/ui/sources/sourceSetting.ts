import { StorageError } from '../../storage/errors';

/** A source as the settings name it. */
export interface SourceEntry {
  /** A file, a folder or a pattern; relative to the first workspace folder, or to `~`. */
  readonly path: string;
  readonly name?: string;
}

/** What the setting says: the entries that can be used, and what is wrong with the others. */
export interface SourceSetting {
  readonly entries: readonly SourceEntry[];
  readonly faults: readonly StorageError[];
}

/** Reads the value of `optiscope.sources`. */
export function readSourceSetting(value: unknown): SourceSetting {
  if (!Array.isArray(value)) return { entries: [], faults: [faultOf(value)] };
  const entries: SourceEntry[] = [];
  const faults: StorageError[] = [];
  for (const item of value as readonly unknown[]) {
    const entry = entryOf(item);
    if (entry === undefined) faults.push(faultOf(item));
    else entries.push(entry);
  }
  return { entries, faults };
}

/** The setting without the entry at a place among those that can be used. */
export function withoutEntry(value: readonly unknown[], place: number): readonly unknown[] {
  let seen = -1;
  return value.filter(item => {
    if (entryOf(item) !== undefined) seen += 1;
    return entryOf(item) === undefined || seen !== place;
  });
}

function entryOf(item: unknown): SourceEntry | undefined {
  if (isText(item)) return { path: item };
  if (typeof item !== 'object' || item === null || !('path' in item)) return undefined;
  const { path, name } = item as { readonly path: unknown; readonly name?: unknown };
  if (!isText(path) || (name !== undefined && !isText(name))) return undefined;
  return { path, ...(name !== undefined && { name }) };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function faultOf(found: unknown): StorageError {
  return new StorageError(
    'unsupported',
    `The setting "optiscope.sources" should be a list of paths, each a text or { "path": …, "name": … }; there is ${JSON.stringify(found)}. Change it in the settings.`,
  );
}
