import * as vscode from 'vscode';
import type { Address, BackendName } from '../../storage/address';
import type { StorageManager } from '../../storage/manager';
import { messageOf, type Reporter } from '../report';
import { backendTitles, counted } from '../wording';
import {
  KeyTree,
  type FolderNode,
  type GroupNode,
  type ResultNode,
  type TreeNode,
} from './keyTree';
import { damagedItem, resultItem } from './resultItem';
import { resultTooltip } from './resultTooltip';

/** Stands for all results of a backend that cannot be listed. */
interface FaultNode {
  readonly kind: 'fault';
  readonly backend: BackendName;
  readonly message: string;
}

export type ResultTreeNode = TreeNode | FaultNode;

/** What came of listing a backend. */
interface Listing {
  readonly count: number;
  /** Why it could not be listed. */
  readonly fault: string | undefined;
}

/** One backend's results. Reads by address through the manager and changes nothing. */
export class ResultTree implements vscode.TreeDataProvider<ResultTreeNode> {
  private readonly didChange = new vscode.EventEmitter<undefined>();
  private readonly didList = new vscode.EventEmitter<Listing>();
  private listing: Promise<KeyTree> | undefined;

  readonly onDidChangeTreeData = this.didChange.event;
  /** Fires whenever the results were listed, or could not be. */
  readonly onDidList = this.didList.event;

  constructor(
    private readonly manager: StorageManager,
    private readonly backend: BackendName,
    private readonly reporter: Reporter,
  ) {}

  /**
   * Asks the backend anew for everything that is shown. VS Code forgets all rows when it is told: as long as the new ones are
   * not known, those that are there can be worked with.
   */
  refresh(): void {
    const isShown = this.listing !== undefined;
    this.listing = undefined;
    if (!isShown) {
      this.didChange.fire(undefined);
      return;
    }
    const listing = this.keyTree();
    // Who asks for the rows next is told why there are none; what is listed later is told later.
    const tell = (): void => {
      if (this.listing === listing) this.didChange.fire(undefined);
    };
    listing.then(tell, tell);
  }

  async getChildren(node?: ResultTreeNode): Promise<ResultTreeNode[]> {
    if (node?.kind === 'result' || node?.kind === 'fault') return [];
    // A backend that is not configured has nothing to list; the welcome text says how to get one.
    if (!this.manager.backends.some(({ name }) => name === this.backend)) return [];
    try {
      return [...(await this.keyTree()).children(node)];
    } catch (error) {
      this.listing = undefined;
      const message = messageOf(error);
      this.reporter.background(`List ${backendTitles[this.backend]}`, error);
      this.didList.fire({ count: 0, fault: message });
      return [{ kind: 'fault', backend: this.backend, message }];
    }
  }

  async getTreeItem(node: ResultTreeNode): Promise<vscode.TreeItem> {
    switch (node.kind) {
      case 'result':
        return this.itemOf(node);
      case 'fault':
        return faultItem(node);
      default:
        return branchItem(node);
    }
  }

  async resolveTreeItem(item: vscode.TreeItem, node: ResultTreeNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'result' || item.tooltip !== undefined) return item;
    const header = await this.manager.header(node);
    if (header !== undefined) item.tooltip = resultTooltip(header);
    return item;
  }

  async getParent(node: ResultTreeNode): Promise<ResultTreeNode | undefined> {
    if (node.kind === 'fault') return undefined;
    const key = node.kind === 'result' ? node.key : await this.firstKey(node);
    const path = key === undefined ? [] : (await this.keyTree()).pathTo(key);
    const place = path.findIndex(ancestor => nodeId(ancestor) === nodeId(node));
    return path[place - 1];
  }

  /** The node that shows `key`, for revealing it. */
  async nodeOf(key: string): Promise<ResultTreeNode | undefined> {
    return (await this.keyTree()).pathTo(key).at(-1);
  }

  /** The results that a node stands for: itself, or all below it. */
  async resultsIn(node: ResultTreeNode): Promise<readonly Address[]> {
    if (node.kind === 'fault') return [];
    if (node.kind === 'result') return [{ backend: node.backend, key: node.key }];
    const children = (await this.keyTree()).children(node);
    return (await Promise.all(children.map(child => this.resultsIn(child)))).flat();
  }

  private async firstKey(node: TreeNode): Promise<string | undefined> {
    const tree = await this.keyTree();
    let inner: TreeNode | undefined = node;
    while (inner !== undefined && inner.kind !== 'result') inner = tree.children(inner)[0];
    return inner?.key;
  }

  private keyTree(): Promise<KeyTree> {
    this.listing ??= this.manager.listResults({ fromBackend: this.backend }).then(keys => {
      this.didList.fire({ count: keys.length, fault: undefined });
      return new KeyTree(this.backend, keys);
    });
    return this.listing;
  }

  private async itemOf({ backend, key, name }: ResultNode): Promise<vscode.TreeItem> {
    const address = { backend, key };
    try {
      const header = await this.manager.header(address);
      return header === undefined
        ? damagedItem(address, name, 'It was deleted meanwhile.')
        : resultItem(address, name, header);
    } catch (error) {
      return damagedItem(address, name, messageOf(error));
    }
  }
}

function nodeId(node: TreeNode): string {
  switch (node.kind) {
    case 'result':
      return node.key;
    case 'folder':
      return node.prefix;
    case 'group':
      return `${node.prefix}#${node.index}`;
  }
}

function branchItem(node: FolderNode | GroupNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${node.backend}:${nodeId(node)}`;
  item.iconPath = new vscode.ThemeIcon(node.kind === 'folder' ? 'folder' : 'list-tree');
  item.description = counted(node.count, 'result');
  item.contextValue = `${node.kind} ${node.backend}`;
  item.tooltip = node.kind === 'folder' ? node.prefix : node.name;
  item.accessibilityInformation = {
    label: `${node.kind === 'folder' ? 'Folder' : 'Group'} ${node.name}, ${counted(node.count, 'result')}`,
  };
  return item;
}

function faultItem({ backend, message }: FaultNode): vscode.TreeItem {
  const item = new vscode.TreeItem('Cannot be opened. Click to retry');
  item.id = `${backend}:`;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.description = message;
  item.tooltip = message;
  item.contextValue = 'fault';
  item.command = { command: 'optiscope.refresh', title: 'Try Again' };
  item.accessibilityInformation = {
    label: `${backendTitles[backend]} cannot be opened: ${message} Activate to try again.`,
  };
  return item;
}
