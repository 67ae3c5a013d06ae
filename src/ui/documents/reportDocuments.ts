import * as vscode from 'vscode';
import type { Disposable } from '../../core/event';

const scheme = 'optiscope-report';

/** Documents for reading only: the sync plan, its report, the storage info. Showing one again replaces its text. */
export class ReportDocuments implements vscode.TextDocumentContentProvider, Disposable {
  private readonly texts = new Map<string, string>();
  private readonly didChange = new vscode.EventEmitter<vscode.Uri>();

  readonly onDidChange = this.didChange.event;
  /** Made last: VS Code looks for the event when the provider is registered. */
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(
    scheme,
    this,
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? 'This report is gone. Run its command again.';
  }

  /** Opens `text`, which is Markdown, under `title`. */
  async show(title: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${title}.md` });
    this.texts.set(uri.path, text);
    this.didChange.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  dispose(): void {
    this.registration.dispose();
    this.didChange.dispose();
  }
}
