import * as vscode from 'vscode';
import type { Address } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import type { CompareState, RequestMessage } from '../../webview/protocol';
import { addressIn, uriOf } from '../addressUri';
import { messageOf } from '../report';
import { PagePanel, panelIcon } from './pagePanel';
import type { Answer, PanelServices } from './pagePanel';
import { ShownResults } from './shownResults';

/** The comparisons that are open: one for each set of results, found again after the window was reloaded. */
export class ComparePanels implements vscode.Disposable {
  private readonly open = new Map<string, vscode.WebviewPanel>();

  constructor(
    private readonly manager: StorageManager,
    private readonly services: PanelServices,
  ) {}

  /** Shows the comparison of these results, the one that is open already where there is one. */
  show(viewType: string, addresses: readonly Address[]): void {
    const known = this.open.get(nameOf(addresses));
    if (known !== undefined) {
      known.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(viewType, '', vscode.ViewColumn.Active);
    this.adopt(panel, addresses);
  }

  /** Goes on with a panel that was open before the window was reloaded. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const addresses = addressesIn(state);
    if (addresses.length === 0) panel.dispose();
    else this.adopt(panel, addresses);
  }

  dispose(): void {
    for (const panel of this.open.values()) panel.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, addresses: readonly Address[]): void {
    panel.title = `Compare ${addresses.map(({ key }) => key.split('/').at(-1)).join(', ')}`;
    panel.iconPath = panelIcon(this.services.extension);
    const page = new PagePanel(panel, 'compare', this.answering(panel, addresses), this.services);
    const name = nameOf(addresses);
    this.open.set(name, panel);
    const following = this.manager.onDidChange(({ backend, keys }) => {
      const isMeant = (address: Address): boolean =>
        address.backend === backend && (keys === undefined || keys.includes(address.key));
      if (addresses.some(isMeant)) page.notify();
    });
    panel.onDidDispose(() => {
      following.dispose();
      // Another one may have been made for the same results meanwhile.
      if (this.open.get(name) === panel) this.open.delete(name);
    });
  }

  /** Answers what a page asks; results are read when it asks for them. */
  private answering(
    panel: vscode.WebviewPanel,
    addresses: readonly Address[],
  ): (message: RequestMessage) => Promise<Answer> {
    const shown = new ShownResults(this.manager, addresses, messageOf);
    return async message => {
      switch (message.request) {
        case 'compared':
          return shown.compared();
        case 'cells':
          return shown.cells(message.ask);
        case 'savePicture':
          return (await import('./savePicture')).savePicture(panel.title, message.ask);
        case 'use':
          return true;
        case 'outline':
        case 'saveSets':
        case 'saveRanking':
        case 'exportRows':
        case 'copyRowsAsPython':
          throw new Error('A comparison only reads results.');
      }
    };
  }
}

/** The same for the same results in another order. */
function nameOf(addresses: readonly Address[]): string {
  return addresses
    .map(address => uriOf(address).toString())
    .sort()
    .join('\n');
}

/** The addresses that a page kept; none when another version kept something else. */
function addressesIn(state: unknown): readonly Address[] {
  if (typeof state !== 'object' || state === null) return [];
  const { compared } = state as Partial<CompareState>;
  if (!Array.isArray(compared)) return [];
  return compared.flatMap(kept => addressIn(kept) ?? []);
}
