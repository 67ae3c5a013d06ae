import * as vscode from 'vscode';
import type { HostMessage, RequestMessage, RequestName, Requests } from '../../webview/protocol';
import { messageOf } from '../report';
import type { Reporter } from '../report';
import { explorerHtml } from './explorerHtml';
import type { PageName } from './explorerHtml';

export type Answer = Requests[RequestName]['answer'];

/** What panels are made with. */
export interface PanelServices {
  readonly reporter: Reporter;
  /** Root folder of the extension. */
  readonly extension: vscode.Uri;
  /** Called when somebody did something in a panel for the first time. */
  readonly onDidUse?: () => void;
}

/** A panel with one of our pages in it, which is answered what it asks. */
export class PagePanel {
  constructor(
    readonly panel: vscode.WebviewPanel,
    page: PageName,
    private readonly answer: (message: RequestMessage) => Promise<Answer>,
    private readonly services: PanelServices,
  ) {
    const folder = vscode.Uri.joinPath(services.extension, 'dist', 'explorer');
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    panel.webview.onDidReceiveMessage((message: RequestMessage) => void this.reply(message));
    const { webview } = panel;
    const built = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, name));
    webview.html = explorerHtml({
      webview,
      page,
      program: built(`${page}.js`),
      style: built('style.css'),
    });
  }

  /** Lets the page ask again: what it shows has changed, or is gone. */
  notify(): void {
    this.send({ notice: 'changed' });
  }

  private async reply(message: RequestMessage): Promise<void> {
    const { id } = message;
    try {
      this.send({ id, answer: await this.answer(message) });
    } catch (error) {
      this.services.reporter.background(`Explorer of ${this.panel.title}`, error);
      this.send({ id, failure: messageOf(error) });
    }
  }

  private send(message: HostMessage): void {
    // A panel that was closed meanwhile needs no answer.
    void this.panel.webview.postMessage(message);
  }
}

/** The picture on the tab of a panel. */
export function panelIcon(extension: vscode.Uri): Record<'light' | 'dark', vscode.Uri> {
  const media = (name: string): vscode.Uri => vscode.Uri.joinPath(extension, 'media', name);
  return { light: media('explorer-light.svg'), dark: media('explorer-dark.svg') };
}
