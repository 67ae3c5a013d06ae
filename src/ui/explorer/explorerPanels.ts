import * as vscode from 'vscode';
import type { Address } from '../../storage/address';
import type { PanelState } from '../../webview/protocol';
import { isBackendName, uriOf } from '../addressUri';
import { ExplorerPanel, type PanelServices } from './explorerPanel';

const viewType = 'optiscope.explorer';

/** The explorers that are open: one for each result, found again after the window was reloaded. */
export class ExplorerPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly open = new Map<string, ExplorerPanel>();
  private readonly registrations: vscode.Disposable;

  constructor(private readonly services: PanelServices) {
    this.registrations = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      services.manager.onDidChange(({ backend, keys }) => {
        for (const explorer of this.open.values()) {
          const { address } = explorer;
          if (address.backend !== backend) continue;
          if (keys === undefined || keys.includes(address.key)) explorer.notify();
        }
      }),
    );
  }

  /** Shows the explorer of a result, the one that is open already where there is one. */
  show(address: Address, options: { readonly preserveFocus?: boolean } = {}): void {
    const { preserveFocus = false } = options;
    const known = this.open.get(uriOf(address).toString());
    if (known !== undefined) {
      known.panel.reveal(undefined, preserveFocus);
      return;
    }
    const where = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    this.adopt(vscode.window.createWebviewPanel(viewType, '', where), address);
  }

  /** Called by VS Code for a panel that was open before the window was reloaded. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const address = addressIn(state);
    if (address === undefined) panel.dispose();
    else this.adopt(panel, address);
  }

  dispose(): void {
    this.registrations.dispose();
    for (const { panel } of this.open.values()) panel.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, address: Address): void {
    const name = uriOf(address).toString();
    this.open.set(name, new ExplorerPanel(panel, address, this.services));
    panel.onDidDispose(() => this.open.delete(name));
  }
}

/** The address that a page kept; `undefined` when another version kept something else. */
function addressIn(state: unknown): Address | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { backend, key } = state as Partial<PanelState>;
  if (typeof backend !== 'string' || typeof key !== 'string') return undefined;
  return isBackendName(backend) ? { backend, key } : undefined;
}
