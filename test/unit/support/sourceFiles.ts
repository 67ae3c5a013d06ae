import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SourceEntry, SourceFile, SourceFolder } from '../../../src/formats/format';

/** Path relative to a folder, names parted by `/` → content; texts are UTF-8. */
export type Contents = Readonly<Record<string, string | Uint8Array>>;

const modifiedAt = '2026-01-02T03:04:05.678Z';

/** A file on disk, with what lies beside it, as importers see it. */
export async function sourceFile(path: string): Promise<SourceFile> {
  const file = await diskFolder(dirname(path)).file(basename(path));
  if (file === undefined) throw new Error(`There is no ${path}`);
  return file;
}

/** A folder on disk. */
export function diskFolder(path: string): SourceFolder {
  return folderOver(basename(path), {
    list: inner =>
      readdirSync(join(path, inner), { withFileTypes: true }).map(entry => ({
        name: entry.name,
        kind: entry.isDirectory() ? 'folder' : 'file',
      })),
    read: inner => readIfThere(join(path, inner)),
  });
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A file that exists only in the test, with files beside and below it. */
export function fakeFile(
  name: string,
  content: string | Uint8Array,
  siblings: Contents = {},
): SourceFile {
  return fileIn(fakeFolder('folder', { ...siblings, [name]: content }), name, toBytes(content));
}

/** A folder that exists only in the test. */
export function fakeFolder(name: string, contents: Contents): SourceFolder {
  const paths = Object.keys(contents);
  return folderOver(name, {
    list: inner => {
      const start = inner === '' ? '' : `${inner}/`;
      const entries = new Map<string, SourceEntry['kind']>();
      for (const path of paths.filter(path => path.startsWith(start))) {
        const [first = '', ...rest] = path.slice(start.length).split('/');
        entries.set(first, rest.length > 0 ? 'folder' : 'file');
      }
      return [...entries].map(([entry, kind]) => ({ name: entry, kind }));
    },
    read: path => toBytes(contents[path] ?? ''),
  });
}

interface Tree {
  list(inner: string): readonly SourceEntry[];
  /** `undefined` when it was removed meanwhile. */
  read(path: string): Uint8Array | undefined;
}

function folderOver(name: string, tree: Tree, at = ''): SourceFolder {
  const below = (path: string): string => (at === '' ? path : `${at}/${path}`);
  const kindOf = (path: string): SourceEntry['kind'] | undefined => {
    const parent = dirname(path);
    try {
      const entries = tree.list(parent === '.' ? '' : parent);
      return entries.find(entry => entry.name === basename(path))?.kind;
    } catch {
      return undefined;
    }
  };
  const folder: SourceFolder = {
    name,
    modifiedAt,
    list: async () => [...tree.list(at)].sort((a, b) => (a.name < b.name ? -1 : 1)),
    file: async path => {
      const whole = below(path);
      if (path.split('/').includes('..') || kindOf(whole) !== 'file') return undefined;
      const parent = dirname(path);
      const owner = parent === '.' ? folder : folderOver(basename(parent), tree, below(parent));
      const bytes = tree.read(whole);
      return bytes && fileIn(owner, basename(path), bytes);
    },
    folder: async path =>
      kindOf(below(path)) === 'folder' ? folderOver(basename(path), tree, below(path)) : undefined,
  };
  return folder;
}

/** Pieces as small as this show what a reader does between them. */
const chunkBytes = 1000;

function fileIn(folder: SourceFolder, name: string, bytes: Uint8Array): SourceFile {
  return {
    name,
    size: bytes.length,
    modifiedAt,
    head: bytes.slice(0, 65_536),
    folder,
    read: async () => bytes.slice(),
    chunks: async function* (start = 0) {
      for (let from = start; from < bytes.length; from += chunkBytes) {
        const piece = bytes.slice(from, from + chunkBytes);
        yield piece;
        // Its memory is used again: who kept it must see that.
        piece.fill(0);
      }
    },
  };
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
