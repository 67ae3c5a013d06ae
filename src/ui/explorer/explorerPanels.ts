import * as vscode from 'vscode';
import type { Address } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import { addressIn, uriOf } from '../addressUri';
import { ExplorerPanel } from './explorerPanel';
import { panelIcon, type PanelServices } from './pagePanel';

const viewType = 'optiscope.explorer';

interface OpenExplorer {
  readonly address: Address;
  readonly explorer: ExplorerPanel;
}

/** The explorers that are open: one for each result, found again after the window was reloaded. */
export class ExplorerPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly open = new Map<string, OpenExplorer>();
  private readonly registrations: vscode.Disposable;
  /** Opened by a look at it in a view, and not used yet: the next look takes its place. */
  private glanced: vscode.WebviewPanel | undefined;

  constructor(
    private readonly manager: StorageManager,
    private readonly services: Omit<PanelServices, 'python' | 'onDidUse'> & {
      /** Python code that loads a result. */
      readonly pythonOf: (address: Address) => Promise<string>;
    },
  ) {
    this.registrations = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      manager.onDidChange(({ backend, keys }) => {
        for (const { address, explorer } of this.open.values()) {
          if (address.backend !== backend) continue;
          if (keys === undefined || keys.includes(address.key)) explorer.notify();
        }
      }),
    );
  }

  /** The result whose explorer is in the active editor. */
  get active(): Address | undefined {
    return [...this.open.values()].find(({ explorer }) => explorer.panel.active)?.address;
  }

  /**
   * Shows the explorer of a result, the one that is open already where there is one. With `preserveFocus` it was only looked
   * at: until somebody does something in it, the next one takes its place, as with text editors.
   */
  show(address: Address, options: { readonly preserveFocus?: boolean } = {}): void {
    const { preserveFocus = false } = options;
    const known = this.open.get(uriOf(address).toString())?.explorer;
    if (known !== undefined) {
      known.panel.reveal(undefined, preserveFocus);
      return;
    }
    const where = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    const panel = vscode.window.createWebviewPanel(viewType, '', where);
    this.adopt(panel, address);
    if (!preserveFocus) return;
    const before = this.glanced;
    this.glanced = panel;
    before?.dispose();
  }

  /** Called by VS Code for a panel that was open before the window was reloaded. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const address = addressIn(state);
    if (address === undefined) panel.dispose();
    else this.adopt(panel, address);
  }

  dispose(): void {
    this.registrations.dispose();
    for (const { explorer } of this.open.values()) explorer.panel.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, address: Address): void {
    panel.title = address.key.split('/').at(-1) ?? address.key;
    panel.iconPath = panelIcon(this.services.extension);
    const name = uriOf(address).toString();
    const keep = (): void => {
      if (this.glanced === panel) this.glanced = undefined;
    };
    const load = async () => {
      const { ShownResult } = await import('./shownResult');
      return new ShownResult(this.manager, address);
    };
    const explorer = new ExplorerPanel(panel, load, {
      ...this.services,
      python: () => this.services.pythonOf(address),
      onDidUse: keep,
    });
    this.open.set(name, { address, explorer });
    panel.onDidDispose(() => {
      keep();
      // Another one may have been made for the same result meanwhile.
      if (this.open.get(name)?.explorer === explorer) this.open.delete(name);
    });
  }
}
