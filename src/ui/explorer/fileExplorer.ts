import * as vscode from 'vscode';
import type { Importer } from '../importing/importer';
import { ExplorerPanel } from './explorerPanel';
import type { PanelServices } from './pagePanel';

const viewType = 'optiscope.fileExplorer';

/** Shows `.arrow`, `.feather` and `.parquet` files in the explorer, for who opens them with it; they are only read. */
export class FileExplorer implements vscode.CustomReadonlyEditorProvider, vscode.Disposable {
  private readonly registration: vscode.Disposable;

  constructor(
    private readonly importer: Importer,
    private readonly services: Omit<PanelServices, 'python'>,
  ) {
    this.registration = vscode.window.registerCustomEditorProvider(viewType, this, {
      supportsMultipleEditorsPerDocument: true,
    });
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const load = async () => {
      const { ShownFile } = await import('./shownFile');
      return new ShownFile(this.importer, uri);
    };
    const explorer = new ExplorerPanel(panel, load, {
      ...this.services,
      python: async () => (await import('../pythonSnippet')).fileSnippet(uri),
    });
    const name = uri.path.split('/').at(-1) ?? '';
    const folder = vscode.Uri.joinPath(uri, '..');
    // The name is a pattern here: what means something in one is matched as it is.
    const pattern = new vscode.RelativePattern(folder, name.replaceAll(/[[{}*?]/g, '[$&]'));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
      event(() => explorer.notify());
    }
    panel.onDidDispose(() => void watcher.dispose());
  }

  dispose(): void {
    this.registration.dispose();
  }
}
