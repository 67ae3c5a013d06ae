import * as vscode from 'vscode';
import type { ReadableFiles } from '../../sources/openedFile';
import type { FileStat } from '../../storage/ports';

/** The file that was read last, as long as there is memory for it. */
let last: { readonly version: string; readonly bytes: WeakRef<Uint8Array> } | undefined;

/** Every file system that VS Code knows, on a disk or not; paths are URIs as text. */
export const workspaceFiles: ReadableFiles = {
  join: (folder, ...names) => vscode.Uri.joinPath(uriOf(folder), ...names).toString(),
  nameOf: path => uriOf(path).path.replace(/^.*\//s, ''),
  stat: path =>
    orAbsent(async () => {
      const { type, size, mtime } = await vscode.workspace.fs.stat(uriOf(path));
      return { kind: kindOf(type), size, mtimeMs: mtime, inode: '' };
    }),
  list: folder =>
    orAbsent(async () => {
      const entries = await vscode.workspace.fs.readDirectory(uriOf(folder));
      return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
    }),
  read: path => orAbsent(() => vscode.workspace.fs.readFile(uriOf(path))),
  // This interface of VS Code reads whole files only: once, where that is possible, for all pieces of one.
  readRange: async (path, start, length) => {
    const stat = await workspaceFiles.stat(path);
    if (stat === undefined) return undefined;
    const version = JSON.stringify([path, stat]);
    const known = last?.version === version ? last.bytes.deref() : undefined;
    const bytes = known ?? (await workspaceFiles.read(path));
    if (bytes !== undefined) last = { version, bytes: new WeakRef(bytes) };
    return bytes?.slice(start, start + length);
  },
};

function uriOf(path: string): vscode.Uri {
  return vscode.Uri.parse(path, true);
}

function kindOf(type: vscode.FileType): FileStat['kind'] {
  if ((type & vscode.FileType.Directory) !== 0) return 'folder';
  return (type & vscode.FileType.File) !== 0 ? 'file' : 'other';
}

async function orAbsent<T>(read: () => PromiseLike<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
