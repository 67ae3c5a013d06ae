import * as vscode from 'vscode';
import { isStorageError } from '../../storage/errors';
import type { RequestMessage, Requests, ResultOutline } from '../../webview/protocol';
import { PagePanel } from './pagePanel';
import type { Answer, PanelServices } from './pagePanel';
import type { Shown } from './shown';

/** What an explorer is made with. */
export interface ExplorerServices extends PanelServices {
  /** Python code that loads what is shown. @throws {StorageError} `unsupported` */
  readonly python: () => Promise<string>;
}

/** One panel: answers what its page asks about one result. */
export class ExplorerPanel {
  private readonly page: PagePanel;
  private readonly shown: Promise<Shown>;
  /** Read while the page is loaded, which asks for it first of all. */
  private first: Promise<ResultOutline> | undefined;

  constructor(
    readonly panel: vscode.WebviewPanel,
    load: () => Promise<Shown>,
    private readonly services: ExplorerServices,
  ) {
    this.page = new PagePanel(panel, 'explorer', message => this.answer(message), services);
    this.shown = load();
    this.first = this.shown.then(shown => shown.outline());
    // The page is told when it asks.
    this.first.catch(() => undefined);
  }

  /** Lets the page ask again: the result has changed, or is gone. */
  notify(): void {
    this.first = undefined;
    this.page.notify();
  }

  private async answer(message: RequestMessage): Promise<Answer> {
    const shown = await this.shown;
    switch (message.request) {
      case 'outline':
        return this.outline(shown);
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
      case 'compared':
        throw new Error('An explorer shows one result.');
    }
  }

  private outline(shown: Shown): Promise<ResultOutline> {
    const { first } = this;
    this.first = undefined;
    return first ?? shown.outline();
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
}
