import * as vscode from 'vscode';
import type { Disposable } from '../../core/event';
import type { ReadableFiles } from '../../sources/openedFile';
import { isPassedOver, scanPlace } from '../../sources/scanSource';
import type { SourceReader } from '../../sources/sourceReader';
import { importExtensions } from '../importing/importExtensions';
import type { Reporter } from '../report';

/** No more paths than this are remembered: the menu is a convenience, and "Add Source…" takes every file. */
const mostPaths = 4000;
/** VS Code has other things to do when a window opens. Milliseconds. */
const startAfterMs = 5000;
/** Files found one after the other are told together. Milliseconds. */
const tellAfterMs = 500;

const pattern = `**/*.{${importExtensions.join(',')}}`;
/** Files with an extension that is known, and what has none, as folders. */
const candidate = new RegExp(`(?:^|/)(?:[^./]+|[^/]*\\.(?:${importExtensions.join('|')}))$`, 'i');

/**
 * Finds the files of the workspace that can be read, and the folders that are runs, so that the Explorer's menu offers to
 * open them and nothing else. Looks at one after the other, on the reader's thread.
 */
export class ProbedFiles implements Disposable {
  private readonly probed = new Set<string>();
  private readonly waiting = new Set<string>();
  private readonly seen = new Set<string>();
  private readonly watcher = vscode.workspace.createFileSystemWatcher(pattern);
  private readonly start: ReturnType<typeof setTimeout>;
  private telling: ReturnType<typeof setTimeout> | undefined;
  private isBusy = false;
  private isDisposed = false;

  constructor(
    private readonly ports: { readonly files: ReadableFiles; readonly reader: SourceReader },
    private readonly reporter: Reporter,
  ) {
    this.start = setTimeout(() => void this.findAll(), startAfterMs);
    const look = (uri: vscode.Uri): void => this.add(uri, true);
    this.watcher.onDidCreate(look);
    this.watcher.onDidChange(look);
    this.watcher.onDidDelete(({ fsPath }) => this.forget(fsPath));
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.start);
    clearTimeout(this.telling);
    this.watcher.dispose();
  }

  private async findAll(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    for (const { uri } of folders.filter(({ uri }) => uri.scheme === 'file')) {
      const place = { root: uri.fsPath, isMeant: (path: string) => candidate.test(path) };
      try {
        const { items } = await scanPlace(place, this.ports);
        for (const { path } of items.slice(0, mostPaths - this.probed.size)) this.probed.add(path);
        this.tellSoon();
      } catch (error) {
        this.reporter.background('Look for files that can be opened', error);
      }
    }
  }

  private add(uri: vscode.Uri, isChanged = false): void {
    const { scheme, fsPath } = uri;
    if (scheme !== 'file' || isOutOfSight(uri, vscode.workspace.getWorkspaceFolder(uri))) return;
    const folder = fsPath.slice(0, Math.max(fsPath.search(/[\\/][^\\/]*$/), 0));
    for (const path of [fsPath, folder]) {
      const isKnown = this.seen.has(path) && !(isChanged && !this.probed.has(path));
      if (path === '' || isKnown || this.seen.size >= mostPaths) continue;
      this.seen.add(path);
      this.waiting.add(path);
    }
    void this.goOn();
  }

  private async goOn(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    for (const path of this.waiting) {
      if (this.isDisposed) return;
      this.waiting.delete(path);
      // What cannot be looked at is not offered, and whoever adds it is told why.
      const probe = await this.ports.reader.probe(path).catch(() => undefined);
      if (probe?.kind === 'known') this.probed.add(path);
      else this.probed.delete(path);
      this.tellSoon();
    }
    this.isBusy = false;
  }

  private forget(path: string): void {
    this.seen.delete(path);
    this.waiting.delete(path);
    if (this.probed.delete(path)) this.tellSoon();
  }

  private tellSoon(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      // The Explorer of a remote window names files by the path of their URI.
      const paths = [...this.probed].flatMap(path => [path, vscode.Uri.file(path).path]);
      const named = Object.fromEntries(paths.map(path => [path, true]));
      void vscode.commands.executeCommand('setContext', 'optiscope.probed', named);
    }, tellAfterMs);
  }
}

/** As a walk through the workspace passes it over. */
function isOutOfSight({ fsPath }: vscode.Uri, folder: vscode.WorkspaceFolder | undefined): boolean {
  const inner = fsPath.slice(folder?.uri.fsPath.length ?? 0);
  return inner.split(/[\\/]/).some(isPassedOver);
}
