import type * as vscode from 'vscode';
import type { Address, BackendName } from '../../storage/address';
import { addressOf } from '../addressUri';
import { droppedUris, putResults, urisMime } from './draggedUris';
import type { ResultTree, ResultTreeNode } from './resultTree';

/** What the view asks for when something was dropped on it. */
export interface DropHandlers {
  /** Copies results of another backend into this one, or moves results of this one into a folder. */
  takeResults(results: readonly Address[], to: BackendName, folder: string): Promise<void>;
  takeFiles(files: readonly vscode.Uri[], to: BackendName, folder: string): Promise<void>;
}

export class ResultDragAndDrop implements vscode.TreeDragAndDropController<ResultTreeNode> {
  readonly dragMimeTypes = [urisMime];
  readonly dropMimeTypes = [urisMime];

  constructor(
    private readonly backend: BackendName,
    private readonly tree: ResultTree,
    private readonly handlers: DropHandlers,
  ) {}

  async handleDrag(nodes: readonly ResultTreeNode[], transfer: vscode.DataTransfer): Promise<void> {
    const results = await Promise.all(nodes.map(node => this.tree.resultsIn(node)));
    putResults(transfer, results.flat());
  }

  async handleDrop(
    target: ResultTreeNode | undefined,
    transfer: vscode.DataTransfer,
  ): Promise<void> {
    const uris = await droppedUris(transfer);
    const folder = folderOf(target);
    const results = uris.map(addressOf).filter(address => address !== undefined);
    const files = uris.filter(uri => addressOf(uri) === undefined);
    if (results.length > 0) await this.handlers.takeResults(results, this.backend, folder);
    if (files.length > 0) await this.handlers.takeFiles(files, this.backend, folder);
  }
}

/** The prefix of keys in the folder that `node` is or lies in. */
function folderOf(node: ResultTreeNode | undefined): string {
  switch (node?.kind) {
    case 'folder':
    case 'group':
      return node.prefix;
    case 'result':
      return node.key.slice(0, node.key.length - node.name.length);
    default:
      return '';
  }
}
