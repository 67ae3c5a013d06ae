import * as vscode from 'vscode';
import type { Address } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import type { ComparePanels } from './comparePanels';
import type { PanelServices } from './pagePanel';

const viewType = 'optiscope.compare';

/** The comparisons of results, loaded when the first one is wanted: few windows ever compare. */
export class Comparisons implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly registration = vscode.window.registerWebviewPanelSerializer(viewType, this);
  private loading: Promise<ComparePanels> | undefined;

  constructor(
    private readonly manager: StorageManager,
    private readonly services: PanelServices,
  ) {}

  /** Shows the comparison of these results, the one that is open already where there is one. */
  async show(addresses: readonly Address[]): Promise<void> {
    (await this.load()).show(viewType, addresses);
  }

  /** Called by VS Code for a panel that was open before the window was reloaded. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    (await this.load()).restore(panel, state);
  }

  dispose(): void {
    this.registration.dispose();
    void this.loading?.then(panels => panels.dispose());
  }

  private load(): Promise<ComparePanels> {
    this.loading ??= import('./comparePanels').then(
      loaded => new loaded.ComparePanels(this.manager, this.services),
    );
    return this.loading;
  }
}
