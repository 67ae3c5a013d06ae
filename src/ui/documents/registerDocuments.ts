import * as vscode from 'vscode';
import type { StorageManager } from '../../storage/manager';
import type { BackendName } from '../../storage/address';
import { addressOf, resultScheme, uriOf } from '../addressUri';
import type { Reporter } from '../report';
import { ResultFileSystem } from './resultFileSystem';

/** Serves the metadata documents and keeps those that are open true. */
export function registerDocuments(manager: StorageManager, reporter: Reporter): vscode.Disposable {
  const diagnostics = vscode.languages.createDiagnosticCollection('optiscope');
  const files = new ResultFileSystem(manager, diagnostics);

  const refresh = async (uri: vscode.Uri): Promise<void> => {
    const address = addressOf(uri);
    if (address === undefined) return;
    const isThere = await manager.header(address).then(
      header => header !== undefined,
      // A header that cannot be read is no deletion: reading the document will say what is wrong.
      () => true,
    );
    files.notify(uri, isThere ? vscode.FileChangeType.Changed : vscode.FileChangeType.Deleted);
  };

  return vscode.Disposable.from(
    diagnostics,
    vscode.workspace.registerFileSystemProvider(resultScheme, files, { isCaseSensitive: true }),
    manager.onDidChange(({ backend, keys }) => {
      for (const { uri } of vscode.workspace.textDocuments) {
        const address = addressOf(uri);
        if (address?.backend !== backend) continue;
        if (keys !== undefined && !keys.includes(address.key)) continue;
        void refresh(uri).catch((error: unknown) => {
          reporter.background(`Refresh ${uri.path}`, error);
        });
      }
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === resultScheme) diagnostics.delete(uri);
    }),
  );
}

/** Lets an open document without unsaved edits follow its result to another key. */
export async function followRename(
  backend: BackendName,
  oldKey: string,
  newKey: string,
): Promise<void> {
  const old = uriOf({ backend, key: oldKey }).toString();
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const stale = tabs.filter(
    tab =>
      tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === old && !tab.isDirty,
  );
  if (stale.length === 0) return;
  await vscode.window.tabGroups.close(stale, true);
  await vscode.window.showTextDocument(uriOf({ backend, key: newKey }), {
    preview: false,
    preserveFocus: true,
  });
}
