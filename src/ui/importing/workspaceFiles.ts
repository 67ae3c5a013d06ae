import * as vscode from 'vscode';
import type { ReadableFiles } from '../../sources/openedFile';
import type { FileStat } from '../../storage/ports';

/** Every file system that VS Code knows, on a disk or not; paths are URIs as text. */
export const workspaceFiles: ReadableFiles = {
  join: (folder, ...names) =>
    vscode.Uri.joinPath(vscode.Uri.parse(folder, true), ...names).toString(),
  stat: path =>
    orAbsent(async () => {
      const { type, size, mtime } = await vscode.workspace.fs.stat(vscode.Uri.parse(path, true));
      return { kind: kindOf(type), size, mtimeMs: mtime, inode: '' };
    }),
  list: folder =>
    orAbsent(async () => {
      const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(folder, true));
      return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
    }),
  read: path => orAbsent(() => vscode.workspace.fs.readFile(vscode.Uri.parse(path, true))),
  // This interface of VS Code reads whole files only.
  readRange: async (path, start, length) =>
    (await workspaceFiles.read(path))?.subarray(start, start + length),
};

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
