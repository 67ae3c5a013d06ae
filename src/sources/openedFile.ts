import type { SourceEntry, SourceFile, SourceFolder } from '../formats/format';
import { RemovedError } from '../formats/removedError';
import type { FileStat, Files } from '../storage/ports';

/** The part of a disk that reading needs. */
export interface ReadableFiles extends Pick<
  Files,
  'join' | 'stat' | 'list' | 'read' | 'readRange' | 'readInto'
> {
  /** The base name of what is at a path. Default: what follows its last separator. */
  nameOf?(path: string): string;
}

/** One path that was looked at, and what was there; `undefined` when nothing was. */
export interface Look {
  readonly path: string;
  readonly stat: FileStat | undefined;
}

/** Called for every file and folder that a format looks at, and for the bytes it read so far. */
export interface Observer {
  looked(look: Look): void;
  /** `bytes` more of the file at `path` were read. */
  didRead?(path: string, bytes: number): void;
}

const headBytes = 65_536;
const chunkBytes = 1_048_576;

/** A file or a folder of a disk as formats see it; `undefined` when there is neither. */
export async function openItem(
  files: ReadableFiles,
  path: string,
  observer?: Observer,
): Promise<
  | { readonly kind: 'file'; readonly item: SourceFile }
  | { readonly kind: 'folder'; readonly item: SourceFolder }
  | undefined
> {
  const stat = await files.stat(path);
  observer?.looked({ path, stat });
  if (stat?.kind === 'folder')
    return { kind: 'folder', item: openFolder(files, path, { stat, observer }) };
  const head = stat?.kind === 'file' ? await files.readRange(path, 0, headBytes) : undefined;
  // Another program may have removed it in between.
  if (stat === undefined || head === undefined) return undefined;
  observer?.didRead?.(path, head.length);
  return { kind: 'file', item: openFile(files, path, { stat, observer, head }) };
}

interface Found {
  readonly stat: FileStat;
  readonly observer: Observer | undefined;
}

function openFile(
  files: ReadableFiles,
  path: string,
  { stat, observer, head }: Found & { readonly head: Uint8Array },
): SourceFile {
  const { folder, name } = split(path);
  const taken = (bytes: Uint8Array | undefined): Uint8Array => {
    if (bytes === undefined) throw new RemovedError(name);
    observer?.didRead?.(path, bytes.length);
    return bytes;
  };
  return {
    name: files.nameOf?.(path) ?? name,
    size: stat.size,
    modifiedAt: timeOf(stat),
    head,
    folder: openFolder(files, folder, { stat, observer }),
    read: async () => taken(await files.read(path)),
    chunks: async function* (start = 0) {
      const next = pieces(
        files,
        path,
        Math.min(chunkBytes, Math.max(stat.size - start, headBytes)),
      );
      for (let at = start; ;) {
        const bytes = taken(await next(at));
        if (bytes.length === 0) return;
        yield bytes;
        at += bytes.length;
      }
    },
  };
}

/**
 * Reads pieces of a file, all into the same memory where the host can: a new buffer for each would be alive just long enough
 * to stay until the next full collection of garbage, and dozens of them with it.
 */
function pieces(
  files: ReadableFiles,
  path: string,
  length: number,
): (start: number) => Promise<Uint8Array | undefined> {
  if (files.readInto === undefined) return start => files.readRange(path, start, length);
  const bytes = new Uint8Array(length);
  return async start => {
    const count = await files.readInto?.(path, start, bytes);
    return count === undefined ? undefined : bytes.subarray(0, count);
  };
}

function openFolder(files: ReadableFiles, path: string, { stat, observer }: Found): SourceFolder {
  const below = async (inner: string): Promise<ReturnType<typeof openItem>> => {
    const names = inner.split('/');
    const leadsOut = names.some(
      name => name === '' || name === '.' || name === '..' || /[\\:]/.test(name),
    );
    return leadsOut ? undefined : openItem(files, files.join(path, ...names), observer);
  };
  return {
    name: files.nameOf?.(path) ?? split(path).name,
    modifiedAt: timeOf(stat),
    list: async () => {
      const entries = (await files.list(path)) ?? [];
      observer?.looked({ path, stat: await files.stat(path) });
      return entries
        .flatMap(({ name, kind }): SourceEntry[] => (kind === 'other' ? [] : [{ name, kind }]))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    file: async inner => {
      const found = await below(inner);
      return found?.kind === 'file' ? found.item : undefined;
    },
    folder: async inner => {
      const found = await below(inner);
      return found?.kind === 'folder' ? found.item : undefined;
    },
  };
}

function timeOf({ mtimeMs }: FileStat): string {
  return new Date(mtimeMs).toISOString();
}

/** Both kinds of separator: the paths are in the host's own form. */
function split(path: string): { readonly folder: string; readonly name: string } {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return { folder: path.slice(0, Math.max(at, 1)), name: path.slice(at + 1) };
}
