import * as vscode from 'vscode';
import type { Address } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import type { HostMessage, RequestMessage, RequestName, Requests } from '../../webview/protocol';
import { messageOf } from '../report';
import type { Reporter } from '../report';
import { explorerHtml } from './explorerHtml';
import { ShownResult } from './shownResult';

type Answer = Requests[RequestName]['answer'];

/** What panels are made with. */
export interface PanelServices {
  readonly manager: StorageManager;
  readonly reporter: Reporter;
  /** Root folder of the extension. */
  readonly extension: vscode.Uri;
}

/** One panel: answers what its page asks about one result. */
export class ExplorerPanel {
  private readonly shown: ShownResult;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly address: Address,
    private readonly services: PanelServices,
  ) {
    const { manager, extension } = services;
    const page = vscode.Uri.joinPath(extension, 'dist', 'explorer');
    const media = (name: string) => vscode.Uri.joinPath(extension, 'media', name);
    this.shown = new ShownResult(manager, address);
    panel.title = address.key.split('/').at(-1) ?? address.key;
    panel.iconPath = {
      light: media('explorer-light.svg'),
      dark: media('explorer-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: [page] };
    panel.webview.onDidReceiveMessage((message: RequestMessage) => void this.reply(message));
    const { webview } = panel;
    const built = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(page, name));
    webview.html = explorerHtml({
      webview,
      program: built('explorer.js'),
      worker: built('analysisWorker.js'),
      style: built('style.css'),
    });
  }

  /** Lets the page ask again: the result has changed, or is gone. */
  notify(): void {
    this.send({ notice: 'changed' });
  }

  private async reply(message: RequestMessage): Promise<void> {
    const { id } = message;
    try {
      this.send({ id, answer: await this.answer(message) });
    } catch (error) {
      this.services.reporter.background(`Explorer of ${this.address.key}`, error);
      this.send({ id, failure: messageOf(error) });
    }
  }

  private async answer(message: RequestMessage): Promise<Answer> {
    switch (message.request) {
      case 'outline':
        return this.shown.outline();
      case 'cells': {
        const { revision, column, start, end } = message.ask;
        return this.shown.cells(revision, column, start, end);
      }
    }
  }

  private send(message: HostMessage): void {
    // A panel that was closed meanwhile needs no answer.
    void this.panel.webview.postMessage(message);
  }
}
