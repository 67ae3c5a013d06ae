import * as vscode from 'vscode';
import { isStorageError } from '../../storage/errors';
import type {
  HostMessage,
  RequestMessage,
  RequestName,
  Requests,
  ResultOutline,
} from '../../webview/protocol';
import { messageOf } from '../report';
import type { Reporter } from '../report';
import { explorerHtml } from './explorerHtml';
import type { Shown } from './shown';

type Answer = Requests[RequestName]['answer'];

/** What panels are made with. */
export interface PanelServices {
  readonly reporter: Reporter;
  /** Root folder of the extension. */
  readonly extension: vscode.Uri;
  /** Python code that loads what is shown. @throws {StorageError} `unsupported` */
  readonly python: () => Promise<string>;
  /** Called when somebody did something in a panel for the first time. */
  readonly onDidUse?: () => void;
}

/** One panel: answers what its page asks about one result. */
export class ExplorerPanel {
  private loading: Promise<Shown> | undefined;

  constructor(
    readonly panel: vscode.WebviewPanel,
    /** Called once, for the first question. */
    private readonly load: () => Promise<Shown>,
    private readonly services: PanelServices,
  ) {
    const { extension } = services;
    const page = vscode.Uri.joinPath(extension, 'dist', 'explorer');
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
      this.services.reporter.background(`Explorer of ${this.panel.title}`, error);
      this.send({ id, failure: messageOf(error) });
    }
  }

  private async answer(message: RequestMessage): Promise<Answer> {
    const shown = await (this.loading ??= this.load());
    switch (message.request) {
      case 'outline':
        return shown.outline();
      case 'cells':
        return shown.cells(message.ask);
      case 'saveSets':
        return this.saved(shown, 'Save result sets', () => {
          const { revision, resultSets } = message.ask;
          return shown.saveSets(revision, resultSets);
        });
      case 'saveRanking':
        return this.saved(shown, 'Save ranking', () => shown.saveRanking(message.ask));
      case 'savePicture':
        return (await import('./savePicture')).savePicture(this.panel.title, message.ask);
      case 'exportRows': {
        const { exportRows } = await import('./exportRows');
        const result = shown.resultOf(message.ask.contentId);
        return exportRows(this.panel.title, result, message.ask);
      }
      case 'copyRowsAsPython':
        return this.copyRowsAsPython(shown, message.ask);
      case 'use':
        this.services.onDidUse?.();
        return true;
    }
  }

  private async copyRowsAsPython(
    shown: Shown,
    { contentId, rows }: Requests['copyRowsAsPython']['ask'],
  ): Promise<true> {
    const { pythonOfRows } = await import('../pythonCode');
    const { rowCount } = shown.resultOf(contentId);
    const code = pythonOfRows(await this.services.python(), rows, rowCount);
    await vscode.env.clipboard.writeText(code);
    return true;
  }

  private async saved(
    shown: Shown,
    what: string,
    save: () => Promise<ResultOutline>,
  ): Promise<ResultOutline> {
    try {
      return await save();
    } catch (error) {
      if (!isStorageError(error, 'replication-failed')) throw error;
      // It is saved where it is shown; what is behind can be synchronised.
      this.services.reporter.fail(what, error);
      return shown.outline();
    }
  }

  private send(message: HostMessage): void {
    // A panel that was closed meanwhile needs no answer.
    void this.panel.webview.postMessage(message);
  }
}
